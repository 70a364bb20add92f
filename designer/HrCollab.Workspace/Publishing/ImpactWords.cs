using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Publishing;

/// <summary>What comes out differently in a replay, in sentences.</summary>
public static class ImpactWords
{
    /// <summary>An outcome: accepted, invalid, denied, gone or notFound.</summary>
    public static Text Outcome(string? outcome) => outcome switch
    {
        "accepted" => new Text("接受", "accepted"),
        "invalid" => new Text("不接受", "refused"),
        "denied" => new Text("无权提交", "not allowed"),
        "gone" => new Text("流程已取消", "workflow is gone"),
        "notFound" => new Text("对象不存在", "record not found"),
        _ => Text.Same(outcome ?? "—"),
    };

    /// <summary>Differences of a row, a sentence each; none for the outcome, which stands beside them.</summary>
    public static ImmutableArray<Text> Of(JsonObject row, ImpactNames names)
    {
        var workflow = row["workflow"]?.ToString() ?? "";
        return [.. (row["differences"] as JsonArray ?? []).OfType<JsonObject>().Where(d => d["what"]?.ToString() != "outcome").Select(d => Sentence(d, workflow, names))];
    }

    private static Text Sentence(JsonObject difference, string workflow, ImpactNames names)
    {
        var (before, after) = (difference["before"]?.ToString(), difference["after"]?.ToString());
        var step = difference["step"]?.ToString() is { } id ? names.Step(workflow, id) : Text.Same("");
        switch (difference["what"]?.ToString())
        {
            case "codes":
                var (was, now) = (Reasons(difference["reasonsBefore"], before), Reasons(difference["reasonsAfter"], after));
                return was is null ? new Text("不接受的原因:{0}", "Refused because: {0}").With(now)
                    : now is null ? new Text("不再因此被拒绝:{0}", "No longer refused because: {0}").With(was)
                    : new Text("不接受的原因由“{0}”改为“{1}”", "Refused for another reason: '{0}' became '{1}'").With(was, now);
            case "unclear":
                return string.IsNullOrEmpty(after)
                    ? new Text("不再需要人判定:{0}", "A person need no longer judge: {0}").With(before)
                    : new Text("需要人判定:{0}", "A person has to judge: {0}").With(after);
            case "step.added":
                return new Text("新增步骤“{0}”({1}{2})", "New step '{0}' ({1}{2})").With(step, names.Department(difference["department"]?.ToString()), Owners(after));
            case "step.removed":
                return new Text("不再有步骤“{0}”({1}{2})", "Step '{0}' is left out ({1}{2})").With(step, names.Department(difference["department"]?.ToString()), Owners(before));
            case "owners" when before is null && after is null:
                return new Text("步骤“{0}”换了负责人", "Step '{0}' has another owner").With(step);
            case "owners":
                return new Text("步骤“{0}”的负责人由 {1} 改为 {2}", "Step '{0}': owner {1} became {2}").With(step, names.People(before), names.People(after));
            case "due":
                return new Text("步骤“{0}”的时限由 {1} 改为 {2}", "Step '{0}': due {1} became {2}").With(step, Time(before), Time(after));
            case var other:
                return Text.Same($"{other} {before} → {after}");
        }

        // Null for a reader who does not see the case.
        Text Owners(string? keys) => keys is null ? Text.Same("") : new Text(":" + names.People(keys).Zh, ": " + names.People(keys).En);
    }

    /// <summary>Reasons as sentences; their codes for a reader who does not see the case, null for none.</summary>
    private static Text? Reasons(JsonNode? sentences, string? codes)
    {
        var texts = (sentences as JsonArray ?? []).Select(Naming.TextOf).OfType<Text>().ToList();
        if (texts.Count > 0) return new Text(string.Join(';', texts.Select(t => t.Zh)), string.Join("; ", texts.Select(t => t.En)));
        return string.IsNullOrEmpty(codes) ? null : Text.Same(codes);
    }

    private static Text Time(string? at) => DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var time)
        ? Text.Same(time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
        : new Text("未定", "open");
}
