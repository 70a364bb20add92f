using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;

namespace HrCollab.Designer.Editors.Forms;

/// <summary>Adding and moving: everything a drag does, a key does as well.</summary>
public sealed partial class FormEditor
{
    private static readonly string[] Head = ["/title", "/description", "/subject", "/submitters", "/creates", "/rules"];

    private (int Section, int Index)? _dragged;

    private JsonArray Sections => Draft.At("/sections") as JsonArray ?? [];

    private JsonArray FieldsOf(int section) => Draft.At($"/sections/{section}/fields") as JsonArray ?? [];

    private string NameOf(string place) => TitleOf(Draft.At(place + "/title"), Draft.TextAt(place + "/id"));

    private void Add(int section, string? what)
    {
        if (string.IsNullOrEmpty(what)) return;
        var taken = Sections.SelectMany(s => s?["fields"] as JsonArray ?? []).Select(f => JsonPlaces.TextAt(f, "/id")).ToHashSet(StringComparer.Ordinal);
        var wanted = what == "+" ? "field" : what[(what.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var id = Enumerable.Range(1, int.MaxValue).Select(i => i == 1 && what != "+" ? wanted : $"{wanted}{i}").First(i => !taken.Contains(i));
        Draft.Edit(root => JsonPlaces.Set(root, $"/sections/{section}/fields/-", what == "+"
            ? new JsonObject { ["id"] = id, ["title"] = new JsonObject { ["zh"] = "新字段", ["en"] = "New field" }, ["type"] = "text", ["maxLength"] = 200 }
            : new JsonObject { ["id"] = id, ["draws"] = what }));
        Studio.Seek(Draft.Path, $"/sections/{section}/fields/{FieldsOf(section).Count - 1}");
    }

    private void AddSection()
    {
        Draft.Edit(root => JsonPlaces.Set(root, "/sections/-", new JsonObject
        {
            ["id"] = JsonPlaces.FreeId(Sections, "section"),
            ["title"] = new JsonObject { ["zh"] = "新分区", ["en"] = "New section" },
            ["fields"] = new JsonArray(),
        }));
        Studio.Seek(Draft.Path, $"/sections/{Sections.Count - 1}{T("/title/zh", "/title/en")}");
    }

    private void Drop(int section, int index)
    {
        if (_dragged is not var (from, at)) return;
        _dragged = null;
        Move(from, at, section, from == section && index > at ? index - 1 : index);
    }

    private void MoveTo(int section, int index, int to) => Move(section, index, to, FieldsOf(to).Count);

    private void Move(int section, int index, int to, int place) => Draft.Edit(root =>
    {
        var list = (JsonArray)JsonPlaces.Find(root, $"/sections/{section}/fields")!;
        var field = list[index];
        list.RemoveAt(index);
        var target = (JsonArray)JsonPlaces.Find(root, $"/sections/{to}/fields")!;
        target.Insert(Math.Min(place, target.Count), field);
    });
}
