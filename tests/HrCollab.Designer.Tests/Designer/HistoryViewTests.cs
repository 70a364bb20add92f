using Bunit;
using HrCollab.Designer.Pages;

namespace HrCollab.Designer.Tests.Designer;

public sealed class HistoryViewTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    /// <summary>X9: the history leads from each change to its element, and says of every row who changed it last.</summary>
    [Fact]
    public async Task X9_History_LeadsToElements_AndNamesWhoChangedEachRow()
    {
        using var context = new DesignerContext();
        context.Box.Save("E0003", "a", Matrix, "\"确认同意调出、在办工作和交接安排\"", "\"确认\"");
        context.Box.Landed("E0003", "a", "改调出");
        await context.Studio.Reload();
        var view = context.Render<HistoryView>(p => p.Add(v => v.Draft, context.Studio.Open(Matrix)));
        view.WaitForAssertion(() => Assert.Equal("/responsibilities/transfer?at=%2Frows%2F0%2Fwork", view.Find(".log li li a").GetAttribute("href")), DesignerContext.Patience);
        Assert.Empty(view.FindAll("[data-rows] table"));
        await view.InvokeAsync(() => view.Find("[data-rows]").TriggerEventAsync("ontoggle", EventArgs.Empty));
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll("[data-rows] tbody tr")), DesignerContext.Patience);
        var rows = view.FindAll("[data-rows] tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(rows, r => r.Contains("责任行“调出部门确认”", StringComparison.Ordinal) && r.Contains('甲') && r.Contains("改调出", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("责任行“调入部门确认”", StringComparison.Ordinal) && r.Contains("Shipped definitions", StringComparison.Ordinal));
    }
}
