using System.Runtime.InteropServices;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>Reads what JSON says of a record, in one pass over its UTF-8 bytes: nested by group, or flat by field name or alias. What cannot be read is reported.</summary>
internal static class InputReader
{
    private const int Usual = 16; // values that most inputs have at most

    // what is an element was judged as JSON when it was parsed; its text is as it was written
    private static readonly JsonReaderOptions Parsed = new() { MaxDepth = 1_000, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // the reader is faster when it need not look for comments, of which there is none without a slash
    private static readonly JsonReaderOptions WithoutComments = Parsed with { CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The values by path, each path once and in order of the input.</summary>
    public static Dictionary<string, FieldValue> Read(Standard standard, JsonElement input, DataReport report, DateOnly today)
    {
        var values = new Dictionary<string, FieldValue>(Math.Min(standard.Fields.Length, Usual), StringComparer.Ordinal);
        if (input.ValueKind != JsonValueKind.Object)
        {
            report.Refuse(DataFindings.WrongType, "", standard.Place, standard.Title, new Text("对象", "an object"));
            return values;
        }

        var reader = At(input);
        Members(ref reader, "", standard.Members, standard, values, report, today);
        return values;
    }

    /// <summary>A reader that stands on a value which was parsed before.</summary>
    public static Utf8JsonReader At(JsonElement value)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value);
        var reader = new Utf8JsonReader(utf8, utf8.Contains((byte)'/') ? Parsed : WithoutComments);
        reader.Read();
        return reader;
    }

    private static void Members(ref Utf8JsonReader reader, string pointer, MemberNames names, Standard standard, Dictionary<string, FieldValue> values, DataReport report, DateOnly today)
    {
        for (var next = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var place = names.Find(ref reader, next);
            if (place < 0)
            {
                Unknown(reader.GetString()!, pointer, standard, report);
                reader.Skip();
                continue;
            }

            var member = names[place];
            next = place + 1;
            reader.Read();
            if (member.Group is { } inner && reader.TokenType == JsonTokenType.StartObject)
            {
                Members(ref reader, member.Pointer, inner, standard, values, report, today);
            }
            else if (member.Field is not { } field)
            {
                Unknown(member.Name, pointer, standard, report);
                reader.Skip();
            }
            else if (field.IsComputed)
            {
                report.Refuse(DataFindings.Computed, member.Pointer, field.Place, field.Title);
                reader.Skip();
            }
            else if (!values.TryAdd(field.Path, ValueReader.Read(field, ref reader, member.Pointer, today, report)))
            {
                report.Refuse(DataFindings.GivenTwice, member.Pointer, field.Place, field.Title);
            }
        }
    }

    private static void Unknown(string name, string pointer, Standard standard, DataReport report) =>
        report.Refuse(DataFindings.UnknownField, $"{pointer}/{JsonPointer.Escape(name)}", standard.Place, name, DidYouMean.Hint(name, standard.Words));
}
