using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Records;

/// <summary>Repeating groups over HTTP: entered by form, patch and file, refused at their row, and seen field by field.</summary>
public sealed class RowsTests(Company company) : IClassFixture<Company>
{
    private const string Certificate = "100011201705000123";

    private static readonly string[] Relations = ["51", "52"];

    private TestHost Host => company.Host;

    [Fact]
    public async Task S11_S15_X2_FormWithTwoRows_OneBad_IsRefusedAtItsRow_ThenApproved_AndItsRowsAreSeenAsTheMatrixSays()
    {
        var form = NewPerson.Form("E0066", 66);
        form["studies"] = new object[] { new { school = "示例大学", level = "21", from = "2013-09-01", to = "2017-06-30", certificateNo = Certificate }, new { from = "2018-03-01" } };
        var refused = (await Host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var error = Assert.Single(refused["errors"]!.AsArray())!;
        Assert.Equal(("/input/studies/1/school", "HR-STD-101"), (error.Text("pointer"), error.Text("code")));

        form["studies"] = new object[] { new { school = "示例大学", level = "21", from = "2013-09-01", to = "2017-06-30", certificateNo = Certificate }, new { school = "示例学院", from = "2018-03-01", to = "2018-01-31" } };
        refused = (await Host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form })).Is(HttpStatusCode.UnprocessableEntity).Json;
        error = Assert.Single(refused["errors"]!.AsArray())!;
        Assert.Equal(("/input/studies", "person.studies-end-after-they-begin"), (error.Text("pointer"), error.Text("code")));
        var why = refused["trace"]!.AsArray().Select(t => t!["because"]).OfType<JsonNode>().Single(b => b.ToJsonString().Contains("history", StringComparison.Ordinal));
        var read = why["values"]!.AsArray().Where(v => v!["value"] is not null && v.Text("path").Contains('[', StringComparison.Ordinal)).Select(v => $"{v!.Text("path")} {v!.Text("value")}");
        Assert.Equal(["person.education.history[1].to 2018-01-31", "person.education.history[1].from 2018-03-01"], read); // the row that decided

        form["studies"] = new object[] { new { school = "示例大学", level = "21", from = "2013-09-01", to = "2017-06-30", certificateNo = Certificate }, new { school = "示例学院", from = "2018-03-01", certificateNo = "A-99887766" } };
        var journey = await Journey.Submitted(Host, "E0005", "onboarding", new { input = form });
        await journey.Complete("materials", "identity", "leaving", "education");
        await TestHost.Eventually(() => Host.Get("E0001", "/api/records/person/E0066"), a => a.Status == HttpStatusCode.OK);

        var whole = await Studies("E0001", "/api/records/person/E0066");
        Assert.Equal(["示例大学", "示例学院"], whole.Texts("school"));
        Assert.Equal([Certificate, "A-99887766"], whole.Texts("certificateNo"));
        foreach (var masked in new[] { "E0007", "E0024" }) // head and direct manager
        {
            var answer = (await Host.Get(masked, "/api/records/person/E0066")).Is(HttpStatusCode.OK);
            var seen = answer.Json["values"]!["education"]!["history"]!.AsArray();
            Assert.Equal(["示例大学", "示例学院"], seen.Texts("school"));
            Assert.Equal(["■■0123", "■■7766"], seen.Texts("certificateNo"));
            Assert.Contains("education.history.certificateNo", answer.Json["masked"]!.AsArray().Select(m => m!.GetValue<string>()));
            Assert.DoesNotContain("education.history", answer.Json["updatable"]!.AsArray().Select(m => m!.GetValue<string>()));
            foreach (var way in new[] { "/api/records/person/E0066", "/api/records/person?limit=200", $"/api/cases/{journey.Id}", $"/api/cases/{journey.Id}/trace" })
                Assert.DoesNotContain(Certificate, (await Host.Get(masked, way)).Text, StringComparison.Ordinal);
            using var browser = new Browser(Host);
            await browser.SignIn(masked);
            await browser.Open("/records/person/E0066");
            Assert.Contains("1. 院校 示例大学", browser.Text, StringComparison.Ordinal);
            Assert.Contains("证书编号 ■■0123", browser.Text, StringComparison.Ordinal);
        }

