using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Merging;

namespace HrCollab.Designer.Tests.Workspace;

public sealed class DraftTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    [Fact]
    public void Saved_IsACommitOfTheDraftAndLeavesTheWorkTreeAlone()
    {
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Read(Matrix);
        var saved = Assert.IsType<SaveOutcome.Saved>(sandbox.Save("E0003", "释放时限", Matrix, "\"2 wd\"", "\"3 wd\""));
        Assert.Equal("draft/E0003/释放时限", saved.Draft.Name);
        Assert.Contains("\"3 wd\"", sandbox.Text(saved.Draft.Commit, Matrix));
        Assert.Equal(before, sandbox.Read(Matrix));
        Assert.Equal("", sandbox.Git("status", "--porcelain"));
        Assert.Equal((string[])[Matrix], sandbox.Repository.Changed(saved.Draft.Base, saved.Draft.Commit));
        Assert.Equal("main", sandbox.Git("branch", "--show-current"));
    }

    [Fact]
    public void EveryShippedFile_SavedAsItIs_ChangesNoByte()
    {
        using var sandbox = Sandbox.Shipped();
        foreach (var path in sandbox.Repository.Files(sandbox.Repository.Head).Select(f => f.Path).Where(p => !p.StartsWith("schema/")))
        {
            var outcome = sandbox.Drafts.Save("nothing", path, sandbox.Text(sandbox.Repository.Head, path), sandbox.Repository.Version(sandbox.Repository.Head, path), sandbox.By("E0003"));
            Assert.True(outcome is SaveOutcome.Unchanged, path);
        }

        Assert.Empty(sandbox.Drafts.List());
    }

    [Fact]
    public void ReorderedMembersAndOtherLayout_AreTheSameText()
    {
        using var sandbox = Sandbox.Shipped();
        var outcome = sandbox.Drafts.Save(
            "layout", "exchanges/departments.exchange.json",
            """{"columns":[{"from":"dept_no","to":"basic.code"},{"from":"name","to":"basic.name"},{"onlyNew":true,"constant":"beichen","to":"basic.parent"},{"onlyNew":true,"constant":"E0004","to":"duties.hrbp"}],"importers":["hr-head"],"formats":["csv","ndjson"],"standard":"department","title":{"en":"Departments","zh":"部门目录"},"id":"departments","$schema":"../schema/exchange.schema.json"}""",
            sandbox.Repository.Version(sandbox.Repository.Head, "exchanges/departments.exchange.json"), sandbox.By("E0003"));
        Assert.IsType<SaveOutcome.Unchanged>(outcome);
    }

    [Theory]
    [InlineData("\"note\": \"why\", \"id\"")]
    [InlineData("// why\n  \"id\"")]
    [InlineData("\"id\" ??")]
    public void UnknownMemberCommentOrSlip_IsKeptAsTyped(string typed)
    {
        using var sandbox = Sandbox.Shipped();
        var saved = Assert.IsType<SaveOutcome.Saved>(sandbox.Save("E0003", "notes", Matrix, "{\n  \"$schema\"", "{\n  " + typed + ": \"x\",\n  \"$schema\""));
        Assert.Contains(typed, sandbox.Text(saved.Draft.Commit, Matrix));
    }

    /// <summary>X18: a stale save from a second tab is refused with both versions and writes nothing.</summary>
    [Fact]
    public void X18_StaleSave_ShowsWhatTheOtherWrote()
    {
        using var sandbox = Sandbox.Shipped();
        var (start, version) = (sandbox.Text(sandbox.Repository.Head, Matrix), sandbox.Repository.Version(sandbox.Repository.Head, Matrix));
        var first = Assert.IsType<SaveOutcome.Saved>(sandbox.Drafts.Save("t", Matrix, start.Replace("\"2 wd\"", "\"3 wd\""), version, sandbox.By("E0003")));
        var stale = Assert.IsType<SaveOutcome.Stale>(sandbox.Drafts.Save("t", Matrix, start.Replace("\"2 wd\"", "\"4 wd\""), version, sandbox.By("E0003")));
        Assert.Contains("\"3 wd\"", stale.Theirs);
        Assert.Equal(first.Version, stale.Version);
        Assert.Equal(first.Draft.Commit, sandbox.Drafts.Find("E0003", "t")!.Commit);
        var asked = stale.Conflicts[0];
        Assert.Equal("责任行“调出部门确认”的完成时限:2 个工作日,4 个工作日,3 个工作日", $"{asked.What.Zh}:{asked.Said.Base.Zh},{asked.Said.Ours.Zh},{asked.Said.Theirs.Zh}");
        Assert.IsType<SaveOutcome.Merged>(sandbox.Drafts.Save("t", Matrix, start.Replace("\"2 wd\"", "\"4 wd\""), version, sandbox.By("E0003"), stale.Conflicts.ToDictionary(c => c.Place, _ => Side.Ours)));
        Assert.Contains("\"4 wd\"", sandbox.Text(sandbox.Drafts.Find("E0003", "t")!.Commit, Matrix));
    }

    /// <summary>X18: a stale save that changed another row is merged with what the other wrote; nothing is asked and nothing is lost.</summary>
    [Fact]
    public void X18_StaleSaveOfAnotherRow_IsMerged()
    {
        using var sandbox = Sandbox.Shipped();
        var (start, version) = (sandbox.Text(sandbox.Repository.Head, Matrix), sandbox.Repository.Version(sandbox.Repository.Head, Matrix));
        sandbox.Drafts.Save("t", Matrix, start.Replace("\"调出部门确认\"", "\"调出确认\""), version, sandbox.By("E0003"));
        var merged = Assert.IsType<SaveOutcome.Merged>(sandbox.Drafts.Save("t", Matrix, start.Replace("\"有空缺编制\"", "\"编制有空缺\""), version, sandbox.By("E0003")));
        Assert.Equal(merged.Text, sandbox.Text(merged.Draft.Commit, Matrix));
        Assert.Contains("\"调出确认\"", merged.Text);
        Assert.Contains("\"编制有空缺\"", merged.Text);
        Assert.Equal(merged.Version, sandbox.Repository.Version(merged.Draft.Commit, Matrix));

        // Where both changed the same cell, theirs is taken and what is ours elsewhere stays.
        var stale = Assert.IsType<SaveOutcome.Stale>(sandbox.Drafts.Save("t", Matrix, start.Replace("\"调出部门确认\"", "\"调出\"").Replace("\"有空缺编制\"", "\"有编制\""), version, sandbox.By("E0003")));
        var theirs = Assert.IsType<SaveOutcome.Merged>(sandbox.Drafts.Save(
            "t", Matrix, start.Replace("\"调出部门确认\"", "\"调出\"").Replace("\"有空缺编制\"", "\"有编制\""), version, sandbox.By("E0003"),
            stale.Conflicts.ToDictionary(c => c.Place, c => c.Said.Theirs.Zh.Contains("调出确认") ? Side.Theirs : Side.Ours)));
        Assert.Contains("\"调出确认\"", theirs.Text);
        Assert.Contains("\"有编制\"", theirs.Text);
    }

    /// <summary>X18: many at once on different files of one draft, and no save is lost.</summary>
    [Fact]
    public async Task X18_ConcurrentSaves_AreAllKept()
    {
        using var sandbox = Sandbox.Shipped();
        string[] paths = [Matrix, "responsibilities/onboarding.responsibilities.json", "responsibilities/offboarding.responsibilities.json", "workflows/transfer.workflow.json"];
        var head = sandbox.Repository.Head;
        var signatures = paths.Select(_ => sandbox.By("E0003")).ToArray();
        await Task.WhenAll(paths.Select((path, i) => Task.Run(() => Assert.IsType<SaveOutcome.Saved>(
            sandbox.Drafts.Save("all", path, sandbox.Text(head, path).Replace("\"zh\": \"", "\"zh\": \"新"), sandbox.Repository.Version(head, path), signatures[i])))));
        Assert.Equal(paths.Order(StringComparer.Ordinal), sandbox.Repository.Changed(head, sandbox.Drafts.Find("E0003", "all")!.Commit));
    }

    [Theory]
    [InlineData("t", "../outside.json")]
    [InlineData("t", "rules/../../x.rules.json")]
    [InlineData("t", "rules/.git/x.rules.json")]
    [InlineData("t", "notes.txt")]
    [InlineData("--all", "rules/x.rules.json")]
    [InlineData("a/b", "rules/x.rules.json")]
    [InlineData("", "rules/x.rules.json")]
    public void HostilePathOrTopic_IsRefused(string topic, string path)
    {
        using var sandbox = Sandbox.Shipped();
        Assert.IsType<SaveOutcome.Refused>(sandbox.Drafts.Save(topic, path, "{}", "", sandbox.By("E0003")));
        Assert.Empty(sandbox.Drafts.List());
    }

    [Theory]
    [InlineData("试用期 调整!", "试用期-调整")]
    [InlineData("  New   rule / 2027 ", "new-rule-2027")]
    [InlineData("..~^:?*[", "")]
    public void Title_BecomesATopic(string title, string topic) => Assert.Equal(topic, DraftDesk.TopicOf(title));

    [Fact]
    public void RemovedAndNewFiles_AreSavedToo()
    {
        using var sandbox = Sandbox.Shipped();
        const string Old = "exchanges/departments.exchange.json";
        Assert.IsType<SaveOutcome.Saved>(sandbox.Drafts.Save("t", Old, null, sandbox.Repository.Version(sandbox.Repository.Head, Old), sandbox.By("E0003")));
        var saved = Assert.IsType<SaveOutcome.Saved>(sandbox.Drafts.Save("t", "exchanges/units.exchange.json", sandbox.Text(sandbox.Repository.Head, Old).Replace("\"departments\"", "\"units\""), "", sandbox.By("E0003")));
        Assert.Equal((string[])[Old, "exchanges/units.exchange.json"], sandbox.Repository.Changed(sandbox.Repository.Head, saved.Draft.Commit));
        Assert.True(sandbox.Drafts.Discard(saved.Draft));
        Assert.Empty(sandbox.Drafts.List());
    }

    /// <summary>A second piece of work on what has a long name has a name too, and can be saved.</summary>
    [Fact]
    public void TopicThatIsTaken_GetsANumber_WithinTheLongestName()
    {
        using var sandbox = Sandbox.Shipped();
        var title = new string('长', 80);
        foreach (var end in new[] { "", "-2", "-3" })
        {
            var topic = sandbox.Drafts.NewTopic("E0003", title);
            Assert.Equal(title[..(60 - end.Length)] + end, topic);
            Assert.IsType<SaveOutcome.Saved>(sandbox.Save("E0003", topic, Matrix, "\"2 wd\"", "\"3 wd\""));
        }

        Assert.Equal("draft", sandbox.Drafts.NewTopic("E0003", "?!"));
    }

    /// <summary>Many read at once while more is kept than is kept for good: nobody gets less than was asked for.</summary>
    [Fact]
    public async Task X18_ReadingWhileWhatIsKeptIsEmptied_GivesEverything()
    {
        using var sandbox = Sandbox.Shipped();
        const int Many = 5_000;
        File.WriteAllText(Path.Combine(sandbox.Root, "import"), string.Concat(Enumerable.Range(0, Many).Select(i => $"blob\ndata <<END\n{i}\nEND\n")));
        sandbox.Git("-c", "alias.load=!git fast-import --quiet --export-marks=marks < import", "load");
        var ids = sandbox.Git("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").Split('\n').Where(l => l.EndsWith(" blob", StringComparison.Ordinal)).Select(l => l[..40]).ToList();
        Assert.True(ids.Count > Many);
        var objects = sandbox.Repository.Objects;
        using var over = new CancellationTokenSource();
        var emptying = Task.Run(() =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++) objects.Blobs([objects.Write(System.Text.Encoding.UTF8.GetBytes($"more {i}"))]);
        });
        for (var i = 0; i < 40; i++) Assert.Equal(ids.Count, objects.Blobs(ids).Count);
        await over.CancelAsync();
        await emptying;
    }
}
