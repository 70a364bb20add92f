using System.Collections.Immutable;
using System.Globalization;
using System.Text;
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
        if (errors is [var only]) return [Violation(only, Pointers.Of([only.At], utf8)[0])];
        List<RunError> ordered = [.. errors.OrderBy(e => e.At)];
        var pointers = Pointers.Of([.. ordered.Select(e => e.At)], utf8);
        return [.. ordered.Select((e, i) => Violation(e, pointers[i])).DistinctBy(v => (v.Pointer, v.Message))];
    }

    private static Violation Violation(RunError error, string pointer)
    {
        if (error.Member is not null) pointer += "/" + JsonPointer.Escape(error.Member);
        var accepted = error.Arguments is [LiteralSet values] ? Text.Same(values.Words) : null;
        return new Violation(pointer, error.Code.Code, error.Code.Message.With(Array.ConvertAll(error.Arguments, Word)), accepted, null, Warning: false);
    }

    private static object? Word(object? argument) => argument switch
    {
        JsonTypes types => Types(types),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        _ => argument,
    };

    private static readonly ImmutableArray<(JsonTypes Type, Text Title)> Titles = [.. SchemaKeywords.Types.Select(t => (Enum.Parse<JsonTypes>(t.Key, ignoreCase: true), t.Value))];

    private static Text Types(JsonTypes types)
    {
        var words = new List<Text>();
        foreach (var (type, title) in Titles)
        {
            if ((types & type) != JsonTypes.None && !(type == JsonTypes.Integer && (types & JsonTypes.Number) != JsonTypes.None)) words.Add(title);
        }

        return new Text(string.Join("或", words.Select(w => w.Zh)), string.Join(" or ", words.Select(w => w.En)));
    }
}

/// <summary>JSON Pointers of tokens; a name has the pointer of its member.</summary>
internal ref struct Pointers
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly long[] _wanted;
    private readonly string[] _found;
    private readonly List<(int Name, int Item)> _way;
    private int _count;

    private Pointers(ReadOnlySpan<byte> utf8, long[] wanted)
    {
        _utf8 = utf8;
        (_wanted, _way) = (wanted, []);
        _found = new string[wanted.Length];
        Array.Fill(_found, "");
    }

    /// <summary>The pointers of the tokens at offsets that never fall, in their order; "" for what is no token.</summary>
    public static string[] Of(long[] offsets, ReadOnlySpan<byte> utf8)
    {
        var pointers = new Pointers(utf8, offsets);
        try
        {
            var cursor = new JsonCursor(utf8);
            cursor.ReadValue();
            pointers.Value(ref cursor);
        }
        catch (Exception e) when (e is SchemaStop or InvalidOperationException)
        {
            return pointers._found; // the text ends here for us
        }

        return pointers._found;
    }

    /// <summary>Goes through a value until everything is found, which it then says.</summary>
    private bool Value(ref JsonCursor cursor)
    {
        if (Found(cursor.Start)) return true;
        switch (cursor.TokenType)
        {
            case JsonTokenType.StartObject:
                while (cursor.ReadName())
                {
                    _way.Add((cursor.Start, -1));
                    if (Found(cursor.Start)) return true;
                    cursor.ReadValue();
                    if (Value(ref cursor)) return true;
                    _way.RemoveAt(_way.Count - 1);
                }

                break;
            case JsonTokenType.StartArray:
                for (var i = 0; cursor.ReadItem(); i++)
                {
                    _way.Add((-1, i));
                    if (Value(ref cursor)) return true;
                    _way.RemoveAt(_way.Count - 1);
                }

                break;
            default:
                break;
        }

        return false;
    }

    private bool Found(int at)
    {
        while (_count < _wanted.Length && _wanted[_count] < at) _count++;
        if (_count == _wanted.Length || _wanted[_count] > at) return _count == _wanted.Length;
        var pointer = new StringBuilder();
        foreach (var (name, item) in _way)
        {
            pointer.Append('/');
            if (name < 0) pointer.Append(item);
            else pointer.Append(JsonPointer.Escape(Name(name)));
        }

        for (; _count < _wanted.Length && _wanted[_count] == at; _count++) _found[_count] = pointer.ToString();
        return _count == _wanted.Length;
    }

    private readonly string Name(int at)
    {
        var cursor = new JsonCursor(_utf8, at);
        cursor.ReadValue();
        return cursor.Text();
    }
}
