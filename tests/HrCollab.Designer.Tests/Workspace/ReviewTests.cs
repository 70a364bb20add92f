using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Histories;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Tests.Workspace;

/// <summary>From a draft to one commit of the branch: asking, commenting, approving, landing, taking back.</summary>
public sealed class ReviewTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private static readonly string[] Needed = ["hrbp-lead"];

    [Fact]
    public void ApprovedDraft_BecomesOneReadableCommitOfOneFile()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        sandbox.Save("E0003", "release", Matrix, "\"3 wd\"", "\"4 wd\"");
        var draft = sandbox.Drafts.Find("E0003", "release")!;
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Request(draft, "请看", sandbox.Reviewer("E0003")));
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Comment(draft, "为什么", Matrix, "/rows/0/deadline", sandbox.Reviewer("E0004", "hrbp-lead")));
        var done = Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Approve(draft, draft.Commit, Needed, "同意", sandbox.Reviewer("E0004", "hrbp-lead")));
        Assert.Empty(done.Review.Missing(draft.Commit, Needed));
        var changes = SemanticDiff.Of(sandbox.Repository.Files(draft.Base), sandbox.Repository.Files(draft.Commit)).Changes;
        var landed = Assert.IsType<MergeOutcome.Merged>(new MergeDesk(sandbox.Repository).Land(draft, "调整调出确认时限", changes, sandbox.Reviewer("E0004", "hrbp-lead"), "测试E0003"));

        Assert.Equal(landed.Commit, sandbox.Git("rev-parse", "main"));
        Assert.Equal("2", sandbox.Git("rev-list", "--count", "main"));
        Assert.Equal("definitions/" + Matrix, sandbox.Git("show", "--format=", "--name-only", "main"));
        var message = sandbox.Git("log", "-1", "--format=%an%n%B", "main");
        Assert.StartsWith("测试E0003\n调整调出确认时限\n\n- 责任矩阵“调岗责任矩阵”:", message);
        Assert.Contains("Approved-by: 测试E0004 (E0004)", message);
        Assert.Equal("", sandbox.Git("status", "--porcelain"));
        Assert.Contains("\"4 wd\"", sandbox.Read(Matrix));
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
        Assert.IsType<ReviewOutcome.Refused>(sandbox.Reviews.Approve(draft, draft.Commit, Needed, null, sandbox.Reviewer("E0004", "payroll")));
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
        Assert.IsType<MergeOutcome.Merged>(desk.Land(sandbox.Drafts.Find("E0003", "a")!, "一", [], sandbox.Reviewer("E0001"), "甲"));
        Assert.IsType<MergeOutcome.Merged>(desk.Land(sandbox.Drafts.Find("E0004", "b")!, "二", [], sandbox.Reviewer("E0001"), "乙"));
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
        desk.Land(sandbox.Drafts.Find("E0003", "a")!, "一", [], sandbox.Reviewer("E0001"), "甲");
        var conflict = Assert.Single(Assert.IsType<MergeOutcome.Conflicting>(desk.Land(sandbox.Drafts.Find("E0004", "b")!, "二", [], sandbox.Reviewer("E0001"), "乙")).Conflicts);
        Assert.Equal(("\"乙\"", "\"甲\""), (conflict.Ours, conflict.Theirs));
        Assert.Equal("责任行“乙”的标题的中文", conflict.What.Zh);
        var decided = new Dictionary<string, IReadOnlyDictionary<string, Side>> { [Matrix] = new Dictionary<string, Side> { [conflict.Place] = Side.Ours } };
        Assert.IsType<MergeOutcome.Merged>(desk.Update(sandbox.Drafts.Find("E0004", "b")!, sandbox.By("E0004"), decided));
        Assert.IsType<MergeOutcome.Merged>(desk.Land(sandbox.Drafts.Find("E0004", "b")!, "二", [], sandbox.Reviewer("E0001"), "乙"));
        Assert.Contains("\"乙\"", sandbox.Read(Matrix));
    }

    [Fact]
    public void UncommittedWorkInTheFolder_IsNotOverwritten()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"2 wd\"", "\"3 wd\"");
        sandbox.Write(Matrix, sandbox.Read(Matrix) + "\n");
        var refused = Assert.IsType<MergeOutcome.Refused>(new MergeDesk(sandbox.Repository).Land(sandbox.Drafts.Find("E0003", "a")!, "一", [], sandbox.Reviewer("E0001"), "甲"));
        Assert.Contains("未提交", refused.Why.Zh);
        Assert.Equal("1", sandbox.Git("rev-list", "--count", "main"));
    }

    [Fact]
    public void HistoryAndBlame_NameWhoChangedTheRow()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "a", Matrix, "\"确认同意调出、在办工作和交接安排\"", "\"确认\"");
        new MergeDesk(sandbox.Repository).Land(sandbox.Drafts.Find("E0003", "a")!, "改调出", [], sandbox.Reviewer("E0001"), "甲");
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
        var bad = Assert.IsType<MergeOutcome.Merged>(desk.Land(sandbox.Drafts.Find("E0003", "a")!, "一", [], sandbox.Reviewer("E0001"), "甲")).Commit;
        sandbox.Save("E0003", "b", Matrix, "\"有空缺编制\"", "\"编制有空缺\"");
        desk.Land(sandbox.Drafts.Find("E0003", "b")!, "二", [], sandbox.Reviewer("E0001"), "甲");
        var undone = Assert.IsType<MergeOutcome.Merged>(desk.Revert(bad, "undo", sandbox.By("E0004")));
        Assert.Contains("\"调出部门确认\"", sandbox.Text(undone.Commit, Matrix));
        Assert.Contains("\"编制有空缺\"", sandbox.Text(undone.Commit, Matrix));
    }
}
