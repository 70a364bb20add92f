using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>Results of imported rules as `try` answers them.</summary>
internal static class ResultJson
{
    public static JsonObject Of(WorkflowResult result)
    {
        var json = new JsonObject { ["verdict"] = result.Verdict };
        if (result.Event is { } happened) json["event"] = happened;
        if (result.Message is { } message) json["message"] = message;
        if (result.Output is { } output) json["output"] = Value(output);
        if (!result.Rules.IsEmpty) json["rules"] = new JsonObject(result.Rules.Select(r => KeyValuePair.Create(r.Name, (JsonNode?)Of(r))));
        return json;
    }

    /// <summary>Numbers as numbers, truth as truth, anything else as its text; null when missing.</summary>
    public static JsonNode? Value(FieldValue value) => value switch
    {
        { IsMissing: true } => null,
        { Number: { } number } => number,
        { Boolean: { } truth } => truth,
        _ => value.ToString(),
    };
}
