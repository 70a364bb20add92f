using System.Collections.Immutable;
using System.Text.Json;

namespace HrCollab.Engine.Proof;

/// <summary>The outputs of a table as written, for finding another value that one of them could give.</summary>
internal sealed class TableOutputs(ImmutableArray<JsonElement> outputs, ImmutableArray<JsonElement> rows)
{
    /// <summary>Those of a table.</summary>
    public static TableOutputs Of(JsonElement table) => new(Items(table, "outputs"), Items(table, "rows"));

    /// <summary>Defaults with the number of their output.</summary>
    public IEnumerable<(int Index, JsonElement Value)> Defaults => outputs.Select((o, i) => (i, o)).Where(o => o.o.TryGetProperty("default", out _)).Select(o => (o.i, o.o.GetProperty("default")));

    /// <summary>The type of an output; empty when it says none.</summary>
    public string TypeOf(int column) => column < outputs.Length && outputs[column].TryGetProperty("type", out var type) ? type.GetString() ?? "" : "";

    /// <summary>Another text that the output gives somewhere in the table, or null.</summary>
    public string? Another(int column, string text) => column >= outputs.Length ? null : rows.SelectMany(r => Items(r, "then").Skip(column).Take(1)).Concat(Items(outputs[column], "values"))
        .Concat(outputs[column].TryGetProperty("default", out var given) ? [given] : [])
        .Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!).FirstOrDefault(v => v != text);

    private static ImmutableArray<JsonElement> Items(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];
}
