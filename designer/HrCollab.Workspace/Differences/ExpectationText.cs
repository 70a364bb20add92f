using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Differences;

/// <summary>What a case expects now and did not before, in words.</summary>
internal static class ExpectationText
{
    /// <summary>"路线由 a → b 改为 a → c → b", and how many of its acts are expected to end otherwise; null when more than expectations differ, or none of them.</summary>
    public static Text? Of(JsonNode? was, JsonNode? now)
    {
        if (was is not JsonObject a || now is not JsonObject b || !JsonNode.DeepEquals(Without(a), Without(b))) return null;
        var (old, fresh) = (a["expect"] as JsonObject ?? [], b["expect"] as JsonObject ?? []);
        var said = fresh.Select(m => m.Key).Union(old.Select(m => m.Key), StringComparer.Ordinal).Where(m => !JsonNode.DeepEquals(old[m], fresh[m]))
            .SelectMany(m => Said(m, old[m], fresh[m])).ToList();
        var acts = Acts(a).Zip(Acts(b)).Count(p => !JsonNode.DeepEquals(p.First?["expect"], p.Second?["expect"]));
        if (acts > 0) said.Add(new Text("{0} 个后续操作的预期改了", acts == 1 ? "one later act is expected to end otherwise" : "{0} later acts are expected to end otherwise").With(acts));
        return said.Count == 0 ? null : new Text(string.Join(';', said.Select(s => s.Zh)), string.Join("; ", said.Select(s => s.En)));
    }

    private static JsonObject Without(JsonObject whole)
    {
        var rest = (JsonObject)whole.DeepClone();
        rest.Remove("expect");
        foreach (var act in Acts(rest).OfType<JsonObject>()) act.Remove("expect");
        return rest;
    }

    private static JsonArray Acts(JsonObject golden) => golden["acts"] as JsonArray ?? [];

    /// <summary>Owners and due times step by step, everything else as a whole.</summary>
    private static IEnumerable<Text> Said(string member, JsonNode? was, JsonNode? now) => was is JsonObject a && now is JsonObject b
        ? b.Select(m => m.Key).Union(a.Select(m => m.Key), StringComparer.Ordinal).Where(k => !JsonNode.DeepEquals(a[k], b[k])).Select(k => Changed(Named(member, k), Value(member, a[k]), Value(member, b[k])))
        : [Changed(Named(member, null), Value(member, was), Value(member, now))];

    private static Text Changed(Text what, string was, string now) => new Text("{0}由 {1} 改为 {2}", "{0} from {1} to {2}").With(what, was, now);

    private static Text Named(string member, string? key)
    {
        var name = member switch
        {
            "route" => new Text("路线", "route"),
            "outcome" => new Text("结果", "outcome"),
            "status" => new Text("状态", "status"),
            "owners" => new Text("责任人", "owners"),
            "due" => new Text("时限", "due"),
            "open" => new Text("在办步骤", "open steps"),
            "outputs" => new Text("输出", "outputs"),
            "rows" => new Text("适用的行", "rows"),
            "fields" => new Text("权限", "access"),
            "visible" => new Text("能否看到", "visibility"),
            "roles" => new Text("角色", "roles"),
            _ => Text.Same(member),
        };
        return key is null ? name : new Text($"“{key}”的{name.Zh}", $"{name.En} of '{key}'");
    }

    private static string Value(string member, JsonNode? value) => value switch
    {
        null => "—",
        JsonArray list => string.Join(member == "route" ? " → " : ", ", list.Select(i => i?.ToString() ?? "—")),
        _ => Elements.String(value) ?? value.ToJsonString(),
    };
}
