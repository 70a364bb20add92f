using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas.Patterns;

/// <summary>A compiled pattern. It cannot run away: matching takes time in proportion to the text.</summary>
internal sealed class EcmaPattern
{
    private readonly Regex _regex;
    private readonly Alphabet _alphabet;
    private readonly SimplePattern? _simple;

    private EcmaPattern(string source, Regex regex, Alphabet alphabet, SimplePattern? simple) => (Source, _regex, _alphabet, _simple) = (source, regex, alphabet, simple);

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>True when <see cref="IsMatch(ReadOnlySpan{byte})"/> can answer.</summary>
    public bool TakesBytes => _simple is not null;

    /// <summary>The pattern, which must match somewhere, or everywhere when it is for the <paramref name="whole"/> text; null with the reason why not.</summary>
    public static EcmaPattern? Compile(string pattern, bool whole, out Text problem)
    {
        problem = Text.Same("");
        if (pattern.Length > SchemaLimits.Pattern)
        {
            problem = new($"超过 {SchemaLimits.Pattern} 个字符", $"longer than {SchemaLimits.Pattern} characters");
            return null;
        }

        var reader = new PatternReader(pattern);
        if (reader.Read() is not { } tree)
        {
            problem = reader.Problem!;
            return null;
        }

        if (whole) tree = new PatternTree.Sequence([new PatternTree.Start(), tree, new PatternTree.End()]);
        var text = new StringBuilder();
        var alphabet = new Alphabet(tree.Sets());
        if (!alphabet.IsPossible)
        {
            problem = new("区分的字符过多", "it tells too many characters apart");
            return null;
        }

        tree.Write(text, alphabet);
        try
        {
            var regex = new Regex(text.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return new EcmaPattern(pattern, regex, alphabet, SimplePattern.Of(tree));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            problem = new("重复次数过多", "it repeats too much");
            return null;
        }
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (_simple is not null && Ascii.IsValid(text))
        {
            Span<byte> bytes = stackalloc byte[128];
            if (text.Length <= bytes.Length) return _simple.IsMatch(bytes[..Encoding.ASCII.GetBytes(text, bytes)]);
        }

        if (!text.ContainsAnyInRange('\uD800', '\uDFFF')) return _regex.IsMatch(text);
        var units = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return _regex.IsMatch(_alphabet.Translate(text, units));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(units, clearArray: true);
        }
    }

    /// <summary>The same over UTF-8.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => _simple!.IsMatch(utf8);
}
