using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Something found at a byte of the value. Where that is in words is worked out afterwards, once for all, so that a valid value pays nothing for it.</summary>
/// <param name="Code">What.</param>
/// <param name="At">Offset of the token.</param>
/// <param name="Member">A member of that object that is not there.</param>
/// <param name="Arguments">What fills the message.</param>
internal readonly record struct RunError(DiagnosticCode Code, long At, string? Member, object?[] Arguments);

/// <summary>Findings of a run in the form that people get.</summary>
internal static class RunErrors
{
    public static ImmutableArray<Violation> Violations(List<RunError> errors, ReadOnlySpan<byte> utf8)
    {
        var pointers = Pointers(errors.Select(e => e.At).ToHashSet(), utf8);
        return
        [
            .. errors.OrderBy(e => e.At).Select(e =>
            {
                var pointer = pointers.GetValueOrDefault(e.At, "");
                if (e.Member is not null) pointer += "/" + JsonPointer.Escape(e.Member);
                var accepted = e.Arguments is [LiteralSet values] ? Text.Same(values.Words) : null;
                return new Violation(pointer, e.Code.Code, e.Code.Message.With([.. e.Arguments.Select(Word)]), accepted, null, Warning: false);
            }).DistinctBy(v => (v.Pointer, v.Message)),
        ];
    }

    private static object? Word(object? argument) => argument switch
    {
        JsonTypes types => Types(types),
        decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => argument,
    };

    private static Text Types(JsonTypes types)
    {
        var words = new List<Text>();
        foreach (var (name, title) in SchemaKeywords.Types)
        {
            if (types.HasFlag(Enum.Parse<JsonTypes>(name, ignoreCase: true)) && !(name == "integer" && types.HasFlag(JsonTypes.Number))) words.Add(title);
        }

        return new Text(string.Join("或", words.Select(w => w.Zh)), string.Join(" or ", words.Select(w => w.En)));
    }

    /// <summary>JSON Pointers of the tokens at those offsets; a name has the pointer of its member.</summary>
    private static Dictionary<long, string> Pointers(HashSet<long> wanted, ReadOnlySpan<byte> utf8)
    {
        var found = new Dictionary<long, string>();
        var way = new Stack<(string Pointer, int Index)>();
        var pointer = "";
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = SchemaLimits.Depth });
            while (found.Count < wanted.Count && reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        pointer = way.Peek().Pointer + "/" + JsonPointer.Escape(reader.GetString()!);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        way.Pop();
                        continue;
                    default:
                        if (way.TryPop(out var parent))
                        {
                            if (parent.Index >= 0) pointer = $"{parent.Pointer}/{parent.Index++}";
                            way.Push(parent);
                        }

                        if (reader.TokenType == JsonTokenType.StartObject) way.Push((pointer, -1));
                        if (reader.TokenType == JsonTokenType.StartArray) way.Push((pointer, 0));
                        break;
                }

                if (wanted.Contains(reader.TokenStartIndex)) found[reader.TokenStartIndex] = pointer;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return found; // the text ends here for us
        }

        return found;
    }
}