        Assert.Equal(["■■0123", "■■7766"], (await journey.Case("E0007"))["input"]!["studies"]!.AsArray().Texts("certificateNo"));
        var closed = (await Host.Get("E0018", $"/api/cases/{journey.Id}")).Is(HttpStatusCode.OK); // IT takes part and sees nothing of it
        Assert.Null(closed.Json["input"]!["studies"]);
        Assert.DoesNotContain(Certificate, (await Host.Get("E0018", $"/api/cases/{journey.Id}/trace")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S16_Patch_ReplacesTheRows_AndWhoSeesThemMaskedCannot()
    {
        const string Record = "/api/records/person/E0042";
        var first = await Host.Patch("E0042", Record, new { family = new { members = new object[] { new { relation = "51", name = "陈建国", employer = "示例公司" }, new { relation = "52", name = "王秀英" } } } }, (await Host.Get("E0042", Record)).ETag);
        Assert.Equal(Relations, first.Is(HttpStatusCode.OK).Json["values"]!["family"]!["members"]!.AsArray().Texts("relation"));

        var bad = (await Host.Patch("E0042", Record, new { family = new { members = new object[] { new { relation = "51", name = "陈建国" }, new { relation = "母亲", name = "王秀英" } } } }, first.ETag)).Is(HttpStatusCode.UnprocessableEntity).Json;
        var error = Assert.Single(bad["errors"]!.AsArray())!;
        Assert.Equal(("/family/members/1/relation", "HR-STD-103"), (error.Text("pointer"), error.Text("code")));

        var partner = (await Host.Get("E0003", Record)).Is(HttpStatusCode.OK); // the business partner
        Assert.Equal("""[{"relation":"■■","name":"陈■■","employer":"■■"},{"relation":"■■","name":"王■■"}]""", System.Text.RegularExpressions.Regex.Unescape(partner.Json["values"]!["family"]!["members"]!.ToJsonString()));
        (await Host.Patch("E0003", Record, new { family = new { members = Array.Empty<object>() } }, partner.ETag)).Is(HttpStatusCode.Forbidden);

        var second = (await Host.Patch("E0042", Record, new { family = new { members = new object[] { new { relation = "52", name = "王秀英" } } } }, first.ETag)).Is(HttpStatusCode.OK); // RFC 7396: the array as a whole
        Assert.Single(second.Json["values"]!["family"]!["members"]!.AsArray());
        var change = (await Host.Get("E0042", $"/api/decisions/{second.Json.Text("decisionId")}")).Is(HttpStatusCode.OK).Text;
        Assert.Contains("陈建国", System.Text.RegularExpressions.Regex.Unescape(change), StringComparison.Ordinal); // what was there before
    }

    [Fact]
    public async Task S11_FileWithRowsInAColumn_IsJudgedLikeTheForm_AndItsBadRowWaits()
    {
        using var definitions = new OwnDefinitions().With("exchanges/employees.exchange.json", "{ \"to\": \"employment.title\"", "{ \"to\": \"education.history\", \"from\": \"studies\" }, { \"to\": \"employment.title\"");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var (good, bad) = (Row("N0951", """[{"school":"示例大学","from":"2013-09-01"},{"school":"示例学院","from":"2018/3/1"}]"""), Row("N0952", """[{"school":"示例大学","from":"2013-09-01"},{"from":"2018-03-01"}]"""));
        await ImportClient.Import(host, $"{good}\n{bad}\n", type: "application/x-ndjson");
        Assert.Equal(["2013-09-01", "2018-03-01"], (await Studies("E0001", "/api/records/person/N0951", host)).Texts("from"));
        var finding = Assert.Single((await ImportClient.Quarantined(host)).Single(q => q.Text("key") == "N0952")["findings"]!.AsArray())!;
        Assert.Equal(("/education/history/1/school", "HR-STD-101", "recruiting"), (finding.Text("pointer"), finding.Text("code"), finding.Text("owner")));

        static string Row(string number, string studies) => new JsonObject
        {
            ["emp_no"] = number,
            ["first_name"] = "试",
            ["last_name"] = "陈",
            ["gender"] = "F",
            ["birth_date"] = "1990-01-02",
            ["hire_date"] = "2020-03-01",
            ["title"] = "Engineer",
            ["departments"] = "rd1",
            ["salary"] = "20000",
            ["studies"] = JsonNode.Parse(studies),
        }.ToJsonString();
    }

    [Fact]
    public async Task S16_RowsOfAForm_ComeAndGoWithoutScript_AndKeepWhatWasTyped()
    {
        using var browser = new Browser(Host);
        await browser.SignIn("E0005");
        await browser.Open("/forms/onboarding");
        Assert.Equal(["studies.0.school"], Schools(browser)); // an empty one to begin with
        await browser.Send("form.main", new() { ["employeeNo"] = "E0067", ["studies.0.school"] = "示例大学", ["studies.0.from"] = "2013-09-01", ["_rows"] = "add:studies" });
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(["studies.0.school=示例大学", "studies.1.school"], Schools(browser));
        Assert.NotNull(browser.Page.QuerySelector("[name='studies.1.school'][autofocus]"));
        Assert.Equal("E0067", browser.Page.QuerySelector("[name=employeeNo]")!.GetAttribute("value"));
        await browser.Send("form.main", new() { ["studies.1.from"] = "2018-03-01" }, "preflight");
        Assert.Contains("请填写", browser.Page.QuerySelector("[data-cell='1/school']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", browser.Page.QuerySelector("[name='studies.1.school']")!.GetAttribute("aria-invalid"));
        Assert.Null(browser.Page.QuerySelector("[name='studies.0.school']")!.GetAttribute("aria-invalid"));
        await browser.Send("form.main", new() { ["studies.1.school"] = "示例学院" }, "draft");
        await browser.Open("/forms/onboarding");
        Assert.Equal(["studies.0.school=示例大学", "studies.1.school=示例学院"], Schools(browser));
        await browser.Send("form.main", new() { ["_rows"] = "remove:studies:0" });
        Assert.Equal(["studies.0.school=示例学院"], Schools(browser));
        await browser.Send("form.main", [], "discard");
    }

    private static IEnumerable<string> Schools(Browser browser) =>
        browser.Page.QuerySelectorAll("[name$='.school']").Select(i => i.GetAttribute("name") + (i.GetAttribute("value") is { Length: > 0 } value ? "=" + value : ""));

    private async Task<JsonArray> Studies(string reader, string address, TestHost? host = null) =>
        (await (host ?? Host).Get(reader, address)).Is(HttpStatusCode.OK).Json["values"]!["education"]!["history"]!.AsArray();
}
