using System.Text.Json.Nodes;

namespace HrCollab.Workspace.Words;

/// <summary>
/// A decision table with its cells named by their columns instead of by position, and back: so a cell stays itself when a column is
/// added before it.
/// </summary>
internal static class TableShape
{
    /// <summary>Names the cells of a rules file; anything else, and a table whose rows do not fit its columns, stays as it is.</summary>
    public static JsonNode? Named(JsonNode? file)
    {
        var named = file?.DeepClone();
        if (Parts(named) is not var (rows, inputs, outputs)) return named;
        foreach (var row in rows.OfType<JsonObject>())
        {
            row["when"] = Name((JsonArray)row["when"]!, inputs);
            row["then"] = Name((JsonArray)row["then"]!, outputs);
        }

        return named;
    }

    /// <summary>Puts named cells back into the order of the columns; a cell nobody wrote looks at nothing.</summary>
    public static JsonNode? Positional(JsonNode? file)
    {
        if (file is not JsonObject { } rules || rules["table"] is not JsonObject table || table["rows"] is not JsonArray rows) return file;
        var (inputs, outputs) = (Ids(table["inputs"]), Ids(table["outputs"]));
        foreach (var row in rows.OfType<JsonObject>())
        {
            if (row["when"] is JsonObject when && inputs is not null) row["when"] = new JsonArray([.. inputs.Select(i => when[i]?.DeepClone() ?? "-")]);
            if (row["then"] is JsonObject then && outputs is not null) row["then"] = new JsonArray([.. outputs.Select(o => then[o]?.DeepClone())]);
        }

        return file;
    }

    private static (JsonArray Rows, List<string> Inputs, List<string> Outputs)? Parts(JsonNode? file)
    {
        if (file is not JsonObject rules || rules["table"] is not JsonObject table || table["rows"] is not JsonArray rows) return null;
        if (Ids(table["inputs"]) is not { } inputs || Ids(table["outputs"]) is not { } outputs) return null;
        return rows.All(r => r is JsonObject row && row["when"] is JsonArray when && when.Count == inputs.Count && row["then"] is JsonArray then && then.Count == outputs.Count)
            ? (rows, inputs, outputs)
            : null;
    }

    private static List<string>? Ids(JsonNode? columns)
    {
        if (columns is not JsonArray list) return null;
        var ids = list.Select(c => Elements.String((c as JsonObject)?["id"])).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == list.Count ? ids : null;
    }

    private static JsonObject Name(JsonArray cells, List<string> columns) => new(columns.Select((c, i) => KeyValuePair.Create(c, cells[i]?.DeepClone())));
}
