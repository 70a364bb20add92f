using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;

namespace HrCollab.Designer.Editors;

/// <summary>Keys under which rows of a list are drawn: their ids, so that a row that moves stays the same, and which of that id they are, for what is being written may name one twice.</summary>
internal static class RowKeys
{
    /// <summary>One key for each row, in order; no two are the same.</summary>
    public static (string Id, int Nth)[] Of(JsonArray rows)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. rows.Select(row => JsonPlaces.TextAt(row, "/id")).Select(id => (id, seen[id] = seen.GetValueOrDefault(id) + 1))];
    }
}
