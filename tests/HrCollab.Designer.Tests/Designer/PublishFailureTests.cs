using System.Net;
using Bunit;
using HrCollab.Designer.Reviews;
using HrCollab.Workspace.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>A host that does not answer, or not in time, in the middle of a publication: the page says how far it came, and never less than what happened.</summary>
public sealed class PublishFailureTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private static readonly string Revision = new('a', 64);

    [Theory]
    [InlineData("/api/ready", false)]
    [InlineData("/api/ready", true)]
    [InlineData("/api/revisions", true)]
    public async Task HostThatFailsBeforeAnythingLanded_LeavesTheBranchAlone(string failing, bool late)
    {
        using var context = Context(path => path != failing ? null : late ? throw new TaskCanceledException("no answer in time") : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        var page = await Published(context);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")), DesignerContext.Patience);
        Assert.Contains(late ? "no answer in time" : "503", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("1", context.Box.Git("rev-list", "--count", "main"));
        page.WaitForAssertion(() => Assert.False(Button(page).HasAttribute("disabled")), DesignerContext.Patience); // it can be tried again
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HostThatFailsAfterItLanded_IsSaidToBeBehindTheBranch(bool late)
    {
        var asked = 0;
        using var context = Context(path => path != "/api/ready" || ++asked < 2 ? null : late ? throw new TaskCanceledException("no answer in time") : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        var page = await Published(context);
        page.WaitForAssertion(() => Assert.Contains("已合入主分支,但主机没有启用", page.Find("[data-done]").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
        Assert.Equal("2", context.Box.Git("rev-list", "--count", "main"));
    }

    /// <summary>The host decides by it, only the tag is missing: that is what is said.</summary>
    [Fact]
    public async Task CommitThatCannotBeTagged_IsPublishedAllTheSame()
    {
        using var context = Context(_ => null);
        context.Box.Git("tag", "published"); // a name below it cannot be one then
        var page = await Published(context);
        page.WaitForAssertion(() => Assert.Contains("已发布并启用:" + Revision[..12], page.Find("[data-done]").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
        Assert.Contains("提交没有打上标签", page.Find("[data-done]").TextContent, StringComparison.Ordinal);
    }

    /// <summary>X1: an answer that does not come in time is no stop by somebody; nor is one that a host does not give.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task X1_ReplayThatFails_SaysWhy(bool late)
    {
        using var run = new ImpactRun(new FakeTimeProvider());
        var host = HostStub.Answers(request => request.RequestUri!.AbsolutePath == "/api/dev/tokens" ? HostStub.Json("""{"token":"t"}""") : late ? throw new TaskCanceledException("no answer in time") : HostStub.Json("""{"items":5}"""));
        await run.Run(cancel => host.As(new("E0006", "E0006", []), cancel), []);
        Assert.False(run.IsStopped || run.IsGoing);
        Assert.NotNull(run.Failed);
        if (late) Assert.Contains("no answer in time", run.Failed.Zh, StringComparison.Ordinal);
    }

    /// <summary>Whoever cancels a call has cancelled it, and whoever did not has no answer.</summary>
    [Fact]
    public async Task Call_IsCancelledOnlyByItsCaller()
    {
        using var http = new HttpClient(new Never()) { BaseAddress = new Uri("http://host.invalid") };
        using var request = new HttpRequestMessage();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.Ask(request, new CancellationToken(true)));
        using var another = new HttpRequestMessage();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.Ask(another));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ReviewPage> page) => page.FindAll("button").Single(b => b.TextContent == "发布并启用");

    /// <summary>Presses the button of an approved draft.</summary>
    private static async Task<IRenderedComponent<ReviewPage>> Published(DesignerContext context)
    {
        context.Box.Save("E0003", "release", Matrix, "\"确认同意调出、在办工作和交接安排\"", "\"确认\"");
        var draft = context.Box.Drafts.Find("E0003", "release")!;
        context.Box.Reviews.Request(draft, null, context.Box.Reviewer("E0003"));
        context.Box.Reviews.Approve(draft, draft.Commit, ["hrbp-lead"], null, context.Box.Reviewer("E0004", "hrbp-lead"));
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        page.WaitForAssertion(() => Assert.False(Button(page).HasAttribute("disabled")), DesignerContext.Patience);
        await page.InvokeAsync(() => Button(page).Click());
        return page;
    }

    /// <summary>A host that takes everything, unless the test answers for it.</summary>
    private static DesignerContext Context(Func<string, HttpResponseMessage?> answer) => new("E0023", services: s => s.AddSingleton<ImpactRuns>().AddSingleton(HostStub.Answers(request =>
        answer(request.RequestUri!.AbsolutePath) ?? request.RequestUri.AbsolutePath switch
        {
            "/api/dev/tokens" => HostStub.Json("""{"token":"t"}"""),
            "/api/ready" => HostStub.Json($$"""{"revision":"{{new string('b', 64)}}"}"""),
            "/api/revisions" => HostStub.Json($$"""{"id":"{{Revision}}","active":true}"""),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        })), duties: "system-admin");

    private sealed class Never : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromCanceled<HttpResponseMessage>(new CancellationToken(true));
    }
}
