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
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("small.note").First).ToBeVisibleAsync();
        await page.Locator("#new-row").FocusAsync();
        await page.Keyboard.TypeAsync("legal");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("法务审核");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "加一行" })).ToBeEnabledAsync(); // a button that cannot be pressed yet is passed over
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

    /// <summary>
    /// A table and a matrix of 80 rows and 30 columns take every edit. The time from the event to the frame that shows the answer is printed beside that of a frame alone, not held
    /// to a limit: it says nothing on a busy machine.
    /// </summary>
    [BrowserFact]
    public async Task EightyRowsByThirtyColumns_TakeEveryEdit()
    {
        await using var host = await DesignerHost.Started();
        host.Sandbox.Write("rules/wide.rules.json", Wide());
        host.Sandbox.Write("standards/wide.standard.json", WideStandard());
        host.Sandbox.Write("permissions/wide.permissions.json", WideMatrix());
        host.Sandbox.Commit("A wide table and a wide matrix");
        await using var screen = await host.SignedIn("E0001");
        await Edited(screen, "/rules/wide", "/table/rows/40/when/14", i => $"\"v{i.ToString(CultureInfo.InvariantCulture)}\"");
        await host.Saved("E0001", "rules/wide.rules.json", "v39");
        await Edited(screen, "/permissions/wide", "/matrix/40/allow/g14", i => i % 2 == 0 ? "ru" : "rux");
        await host.Saved("E0001", "permissions/wide.permissions.json", "\"g14\": \"rux\"");
    }

    private async Task Edited(Screen screen, string path, string cell, Func<int, string> text)
    {
        const int Edits = 40;
        var page = screen.Page;
        await screen.Go(path);
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".problems .bar [role=status]")).Not.ToHaveTextAsync("检查中…", new() { Timeout = 120_000 });
        await page.EvaluateAsync("""
            cell => {
              window.waits = []; window.frames = [];
              window.frame = () => new Promise(done => requestAnimationFrame(() => { const then = performance.now(); setTimeout(() => done(then)); }));
              window.edit = text => new Promise(done => {
                const input = document.querySelector(`[data-pointer='${cell}']`), start = performance.now();
                const seen = new MutationObserver(async () => {
                  if ("pending" in input.dataset) return;
                  seen.disconnect();
                  await window.frame();
                  window.waits.push(performance.now() - start);
                  done();
                });
                seen.observe(input, { attributes: true, attributeFilter: ["data-pending"] });
                input.value = text;
                input.dispatchEvent(new Event("change", { bubbles: true }));
              });
            }
            """, cell);
        var worked = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Edits; i++)
        {
            await page.EvaluateAsync("async () => { const start = performance.now(); await window.frame(); window.frames.push(performance.now() - start); }");
            await page.EvaluateAsync("text => window.edit(text)", text(i));
        }

        var waits = (await page.EvaluateAsync<double[]>("() => window.waits")).Order().ToList();
        var frames = (await page.EvaluateAsync<double[]>("() => window.frames")).Order().ToList();
        output.WriteLine($"{path} 80 x 30: {waits.Count} edits, p50 {waits[waits.Count / 2]:F1} ms, p95 {waits[waits.Count * 95 / 100]:F1} ms; a frame alone p50 {frames[frames.Count / 2]:F1} ms, p95 {frames[frames.Count * 95 / 100]:F1} ms; processor time of the designer and this test {(Environment.CpuUsage.TotalTime - worked).TotalMilliseconds / Edits:F1} ms an edit");
        Assert.Equal(Edits, waits.Count);
        await Assertions.Expect(page.Locator($"[data-pointer='{cell}']")).ToHaveValueAsync(text(Edits - 1));
    }

    private static string WideStandard()
    {
        var groups = string.Join(", ", Enumerable.Range(0, 30).Select(i =>
            $$"""{ "id": "g{{i}}", "title": { "zh": "组{{i}}", "en": "Group {{i}}" }, "owner": "hr-head", "fields": [{ "id": "f", "title": { "zh": "字段{{i}}", "en": "Field {{i}}" }, "type": "text", "maxLength": 50, "sensitivity": "public"{{(i == 0 ? ", \"format\": \"key\", \"required\": true" : "")}} }] }"""));
        return $$"""{ "$schema": "../schema/standard.schema.json", "id": "wide", "title": { "zh": "宽标准", "en": "Wide" }, "key": "g0.f", "label": "g0.f", "groups": [{{groups}}] }""";
    }

    private static string WideMatrix()
    {
        var roles = string.Join(", ", Enumerable.Range(0, 80).Select(i => $$"""{ "id": "r{{i}}", "title": { "zh": "角色{{i}}", "en": "Role {{i}}" }, "duty": "hr-head", "scope": "all" }"""));
        var letters = string.Join(", ", Enumerable.Range(0, 30).Select(i => $"\"g{i}\": \"r\""));
        var lines = string.Join(", ", Enumerable.Range(0, 80).Select(i => $$"""{ "role": "r{{i}}", "allow": { {{letters}} } }"""));
        return $$"""{ "$schema": "../schema/permissions.schema.json", "id": "wide", "title": { "zh": "宽矩阵", "en": "Wide" }, "standard": "wide", "roles": [{{roles}}], "matrix": [{{lines}}] }""";
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
