using System.Text.Json.Nodes;
using HrCollab.Designer.Editors.Permissions;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Tests;
using HrCollab.Workspace;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>S45: what the designer previews as a person is what the API answers that person, member by member, seen or not.</summary>
public sealed class SeenRecordTests
{
    private static readonly string[] Members = ["values", "hidden", "masked", "roles", "updatable"];

    [Fact]
    public async Task S45_Preview_IsWhatTheApiAnswersThatPerson()
    {
        await using var api = await TestHost.Started();
        var set = DefinitionCompiler.Compile([.. HrCollab.Tests.Repository.Files("definitions", ".json").Select(f => new DefinitionFile(f.Path["definitions/".Length..], System.Text.Encoding.UTF8.GetBytes(f.Text)))]).Set!;
        var world = ExampleCompany.World(set);
        var (seen, unseen) = (0, 0);
        foreach (var person in new[] { "E0001", "E0006", "E0010", "E0023", "E0042" })
        {
            foreach (var (standard, key) in new[] { ("person", "E0001"), ("person", "E0010"), ("person", "E0042"), ("department", "rd1"), ("position", "hrbp") })
            {
                var answer = await api.Get(person, $"/api/records/{standard}/{key}");
                var preview = SeenRecord.Of(set, world, standard, person, key, ExampleCompany.Made);
                if (preview is null)
                {
                    unseen++;
                    Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.Status);
                    continue;
                }

                seen++;
                foreach (var member in Members) Assert.True(JsonNode.DeepEquals(answer.Json[member], preview[member]), $"{person} {standard}/{key} {member}: {answer.Json[member]?.ToJsonString()} {preview[member]?.ToJsonString()}");
            }
        }

        Assert.True(seen > 10 && unseen > 0, $"{seen} seen, {unseen} not");
    }

    /// <summary>The same with the company's own people and records, by a draft that the host does not have: what changes for whom is what that person is answered once it is published.</summary>
    [BrowserFact]
    public async Task S45_PreviewOfTheCompany_SaysWhatTheDraftChangesForAPerson()
    {
        await using var api = await TestHost.Started();
        await using var host = await DesignerHost.Started("--Designer:Host", api.Address.ToString());
        await using var screen = await host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/permissions/person");
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await page.FillAsync("#company-as", "E0007");
        await page.FillAsync("#company-record", "E0042");
        await page.Locator("[data-ask-company]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-company-said]")).ToContainTextAsync("不改变");

        // What is told of today is what the API answers that person.
        var answer = (await api.Get("E0007", "/api/records/person/E0042")).Is(System.Net.HttpStatusCode.OK).Json;
        var shown = await page.Locator("[data-company] tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(r => [r.dataset.field, r.cells[1].textContent.trim()])");
        var updatable = answer["updatable"]!.AsArray().Select(u => u!.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(updatable, shown.Where(r => r[1].Contains("修改", StringComparison.Ordinal)).Select(r => r[0]).Where(f => f.Count(c => c == '.') == 1).Order(StringComparer.Ordinal));
        Assert.Equal("掩码查看", shown.Single(r => r[0] == "pay.baseSalary")[1]);

        // The direct manager's line: pay may be read as it is.
        var matrix = JsonNode.Parse(host.Sandbox.Read("permissions/person.permissions.json"))!["matrix"]!.AsArray();
        var line = matrix.IndexOf(matrix.Single(l => l!["role"]!.ToString() == "manager"));
        await page.Locator("#open-group").SelectOptionAsync("pay");
        var cell = page.Locator($"[data-pointer='/matrix/{line}/allow/pay.baseSalary']");
        await cell.FillAsync("r");
        await page.Keyboard.PressAsync("Enter");
        await host.Saved("E0001", "permissions/person.permissions.json", "\"pay.baseSalary\": \"r\"");
        await page.Locator("[data-ask-company]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-company-said]")).ToContainTextAsync("1 个字段的权限会变");
        await Assertions.Expect(page.Locator("[data-company] tbody tr").First).ToContainTextAsync("有变化");
        await Assertions.Expect(page.Locator("[data-company] tbody tr").First).ToHaveAttributeAsync("data-field", "pay.baseSalary");
        await screen.Picture("designer-see-company");
        await screen.Sound();

        // Whom the one who asks does not see is not told of.
        await page.FillAsync("#company-as", "E9999");
        await page.Locator("[data-ask-company]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-company-said]")).ToContainTextAsync("主机没有给出");
        Assert.Empty(screen.Errors);
    }
}
