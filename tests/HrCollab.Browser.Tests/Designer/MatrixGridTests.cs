using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace HrCollab.Browser.Tests.Designer;

public sealed class MatrixGridTests(ITestOutputHelper output)
{
    private const string Probation = "rules/probation.rules.json";

    [BrowserFact]
    public async Task KeysAndPaste_WorkAsInASpreadsheet()
    {
        await using var host = await DesignerHost.Started();
        await using var screen = await host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/rules/probation");
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await page.Locator("[data-pointer='/table/rows/0/when/0']").FocusAsync();
        foreach (var key in new[] { "ArrowRight", "ArrowDown", "ArrowRight" }) await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.Locator("[data-pointer='/table/rows/1/then/0']")).ToBeFocusedAsync();
        Assert.Equal(1, await page.Locator("[role=grid] input[tabindex='0']").CountAsync());
        await page.Keyboard.PressAsync("Control+Home");
        await Assertions.Expect(page.Locator("[data-pointer='/table/rows/0/when/0']")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("never mind");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[data-pointer='/table/rows/0/when/0']")).ToHaveValueAsync("\"fixed\"");
        await page.Locator("[data-pointer='/table/rows/1/when/1']").EvaluateAsync(
            "cell => { cell.focus(); const data = new DataTransfer(); data.setData('text/plain', '[3..10)\\t1\\r\\n[10..36)\\t2\\r\\n'); cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }");
        await host.Saved("E0001", Probation, "\"[10..36)\"");
        await Assertions.Expect(page.Locator("[data-pointer='/table/rows/2/when/1']")).ToHaveValueAsync("[10..36)");
        await page.Locator("[data-step=undo]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-pointer='/table/rows/2/when/1']")).ToHaveValueAsync("[12..36)");
        Assert.Empty(screen.Errors);
    }

    /// <summary>S2, without a mouse: a row of the responsibility matrix and a step of the workflow that it serves, from one to the other and into the draft.</summary>
    [BrowserFact]
    public async Task Keyboard_AddsARowAndItsStep()
    {
        await using var host = await DesignerHost.Started();
        await using var screen = await host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/responsibilities/transfer");
        await Assertions.Expect(page.Locator("small.note").First).ToBeVisibleAsync();
        await page.Locator("#new-row").FocusAsync();
        await page.Keyboard.TypeAsync("legal");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("法务审核");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-pointer='/rows/8/responsible']")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("法务");
        foreach (var (key, text) in new[] { ("ArrowRight", ""), ("ArrowRight", "本人所在部门的HRBP"), ("ArrowRight", "核对合同变更"), ("ArrowRight", "1 个工作日"), ("ArrowRight", "合同变更已核对") })
        {
            await page.Keyboard.PressAsync(key);
            if (text.Length > 0) await page.Keyboard.TypeAsync(text);
        }

        await page.Keyboard.PressAsync("Enter");
        await host.Saved("E0001", "responsibilities/transfer.responsibilities.json", "\"zh\": \"合同变更已核对\"");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.Locator("[data-pointer='/rows/7/standard']")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[data-pointer='/rows/7/standard']")).ToHaveValueAsync("合同变更已核对");
        await screen.Picture("designer-row");

        await screen.Go("/workflows/transfer");
        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("用例");
        await page.GetByRole(AriaRole.Button, new() { Name = "在“HRBP 审核”之后加一步" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".kinds button").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".kinds button").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-pointer='/steps/3/title/zh']")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".drawer h2")).ToContainTextAsync("法务审核");
        await host.Saved("E0001", "workflows/transfer.workflow.json", "\"row\": \"legal\", \"approve\": \"one\"");
        await page.Locator(".stepcard[data-pointer='/steps/3'] > button").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.Locator(".stepcard[data-pointer='/steps/2'] > button")).ToBeFocusedAsync();
        await screen.Picture("designer-workflow");
        Assert.Empty(screen.Errors);
    }

    /// <summary>The time from a changed cell to the answer on the screen, in a table of 80 rows and 30 columns.</summary>
    [BrowserFact]
    public async Task EightyRowsByThirtyColumns_AreEditedWithoutWaiting()
    {
        await using var host = await DesignerHost.Started();
        host.Sandbox.Write("rules/wide.rules.json", Wide());
        host.Sandbox.Commit("A wide table");
        await using var screen = await host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/rules/wide");
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await page.EvaluateAsync("""
            () => { window.waits = []; window.edit = text => new Promise(done => {
              const cell = document.querySelector("[data-pointer='/table/rows/40/when/14']"), start = performance.now();
              const seen = new MutationObserver(() => { if ("pending" in cell.dataset) return; seen.disconnect(); window.waits.push(performance.now() - start); done(); });
              seen.observe(cell, { attributes: true, attributeFilter: ["data-pending"] });
              cell.value = text;
              cell.dispatchEvent(new Event("change", { bubbles: true }));
            }); }
            """);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 40; i++) await page.EvaluateAsync($"() => window.edit('\"v{i.ToString(CultureInfo.InvariantCulture)}\"')");
        var waits = (await page.EvaluateAsync<double[]>("() => window.waits")).Order().ToList();
        output.WriteLine($"80 x 30: {waits.Count} edits, p50 {waits.ElementAtOrDefault(waits.Count / 2):F1} ms, p95 {waits.ElementAtOrDefault(waits.Count * 95 / 100):F1} ms, {clock.Elapsed.TotalSeconds:F1} s");
        Assert.Equal(40, waits.Count);
        await host.Saved("E0001", "rules/wide.rules.json", "v39");
    }

    private static string Wide()
    {
        var inputs = string.Join(", ", Enumerable.Range(0, 29).Select(i => $"{{ \"id\": \"i{i}\", \"read\": \"identity.name\" }}"));
        var rows = new StringBuilder();
        for (var r = 0; r < 80; r++)
        {
            rows.Append(r == 0 ? "" : ",\n").Append(CultureInfo.InvariantCulture, $"{{ \"id\": \"r{r}\", \"when\": [")
                .AppendJoin(", ", Enumerable.Range(0, 29).Select(c => c == r % 29 ? $"\"\\\"x{r}\\\"\"" : "\"-\"")).Append("], \"then\": [1] }");
        }

        return $$"""{ "$schema": "../schema/rules.schema.json", "id": "wide", "title": { "zh": "宽表", "en": "Wide" }, "subject": "person", "table": { "hitPolicy": "FIRST", "inputs": [{{inputs}}], "outputs": [{ "id": "o", "type": "integer" }], "rows": [{{rows}}] } }""";
    }
}
