using Bunit;
using HrCollab.Designer.Source;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>The source view of a designer that was built without Node: a plain text area with the same findings.</summary>
public sealed class SourceViewTests
{
    [Fact]
    public async Task WithoutTheBundle_TextIsEditedInATextArea_AndAFindingLeadsToItsLine()
    {
        using var context = new DesignerContext(services: s => s.AddSingleton<IWebHostEnvironment>(new Unbundled()));
        var draft = context.Studio.Open("standards/department.standard.json");
        var view = context.Render<SourceView>(p => p.Add(v => v.Draft, draft));
        Assert.Empty(view.FindAll(".code-mirror"));
        Assert.Equal(draft.Text, view.Find("textarea").GetAttribute("value"));
        await DesignerContext.Change(view, "textarea", draft.Text.Replace("\"key\": \"basic.code\"", "\"key\": \"basic.nowhere\"", StringComparison.Ordinal));
        Assert.Equal("basic.nowhere", draft.TextAt("/key"));
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".finding.error button")), DesignerContext.Patience);
        var button = view.Find(".finding.error button");
        var line = int.Parse(button.GetAttribute("data-line")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("\"key\"", draft.Text.Split('\n')[line - 1], StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find(".finding.error button").Click());
        Assert.Equal([view.Find("textarea").Id, line], Assert.Single(context.JSInterop.Invocations["hrcollab.line"]).Arguments);
    }

    [Fact]
    public void WithoutTheBundle_APlaceThatIsSoughtIsShown()
    {
        using var context = new DesignerContext(services: s => s.AddSingleton<IWebHostEnvironment>(new Unbundled()));
        var draft = context.Studio.Open("standards/department.standard.json");
        context.Render<SourceView>(p => p.Add(v => v.Draft, draft).Add(v => v.At, "/groups"));
        var line = Assert.IsType<int>(Assert.Single(context.JSInterop.Invocations["hrcollab.line"]).Arguments[1]);
        Assert.Contains("\"groups\"", draft.Text.Split('\n')[line - 1], StringComparison.Ordinal);
    }
}
