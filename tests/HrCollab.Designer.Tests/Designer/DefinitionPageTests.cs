using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Pages;
using HrCollab.Designer.Parts.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>Pages of definitions that are not as an editor wants them.</summary>
public sealed class DefinitionPageTests
{
    private const string Table = "rules/notice.rules.json";
    private const string Cases = "rules/notice.rules.cases.json";

    /// <summary>A text that is no JSON is in the draft as it was typed, and is opened again where it can be mended.</summary>
    [Theory]
    [InlineData("{ \"id\": ")]
    [InlineData("{ \"id\": \"notice\", \"id\": \"notice\" }\n")] // one of both would win, and nobody said which
    public async Task UnreadableFile_OpensOnItsSource_IsNotMadeAnew_AndCanBeRemoved(string text)
    {
        using var context = Context("{}");
        context.Studio.Open(Table).Replace(text);
        await context.Studio.Save();
        await context.Studio.Reload();
        var page = context.Render<DefinitionPage>(p => p.Add(d => d.Folder, "rules").Add(d => d.Id, "notice"));
        Assert.Equal(text, page.Find("textarea").GetAttribute("value"));
        Assert.EndsWith("/rules/notice?view=source", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);

        await Make(context, "notice");
        Assert.Equal(text, context.Studio.Open(Table).Text);
        Assert.Null(await context.Studio.Remove(Table));
        Assert.False(context.Studio.Has(Table));
    }

    /// <summary>An id with a blank beside it is that id: what is there is not written over.</summary>
    [Fact]
    public async Task NewDefinition_WithTheIdOfAnother_IsRefused_WhateverIsTypedAroundIt()
    {
        using var context = Context("{}");
        var before = context.Studio.Open(Table).Text;
        var page = await Make(context, " notice ");
        Assert.Contains("已经有这个编号了", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(before, context.Studio.Open(Table).Text);
        var other = await Make(context, "1st");
        Assert.Contains("编号以英文字母开头", other.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await Make(context, " Notice_2 ");
        Assert.True(context.Studio.Has("rules/Notice_2.rules.json"));
    }

    /// <summary>A case is added to what is there, and to nothing that cannot be read: that would be lost.</summary>
    [Fact]
    public void Case_IsNotKeptInAFileThatCannotBeRead()
    {
        using var context = Context("{}");
        var cases = context.Studio.Open(Cases);
        var text = cases.Text[..^3];
        cases.Replace(text);
        var (id, why) = KeptCase.Add(context.Studio, Cases, "试", new JsonObject { ["input"] = new JsonObject() });
        Assert.Null(id);
        Assert.Contains(Cases, why!.Zh, StringComparison.Ordinal);
        Assert.Equal(text, cases.Text);
        cases.Undo();
        Assert.Equal("case-9", KeptCase.Add(context.Studio, Cases, "试", new JsonObject { ["input"] = new JsonObject() }).Id);
    }

    /// <summary>X18: what was typed before a line was cut goes back to its places; what has none any more is shown to be copied, and takes nothing else with it.</summary>
    [Fact]
    public async Task X18_TypedTextWhosePlaceIsGone_IsShown_AndTheRestIsPutBack()
    {
        using var context = Context("""{"/table/rows/99/then/0":"41","/sections/0/fields/0":"42","/title/zh":"新的通知期"}""");
        var page = context.Render<DefinitionPage>(p => p.Add(d => d.Folder, "rules").Add(d => d.Id, "notice"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-kept=ask] button")), DesignerContext.Patience);
        await page.InvokeAsync(() => page.Find("[data-kept=ask] button").Click());
        Assert.Equal(["41", "42"], page.FindAll("[data-homeless] pre").Select(p => p.TextContent).Order(StringComparer.Ordinal));
        Assert.Equal("新的通知期", context.Studio.Open(Table).TextAt("/title/zh"));
        await page.InvokeAsync(() => page.Find("[data-homeless] button").Click());
        Assert.Empty(page.FindAll("[data-homeless]"));
    }

    /// <summary>A page that went wrong is not in the way of the next one.</summary>
    [Fact]
    public async Task PageThatWentWrong_IsLeftByGoingToAnother()
    {
        using var context = Context("{}");
        var broken = true;
        RenderFragment body = b => b.AddContent(0, broken ? throw new InvalidOperationException("broken") : "another page");
        var frame = context.Render<Shell.Frame>(p => p.Add(f => f.ChildContent, body));
        Assert.Contains("这个页面出错了", frame.Find("main").TextContent, StringComparison.Ordinal);
        broken = false;
        await frame.InvokeAsync(() => context.Services.GetRequiredService<NavigationManager>().NavigateTo("/work"));
        Assert.Contains("another page", frame.Find("main").TextContent, StringComparison.Ordinal);
    }

    private static async Task<IRenderedComponent<KindPage>> Make(DesignerContext context, string id)
    {
        var page = context.Render<KindPage>(p => p.Add(k => k.Folder, "rules"));
        await DesignerContext.Change(page, "#new-id", id);
        await DesignerContext.Change(page, "#new-zh", "又一份");
        await page.InvokeAsync(() => page.Find("form").Submit());
        return page;
    }

    private static DesignerContext Context(string unsent)
    {
        var context = new DesignerContext(services: s => s.AddSingleton<IWebHostEnvironment>(new Unbundled()));
        context.JSInterop.Setup<string>("hrcollab.unsent").SetResult(unsent);
        return context;
    }
}
