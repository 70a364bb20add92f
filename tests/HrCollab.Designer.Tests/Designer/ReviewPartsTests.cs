using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Pages;
using HrCollab.Designer.Reviews;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>What a review shows of whose work, against what, and how often it is worked out.</summary>
public sealed class ReviewPartsTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Rules = "rules/transfer-eligibility.rules.json";

    /// <summary>X18: conflicts of a draft are its author's to settle; others read them.</summary>
    [Fact]
    public void X18_ConflictsOfAnothersDraft_AreReadAndNotSettled()
    {
        using var context = new DesignerContext("E0006", services: s => s.AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        context.Box.Write(Matrix, context.Box.Read(Matrix).Replace("\"deadline\": \"2 wd\"", "\"deadline\": \"4 wd\"", StringComparison.Ordinal));
        context.Box.Commit("Four days");
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("section[aria-label=冲突] fieldset")), DesignerContext.Patience);
        Assert.Empty(page.FindAll("section[aria-label=冲突] button"));
        Assert.All(page.FindAll("section[aria-label=冲突] input"), i => Assert.True(i.HasAttribute("disabled")));
        Assert.Contains("由起草人 测试E0003 选择", page.Find("[data-not-mine]").TextContent, StringComparison.Ordinal);
        var draft = context.Box.Drafts.Find("E0003", "release")!;
        Assert.Contains("只有起草人", Assert.IsType<MergeOutcome.Refused>(new MergeDesk(context.Box.Repository).Update(draft, context.Box.By("E0006"))).Why.Zh, StringComparison.Ordinal);
        Assert.Equal(draft, context.Box.Drafts.Find("E0003", "release"));
    }

    /// <summary>Who wrote a draft is told by their own commits, whoever else has one in it or before it.</summary>
    [Fact]
    public void Author_IsWhoseDraftItIs()
    {
        using var box = Sandbox.Shipped();
        box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        var draft = box.Drafts.Find("E0003", "release")!;
        var later = box.Repository.Objects.Commit(draft.Commit, [KeyValuePair.Create("definitions/note.json", (string?)box.Repository.Objects.Write("{}"u8.ToArray()))], "A stranger's\n", box.By("E00031"));
        Assert.True(box.Repository.Objects.Move(draft.Ref, later, draft.Commit));
        Assert.Equal("测试E0003", ReviewedDraft.AuthorOf(box.Repository, box.Drafts.Find("E0003", "release")!));
        Assert.Equal("E0007", ReviewedDraft.AuthorOf(box.Repository, draft with { Person = "E0007" }));
    }

    /// <summary>Nobody's commits are read as work: a list of drafts names people as they are called.</summary>
    [Fact]
    public void ListOfDrafts_NamesPeople()
    {
        using var context = new DesignerContext("E0006");
        context.Box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        var page = context.Render<ReviewsPage>();
        page.WaitForAssertion(() => Assert.StartsWith("测试E0003 ·", page.Find(".card em").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
    }

    /// <summary>What the branch says by now that no case shows is not new of the draft; and what was checked is not checked again for a comment.</summary>
    [Fact]
    public async Task NewOfADraft_IsNewAgainstTheBranchOfNow_AndACommentChecksNothingAgain()
    {
        using var context = new DesignerContext("E0003", services: s => s.AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "release", Matrix, "\"确认同意调出、在办工作和交接安排\"", "\"确认\"");
        var rules = JsonNode.Parse(context.Box.Read(Rules))!;
        rules["conditions"]!.AsArray().Add((JsonNode)new JsonObject { ["id"] = "not-abroad", ["require"] = "person.contract.renewals < 99", ["message"] = new JsonObject { ["zh"] = "续签太多", ["en"] = "Too often" } });
        context.Box.Write(Rules, rules.ToJsonString());
        context.Box.Commit("Not abroad");
        await context.Studio.Reload();
        var draft = context.Box.Drafts.Find("E0003", "release")!;
        context.Box.Reviews.Request(draft, null, context.Box.Reviewer("E0003"));
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        page.WaitForAssertion(() => Assert.Contains("没有新增", page.Find("[data-missing-points]").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
        Assert.NotEmpty(page.FindAll("[data-merged]"));

        var seen = ReviewedDraft.Of(context.Box.Repository, draft);
        Assert.Contains(seen.Before!.Missing, p => p.Place.File == Rules && p.Words.Zh.Contains("not-abroad", StringComparison.Ordinal)); // the branch has it, so it could have been taken for new
        context.Box.Reviews.Comment(draft, "为什么?", null, null, context.Box.Reviewer("E0004"));
        var again = ReviewedDraft.Of(context.Box.Repository, draft, seen);
        Assert.Same(seen.Checked, again.Checked);
        Assert.Same(seen.After, again.After);
        Assert.Equal("commented", again.Review!.Events[^1].Kind);

        var loaded = page.FindComponent<Parts.Cases.MissingPoints>().Instance.Now;
        await page.InvokeAsync(() => page.Find("#said").Input("看一下"));
        await page.InvokeAsync(() => page.FindAll("section[aria-label=审核] button").Single(b => b.TextContent == "评论").Click());
        page.WaitForAssertion(() => Assert.Contains("看一下", page.Find(".log").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
        Assert.Same(loaded, page.FindComponent<Parts.Cases.MissingPoints>().Instance.Now);

        context.Box.Save("E0003", "release", Matrix, "\"确认\"", "\"不确认\"");
        Assert.NotSame(seen.Checked, ReviewedDraft.Of(context.Box.Repository, context.Box.Drafts.Find("E0003", "release")!, seen).Checked);
    }

    /// <summary>A draft that is given up takes its review with it: another of its name begins with none.</summary>
    [Fact]
    public async Task DraftThatIsGivenUp_IsNoLongerUnderReview()
    {
        using var context = new DesignerContext("E0003");
        context.Box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        context.Box.Reviews.Request(context.Box.Drafts.Find("E0003", "release")!, null, context.Box.Reviewer("E0003"), ["f1"]);
        var page = context.Render<WorkPage>();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), b => b.TextContent == "放弃草稿…"), DesignerContext.Patience);
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "放弃草稿…").Click());
        await page.InvokeAsync(() => page.Find("button.danger").Click());
        page.WaitForAssertion(() => Assert.Null(context.Box.Drafts.Find("E0003", "release")), DesignerContext.Patience);
        page.WaitForAssertion(() => Assert.False(context.Box.Reviews.Find("E0003", "release")!.IsOpen), DesignerContext.Patience);
        Assert.Empty(context.Box.Reviews.Find("E0003", "release")!.Closes);
    }

    /// <summary>A revision is taken back against the one before it; when nobody knows which commit that was, that is not offered.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Revision_IsTakenBackOnlyAgainstAKnownCommit(bool known)
    {
        string R(char c) => new(c, 64);
        var page = $$"""
            { "active": "{{R('b')}}", "next": null,
              "activations": [ { "id": "{{R('b')}}", "at": "2026-09-16T10:00:00+08:00", "by": "E0001" }, { "id": "{{R('a')}}", "at": "2026-09-15T10:00:00+08:00", "by": null } ],
              "items": [ { "id": "{{R('b')}}", "note": "later", "commit": "{{R('2')}}", "by": "E0001", "at": "2026-09-16T10:00:00+08:00", "running": 0, "active": true },
                         { "id": "{{R('a')}}", "note": null, "commit": {{(known ? $"\"{R('1')}\"" : "null")}}, "by": null, "at": "2026-09-15T10:00:00+08:00", "running": 3, "active": false } ] }
            """;
        using var context = new DesignerContext("E0023", services: s => s.AddSingleton(HostStub.Answers(request => request.RequestUri!.AbsolutePath switch
        {
            "/api/dev/tokens" => HostStub.Json("""{"token":"t"}"""),
            "/api/revisions" => HostStub.Json(page),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        })), duties: "system-admin");
        var revisions = context.Render<RevisionsPage>();
        revisions.WaitForAssertion(() => Assert.Equal(2, revisions.FindAll("[data-revision]").Count), DesignerContext.Patience);
        Assert.Equal(known ? 1 : 0, revisions.FindAll("button").Count(b => b.TextContent == "在草稿里撤销它的改动"));
    }
}
