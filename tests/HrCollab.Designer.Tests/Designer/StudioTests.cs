using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Identity;
using HrCollab.Workspace;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>X18: two windows on one draft, and what is not saved: nothing that either wrote is lost, and nobody is told of a conflict that is none.</summary>
public sealed class StudioTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Manifest = "manifest.json";

    [Theory]
    [InlineData(true)] // both work on one draft
    [InlineData(false)] // the other brought it to the branch
    public async Task X18_FileThatWasSavedElsewhereBeforeItIsOpenedHere_IsMerged(bool draft)
    {
        using var context = new DesignerContext("E0003");
        if (draft) context.Box.Save("E0003", "both", Manifest, "北辰科技", "南辰科技");
        await using var second = await Window(context);
        if (draft)
        {
            context.Box.Save("E0003", "both", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        }
        else
        {
            context.Box.Write(Matrix, context.Box.Read(Matrix).Replace("\"调出部门确认\"", "\"调出确认\"", StringComparison.Ordinal));
            context.Box.Commit("Renamed");
        }

        Rename(second.Open(Matrix), "编制有空缺");
        await second.Save();
        var saved = context.Box.Text(context.Box.Drafts.List("E0003")[0].Commit, Matrix);
        Assert.Contains("\"调出确认\"", saved, StringComparison.Ordinal);
        Assert.Contains("\"编制有空缺\"", saved, StringComparison.Ordinal);
    }

    /// <summary>What came of somebody else is not among what a step back takes away: neither of the last step nor of the ones before it.</summary>
    [Fact]
    public async Task X18_StepsBackAfterAMerge_TakeBackOnlyOnesOwn()
    {
        using var context = new DesignerContext("E0003");
        context.Box.Save("E0003", "both", Manifest, "北辰科技", "南辰科技");
        await context.Studio.Choose("both");
        var draft = context.Studio.Open(Matrix);
        Rename(draft, "编制有空");
        Rename(draft, "编制有空缺");
        context.Box.Save("E0003", "both", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        await context.Studio.Save();
        Assert.Equal(new DraftState.Saved(Together: true), draft.State);
        Assert.Contains("\"调出确认\"", draft.Text, StringComparison.Ordinal);

        draft.Undo();
        Assert.Contains("\"编制有空\"", draft.Text, StringComparison.Ordinal);
        Assert.Contains("\"调出确认\"", draft.Text, StringComparison.Ordinal);
        draft.Undo();
        Assert.Contains("\"有空缺编制\"", draft.Text, StringComparison.Ordinal);
        Assert.Contains("\"调出确认\"", draft.Text, StringComparison.Ordinal);
        draft.Redo();
        Assert.Contains("\"编制有空\"", draft.Text, StringComparison.Ordinal);
        await context.Studio.Save();
        var saved = context.Box.Text(context.Box.Drafts.Find("E0003", "both")!.Commit, Matrix);
        Assert.Contains("\"调出确认\"", saved, StringComparison.Ordinal);
        Assert.Contains("\"编制有空\"", saved, StringComparison.Ordinal);
    }

    /// <summary>Who was asked and took what the others wrote has that taken back in one step.</summary>
    [Fact]
    public async Task X18_TheirsThatWereChosen_AreOneStep()
    {
        using var context = new DesignerContext("E0003");
        var draft = await Stale(context);
        var mine = draft.Text;
        await context.Studio.TakeTheirs(draft);
        Assert.Contains("\"他们的\"", draft.Text, StringComparison.Ordinal);
        draft.Undo();
        Assert.Equal(mine, draft.Text);
    }

    /// <summary>What is typed while a save is on its way is put together with theirs by the next one: nobody is asked about a change of their own.</summary>
    [Fact]
    public async Task X18_TypedWhileMerged_IsNoConflictWithOneself()
    {
        using var context = new DesignerContext("E0003");
        context.Box.Save("E0003", "both", Manifest, "北辰科技", "南辰科技");
        await context.Studio.Choose("both");
        var draft = context.Studio.Open(Matrix);
        Rename(draft, "编制有空");
        context.Box.Save("E0003", "both", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        var saving = context.Studio.Save();
        Rename(draft, "编制有空缺");
        await saving;
        await context.Studio.Save();
        Assert.IsType<DraftState.Saved>(draft.State);
        Assert.Contains("\"调出确认\"", draft.Text, StringComparison.Ordinal);
        Assert.Contains("\"编制有空缺\"", draft.Text, StringComparison.Ordinal);
    }

    /// <summary>What could not be saved is not thrown away because something else was read again, and the draft is not left while it would be lost.</summary>
    [Fact]
    public async Task X18_UnsavedText_StaysOpen_AndKeepsTheDraftFromBeingLeft()
    {
        using var context = new DesignerContext("E0003");
        var draft = await Stale(context);
        var mine = draft.Text;
        await context.Studio.Reload();
        Assert.Same(draft, context.Studio.Open(Matrix));
        Assert.Equal(mine, draft.Text);
        Assert.IsType<DraftState.Stale>(draft.State);
        Assert.Contains("别处也改过", (await context.Studio.Choose(null))!.Zh, StringComparison.Ordinal);
        Assert.Equal("both", context.Studio.Topic);
        Assert.Contains("别处也改过", (await context.Studio.Remove("rules/notice.rules.json"))!.Zh, StringComparison.Ordinal);
        Assert.True(context.Studio.Has("rules/notice.rules.json"));
        await context.Studio.KeepMine(draft);
        Assert.Null(await context.Studio.Choose(null));
        Assert.Contains("\"我的\"", context.Box.Text(context.Box.Drafts.Find("E0003", "both")!.Commit, Matrix), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WaitsForTheOneThatIsOnItsWay()
    {
        using var context = new DesignerContext("E0003");
        var draft = context.Studio.Open(Matrix);
        Rename(draft, "编制有空缺");
        var first = context.Studio.Save();
        await context.Studio.Save();
        Assert.IsType<DraftState.Saved>(draft.State);
        await first;
    }

    /// <summary>Whatever keeps a file from being saved is said, and saved it is once that is over: the folder of the repository is gone for a while, so that git cannot even be started.</summary>
    [Fact]
    public async Task SaveThatFails_SaysWhy_AndIsTriedAgain()
    {
        using var context = new DesignerContext("E0003");
        var draft = context.Studio.Open(Matrix);
        Rename(draft, "编制有空缺");
        Directory.Move(context.Box.Root, context.Box.Root + "-away");
        try
        {
            await context.Studio.Save();
        }
        finally
        {
            Directory.Move(context.Box.Root + "-away", context.Box.Root);
        }

        Assert.NotEqual("", Assert.IsType<DraftState.Failed>(draft.State).Why);
        await context.Studio.Save();
        Assert.IsType<DraftState.Saved>(draft.State);
    }

    /// <summary>A file that was just begun is no file by a step back: it would be an empty one.</summary>
    [Fact]
    public void BegunFile_HasNothingToGoBackTo()
    {
        using var context = new DesignerContext();
        var made = context.Studio.Create(Templates.Make("table", "sample", new("示例", "Sample"), context.Studio.Files())!);
        var text = made.Text;
        Assert.False(made.CanUndo);
        made.Set("/title/zh", "样例");
        made.Undo();
        Assert.Equal(text, made.Text);
        Assert.False(made.CanUndo);
    }

    private static void Rename(DefinitionDraft draft, string title) => draft.Set(Find(draft), title);

    /// <summary>The place of the text that reads 有空缺编制 at first.</summary>
    private static string Find(DefinitionDraft draft)
    {
        return Search(draft.Root, "") ?? throw new InvalidOperationException("No such text.");

        static string? Search(JsonNode? node, string at) => node switch
        {
            JsonObject owner => owner.Select(m => Search(m.Value, $"{at}/{m.Key}")).FirstOrDefault(p => p is not null),
            JsonArray list => list.Select((n, i) => Search(n, $"{at}/{i}")).FirstOrDefault(p => p is not null),
            JsonValue value when value.ToString() is "有空缺编制" or "编制有空" or "编制有空缺" => at,
            _ => null,
        };
    }

    /// <summary>A file of which one cell reads otherwise here and in the draft.</summary>
    private static async Task<DefinitionDraft> Stale(DesignerContext context)
    {
        context.Box.Save("E0003", "both", Manifest, "北辰科技", "南辰科技");
        await context.Studio.Choose("both");
        var draft = context.Studio.Open(Matrix);
        draft.Set(Find(draft), "我的");
        context.Box.Save("E0003", "both", Matrix, "\"有空缺编制\"", "\"他们的\"");
        await context.Studio.Save();
        Assert.IsType<DraftState.Stale>(draft.State);
        return draft;
    }

    /// <summary>Another window of the same person.</summary>
    private static async Task<Studio> Window(DesignerContext context)
    {
        var studio = new Studio(context.Box.Repository, context.Services.GetRequiredService<CurrentWork>(), context.Clock, new Checking(context.Services.GetRequiredService<CheckedStates>()));
        await studio.Begin(new Member("E0003", "测试E0003", []));
        return studio;
    }
}
