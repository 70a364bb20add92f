using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Portal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests.Feedback;

/// <summary>X24: what people say of an element of the definitions is with that element and with nobody whom it does not concern.</summary>
public sealed class FeedbackTests : IAsyncLifetime
{
    private const string Author = "E0007";
    private const string Colleague = "E0008";
    private const string Lead = "E0003"; // holds the feedbackDuty
    private const string RulesOwner = "E0006"; // reviews changes of rules and forms, not of workflows
    private readonly FakeLogCollector _log = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(configure: services => services.AddSingleton<ILoggerProvider>(_log).AddLogging(logging => logging.AddFilter<FakeLogCollector>(null, LogLevel.Trace)));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task X24_FeedbackOnAStep_IsWithThatStep_ForItsAuthorAndWhoLooksAfterIt_AndForNobodyElse()
    {
        var given = (await Give(Author, "workflows", "transfer", "steps/prepare/parallel/it/steps/accounts", "两天太短,系统权限常常来不及。")).Is(HttpStatusCode.Created).Json;
        Assert.Equal(("open", "调岗", "调整系统权限"), (given.Text("state"), given.Text("definition"), given.Text("title")));
        Assert.Equal((await _host.Get(Author, "/api/ready")).Json.Text("revision"), given.Text("revision"));
        await Give(Author, "forms", "transfer", "sections/move/fields/newManager", "不知道什么时候该填。");
        _host.Advance(TimeSpan.FromDays(3));

        Assert.Equal(["不知道什么时候该填。", "两天太短,系统权限常常来不及。"], (await List(Author, "mine")).Texts("text").Order(StringComparer.Ordinal));
        Assert.Empty(await List(Colleague, "mine"));
        foreach (var other in new[] { Author, Colleague, "E0001", "E0042" }.Except([Lead]))
        {
            if (other == "E0001") continue; // head of HR: owns standards and code lists, see below
            var refused = (await _host.Get(other, "/api/feedback?view=open")).Is(HttpStatusCode.Forbidden);
            Assert.Equal("HR-FBK-005", refused.Json.Text("code"));
            Assert.DoesNotContain("两天太短", refused.Text);
            (await _host.Get(other, "/api/feedback/report")).Is(HttpStatusCode.Forbidden);
        }

        Assert.Empty(await List("E0001", "open"));
        (await _host.Get("E0001", "/api/feedback?view=open&kind=workflows")).Is(HttpStatusCode.Forbidden);
        (await _host.Get(RulesOwner, "/api/feedback?view=open&kind=workflows")).Is(HttpStatusCode.Forbidden);
        Assert.Equal(["sections/move/fields/newManager"], (await List(RulesOwner, "open")).Select(i => i!["element"]!.Text("place")));

        var answer = await _host.Get(Lead, "/api/feedback?view=open&kind=workflows&id=transfer");
        var item = Assert.Single(answer.Json["items"]!.AsArray())!;
        Assert.Equal(("steps/prepare/parallel/it/steps/accounts", "两天太短,系统权限常常来不及。", 3), (item["element"]!.Text("place"), item.Text("text"), item["ageDays"]!.GetValue<int>()));
        Assert.Equal("研发一部", item["department"]!.Text("name"));
        Assert.DoesNotContain(Author, answer.Text); // the department and not the person
        Assert.DoesNotContain((await _host.Get(Author, "/api/me")).Json["person"]!.Text("name"), answer.Text);
        Assert.Empty((await _host.Get(Lead, "/api/feedback?view=open&kind=workflows&id=trans")).Json["items"]!.AsArray());
        Assert.Equal("Transfer", (await _host.Send(Lead, HttpMethod.Get, "/api/feedback?view=open&kind=workflows", null, language: "en")).Json["items"]![0]!.Text("definition"));
        (await _host.Send(null, HttpMethod.Get, "/api/feedback", null)).Is(HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(_log.Lines, l => l.Text.Contains("两天太短", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, l => l.Level < LogLevel.Information); // and everything was listened to
    }

    [Fact]
    public async Task X24_RepeatedCommand_GivesOnce_AndTheSameKeyIsNotTakenForAnother()
    {
        var body = Body("workflows", "transfer", "steps/release", "请写明要交接什么。");
        var first = (await _host.Post(Author, "/api/feedback", body, "k1")).Is(HttpStatusCode.Created);
        var again = (await _host.Post(Author, "/api/feedback", body, "k1")).Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, again.Text);
        Assert.Single(await List(Author, "mine"));
        Assert.Equal("HR-API-007", (await _host.Post(Author, "/api/feedback", Body("workflows", "transfer", "steps/receive", "别的"), "k1")).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));
        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _host.Post(Author, "/api/feedback", body, "k2")));
        Assert.Single(together.Select(a => a.Is(HttpStatusCode.Created).Json.Text("id")).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, (await List(Author, "mine")).Count);
        Assert.NotEqual(first.Json.Text("id"), (await _host.Post(Colleague, "/api/feedback", body, "k1")).Is(HttpStatusCode.Created).Json.Text("id")); // keys are one's own
    }

    [Theory]
    [InlineData("workflow", "transfer", "", "'workflows'")]
    [InlineData("workflows", "transfr", "", "'transfer'")]
    [InlineData("workflows", "transfer", "steps/recieve", "'steps/receive'")]
    [InlineData("workflows", "transfer", "steps/0", "")]
    [InlineData("workflows", "../transfer", "", "'transfer'")]
    [InlineData("forms", "transfer", "/sections/0", "")]
    public async Task X24_UnknownElement_IsRefusedWithWhatWasMeant(string kind, string id, string place, string meant)
    {
        var refused = (await _host.Send(Author, HttpMethod.Post, "/api/feedback", Body(kind, id, place, "?"), language: "en")).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal(("HR-FBK-003", "/element"), (refused.Text("code"), refused["errors"]![0]!.Text("pointer")));
        if (meant.Length > 0) Assert.Contains($"Did you mean {meant}?", refused["errors"]![0]!.Text("message"));
        else Assert.DoesNotContain("Did you mean", refused["errors"]![0]!.Text("message"));
        Assert.Empty(await List(Author, "mine"));
    }

    [Fact]
    public async Task X24_HostileTexts_AreRefusedOrKeptAsText_AndOpenOnesAreLimited()
    {
        foreach (var empty in new[] { "", "  \n ", "\u0000\u0007", "\u200b\ufeff\u202e" }) Assert.Equal("HR-FBK-001", (await Give(Author, "forms", "transfer", "", empty)).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));
        Assert.Equal("HR-FBK-002", (await Give(Author, "forms", "transfer", "", new string('长', 1_001))).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));
        (await Give(Author, "forms", "transfer", "", new string('长', 1_000))).Is(HttpStatusCode.Created);
        (await Give(Author, "forms", "transfer", "", new string('x', 400_000))).Is(HttpStatusCode.RequestEntityTooLarge);
        (await _host.Post(Author, "/api/feedback", """{"element":{"kind":"forms","id":"transfer"},"text":"\ud800"}""")).Is(HttpStatusCode.BadRequest);
        (await _host.Post(Author, "/api/feedback", """{"element":{"kind":"forms","id":"transfer"},"text":"a","person":"E0042"}""")).Is(HttpStatusCode.BadRequest);
        (await _host.Post(Author, "/api/feedback", """{"element":null,"text":"a"}""")).Is(HttpStatusCode.BadRequest);
        Assert.Equal("<script>alert(1)</script>\n第二行", (await Give(Author, "forms", "transfer", "", " <script>alert(1)</script>\r\n第二行\u0001 ")).Is(HttpStatusCode.Created).Json.Text("text"));
        Assert.Equal("请看 abc 👍🏽 e\u0301\U00020000", (await Give(Author, "forms", "transfer", "", "请\u200b看\u202e abc\u2066 👍🏽 e\u0301\U00020000\U000E0041")).Is(HttpStatusCode.Created).Json.Text("text"));
        (await _host.Get(Author, "/api/feedback?view=all")).Is(HttpStatusCode.BadRequest);
        (await _host.Get(Lead, "/api/feedback/report?month=2026-13")).Is(HttpStatusCode.BadRequest);
        (await _host.Get(Lead, "/api/feedback/report?month=2026-10")).Is(HttpStatusCode.BadRequest); // has not begun
        (await _host.Post(Author, "/api/feedback/nothing/seen")).Is(HttpStatusCode.NotFound);

        for (var i = 2; i < 50; i++) (await Give(Colleague, "forms", "transfer", "", $"第 {i} 条")).Is(HttpStatusCode.Created);
        (await _host.Post(Colleague, "/api/feedback", Body("forms", "transfer", "", "第 50 条"), "last")).Is(HttpStatusCode.Created);
        (await Give(Colleague, "forms", "transfer", "", "第 51 条")).Is(HttpStatusCode.Created);
        Assert.Equal("HR-FBK-004", (await Give(Colleague, "forms", "transfer", "", "第 52 条")).Is(HttpStatusCode.Conflict).Json.Text("code"));
        (await _host.Post(Colleague, "/api/feedback", Body("forms", "transfer", "", "第 50 条"), "last")).Is(HttpStatusCode.Created); // was taken before
        var paged = (await _host.Get(Lead, "/api/feedback?view=open&limit=20")).Json;
        var rest = (await _host.Get(Lead, $"/api/feedback?view=open&limit=100&cursor={paged.Text("next")}")).Json;
        Assert.Equal((20, 33), (paged["items"]!.AsArray().Count, rest["items"]!.AsArray().Count));
    }

    /// <summary>What a reader does not read is passed over, not shown as an empty page.</summary>
    [Fact]
    public async Task X24_Open_APageIsFullAlthoughOthersStandBetween()
    {
        for (var i = 0; i < 6; i++) await Give(Author, "codeLists", "leave-kinds", "", $"列表 {i}"); // before forms, by kind
        for (var i = 0; i < 5; i++) await Give(Author, "forms", "transfer", "", $"表单 {i}");
        var first = (await _host.Get(RulesOwner, "/api/feedback?view=open&limit=3")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(3, first["items"]!.AsArray().Count);
        var rest = (await _host.Get(RulesOwner, $"/api/feedback?view=open&limit=3&cursor={first.Text("next")}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(5, first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(i => i!.Text("id")).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(rest["next"]);
    }

    [Fact]
    public async Task X24_Portal_AfterAReusedKey_ThePageHasAKeyOfItsOwn()
    {
        using var browser = new Browser(_host);
        await browser.SignIn(Author);
        await browser.Open("/feedback/new?kind=workflows&id=transfer&place=steps/release");
        var key = browser.Page.QuerySelector("form.main input[name=_key]")!.GetAttribute("value")!;
        await browser.Send("form.main", new() { ["text"] = "第一条" });
        Assert.Contains("不到 1 天", browser.Text);
        await browser.Open("/feedback/new?kind=workflows&id=transfer&place=steps/release");
        await browser.Send("form.main", new() { ["text"] = "第二条", ["_key"] = key });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.Send("form.main", []);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(["第一条", "第二条"], (await List(Author, "mine")).Texts("text").Order(StringComparer.Ordinal));
    }

    private Task<Answer> Give(string person, string kind, string id, string place, string text) => _host.Post(person, "/api/feedback", Body(kind, id, place, text));

    private static object Body(string kind, string id, string place, string text) => new { element = new { kind, id, place }, text };

    private async Task<JsonArray> List(string person, string view) => (await _host.Get(person, "/api/feedback?view=" + view)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
}
