using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

public sealed class MissingPointsTests
{
    /// <summary>X4: what a draft adds without a case is named, and what was worked out for it is kept for the next look at the review.</summary>
    [Fact]
    public void NewRowWithoutACase_IsNamed_AndTheStateIsKept()
    {
        using var context = new DesignerContext();
        var first = context.Box.Repository.Head;
        context.Box.Save("E0001", "row", "rules/probation.rules.json", "{ \"id\": \"none\", \"when\": [\"\\\"fixed\\\"\", \"< 3\"]", "{ \"id\": \"fresh\", \"when\": [\"\\\"fixed\\\"\", \"< 1\"], \"then\": [0] },\n      { \"id\": \"none\", \"when\": [\"\\\"fixed\\\"\", \"[1..3)\"]");
        var files = context.Box.Repository.Files(context.Box.Drafts.Find("E0001", "row")!.Commit);
        var states = context.Services.GetRequiredService<CheckedStates>();
        Assert.Null(states.Find(CheckedStates.Hash(files)));
        var shown = context.Render<MissingPoints>(p => p.Add(m => m.Files, files).Add(m => m.Base, first));
        shown.WaitForAssertion(() => Assert.Contains("新增 1 处没有用例显示", shown.Markup), DesignerContext.Patience);
        Assert.Contains("fresh", shown.Markup);
        Assert.NotNull(states.Find(CheckedStates.Hash(files))!.Coverage);
    }
}
