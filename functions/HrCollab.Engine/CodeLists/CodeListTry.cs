using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>
/// "What does this stand for?": {"code": "1"} or {"label": "男"} gives {"value": {code, zh, en, valid}}, or {"value": null, "suggestions": [...]}.
/// </summary>
internal static class CodeListTry
{
    private const int Suggestions = 5;

    public static TryOutcome? Answer(DefinitionKind kind, DefinitionSet set, string id, TryQuestion question)
    {
        if (set.Find<CodeList>(id) is not { } list) return null;
        var (value, written) = (Word(question.Input, "code"), Word(question.Input, "label")) switch
        {
            ({ } code, null) => (list.Find(code), code),
            (null, { } label) => (list.ByLabel(label), label),
            _ => (null, null),
        };
        if (written is null)
            return new TryOutcome(null, [new TraceEntry("code", "unknown", new Text("需要 code 或 label 之一。", "Needs either code or label."), null)]);

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var file = set.Files.GetValueOrDefault(kind.PathOf(id));
        if (value is not null)
        {
            return new TryOutcome(
                new JsonObject { ["value"] = Write(value, today) },
                [new TraceEntry("code", "found", new Text("“{0}”是{1}({2})", "'{0}' is {1} ({2})").With(written, value.Title, value.Code), file?.At("/values"))]);
        }

        var suggestions = list.Suggest(written, Suggestions).Select(v => (JsonNode?)Write(v, today)).ToArray();
        return new TryOutcome(
            new JsonObject { ["value"] = null, ["suggestions"] = new JsonArray(suggestions) },
            [new TraceEntry("code", "missing", new Text("“{0}”不在{1}中", "'{0}' is not in {1}").With(written, list.Title), file?.At("/values"))]);
    }

    private static string? Word(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString() : null;

    private static JsonObject Write(CodeValue value, DateOnly today)
    {
        var written = new JsonObject { ["code"] = value.Code, ["zh"] = value.Title.Zh, ["en"] = value.Title.En, ["valid"] = value.IsValid(today) };
        if (value.From is { } from) written["from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (value.To is { } to) written["to"] = to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return written;
    }
}
