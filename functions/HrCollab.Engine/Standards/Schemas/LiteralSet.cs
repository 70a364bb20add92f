using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>The values of enum or const. Equality is that of JSON: 1.0 is 1, members have no order.</summary>
internal sealed class LiteralSet
{
    private readonly bool _null;
    private readonly bool _true;
    private readonly bool _false;
    private readonly Utf8Table _texts;
    private readonly ImmutableArray<decimal> _numbers;
    private readonly ImmutableArray<byte[]> _structures;

    public LiteralSet(IEnumerable<JsonElement> values)
    {
        ImmutableArray<JsonElement> all = [.. values];
        _null = all.Any(v => v.ValueKind == JsonValueKind.Null);
        _true = all.Any(v => v.ValueKind == JsonValueKind.True);
        _false = all.Any(v => v.ValueKind == JsonValueKind.False);
        _texts = new Utf8Table(all.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!));
        _numbers = [.. all.Where(v => v.ValueKind == JsonValueKind.Number).Select(v => SchemaLint.Number(v)!.Value)];
        _structures = [.. all.Where(v => v.ValueKind is JsonValueKind.Array or JsonValueKind.Object).Select(v => Encoding.UTF8.GetBytes(v.GetRawText()))];
        Words = string.Join("、", all.Take(Shown).Select(v => v.ValueKind == JsonValueKind.String ? v.GetString() : v.GetRawText())) + (all.Length > Shown ? "…" : "");
    }

    private const int Shown = 10;

    /// <summary>The first of them, for people.</summary>
    public string Words { get; }

    public bool HasText(ReadOnlySpan<byte> text) => _texts.Find(text) >= 0;

    public bool HasNumber(decimal number) => _numbers.Contains(number);

    public bool HasWord(JsonTokenType token) => token switch { JsonTokenType.Null => _null, JsonTokenType.True => _true, _ => _false };

    /// <summary>True when one of the objects and arrays equals the value that was begun.</summary>
    public bool HasStructure(in JsonCursor value, SchemaScratch scratch)
    {
        foreach (var structure in _structures)
        {
            var mine = new JsonCursor(structure);
            mine.ReadValue();
            if (JsonEquality.Same(mine, value, scratch)) return true;
        }

        return false;
    }
}
