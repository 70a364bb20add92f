using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>
/// "What does this table say about this record?": {"outcome", "rows": [ids], "outputs": {id: value, or a list for the policies that give
/// lists}, "missing": [paths]}.
/// </summary>
internal static class TableTry
{
    public static TryOutcome Answer(DecisionTable table, AskedRecord asked)
    {
        var answer = table.Decide(asked.Values, asked.Today);
        var lists = !table.Policy.IsSingle() && table.Aggregation == Aggregation.None && answer.Outcome is TableOutcome.Matched or TableOutcome.None;
        var outputs = new JsonObject();
        for (var i = 0; i < table.Outputs.Length; i++)
        {
            outputs[table.Outputs[i].Id] = lists
                ? new JsonArray([.. answer.Rows.Select(r => Value(table.Rows[r].Values[i]))])
                : Value(answer.Values[i]);
        }

        return new TryOutcome(
            new JsonObject
            {
                ["outcome"] = answer.Word,
                ["rows"] = new JsonArray([.. answer.Rows.Select(r => (JsonNode)table.Rows[r].Id)]),
                ["outputs"] = outputs,
                ["missing"] = new JsonArray([.. answer.Missing.Select(m => (JsonNode)m)]),
            },
            [.. asked.Notes, .. table.Explain(asked.Values, asked.Today)]);
    }

    private static JsonNode? Value(FieldValue value) => value.Codes is { } codes ? new JsonArray([.. codes.Select(c => (JsonNode)c)]) : ResultJson.Value(value);
}
