using System.Net;
using HrCollab.Functions.Tests;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X4, S45: a real case, as the host shows it to the person who is signed in, becomes a test; what they may not see, or what is sensitive, never gets here.</summary>
public sealed class RecordedCaseTests
{
    private const string Pay = "32000";
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 120_000 };

    [BrowserFact]
    public async Task X4_MaskedRealCase_IsTriedOnTableAndDiagram_AndKeptAsATest()
    {
        await using var api = await TestHost.Started();
        var person = NewPerson.Form("E0261", 261);
        (person["contractKind"], person["termMonths"], person["probationMonths"]) = ("fixed", 24, 2);
        var onboarding = (await api.Post("E0005", "/api/forms/onboarding/submissions", new { input = person })).Is(HttpStatusCode.Created).Json["case"]!.ToString();
        var transfer = (await api.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = Pay, payReason = "晋升" } })).Is(HttpStatusCode.Created).Json["case"]!.ToString();
        await using var host = await DesignerHost.Started("--Designer:Host", api.Address.ToString());
        await using var screen = await host.SignedIn("E0006");
        var page = screen.Page;

        await screen.Go("/rules/probation");
        await page.Locator("[data-recorded]").ClickAsync();
        await page.SelectOptionAsync("#try-recorded", onboarding);
        await Assertions.Expect(page.Locator("[id='try-contract.termMonths']")).ToHaveValueAsync("24");
        await Assertions.Expect(page.Locator("[data-try]")).ToContainTextAsync("maxMonths = 2", Patient);
        await page.Locator("[id='expect-maxMonths']").FillAsync("1");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "存为测试" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-kept-case]")).ToBeVisibleAsync();
        await host.Saved("E0006", "rules/probation.rules.cases.json", "来自事项 " + onboarding);
        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("错误 1", Patient); // it expects what the table does not give yet
        await screen.Picture("designer-recorded-table");

        await screen.Go("/workflows/transfer");
        await page.Locator("summary", new() { HasText = "试算一份申请" }).ClickAsync();
        await page.Locator("[data-recorded]").ClickAsync();
        await page.SelectOptionAsync("#submission-recorded", transfer);
        await Assertions.Expect(page.Locator("#f-newDepartment")).ToHaveValueAsync("rd2");
        await Assertions.Expect(page.Locator("[data-unread]")).ToContainTextAsync("■■");
        Assert.DoesNotContain(Pay, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator("#f-newBaseSalary").FillAsync("21000");
        await page.Locator("#f-payReason").FillAsync("试算");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-try-submission]")).ToContainTextAsync("薪酬审核", Patient);
        await Assertions.Expect(page.Locator("[data-way]")).ToContainTextAsync("薪酬审核");
        await page.GetByRole(AriaRole.Button, new() { Name = "存为测试" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-kept-submission]")).ToBeVisibleAsync();
        await host.Saved("E0006", "forms/transfer.form.cases.json", "来自事项 " + transfer);
        Assert.DoesNotContain(Pay, host.Text("E0006", "forms/transfer.form.cases.json"), StringComparison.Ordinal);
        await screen.Picture("designer-recorded-flow");
        await screen.Sound();
        Assert.Empty(screen.Errors);
    }
}
