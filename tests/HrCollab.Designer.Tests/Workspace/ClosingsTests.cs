using HrCollab.Workspace.Feedback;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Tests.Workspace;

/// <summary>X24: what commits say they answer.</summary>
public sealed class ClosingsTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Earlier = "\"remind\": [\"1 wd before\"]", Sooner = "\"remind\": [\"2 wd before\"]";

    [Fact]
    public void X24_Trailers_AreReadFromTheCommitsBetween_WithWhatEachChanged()
    {
        using var sandbox = Sandbox.Shipped();
        Change(sandbox, "Before\n\nCloses-Feedback: old1");
        var from = sandbox.Git("rev-parse", "HEAD");
        Change(sandbox, "First\n\nCloses-Feedback: abc1\nCloses-Feedback: abc2\nSigned-off-by: A <a@example.invalid>", Earlier, Sooner);
        Change(sandbox, "A word is no trailer: Closes-Feedback: abc3\n\nand more text");
        Change(sandbox, "Second\n\nCloses-Feedback: abc1\ncloses-feedback: abc4\nCloses-Feedback: ../x\nCloses-Feedback: a;b");

        var closings = Closings.Between(sandbox.Repository, from, "HEAD");
        Assert.Equal(["abc1", "abc2", "abc4"], closings.Select(c => c.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["责任矩阵“调岗责任矩阵”:责任行“调出部门确认”的提醒由 提前 1 个工作日 改为 提前 2 个工作日。"], closings.Single(c => c.Id == "abc2").Changes.Select(c => c.Zh));
        Assert.Equal(sandbox.Git("rev-parse", "HEAD"), closings.Single(c => c.Id == "abc4").Commit);
        Assert.Contains("old1", Closings.Between(sandbox.Repository, "0000000000000000000000000000000000000000", "HEAD").Select(c => c.Id)); // of a host that stands at a commit from elsewhere
        Assert.Empty(Closings.Between(sandbox.Repository, "HEAD", "HEAD"));
    }

    /// <summary>Messages are written by hand: folded, with several ids in one, with something after them, with lines that look like commits.</summary>
    [Fact]
    public void X24_TrailersWrittenByHand_AreReadAsFarAsTheyAreIds()
    {
        using var sandbox = Sandbox.Shipped();
        var from = sandbox.Git("rev-parse", "HEAD");
        Change(sandbox, "Folded\n\nCloses-Feedback: abc1,\n abc2 abc3\nCloses-Feedback: abc4,abc5;x");
        Change(sandbox, $"Folded onto a line of its own\n\nCloses-Feedback:\n abc6 abc7\nCloses-Feedback: 反馈 {new string('a', 65)} #abc8");
        var closings = Closings.Between(sandbox.Repository, from, "HEAD");
        Assert.Equal(["abc1", "abc2", "abc3", "abc4", "abc6", "abc7"], closings.Select(c => c.Id).Order(StringComparer.Ordinal));
        Assert.All(closings, c => Assert.Matches("^[0-9a-f]{40}$", c.Commit));
    }

    [Fact]
    public void X24_ALandedDraft_NamesWhatItsAuthorAndReviewersSaid()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Save("E0003", "remind", Matrix, Earlier, Sooner);
        var draft = sandbox.Drafts.Find("E0003", "remind")!;
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"), ["gone"]));
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Request(draft, null, sandbox.Reviewer("E0003"), ["abc1"])); // asked again, what was said before is no longer said
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Approve(draft, draft.Commit, ["hrbp-lead"], null, sandbox.Reviewer("E0004", "hrbp-lead"), ["abc2", "abc1"]));
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Approve(draft, draft.Commit, ["hrbp-lead"], null, sandbox.Reviewer("E0005", "hrbp-lead"), ["abc1", "abc3"])); // takes one away, and adds one
        Assert.IsType<ReviewOutcome.Done>(sandbox.Reviews.Approve(draft, draft.Commit, ["hrbp-lead"], null, sandbox.Reviewer("E0006", "hrbp-lead"))); // says nothing of it
        var review = sandbox.Reviews.Find("E0003", "remind")!;
        Assert.Equal("abc1 abc3", string.Join(' ', review.Closes));
        var from = sandbox.Repository.Head;
        Assert.IsType<MergeOutcome.Merged>(new MergeDesk(sandbox.Repository).Land(sandbox.Checked("E0003", "remind"), "提醒提前", sandbox.Reviewer("E0004", "hrbp-lead"), "测试E0003", [.. review.Closes, "no id;\nX: y"]));
        Assert.Equal(["abc1", "abc3"], Closings.Between(sandbox.Repository, from, "main").Select(c => c.Id));
        var message = sandbox.Git("log", "-1", "--format=%B", "main");
        Assert.EndsWith("\nApproved-by: 测试E0004 (E0004)\nApproved-by: 测试E0005 (E0005)\nApproved-by: 测试E0006 (E0006)\nCloses-Feedback: abc1\nCloses-Feedback: abc3", message);
    }

    private static void Change(Sandbox sandbox, string message, string? old = null, string? text = null)
    {
        if (old is null) sandbox.Git("commit", "-q", "--allow-empty", "-m", message);
        else
        {
            var now = sandbox.Read(Matrix);
            var at = now.IndexOf(old, StringComparison.Ordinal);
            sandbox.Write(Matrix, now[..at] + text + now[(at + old.Length)..]);
            sandbox.Commit(message);
        }
    }
}
