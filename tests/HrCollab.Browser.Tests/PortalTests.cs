using System.Net;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests;

public sealed class PortalTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task S9_S26_TransferThroughThePages_IsDecidedByTheOwnersShown_AndEachThingLeadsToTheOthers()
    {
        await using var screen = await Screen.Opened(_host);
        var page = screen.Page;
        await screen.SignIn("E0007");
        await screen.Go("/forms/transfer?subject=E0042");
        await Assertions.Expect(page.Locator("#f-payReason")).ToBeHiddenAsync();
        await page.SelectOptionAsync("#f-newDepartment", "rd2");
        await page.FillAsync("#f-effectiveDate", "2026-10-12");
        await page.FillAsync("#f-newBaseSalary", "32000");
        await page.FillAsync("#f-reason", "项目需要");
        await Assertions.Expect(page.Locator("#f-payReason")).ToBeVisibleAsync();
        await page.ClickAsync(".actions button[value=preflight]");
        await Assertions.Expect(page.Locator("#route")).ToContainTextAsync("许文博");
        await screen.Picture("preview");
        await page.ClickAsync(".actions button[value=submit]");
        await screen.Shown("/cases/transfer-");
        var address = new Uri(page.Url).AbsolutePath;
        await Assertions.Expect(page.Locator(".step.open").First).ToContainTextAsync("时限 2026年9月18日 周五"); // two working days

        string[] steps = ["调出部门确认", "调入部门确认", "HRBP 审核", "薪酬审核", "人力资源负责人审批", "调整系统权限", "调整工位和门禁", "工作交接"];
        foreach (var step in steps)
        {
            if (step == "调整系统权限")
            {
                await screen.SignIn("E0007");
                await screen.Go("/records/person/E0042");
                await Assertions.Expect(page.Locator("main")).ToContainTextAsync("研发一部");
                await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("许文博");
                await screen.Go(address);
                _host.AdvanceTo("2026-10-12T09:00:00"); // not before the effective date (S26)
            }

            var open = page.Locator(".step.open").First;
            await Assertions.Expect(open.Locator("strong")).ToHaveTextAsync(step);
            await screen.SignIn((await open.Locator(".owners").InnerTextAsync()).Split('、')[0]);
            await screen.Go("/inbox");
            await page.GetByRole(AriaRole.Link, new() { Name = step }).ClickAsync();
            await Assertions.Expect(page.Locator("section.task")).Not.ToHaveCountAsync(0);
            await Decide(screen, step);
        }

        await Assertions.Expect(page.Locator(".step.open")).ToHaveCountAsync(0);
        await screen.Picture("case");
        await screen.SignIn("E0007");
        await screen.Go("/cases");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await screen.Go(address);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("32,000");
        (await _host.Get("E0007", "/api/records/person/E0042")).Is(HttpStatusCode.NotFound); // no longer theirs

        // S9: from the case to a decision, from there back or to the record, and from the record to the case behind the change: one click each.
        await screen.SignIn("E0008");
        await screen.Go(address);
        await page.Locator("a.decision").Last.ClickAsync();
        await screen.Shown("/decisions/transfer-");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("✓ 结果一致");
        await screen.Sound();
        await screen.Picture("decision");
        await page.ClickAsync("a[data-case]");
        await screen.Shown(address);
        await page.Locator("a.decision").First.ClickAsync();
        await page.ClickAsync("a[data-record]");
        await screen.Shown("/records/person/E0042");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("研发二部");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("许文博");
        await page.Locator($"a[href='{address}']").First.ClickAsync();
        await screen.Shown(address);
        Assert.Empty(screen.Errors);
    }

    /// <summary>S1, S41: one click from the first page says what is late, whose and since when.</summary>
    [BrowserFact]
    public async Task S1_S41_WithoutScript_LateIsSaidWithItsOwner()
    {
        await using var screen = await Screen.Opened(_host, script: false, width: 390, colors: ColorScheme.Dark);
        await screen.SignIn("E0007");
        await screen.Go("/forms/transfer?subject=E0026");
        await screen.Page.SelectOptionAsync("#f-newDepartment", "rd2");
        await screen.Page.FillAsync("#f-effectiveDate", "2026-10-12");
        await screen.Page.FillAsync("#f-reason", "项目需要");
        await screen.Page.ClickAsync(".actions button[value=submit]");
        await screen.Shown("/cases/transfer-");
        await screen.SignIn("E0002");
        await screen.Page.Locator("main td a").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("section.task")).ToHaveCountAsync(1);
        foreach (var box in await screen.Page.Locator("section.task input[type=checkbox]").AllAsync()) await box.CheckAsync();
        await screen.Page.ClickAsync("button[value=approve]");
        await Assertions.Expect(screen.Page.Locator(".step.approved")).ToHaveCountAsync(1);
        _host.AdvanceTo("2026-09-21T15:00:00");
        await screen.SignIn("E0008");
        await screen.Picture("late-home");
        await Assertions.Expect(screen.Page.Locator(".tiles .late").Last).ToContainTextAsync("研发二部逾期");
        await screen.Page.Locator(".tiles .late").Last.ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#tasks tbody")).ToContainTextAsync("许文博");
        await Assertions.Expect(screen.Page.Locator("#tasks tbody")).ToContainTextAsync("已逾期");
        await screen.Page.Locator("#tasks td a").First.ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".message.late")).ToContainTextAsync("责任:研发二部 许文博(调入部门确认),超时");
        await screen.Picture("late-case");
        Assert.Empty(screen.Errors);
    }

    [BrowserFact]
    public async Task EveryPage_IsSoundForEverybody()
    {
        foreach (var (language, colors, width) in new[] { ("zh", ColorScheme.Light, 1200), ("en", ColorScheme.Dark, 390) })
        {
            await using var screen = await Screen.Opened(_host, language: language, colors: colors, width: width);
            await screen.Go("/sign-in");
            await screen.Sound();
            await screen.SignIn("E0007");
            foreach (var path in new[] { "/", "/inbox", "/inbox?view=department", "/refusals", "/quarantine", "/feedback", "/feedback/new?kind=forms&id=transfer", "/forms/transfer", "/forms/transfer?subject=E0042", "/cases", "/board", "/responsibilities/transfer" })
            {
                await screen.Go(path);
                await screen.Sound();
                await screen.Picture($"{language}-{path.Trim('/').Replace('/', '-').Replace('?', '-')}");
            }

            await screen.Go("/forms/transfer?subject=E0042");
            await screen.Page.ClickAsync(".actions button[value=submit]");
            await Assertions.Expect(screen.Page.Locator(".summary a")).Not.ToHaveCountAsync(0);
            await screen.Sound();
            Assert.Empty(screen.Errors);
        }
    }

    /// <summary>S50: what operators look at, quiet and with alarms, in both languages and both colours; an alarm leads to what to do about it.</summary>
    [BrowserFact]
    public async Task S50_OperationsPage_IsSound_AndAnAlarmLeadsToItsRunbook()
    {
        await _host.Store.Commit(new Batch(Container.Cases, "broken", [new Operation.Create("e-0000000001", "{\"nothing\":1}"u8.ToArray())]), CancellationToken.None);
        await TestHost.Eventually(
            () =>
            {
                _host.Advance(TimeSpan.FromSeconds(1));
                return _host.Get("E0023", "/api/operations");
            },
            a => a.Json["failures"]!.AsArray().Count > 0);
        foreach (var (language, colors, width) in new[] { ("zh", ColorScheme.Light, 1200), ("zh", ColorScheme.Dark, 390), ("en", ColorScheme.Light, 390), ("en", ColorScheme.Dark, 1200) })
        {
            await using var screen = await Screen.Opened(_host, language: language, colors: colors, width: width);
            await screen.SignIn("E0023");
            await screen.Go("/operations");
            await screen.Sound();
            await screen.Picture($"operations-{language}-{colors}-{width}".ToLowerInvariant());
            var alarm = screen.Page.Locator("a[href='#runbook-failures']");
            await Assertions.Expect(alarm).ToHaveCountAsync(1);
            await alarm.ClickAsync();
            await screen.Shown("/operations");
            await Assertions.Expect(screen.Page.Locator("#runbook-failures h3")).ToBeInViewportAsync();
            await screen.Page.Locator("form[action='/operations'] button").First.ClickAsync();
            await Assertions.Expect(screen.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
            await screen.Sound();
            Assert.Empty(screen.Errors);
        }
    }

    /// <summary>Every page of the portal by its routes, with Tab alone.</summary>
    [BrowserFact]
    public async Task EveryPage_IsUsedByKeyboardAlone()
    {
        var submitted = (await _host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.Created).Json;
        var opened = submitted["case"]!.ToString();
        await using var screen = await Screen.Opened(_host);
        await screen.Go("/sign-in");
        await screen.Reached();
        await screen.SignIn("E0001"); // sees them all but the operation of the system
        foreach (var path in Pages(opened).OrderBy(p => p == "/operations").ThenBy(p => p, StringComparer.Ordinal))
        {
            if (path == "/operations") await screen.SignIn("E0023");
            var answer = await screen.Page.GotoAsync(new Uri(_host.Address, path).ToString());
            Assert.True(answer!.Ok, $"{answer.Status} {path}");
            await screen.Reached();
        }

        Assert.Empty(screen.Errors);

        // In the other language the same elements stand on other lines: their order is looked at without walking again.
        await using var english = await Screen.Opened(_host, language: "en");
        await english.SignIn("E0001");
        foreach (var path in Pages(opened).OrderBy(p => p == "/operations"))
        {
            if (path == "/operations") await english.SignIn("E0023");
            await english.Go(path);
            await english.Ordered();
        }
    }

    /// <summary>An address for each page that is routed; downloads and what only answers a returned form are none.</summary>
    private IEnumerable<string> Pages(string opened) => _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
        .Where(p => !p.StartsWith("/api/", StringComparison.Ordinal) && !p.EndsWith(".xlsx", StringComparison.Ordinal) && !p.EndsWith("/tasks/{task}", StringComparison.Ordinal) && !Path.HasExtension(p) && p != "/sign-in" && !p.Contains("sign", StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal).Select(p => p switch
        {
            "/forms/{form}" => "/forms/transfer?subject=E0042",
            "/cases/{case}" => "/cases/" + opened,
            "/decisions/{decision}" => $"/decisions/{opened}.1",
            "/responsibilities/{id}" => "/responsibilities/transfer",
            "/standards/{id}" => "/standards/person",
            "/records/{standard}/{id}" => "/records/person/E0042",
            "/feedback/new" => "/feedback/new?kind=workflows&id=transfer&place=steps/receive",
            _ when p.Contains('{', StringComparison.Ordinal) => throw new InvalidOperationException($"What does {p} show? Name an address of it here."),
            _ => p,
        });

    /// <summary>S38: work is refused while a mandatory check is open, and then taken.</summary>
    private static async Task Decide(Screen screen, string step)
    {
        var card = screen.Page.Locator("section.task").First;
        await screen.Sound();
        if (await card.Locator("button[value=approve]").CountAsync() > 0)
        {
            await card.Locator("textarea").FillAsync("同意");
            await card.Locator("button[value=approve]").ClickAsync();
            await Assertions.Expect(card.Locator(".check .error").First).ToContainTextAsync("必须完成检查项");
            foreach (var box in await card.Locator("input[type=checkbox]").AllAsync()) await box.CheckAsync();
            await card.Locator("button[value=approve]").ClickAsync();
        }
        else
        {
            await card.Locator("button[value=complete]").ClickAsync();
            await Assertions.Expect(card.Locator(".check .error").First).ToContainTextAsync("必须完成检查项");
            await screen.Picture($"refused-{step}");
            foreach (var box in await card.Locator("input[type=checkbox]").AllAsync()) await box.CheckAsync();
            foreach (var evidence in await card.Locator("input[name^='evidence:'][type=text]:not([placeholder^='留空'])").AllAsync()) await evidence.FillAsync("见附件");
            await card.Locator("button[value=complete]").ClickAsync();
        }

        await Assertions.Expect(screen.Page.Locator(".message.error")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.Locator($".step:is(.approved, .completed) strong:text-is('{step}')")).ToHaveCountAsync(1);
    }
}
