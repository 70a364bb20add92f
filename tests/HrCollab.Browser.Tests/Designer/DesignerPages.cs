namespace HrCollab.Browser.Tests.Designer;

/// <summary>Pages that are looked at in both languages and themes, and at a narrow width (which is what zooming to 200 % comes to).</summary>
internal static class DesignerPages
{
    /// <summary>The same parts as on smaller pages, in hundreds: looked at once.</summary>
    public static string[] Large { get; } = ["/standards/person", "/codeLists/gbt-2260"];

    /// <summary>Pages that are walked through with Tab from end to end; the editors of matrices and workflows have tests of their keys.</summary>
    public static string[] Walked { get; } =
        ["/", "/work", "/help", "/manifest", "/standards", "/standards/department", "/standards/department?view=source", "/standards/department?view=cases", "/calendars/cn", "/calendars/cn-2026"];

    public static string[] All { get; } =
    [
        "/", "/work", "/help", "/manifest", "/standards", "/standards/department", "/standards/department?view=source", "/standards/department?view=cases", "/standards/department?view=history",
        "/standards/person", "/codeLists/gbt-2260", "/calendars/cn", "/calendars/cn-2026", "/forms/transfer", "/exchanges/employees", "/requirements/cooperation", "/workflows/transfer",
    ];
}
