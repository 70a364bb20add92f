using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using static HrCollab.Workspace.Sheets.Cells;

namespace HrCollab.Workspace.Sheets;

/// <summary>
/// A responsibility matrix: a row per step of cooperation. Parties are written <c>hrbp of form.newDepartment climb</c>, <c>@submitter</c>
/// (a relation) or <c>=E0001</c> (a person), checks <c>id | 中文 | English | date | optional</c>, several of them a line each.
/// </summary>
internal static class ResponsibilitySheet
{
    public static SheetForm? Of(JsonObject file) => file["rows"] is not JsonArray ? null : new SheetForm(f => f["rows"]!.AsArray(), "/rows", "id",
    [
        .. Both("title", new Text("步骤", "Step")),
        One("responsible", new Text("责任方", "Responsible")),
        .. Both("work", new Text("工作内容", "Work")),
        Cells.Text("deadline", new Text("完成时限", "Deadline")),
        Many("standard", new Text("工作标准", "Standard"), ShowCheck, ReadCheck, new Text("每行一项:编号 | 中文 | English | 证据 | optional", "a line per check: id | 中文 | English | evidence | optional")),
        Many("cooperating", new Text("配合方", "Cooperating"), ShowParty, ReadParty, Parties),
        One("instead", new Text("本人申请时由谁", "Instead")),
    ]);

    private static readonly Text Parties = new("“职责 of 字段”、“@关系”或“=人员”", "'duty of field', '@relation' or '=person'");

    private static SheetColumn One(string member, Text title) => new(member, title, "/" + member, row => SheetValue.Of(row[member] is JsonObject party ? ShowParty(party) : null), (row, value) =>
        value.IsEmpty ? Into(row, member, null) : ReadParty(value.Typed) is { } party ? Into(row, member, party) : Wrong(Parties, value));

    private static SheetColumn Many(string member, Text title, Func<JsonObject, string> show, Func<string, JsonObject?> read, Text expected) => new(
        member, title, "/" + member,
        row => SheetValue.Of(string.Join("\n", (row[member] as JsonArray ?? []).OfType<JsonObject>().Select(show))),
        (row, value) =>
        {
            var items = value.Typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(read).ToList();
            return items.Contains(null) ? Wrong(expected, value) : Into(row, member, items.Count == 0 ? null : new JsonArray([.. items]));
        });

    private static string ShowParty(JsonObject party)
    {
        var who = StringOf(party["relation"]) is { } relation ? "@" + relation : StringOf(party["person"]) is { } person ? "=" + person : StringOf(party["duty"]);
        return who + (StringOf(party["of"]) is { } of ? " of " + of : "") + (party["climb"]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? " climb" : "");
    }

    private static JsonObject? ReadParty(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var party = new JsonObject();
        var climb = words.Count > 1 && words[^1] == "climb";
        if (climb) words.RemoveAt(words.Count - 1);
        if (words is [var who, ..] && who.Length > 1)
        {
            party[who[0] switch { '@' => "relation", '=' => "person", _ => "duty" }] = who[0] is '@' or '=' ? who[1..] : who;
            if (words is [_, "of", var of]) party["of"] = of;
            else if (words.Count != 1) return null;
            if (climb) party["climb"] = true;
            return party;
        }

        return null;
    }

    private const string SeenBy = "seen by ";

    private static string ShowCheck(JsonObject check)
    {
        var text = string.Join(" | ", StringOf(check["id"]), StringOf(check["title"]?["zh"]), StringOf(check["title"]?["en"]));
        var optional = check["optional"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        string[] rest = [StringOf(check["evidence"]) ?? "", optional ? "optional" : "", StringOf(check["seenBy"]) is { } readers ? SeenBy + readers : ""];
        var last = Array.FindLastIndex(rest, r => r.Length > 0);
        return text + string.Concat(rest.Take(last + 1).Select(r => " | " + r));
    }

    private static JsonObject? ReadCheck(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts is not [{ Length: > 0 } id, var zh, var en, ..] || parts.Length > 6 || (parts.Length >= 5 && parts[4] is not ("optional" or "")) || (parts.Length == 6 && !parts[5].StartsWith(SeenBy, StringComparison.Ordinal))) return null;
        var check = new JsonObject { ["id"] = id, ["title"] = new JsonObject { ["zh"] = zh, ["en"] = en } };
        if (parts.Length > 3 && parts[3].Length > 0) check["evidence"] = parts[3];
        if (parts.Length > 4 && parts[4].Length > 0) check["optional"] = true;
        if (parts.Length > 5) check["seenBy"] = parts[5][SeenBy.Length..];
        return check;
    }
}
