using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Standards;

/// <summary>
/// "Is this valid?": {"instance": ...} or {"text": "..."} (for what is no JSON) gives {"accepted": true, "valid": ..., "violations": [...]}; inline with
/// "schema" beside it. A schema that is not enforced in full gives {"accepted": false, "findings": [...]} and judges nothing.
/// </summary>
public static class SchemaTry
{
    internal static TryOutcome Answer(JsonSchemaPlan? plan, ImmutableArray<SchemaFinding> findings, DefinitionSet set, TryQuestion question)
    {
        if (plan is null)
        {
            return new TryOutcome(
                new JsonObject { ["accepted"] = false, ["valid"] = null, ["findings"] = new JsonArray([.. findings.Select(f => (JsonNode)Write(f))]) },
                [.. findings.Select(f => new TraceEntry("schema", "unusable", f.Message, null))]);
        }

        if (Instance(question.Input) is not { } instance)
            return new TryOutcome(null, [new TraceEntry("schema", "unknown", new Text("需要 instance 或 text 之一。", "Needs either instance or text."), null)]);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var violations = plan.Check(instance, today);
        return new TryOutcome(
            new JsonObject { ["accepted"] = true, ["valid"] = violations.IsEmpty, ["violations"] = new JsonArray([.. violations.Select(v => (JsonNode)Write(v))]) },
            violations.IsEmpty
                ? [new TraceEntry("schema", "valid", new Text("符合模式。", "Fits the schema."), null)]
                : [.. violations.Select(v => new TraceEntry("schema", "refused", v.Message, v.Source))]);
    }

    internal static JsonElement? Member(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A violation as tries answer it, in both languages.</summary>
    public static JsonObject Write(Violation violation) => new()
    {
        ["pointer"] = violation.Pointer,
        ["code"] = violation.Code,
        ["zh"] = violation.Message.Zh,
        ["en"] = violation.Message.En,
        ["accepted"] = violation.Accepted?.Zh,
        ["warning"] = violation.Warning,
    };

    private static JsonObject Write(SchemaFinding finding) => new()
    {
        ["pointer"] = finding.Pointer,
        ["code"] = finding.Code.Code,
        ["zh"] = finding.Message.Zh,
        ["en"] = finding.Message.En,
        ["helpZh"] = finding.Code.Help.Zh,
        ["helpEn"] = finding.Code.Help.En,
    };

    private static byte[]? Instance(JsonElement input) => (Member(input, "instance"), Member(input, "text")) switch
    {
        ({ } instance, null) => Encoding.UTF8.GetBytes(instance.GetRawText()),
        (null, { ValueKind: JsonValueKind.String } text) => Encoding.UTF8.GetBytes(text.GetString()!),
        _ => null,
    };
}
