using HrCollab.Designer.Hosting;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Tests;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>Every page of the designer, by its routes: a new page or kind of definition is looked at without being named here.</summary>
internal static class DesignerPages
{
    /// <summary>The same parts as on smaller pages, in hundreds: looked at once, with one of each list opened.</summary>
    public static string[] Large { get; } = ["/standards/person", "/codeLists/gbt-2260"];

    /// <summary>The views beside the editor, and definitions whose editor has parts that the shortest of their kind does not show.</summary>
    private static readonly string[] Besides =
    [
        "/standards/department?view=source", "/standards/department?view=cases", "/standards/department?view=history",
        "/rules/probation", "/calendars/cn-2026", "/forms/transfer", "/workflows/transfer", "/exchanges/employees", "/permissions/person", "/responsibilities/transfer@shanghai", .. Large,
    ];

    /// <summary>A kind of which no definition is shipped, with an object and a list in it.</summary>
    private const string Schema = """
        { "id": "visit", "title": { "zh": "来访", "en": "Visit" }, "jsonSchema": { "type": "object", "required": ["day"],
          "properties": { "day": { "type": "string", "format": "date" }, "guests": { "type": "array", "items": { "type": "string" }, "maxItems": 9 } } } }
        """;

    /// <summary>How many of one list are opened on a page.</summary>
    public static int Opened(string path) => Large.Contains(path) ? 1 : int.MaxValue;

    /// <summary>All addresses. The host gets what no shipped definition shows: a subsidiary with definitions of its own, a JSON Schema, and a draft to review.</summary>
    public static IReadOnlyList<string> Of(DesignerHost host)
    {
        if (host.Sandbox.Repository.File(host.Sandbox.Repository.Head, "schemas/visit.schema.json") is null)
        {
            foreach (var (path, text) in Repository.Files("tests/subsidiary", ".json")) host.Sandbox.Write(path["tests/subsidiary/".Length..], text);
            host.Sandbox.Write("schemas/visit.schema.json", Schema);
            host.Sandbox.Commit("A subsidiary and a schema");
        }

        if (host.Sandbox.Drafts.List("E0001").IsEmpty) host.Sandbox.Save("E0001", "draft", "manifest.json", "北辰科技", "南辰科技");
        var draft = host.Sandbox.Drafts.List("E0001")[0];
        var routes = typeof(DesignerRegistration).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()).Select(r => r.Template);
        return [.. routes.SelectMany(template => template switch
        {
            "/{Folder}" => DefinitionKinds.All.Select(k => "/" + k.Folder),
            "/{Folder}/{Id}" => DefinitionKinds.All.SelectMany(k => Shortest(host, k)),
            "/reviews/{Person}/{Topic}" => [$"/reviews/E0001/{Uri.EscapeDataString(draft.Topic)}"],
            _ when template.Contains('{', StringComparison.Ordinal) => throw new InvalidOperationException($"What does {template} show? Name an address of it here."),
            _ => [template],
        }).Concat(Besides).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The group's shortest definition of a kind.</summary>
    private static IEnumerable<string> Shortest(DesignerHost host, DefinitionKind kind) => host.Sandbox.Files("main")
        .Where(f => kind.Owns(f.Path) && !f.Path.EndsWith(".cases.json", StringComparison.Ordinal) && f.Path.Count(c => c == '/') == 1)
        .OrderBy(f => f.Utf8.Length).Take(1).Select(f => $"/{kind.Folder}/{Path.GetFileName(f.Path).Split('.')[0]}");
}
