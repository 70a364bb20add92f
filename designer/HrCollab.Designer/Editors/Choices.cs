using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors;

/// <summary>What can be chosen in a definition, from the other definitions as they stand.</summary>
internal static class Choices
{
    /// <summary>Definitions of a kind by id.</summary>
    public static IEnumerable<(string Value, string Label)> Of(Studio studio, string suffix)
    {
        var kind = DefinitionKinds.Find(suffix)!;
        return studio.Files().Where(f => kind.Owns(f.Path)).Select(f => kind.IdOf(f.Path)).Select(id => (id, Named(studio, studio.Read(kind.PathOf(id))?["title"], id)));
    }

    /// <summary>Company-wide duties.</summary>
    public static IEnumerable<(string Value, string Label)> Duties(Studio studio) => Codes(studio, "duties");

    /// <summary>Values of a code list.</summary>
    public static IEnumerable<(string Value, string Label)> Codes(Studio studio, string list) =>
        (studio.Read($"codeLists/{list}.codeList.json")?["values"] as JsonArray ?? []).Select(v => (Id: JsonPlaces.TextAt(v, "/code"), v)).Select(d => (d.Id, Named(studio, d.v?["title"], d.Id)));

    /// <summary>Fields of a standard by path.</summary>
    public static IEnumerable<(string Value, string Label)> Fields(Studio studio, string standard) =>
        from g in studio.Read($"standards/{standard}.standard.json")?["groups"] as JsonArray ?? []
        from f in g?["fields"] as JsonArray ?? []
        let path = $"{JsonPlaces.TextAt(g, "/id")}.{JsonPlaces.TextAt(f, "/id")}"
        select (path, Named(studio, f["title"], path));

    /// <summary>Roles of a standard's permission matrix.</summary>
    public static IEnumerable<(string Value, string Label)> Roles(Studio studio, string standard) =>
        (studio.Read($"permissions/{standard}.permissions.json")?["roles"] as JsonArray ?? []).Select(r => (Id: JsonPlaces.TextAt(r, "/id"), r)).Select(r => (r.Id, Named(studio, r.r?["title"], r.Id)));

    /// <summary>Fixed words of the engine with their labels.</summary>
    public static IEnumerable<(string Value, string Label)> Words(Studio studio, params (string Value, string Zh, string En)[] words) =>
        words.Select(w => (w.Value, studio.Language == Language.English ? w.En : w.Zh));

    /// <summary>Types of fields.</summary>
    public static IEnumerable<(string Value, string Label)> Types(Studio studio) => Words(studio,
        ("text", "文本", "Text"), ("code", "代码", "Code"), ("codes", "多个代码", "Codes"), ("reference", "引用档案", "Reference"), ("integer", "整数", "Whole number"), ("decimal", "小数、金额", "Decimal, money"), ("date", "日期", "Date"), ("boolean", "是/否", "Yes or no"), ("duration", "时长", "Duration"), ("rows", "多行", "Rows"));

    /// <summary>A title with the id behind it.</summary>
    private static string Named(Studio studio, JsonNode? title, string id)
    {
        var text = JsonPlaces.TextAt(title, studio.Language == Language.English ? "/en" : "/zh");
        return text.Length == 0 || text == id ? id : $"{text} ({id})";
    }
}
