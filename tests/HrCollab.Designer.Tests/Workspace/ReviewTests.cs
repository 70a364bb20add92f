using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Histories;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Tests.Workspace;

/// <summary>From a draft to one commit of the branch: asking, commenting, approving, landing, taking back.</summary>
public sealed class ReviewTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Workflow = "workflows/transfer.workflow.json";
    private static readonly string[] Needed = ["hrbp-lead"];

    [Fact]
    public void ApprovedDraft_BecomesOneReadableCommitOfOneFile()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "release", Matrix, "\"1 wd before\"", "\"2 wd before\"");
        sandbox.Save("E0003", "release", Matrix, "\"2 wd before\"", "\"4 wh before\"");
        var draft = sandbox.Drafts.Find("E0003", "release")!;
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Request(draft, "请看", sandbox.Reviewer("E0003")));
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Comment(draft, "为什么", Matrix, "/rows/0/deadline", sandbox.Reviewer("E0004", "hrbp-lead")));
        var done = Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Approve(draft, draft.Commit, Needed, "同意", sandbox.Reviewer("E0004", "hrbp-lead")));
        Assert.Empty(done.Review.Missing(draft.Commit, Needed));
        var landed = Assert.IsType<MergeOutcome.Merged>(new MergeDesk(sandbox.Repository).Land(sandbox.Checked("E0003", "release"), "调整调出确认时限", sandbox.Reviewer("E0004", "hrbp-lead"), "测试E0003"));

        Assert.Equal(landed.Commit, sandbox.Git("rev-parse", "main"));
        Assert.Equal("2", sandbox.Git("rev-list", "--count", "main"));
        Assert.Equal("definitions/" + Matrix, sandbox.Git("show", "--format=", "--name-only", "main"));
        var message = sandbox.Git("log", "-1", "--format=%an%n%B", "main");
        Assert.StartsWith("测试E0003\n调整调出确认时限\n\n- 责任矩阵“调岗责任矩阵”:", message);
        Assert.Contains("Approved-by: 测试E0004 (E0004)", message);
        Assert.Equal("", sandbox.Git("status", "--porcelain"));
        Assert.Contains("\"4 wh before\"", sandbox.Read(Matrix));
        Assert.Null(sandbox.Drafts.Find("E0003", "release"));
        Assert.False(sandbox.Reviews.Find("E0003", "release")!.IsOpen);
    }

    [Fact]
    public void X11_OwnChange_IsNotApprovedByItsAuthor()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        var draft = sandbox.Drafts.Find("E0003", "release")!;
        sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"));
        Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Approve(draft, draft.Commit, Needed, null, sandbox.Reviewer("E0003", "hrbp-lead")));
        Assert.Equal("这项改动由HRBP 负责人、nobody审核。", Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Approve(draft, draft.Commit, [.. Needed, "nobody"], null, sandbox.Reviewer("E0004", "payroll"))).Why.Zh);
        Assert.Equal("Nothing in this draft needs an approval.", Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Approve(draft, draft.Commit, [], null, sandbox.Reviewer("E0004", "payroll"))).Why.En);
        Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0004")));
    }

    [Fact]
    public void ApprovalOfAnEarlierState_DoesNotCountForALaterOne()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        var seen = sandbox.Drafts.Find("E0003", "release")!;
        sandbox.Reviews.Request(seen, null, sandbox.Reviewer("E0003"));
        sandbox.Save("E0003", "release", Matrix, "\"3 wd\"", "\"9 wd\"");
        var now = sandbox.Drafts.Find("E0003", "release")!;
        Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Approve(now, seen.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead")));
        Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Approve(seen, seen.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead"))); // a page that was opened before
        sandbox.Reviews.Approve(now, now.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead"));
        sandbox.Save("E0003", "release", Matrix, "\"9 wd\"", "\"1 wd\"");
        var later = sandbox.Drafts.Find("E0003", "release")!;
        Assert.Equal(Needed, sandbox.Reviews.Find("E0003", "release")!.Missing(later.Commit, Needed));
    }

    [Fact]
    public void X18_TwoDraftsOnDifferentRows_BothLand()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        sandbox.Save("E0004", "b", Matrix, "\"有空缺编制\"", "\"编制有空缺\"");
        var desk = new MergeDesk(sandbox.Repository);
        Assert.IsType<MergeOutcome.Merged>(sandbox.Landed("E0003", "a", "一", "甲"));
        Assert.IsType<MergeOutcome.Merged>(sandbox.Landed("E0004", "b", "二", "乙"));
        Assert.Contains("\"调出确认\"", sandbox.Read(Matrix));
        Assert.Contains("\"编制有空缺\"", sandbox.Read(Matrix));
    }

    [Fact]
    public void X18_TwoDraftsOnOneCell_AskAndGoOnWithTheAnswer()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"调出部门确认\"", "\"甲\"");
        sandbox.Save("E0004", "b", Matrix, "\"调出部门确认\"", "\"乙\"");
        var desk = new MergeDesk(sandbox.Repository);
        sandbox.Landed("E0003", "a", "一", "甲");
        var conflict = Assert.Single(Assert.IsType<MergeOutcome.Conflicting>(sandbox.Landed("E0004", "b", "二", "乙")).Conflicts);
        Assert.Equal(("\"乙\"", "\"甲\""), (conflict.Ours, conflict.Theirs));
        Assert.Equal("责任行“乙”的标题的中文", conflict.What.Zh);
        var decided = new Dictionary<string, IReadOnlyDictionary<string, Side>> { [Matrix] = new Dictionary<string, Side> { [conflict.Place] = Side.Ours } };
        Assert.IsType<MergeOutcome.Merged>(desk.Update(sandbox.Drafts.Find("E0004", "b")!, sandbox.By("E0004"), decided));
        Assert.IsType<MergeOutcome.Merged>(sandbox.Landed("E0004", "b", "二", "乙"));
        Assert.Contains("\"乙\"", sandbox.Read(Matrix));
    }

    [Fact]
    public void UncommittedWorkInTheFolder_IsNotOverwritten()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"1 wd before\"", "\"2 wd before\"");
        sandbox.Write(Matrix, sandbox.Read(Matrix) + "\n");
        var refused = Assert.IsType<MergeOutcome.Refused>(sandbox.Landed("E0003", "a", "一", "甲"));
        Assert.Contains("未提交", refused.Why.Zh);
        Assert.Equal("1", sandbox.Git("rev-list", "--count", "main"));
    }

    [Fact]
    public void HistoryAndBlame_NameWhoChangedTheRow()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"确认同意调出、在办工作和交接安排\"", "\"确认\"");
        sandbox.Landed("E0003", "a", "改调出", "甲");
        var history = new History(sandbox.Repository);
        Assert.Equal(["改调出", "Shipped definitions"], history.Of(Matrix).Select(r => r.Subject));
        Assert.Single(history.Of("calendars/cn.calendar.json"));
        Assert.Equal(("改调出", "E0003"), (history.Element(Matrix, "/rows/0")!.Subject, history.Element(Matrix, "/rows/0")!.Person));
        Assert.Equal("Shipped definitions", history.Element(Matrix, "/rows/1")!.Subject);
    }

    [Fact]
    public void Revert_TakesBackOneCommitAndKeepsWhatCameAfter()
    {
        using var sandbox = Sandbox.Shipped();
        var desk = new MergeDesk(sandbox.Repository);
        sandbox.Save("E0003", "a", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        var bad = Assert.IsType<MergeOutcome.Merged>(sandbox.Landed("E0003", "a", "一", "甲")).Commit;
        sandbox.Save("E0003", "b", Matrix, "\"有空缺编制\"", "\"编制有空缺\"");
        sandbox.Landed("E0003", "b", "二", "甲");
        var undone = Assert.IsType<MergeOutcome.Merged>(desk.Revert(bad, "undo", sandbox.By("E0004")));
        Assert.Contains("\"调出部门确认\"", sandbox.Text(undone.Commit, Matrix));
        Assert.Contains("\"编制有空缺\"", sandbox.Text(undone.Commit, Matrix));
    }

    /// <summary>What is to be taken back from an older commit on is refused when nobody can tell what that is: the last commit alone would be half of it.</summary>
    [Fact]
    public void Revert_SinceACommitThatIsNotOlder_IsRefused()
    {
        using var sandbox = Sandbox.Shipped();
        var desk = new MergeDesk(sandbox.Repository);
        var first = sandbox.Repository.Head;
        sandbox.Save("E0003", "a", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        sandbox.Landed("E0003", "a", "一", "甲");
        sandbox.Save("E0003", "b", Matrix, "\"有空缺编制\"", "\"编制有空缺\"");
        var last = Assert.IsType<MergeOutcome.Merged>(sandbox.Landed("E0003", "b", "二", "甲")).Commit;
        foreach (var since in new[] { new string('0', 40), "no-such-commit", last }) Assert.Contains("看不出要撤销哪些改动", Assert.IsType<MergeOutcome.Refused>(desk.Revert(last, "undo", sandbox.By("E0004"), since)).Why.Zh, StringComparison.Ordinal);
        Assert.Null(sandbox.Drafts.Find("E0004", "undo"));
        var undone = Assert.IsType<MergeOutcome.Merged>(desk.Revert(last, "undo", sandbox.By("E0004"), first)).Commit;
        Assert.Equal(sandbox.Text(first, Matrix), sandbox.Text(undone, Matrix));
    }

    /// <summary>What was said of a draft before it was taken back counts for none that comes after, even of the same name and commit.</summary>
    [Fact]
    public void X11_ApprovalsAndAnswers_EndWithTheRequest()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"1 wd before\"", "\"2 wd before\"");
        var draft = sandbox.Drafts.Find("E0003", "a")!;
        sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"), ["f1"]);
        sandbox.Reviews.Approve(draft, draft.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead"), ["f1", "f2"]);
        Assert.Equal(["f1", "f2"], sandbox.Reviews.Find("E0003", "a")!.Closes.AsEnumerable());
        Assert.True(sandbox.Reviews.Discard(draft, sandbox.Reviewer("E0003")));
        Assert.False(sandbox.Reviews.Discard(draft, sandbox.Reviewer("E0003")));
        sandbox.Git("branch", draft.Name, draft.Commit);
        Assert.False(sandbox.Reviews.Find("E0003", "a")!.IsOpen);
        var again = Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"))).Review;
        Assert.Empty(again.Closes);
        Assert.Equal(Needed, again.Missing(draft.Commit, Needed));
    }

    /// <summary>X11: whoever calls the library publishes nothing that is not under review, not approved by every duty, or that does not hold.</summary>
    [Fact]
    public void X11_Land_RefusesByItself()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"1 wd before\"", "\"2 wd before\"");
        var draft = sandbox.Drafts.Find("E0003", "a")!;
        Assert.Contains("没有在审核中", Land());
        sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"));
        Assert.Contains("还缺批准:HRBP 负责人。", Land());
        sandbox.Reviews.Approve(draft, draft.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead"));
        sandbox.Reviews.Withdraw(draft, sandbox.Reviewer("E0003"));
        Assert.Contains("没有在审核中", Land());
        sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"));
        Assert.Contains("还缺批准:HRBP 负责人。", Land()); // what was approved before the request was withdrawn counts no more
        Assert.Empty(sandbox.Reviews.Find("E0003", "a")!.Approvals(draft.Commit));
        sandbox.Save("E0003", "a", Matrix, "\"2 wd before\"", "\"two\"");
        draft = sandbox.Drafts.Find("E0003", "a")!;
        sandbox.Reviews.Approve(draft, draft.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead"));
        Assert.Contains("有错误或用例不通过", Land());
        Assert.Equal("1", sandbox.Git("rev-list", "--count", "main"));

        string Land() => Assert.IsType<MergeOutcome.Refused>(new MergeDesk(sandbox.Repository).Land(sandbox.Checked("E0003", "a"), "一", sandbox.Reviewer("E0001"), "甲")).Why.Zh;
    }

    /// <summary>What was checked is what lands: when the branch moved on so that both together do not compile, nothing happens to it.</summary>
    [Fact]
    public void BranchThatMovedOn_IsCheckedTogetherWithTheDraft_AndLeftAlone()
    {
        using var sandbox = Sandbox.Shipped();
        var without = sandbox.Read(Matrix);
        var with = JsonNode.Parse(without)!;
        var second = with["rows"]!.AsArray().Single(r => (string?)r!["id"] == "pay")!.DeepClone();
        second["id"] = "second";
        with["rows"]!.AsArray().Add(second);
        sandbox.Write(Matrix, with.ToJsonString());
        sandbox.Commit("A row to use");
        sandbox.Save("E0003", "a", Workflow, "{ \"id\": \"hrbp\", \"row\": \"hrbp\", \"approve\": \"one\"", "{ \"id\": \"hrbp\", \"row\": \"hrbp\", \"approve\": \"one\" }, { \"id\": \"second\", \"row\": \"second\", \"approve\": \"one\"");
        var draft = sandbox.Drafts.Find("E0003", "a")!;
        sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"));
        sandbox.Reviews.Approve(draft, draft.Commit, Needed, null, sandbox.Reviewer("E0004", "hrbp-lead"));
        var alone = sandbox.Checked("E0003", "a");
        Assert.NotNull(alone.Set);

        sandbox.Write(Matrix, without);
        sandbox.Commit("Not used after all");
        var (main, together) = (sandbox.Git("rev-parse", "main"), sandbox.Checked("E0003", "a"));
        Assert.Contains(together.Failing, f => f.File == Workflow && f.Message.Zh.Contains("second", StringComparison.Ordinal));
        Assert.Empty(together.Conflicts);
        var desk = new MergeDesk(sandbox.Repository);
        Assert.IsType<MergeOutcome.Refused>(desk.Land(together, "一", sandbox.Reviewer("E0001"), "甲"));
        Assert.Contains("请再试一次", Assert.IsType<MergeOutcome.Refused>(desk.Land(alone, "一", sandbox.Reviewer("E0001"), "甲")).Why.Zh);
        Assert.Equal(main, sandbox.Git("rev-parse", "main"));
        Assert.NotNull(sandbox.Drafts.Find("E0003", "a"));
    }

    /// <summary>A branch with errors opens no way around approvals: owners are read from the manifest alone, and where nobody can tell who would see more, nothing lands.</summary>
    [Fact]
    public void BranchWithErrors_StillNeedsItsOwners()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Write("rules/probation.rules.json", "{");
        sandbox.Commit("Broken");
        sandbox.Save("E0003", "a", Matrix, "\"2 wd\"", "\"3 wd\"");
        sandbox.Save("E0003", "b", "permissions/person.permissions.json", "\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"");
        Assert.Equal(Needed, Needs("a").Duties);
        Assert.Null(Needs("a").Undecidable);
        Assert.Equal("privacy", Assert.Single(Needs("b").Duties));
        Assert.NotNull(Needs("b").Undecidable);
        sandbox.Write("manifest.json", "{");
        sandbox.Commit("More broken");
        Assert.NotNull(Needs("a").Undecidable);
        Assert.IsType<MergeOutcome.Refused>(new MergeDesk(sandbox.Repository).Land(sandbox.Checked("E0003", "a"), "一", sandbox.Reviewer("E0001"), "甲"));

        ReviewNeeds Needs(string topic) => sandbox.Reviews.Needs(sandbox.Drafts.Find("E0003", topic)!);
    }
}
