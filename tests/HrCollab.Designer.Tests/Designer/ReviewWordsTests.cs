using Bunit;
using HrCollab.Designer.Pages;
using HrCollab.Designer.Parts.Cases;
using HrCollab.Designer.Reviews;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>What a review shows is read by people who know no JSON: names for ids, and what belongs to one case together.</summary>
public sealed class ReviewWordsTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    [Fact]
    public async Task FailingCases_AreNamedOneByOne_WithNamesAndTimesInWords()
    {
        using var context = new DesignerContext("E0003", services: s => s.AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "pay", Matrix, "\"duty\": \"payroll\"", "\"duty\": \"finance-accounting\"");
        await context.Studio.Choose("pay");
        var work = context.Render<WorkPage>();
        work.WaitForAssertion(() => Assert.Contains("的职责由 “薪酬” 改为 “财务核算”", work.Markup), DesignerContext.Patience);
        var address = work.Find("[data-to-review]").GetAttribute("href");
        Assert.Equal("/reviews/E0003/pay", address);

        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "pay"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-failing-in-review]")), DesignerContext.Patience);
        var failing = page.FindAll("[data-failing-in-review] summary").Select(s => s.TextContent.Trim()).ToList();
        Assert.Equal(failing.Count, failing.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(failing, f => f.StartsWith("表单“调岗申请” › 涨薪经薪酬审核", StringComparison.Ordinal));
        Assert.DoesNotContain(failing, f => f.Contains("raise-goes-through-pay", StringComparison.Ordinal));

        var cases = context.Render<FailingCases>(p => p.Add(c => c.Draft, context.Studio.Open("forms/transfer.form.cases.json")));
        cases.WaitForAssertion(() => Assert.Contains("邓婷 (E0017)", cases.Markup), DesignerContext.Patience);
        Assert.DoesNotContain("+08:00", cases.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Ways_ThatStayTheSame_AreNoPicture_AndLabelsBeginWhereTheyPart()
    {
        using var context = new DesignerContext();
        var same = new RouteFlow("transfer", "accepted release receive hrbp approval", "accepted release receive hrbp approval");
        var shown = context.Render<RouteSankey>(p => p.Add(s => s.Routes, [KeyValuePair.Create(same, 3)]));
        Assert.NotNull(shown.Find("[data-same-ways]"));
        Assert.Empty(shown.FindAll("svg"));

        var other = same with { After = "accepted release receive hrbp pay-check approval" };
        shown = context.Render<RouteSankey>(p => p.Add(s => s.Routes, [KeyValuePair.Create(same, 3), KeyValuePair.Create(other, 2)]));
        shown.WaitForAssertion(() => Assert.Equal(["… › HRBP 审核 › 人力资源负责人审批 (5)", "… › HRBP 审核 › 人力资源负责人审批 (3)", "… › HRBP 审核 › 薪酬审核 › 人力… (2)"], shown.FindAll("svg text").Select(t => t.TextContent)), DesignerContext.Patience);
    }

    /// <summary>X9: a duty by its title, one that nobody knows as it is written.</summary>
    [Fact]
    public void X9_Duties_AreSaidByTheirTitles()
    {
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Files("HEAD");
        Assert.Contains("的职责由 “薪酬” 改为 “财务核算”", Said("finance-accounting").Zh, StringComparison.Ordinal);
        Assert.Contains("'nobody-knows'", Said("nobody-knows").En, StringComparison.Ordinal);

        Text Said(string duty) => Assert.Single(SemanticDiff.Of(before, [.. before.Select(f => f.Path != Matrix ? f : new DefinitionFile(Matrix, System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(f.Utf8.Span).Replace("\"duty\": \"payroll\"", $"\"duty\": \"{duty}\"", StringComparison.Ordinal))))]).Changes).Sentence;
    }
}
