using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using static HrCollab.Workspace.Sheets.Cells;

namespace HrCollab.Workspace.Sheets;

/// <summary>A permission matrix: a row per role, a column per field group of the standard and per field that has letters of its own.</summary>
internal static class PermissionSheet
{
    public static SheetForm? Of(JsonObject file, Func<string, JsonNode?> files)
    {
        if (file["matrix"] is not JsonArray matrix || StringOf(file["standard"]) is not { } standard) return null;
        var groups = (files($"standards/{standard}.standard.json")?["groups"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var used = matrix.OfType<JsonObject>().SelectMany(r => r["allow"] as JsonObject ?? []).Select(a => a.Key);
        var keys = groups.Select(g => StringOf(g["id"])).OfType<string>().Union(used, StringComparer.Ordinal).ToList();
        var order = keys.Select((k, i) => (k, i)).ToDictionary(k => k.k, k => k.i, StringComparer.Ordinal);
        return new SheetForm(f => f["matrix"]!.AsArray(), "/matrix", "role",
        [
            .. keys.OrderBy(k => order.GetValueOrDefault(k.Split('.')[0], int.MaxValue)).ThenBy(k => k, StringComparer.Ordinal).Select(k => Letters(k, Title(k, groups))),
            Truth("create", new Text("可新建", "May create")),
            Truth("board", new Text("可看部门待办", "Sees open work")),
            Truth("publish", new Text("可发布", "May publish")),
        ]);
    }

    private static SheetColumn Letters(string key, Text title) => new(
        "allow." + key, title, "/allow/" + key,
        row => SheetValue.Of(StringOf((row["allow"] as JsonObject)?[key])),
        (row, value) =>
        {
            if (row["allow"] is not JsonObject allow) row["allow"] = allow = [];
            return value.Kind is SheetKind.Empty or SheetKind.Text ? Into(allow, key, value.IsEmpty ? null : value.Typed) : Wrong(new Text("字母 r m u c x", "the letters r m u c x"), value);
        });

    private static Text Title(string key, List<JsonObject> groups)
    {
        var parts = key.Split('.');
        var group = groups.FirstOrDefault(g => StringOf(g["id"]) == parts[0]);
        var field = parts.Length > 1 ? (group?["fields"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(f => StringOf(f["id"]) == parts[1]) : null;
        var (title, over) = (Of(group), Of(field));
        return title is null ? HrCollab.Engine.Kernel.Text.Same(key) : over is null ? title : new Text($"{title.Zh}·{over.Zh}", $"{title.En}: {over.En}");
    }

    private static Text? Of(JsonObject? element) => element?["title"] is JsonObject t && StringOf(t["zh"]) is { } zh && StringOf(t["en"]) is { } en ? new Text(zh, en) : null;
}
