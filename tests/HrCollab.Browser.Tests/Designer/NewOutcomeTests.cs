using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>S2: what an analyst changes in the browser alone, and what it makes of the cases that were written before.</summary>
public sealed class NewOutcomeTests : IAsyncLifetime
{
    private const string Cases = "forms/transfer.form.cases.json";
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    private DesignerHost _host = null!;

    public async Task InitializeAsync() => _host = await DesignerHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task S2_StepWithAnOwner_ShowsTheCasesItChanges_AndTheyAreAcceptedOneByOne()
    {
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/responsibilities/transfer");
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await page.FillAsync("#new-row", "legal");
        await page.FillAsync("#new-row-title", "法务审核");
        await page.GetByRole(AriaRole.Button, new() { Name = "加一行" }).ClickAsync();
        foreach (var (cell, text) in new[] { ("responsible", "法务"), ("work", "核对合同变更"), ("deadline", "1 个工作日"), ("standard", "合同变更已核对") })
        {
            await page.Locator($"[data-pointer='/rows/8/{cell}']").FillAsync(text);
            await page.Keyboard.PressAsync("Enter");
        }

        await _host.Saved("E0001", "responsibilities/transfer.responsibilities.json", "合同变更已核对");
        await screen.Go("/workflows/transfer");
        await page.GetByRole(AriaRole.Button, new() { Name = "在“HRBP 审核”之后加一步" }).ClickAsync();
        await page.Locator(".kinds button").First.ClickAsync();
        await _host.Saved("E0001", "workflows/transfer.workflow.json", "\"row\": \"legal\"");
        var failing = page.Locator("[data-failing-case]");
        await Assertions.Expect(page.Locator("[data-failing-case='raise-goes-through-pay'] .added").First).ToBeVisibleAsync(Patient);
        await Assertions.Expect(page.Locator("[data-failing-case='raise-goes-through-pay']")).ToContainTextAsync("+ 法务审核");
        await Assertions.Expect(page.Locator("[data-failing-case='raise-goes-through-pay']")).ToContainTextAsync("HRBP 审核");
        await screen.Picture("designer-failing-cases");
        await screen.Sound();
        for (var left = await failing.CountAsync(); left > 0; left--)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "接受新结果" }).First.ClickAsync();
            await Assertions.Expect(failing).ToHaveCountAsync(left - 1);
        }

        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("错误 0");
        await _host.Saved("E0001", Cases, "\"legal\"");
        await screen.Go("/reviews/E0001/" + Uri.EscapeDataString(_host.Sandbox.Drafts.List("E0001")[0].Topic));
        await Assertions.Expect(page.Locator("[data-changes]")).ToContainTextAsync("的预期改了:路线由 release → receive → hrbp", new() { Timeout = 120_000 });
        await screen.Picture("designer-new-outcome-review");
        Assert.Empty(screen.Errors);
    }

    [BrowserFact]
    public async Task S2_PermissionCell_SaysWhoseRightsChange_AndIsInTheDraft()
    {
        await using var screen = await _host.SignedIn("E0001", language: "en", colors: ColorScheme.Dark);
        var page = screen.Page;
        await screen.Go("/permissions/person");
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-access]")).ToContainTextAsync("nobody gains or loses", new() { Timeout = 120_000 });
        await page.Locator("[data-pointer='/matrix/4/allow/pay']").FillAsync("r");
        await page.Keyboard.PressAsync("Enter");
        await _host.Saved("E0001", "permissions/person.permissions.json", "\"pay\": \"r\"");
        await Assertions.Expect(page.Locator("section:has([data-access]) tbody tr").First).ToBeVisibleAsync(Patient);
        await screen.Picture("designer-permission-cell");
        await screen.Sound();
        Assert.Equal("permissions/person.permissions.json", Assert.Single(_host.Sandbox.Repository.Changed(_host.Sandbox.Repository.Head, _host.Sandbox.Drafts.List("E0001")[0].Commit)));
        Assert.Empty(screen.Errors);
    }
}
