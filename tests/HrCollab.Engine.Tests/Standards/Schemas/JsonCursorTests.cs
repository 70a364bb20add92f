using System.Globalization;
using System.Text;
using System.Text.Json;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>Our way through a JSON text against the reader of the runtime: the same tokens at the same places up to the same end.</summary>
public sealed class JsonCursorTests
{
    private const int Texts = 20_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\t", "\r", "\"a\"", "\"长名称的成员\"", "\"a\\u0062\\n\"", "\"\\u12\"", "\"\\x\"", "\"sixteen bytes and more, with a \\\" in it\"", "\"tab\tinside\"",
        "true", "false", "null", "tru", "nul", "0", "-0", "01", "-", "1.", "1.5", "1.50e+7", "2E-3", "1e", "1e+", ".5", "+1", "12345678901234567890123", "/", "//", "x", "\u00a0", "'", "NaN", "\u0001",
    ];

    [Theory]
    [InlineData("[1")]
    [InlineData("[1/")]
    [InlineData("1/")]
    [InlineData("1x")]
    [InlineData("[truex]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{,\"a\":1}")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("\"open")]
    [InlineData("\"open and longer than one vector\\")]
    [InlineData("  {} ")]
    [InlineData("{}{}")]
    public void Text_IsReadAlike(string text) => Alike(text);

    [Fact]
    public void NestingAsDeepAsAllowed_IsReadAlike()
    {
        foreach (var depth in new[] { SchemaLimits.Depth - 1, SchemaLimits.Depth, SchemaLimits.Depth + 1 })
        {
            Alike(new string('[', depth) + new string(']', depth));
            Alike(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
        }
    }

    [Fact]
    public void GeneratedTexts_AreReadAlike()
    {
        var (sound, broken) = (0, 0);
        for (var seed = 0; seed < Texts; seed++)
        {
            var random = new Random(seed);
            var text = seed % 4 == 0 ? string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)])) : new SchemaGenerator(seed).Value(3).ToJsonString();
            for (var i = random.Next(3); i > 0; i--)
            {
                var at = random.Next(text.Length + 1);
                text = random.Next(3) switch { 0 => text[..at], 1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]), _ => at < text.Length ? text.Remove(at, 1) : text };
            }

            if (!text.EnumerateRunes().Contains(Rune.ReplacementChar)) _ = Alike(text) ? sound++ : broken++;
        }

        Assert.InRange(sound, 2_000, int.MaxValue);
        Assert.InRange(broken, 2_000, int.MaxValue);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("123456789012345678", "123456789012345678")]
    [InlineData("-1234567890123456.5", "-1234567890123456.5")]
    [InlineData("1234567890123456789012345678", "1234567890123456789012345678")]
    [InlineData("1e3", "1000")]
    [InlineData("1.0", "1")]
    [InlineData("100000000000000000", "100000000000000000")]
    [InlineData("0.0000000000000001", "0.0000000000000001")]
    public void Number_IsExact(string written, string value)
    {
        Assert.True(ExactDecimal.TryParse(Encoding.UTF8.GetBytes(written), out var number));
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), number);
    }

    [Fact]
    public void Formats_TakeBytesAsTheyTakeCharacters()
    {
        string[] samples = ["11010519491231002X", "11010519491231002x", "440524188001010014", "13800138000", "12800138000", "6222020903001483077", "2026-02-28", "2024-02-29", "123e4567-e89b-12d3-a456-426614174000", "张三", ""];
        var (taken, refused) = (0, 0);
        foreach (var format in TextFormats.Known.Values.Where(f => f.OfBytes is not null))
        {
            for (var seed = 0; seed < 4_000; seed++)
            {
                var random = new Random(seed);
                var text = new StringBuilder(samples[random.Next(samples.Length)]);
                if (text.Length > 0 && random.Next(2) == 0) text[random.Next(text.Length)] = "0123456789Xx-a张\u0660"[random.Next(16)];
                var written = text.ToString();
                var problem = format.Problem(written, Plans.Today);
                Assert.True(problem == format.OfBytes!(Encoding.UTF8.GetBytes(written), Plans.Today), $"{format.Name}: {written}");
                _ = problem is null ? taken++ : refused++;
            }
        }

        Assert.InRange(taken, 500, int.MaxValue);
        Assert.InRange(refused, 500, int.MaxValue);
    }

    /// <summary>Whether the text is JSON; fails where the two differ.</summary>
    private static bool Alike(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (theirs, ours) = (Theirs(utf8), Ours(utf8));
        Assert.True(theirs.SequenceEqual(ours), $"{text}\n{string.Join(' ', theirs)}\n{string.Join(' ', ours)}");
        return ours[^1] == "end";
    }

    private static List<string> Theirs(byte[] utf8)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = SchemaLimits.Depth });
        try
        {
            while (reader.Read()) tokens.Add($"{reader.TokenType}@{reader.TokenStartIndex}{Value(reader.TokenType, reader.ValueSpan, reader.ValueIsEscaped)}");
            tokens.Add("end");
        }
        catch (JsonException e)
        {
            tokens.Add(e.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? "too deep" : "no JSON");
        }

        return tokens;
    }

    private static List<string> Ours(byte[] utf8)
    {
        var tokens = new List<string>();
        var cursor = new JsonCursor(utf8);
        try
        {
            cursor.ReadValue();
            Walk(ref cursor, tokens);
            cursor.End();
            tokens.Add("end");
        }
        catch (SchemaStop stop)
        {
            tokens.Add(stop.Finding == InstanceFindings.TooMuch ? "too deep" : "no JSON");
        }

        return tokens;
    }

    private static void Walk(ref JsonCursor cursor, List<string> tokens)
    {
        Add(cursor, tokens);
        switch (cursor.TokenType)
        {
            case JsonTokenType.StartObject:
                while (cursor.ReadName())
                {
                    Add(cursor, tokens);
                    cursor.ReadValue();
                    Walk(ref cursor, tokens);
                }

                Add(cursor, tokens);
                break;
            case JsonTokenType.StartArray:
                while (cursor.ReadItem()) Walk(ref cursor, tokens);
                Add(cursor, tokens);
                break;
            default:
                break;
        }
    }

    private static void Add(JsonCursor cursor, List<string> tokens) =>
        tokens.Add($"{cursor.TokenType}@{cursor.Start}{Value(cursor.TokenType, cursor.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number ? cursor.Written : default, cursor.IsEscaped)}");

    private static string Value(JsonTokenType type, ReadOnlySpan<byte> written, bool escaped) => type switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => $"={Encoding.UTF8.GetString(written)}{(escaped ? "\\" : "")}",
        JsonTokenType.Number => $"={Encoding.UTF8.GetString(written)}",
        _ => "",
    };
}
