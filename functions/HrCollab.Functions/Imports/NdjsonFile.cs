using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Imports;

/// <summary>One JSON object per line; members are columns, a list is joined as the column's split says; rows of a repeating group stay JSON.</summary>
internal sealed class NdjsonFile : RowFile
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    private readonly FrozenDictionary<string, (int At, string Separator, bool IsRows)> _places;
    private readonly Exchange _exchange;
    private long _line;

    public NdjsonFile(FileStream file, bool compressed, long most, Exchange exchange)
        : base(file, compressed, most)
    {
        (_exchange, Names) = (exchange, exchange.Reads);
        Layout = RowLayout.OfRow(exchange, Names);
        _places = Names.Select((n, i) => (Name: n, At: i)).ToFrozenDictionary(
            n => n.Name,
            n => exchange.Columns.FirstOrDefault(c => c.Reads.Contains(n.Name)) is { } column ? (n.At, column.Separator ?? ",", column.Field.Rows is not null) : (n.At, ",", false), StringComparer.Ordinal);
    }

    public override ImmutableArray<string> Names { get; }

    private protected override long Number => _line;

    private protected override SourceRow? Next()
    {
        while (true)
        {
            _line++;
            if (Text.ReadLine() is not { } line) return null;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var document = JsonDocument.Parse(line, Strict);
                return document.RootElement.ValueKind == JsonValueKind.Object ? Row(document.RootElement) : Stop(FileFindings.NotJson);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return Stop(FileFindings.NotJson); // InvalidOperation: an escape that is half a character
            }
        }
    }

    private SourceRow Row(JsonElement line)
    {
        var values = new string[Names.Length];
        Array.Fill(values, "");
        List<(string Name, string Value)>? others = null;
        var sound = true;
        foreach (var member in line.EnumerateObject())
        {
            var known = _places.TryGetValue(member.Name, out var place);
            if (!known && (_exchange.IgnoresUnknown || _exchange.Knows(member.Name))) continue;
            var value = known && place.IsRows && member.Value.ValueKind == JsonValueKind.Array ? member.Value.GetRawText() : Value(member.Value, known ? place.Separator : ",");
            sound &= value is not null && value.Length <= Limits.TextLength;
            value ??= member.Value.GetRawText();
            if (value.Length > Limits.TextLength) value = value[..Limits.TextLength];
            if (known) values[place.At] = value;
            else (others ??= []).Add((member.Name, value));
        }

        if (others is not null && others.Count > Exchange.MostColumns) (others, sound) = (others[..Exchange.MostColumns], false);
        var problem = sound ? null : Problem(FileFindings.NotJson);
        return others is null
            ? new SourceRow(_line, Names, values, problem)
            : new SourceRow(_line, [.. Names, .. others.Select(o => o.Name)], [.. values, .. others.Select(o => o.Value)], problem);
    }

    /// <summary>A value as text; null for what has none.</summary>
    private static string? Value(JsonElement value, string separator)
    {
        if (value.ValueKind != JsonValueKind.Array) return Scalar(value);
        var items = value.EnumerateArray().Select(Scalar).ToList();
        return items.Count > Limits.ListLength || items.Contains(null) ? null : string.Join(separator, items);
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        _ => null,
    };
}
