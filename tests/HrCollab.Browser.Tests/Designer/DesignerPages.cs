using HrCollab.Designer.Hosting;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Tests;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>Every page of the designer, by its routes: a new page or kind of definition is looked at without being named here.</summary>
internal static class DesignerPages
{
    /// <summary>The same parts as on smaller pages, in hundreds: looked at once.</summary>
    public static string[] Large { get; } = ["/standards/person", "/codeLists/gbt-2260"];

    /// <summary>The views beside the editor, and definitions whose editor has parts that the shortest of their kind does not show.</summary>
    private static readonly string[] Besides =
    [
        "/standards/department?view=source", "/standards/department?view=cases", "/standards/department?view=history",
        "/rules/probation", "/calendars/cn-2026", "/forms/transfer", "/workflows/transfer", "/exchanges/employees", .. Large,
    ];

    /// <summary>All addresses. The host gets a draft to review if it has none.</summary>
    public static IReadOnlyList<string> Of(DesignerHost host)
    {
        if (host.Sandbox.Drafts.List("E0001").IsEmpty) host.Sandbox.Save("E0001", "draft", "manifest.json", "北辰科技", "南辰科技");
        var draft = host.Sandbox.Drafts.List("E0001")[0];
        var routes = typeof(DesignerRegistration).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()).Select(r => r.Template);
        return [.. routes.SelectMany(template => template switch
        {
            "/{Folder}" => DefinitionKinds.All.Select(k => "/" + k.Folder),
            "/{Folder}/{Id}" => DefinitionKinds.All.SelectMany(Shortest),
            "/reviews/{Person}/{Topic}" => [$"/reviews/E0001/{Uri.EscapeDataString(draft.Topic)}"],
            _ when template.Contains('{', StringComparison.Ordinal) => throw new InvalidOperationException($"What does {template} show? Name an address of it here."),
            _ => [template],
        }).Concat(Besides).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The shortest shipped definition of a kind.</summary>
    private static IEnumerable<string> Shortest(DefinitionKind kind) => Repository.Files("definitions", ".json")
        .Select(f => (Path: f.Path["definitions/".Length..], f.Text)).Where(f => kind.Owns(f.Path) && !f.Path.EndsWith(".cases.json", StringComparison.Ordinal))
        .OrderBy(f => f.Text.Length).Take(1).Select(f => $"/{kind.Folder}/{Path.GetFileName(f.Path).Split('.')[0]}");
}
