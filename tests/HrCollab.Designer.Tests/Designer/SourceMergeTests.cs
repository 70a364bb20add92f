using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Source;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>X18: somebody is typing in the browser's editor when the text becomes another: the editor does not take that, and what is typed was begun from the text before.</summary>
public sealed class SourceMergeTests
{
    private const string Standard = "standards/department.standard.json";

    [Fact]
    public async Task X18_TypedOnWhileTheOthersCame_HasBoth_AndTheEditorIsShownBoth()
    {
        using var context = Context(out var shown);
        var (draft, view) = await Merged(context);
        var typed = draft.Text.Replace("\"Unit\"", "\"Units\"", StringComparison.Ordinal).Replace("\"部门单元\"", "\"部门\"", StringComparison.Ordinal);
        Assert.Equal(draft.Text, shown.Invocations["show"][^1].Arguments[0]); // and was not taken
        await view.InvokeAsync(() => view.Instance.Typed(typed));
        Assert.Contains("\"Units\"", draft.Text, StringComparison.Ordinal);
        Assert.Contains("\"部门单元\"", draft.Text, StringComparison.Ordinal);
        view.WaitForAssertion(() => Assert.Equal(draft.Text, shown.Invocations["show"][^1].Arguments[0]), DesignerContext.Patience);
        await context.Studio.Save();
        Assert.Contains("\"部门单元\"", context.Box.Text(context.Box.Drafts.Find("E0003", "both")!.Commit, Standard), StringComparison.Ordinal);
    }

    /// <summary>Where what was typed is the very place that the others changed, it is asked and not decided by who was last.</summary>
    [Fact]
    public async Task X18_TypedOnWhereTheOthersChanged_IsAsked()
    {
        using var context = Context(out _);
        var (draft, view) = await Merged(context);
        await view.InvokeAsync(() => view.Instance.Typed(draft.Text.Replace("\"部门单元\"", "\"部室\"", StringComparison.Ordinal)));
        Assert.Contains("\"部室\"", draft.Text, StringComparison.Ordinal);
        await context.Studio.Save();
        var asked = Assert.Single(Assert.IsType<DraftState.Stale>(draft.State).Conflicts);
        Assert.Equal(("\"部门\"", "\"部室\"", "\"部门单元\""), (asked.Base, asked.Ours, asked.Theirs));
        await context.Studio.TakeTheirs(draft);
        Assert.Contains("\"部门单元\"", context.Box.Text(context.Box.Drafts.Find("E0003", "both")!.Commit, Standard), StringComparison.Ordinal);
        Assert.Contains("\"Unit\"", draft.Text, StringComparison.Ordinal);
    }

    /// <summary>The English title was typed and saved together with a Chinese one of somebody else; the browser has not taken that.</summary>
    private static async Task<(DefinitionDraft Draft, IRenderedComponent<SourceView> View)> Merged(DesignerContext context)
    {
        context.Box.Save("E0003", "both", "manifest.json", "北辰科技", "南辰科技");
        await context.Studio.Choose("both");
        var draft = context.Studio.Open(Standard);
        var view = context.Render<SourceView>(p => p.Add(v => v.Draft, draft));
        context.Box.Save("E0003", "both", Standard, "\"zh\": \"部门\"", "\"zh\": \"部门单元\"");
        await view.InvokeAsync(() => view.Instance.Typed(draft.Text.Replace("\"en\": \"Department\"", "\"en\": \"Unit\"", StringComparison.Ordinal)));
        await view.InvokeAsync(context.Studio.Save);
        Assert.Equal(new DraftState.Saved(Together: true), draft.State);
        view.Render();
        return (draft, view);
    }

    private static DesignerContext Context(out BunitJSModuleInterop editor)
    {
        var context = new DesignerContext("E0003", services: s => s.AddSingleton<IWebHostEnvironment>(new Unbundled { WebRootFileProvider = new Bundle() }));
        var module = context.JSInterop.SetupModule("/source.js");
        editor = module.SetupModule("open", _ => true);
        editor.Mode = JSRuntimeMode.Loose;
        editor.Setup<bool>("show", _ => true).SetResult(false);
        return context;
    }

    /// <summary>The bundle is there; what it does the test says.</summary>
    private sealed class Bundle : IFileProvider, IFileInfo
    {
        public bool Exists => true;

        public long Length => 0;

        public string? PhysicalPath => null;

        public string Name => "source.js";

        public DateTimeOffset LastModified => default;

        public bool IsDirectory => false;

        public IFileInfo GetFileInfo(string subpath) => this;

        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

        public Stream CreateReadStream() => Stream.Null;
    }
}
