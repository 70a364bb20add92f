using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Portal;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

public sealed class QuarantineTests
{
    [Fact]
    public async Task X21_MendedRow_EntersAndStaysMendedWhenTheFileComesAgain()
    {
        await using var host = await TestHost.Started();
        await Import(host, FiveBadOfHundred, "k1");
        var item = (await Quarantined(host)).Single(i => i["key"]!.GetValue<string>() == "N0020");
        var entered = (await Fix(host, item, new { gender = "M" })).Is(HttpStatusCode.OK);
        Assert.Equal("N0020", entered.Json["record"]!.GetValue<string>());
        Assert.Equal("1", (await host.Get(Importer, "/api/records/person/N0020")).Is(HttpStatusCode.OK).Json["values"]!["identity"]!["sex"]!.GetValue<string>());
        Assert.Equal(4, (await Quarantined(host)).Count);
        Assert.Equal("N0020", (await Fix(host, item, new { gender = "M" })).Is(HttpStatusCode.OK).Json["record"]!.GetValue<string>()); // the answer was lost, it is asked again
        Assert.Equal((0, 0, 96, 4), Counts(await Import(host, FiveBadOfHundred, "k2")));
        Assert.Equal(4, (await Quarantined(host)).Count);
    }

    [Fact]
    public async Task S13_Portal_ShowsRowsWithReasons_AndMendsThemInPlace()
    {
        await using var host = await TestHost.Started();
        await Import(host, FiveBadOfHundred, "k1");
        using var browser = new Browser(host);
        await browser.SignIn(Importer);
        await browser.Open("/refusals");
        Assert.NotNull(browser.Page.QuerySelector("nav.tabs a[href='/quarantine']"));
        await browser.Open("/quarantine");
        Assert.Equal(5, browser.Page.QuerySelectorAll("main section").Length);
        var (row, input) = Row();
        Assert.Contains("1 男", row.TextContent, StringComparison.Ordinal); // what may be given instead

        await browser.Send($"#{row.Id} form", new() { [input] = "X" });
        (row, input) = Row();
        Assert.Equal("X", row.QuerySelector($"[name='{input}']")!.GetAttribute("value")); // still wrong, and what was typed stays
        (await host.Get(Importer, "/api/records/person/N0020")).Is(HttpStatusCode.NotFound);

        await browser.Open("/quarantine");
        var item = (await Quarantined(host)).Single(i => i["key"]!.GetValue<string>() == "N0020");
        (await Fix(host, item, new { gender = "Y" })).Is(HttpStatusCode.UnprocessableEntity); // somebody else, meanwhile
        await browser.Send($"#{row.Id} form", new() { [input] = "M" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.NotNull(browser.Page.QuerySelector($"#{row.Id} [role=alert]"));

        await browser.Send($"#{row.Id} form", new() { [input] = "M" });
        Assert.Equal(4, browser.Page.QuerySelectorAll("main section").Length);
        Assert.Equal("1", (await host.Get(Importer, "/api/records/person/N0020")).Is(HttpStatusCode.OK).Json["values"]!["identity"]!["sex"]!.GetValue<string>());
        await browser.SignIn("E0024");
        await browser.Open("/quarantine");
        Assert.NotNull(browser.Page.QuerySelector("p.empty"));

        (AngleSharp.Dom.IElement Row, string Input) Row()
        {
            var shown = browser.Page.QuerySelectorAll("main section").Single(s => s.QuerySelector("h2")!.TextContent.Contains("N0020", StringComparison.Ordinal));
            return (shown, "column:gender");
        }
    }

    /// <summary>A row was bad because its department was not there; its owner moved it. Now the department is there and the same file comes again.</summary>
    [Fact]
    public async Task X21_ReimportOfARowThatHasBecomeGood_DoesNotUndoItsMend_UntilTheSourceChanges()
    {
        await using var host = await TestHost.Started();
        const string Row = "N0001,Ada,Li,F,1980-01-01,2010-01-01,Engineer,lab,20001";
        Assert.Equal((0, 0, 0, 1), Counts(await Import(host, File([Row]))));
        (await Fix(host, Assert.Single(await Quarantined(host)), new { departments = "rd1" })).Is(HttpStatusCode.OK);
        await Import(host, "dept_no,name\nlab,实验室\n", exchange: "departments");
        Assert.Equal((0, 0, 1, 0), Counts(await Import(host, File([Row]))));
        Assert.Equal("rd1", await Department(host));
        Assert.Empty(await Quarantined(host));

        Assert.Equal((0, 1, 0, 0), Counts(await Import(host, File([Row.Replace("20001", "20002", StringComparison.Ordinal)])))); // the source says something new
        Assert.Equal("lab", await Department(host));
        Assert.Equal((0, 1, 0, 0), Counts(await Import(host, File([Row])))); // and goes back: that is a change as any other
    }

    [Fact]
    public async Task X21_ReimportOfARowThatIsBeingMended_LeavesWhatWasTyped()
    {
        await using var host = await TestHost.Started();
        const string Row = "N0001,Ada,Li,F,1980-01-01,2010-01-01,Engineer,lab,20001";
        await Import(host, File([Row]));
        (await Fix(host, Assert.Single(await Quarantined(host)), new { departments = "rd1", gender = "男" })).Is(HttpStatusCode.UnprocessableEntity);
        await Import(host, "dept_no,name\nlab,实验室\n", exchange: "departments");
        Assert.Equal((0, 0, 1, 0), Counts(await Import(host, File([Row]))));
        (await host.Get(Importer, "/api/records/person/N0001")).Is(HttpStatusCode.NotFound);
        var item = Assert.Single(await Quarantined(host));
        Assert.Equal(("rd1", "男"), (item["columns"]!["departments"]!.GetValue<string>(), item["columns"]!["gender"]!.GetValue<string>()));
        (await Fix(host, item, new { gender = "F" })).Is(HttpStatusCode.OK);
        Assert.Equal("rd1", await Department(host));
    }

    [Fact]
    public async Task RowThatIsStillBad_KeepsTheEditsAndSaysWhatIsLeft()
    {
        await using var host = await TestHost.Started();
        await Import(host, File(["N0001,,,男,1980-01-01,2010-01-01,Engineer,rd1,1"]));
        var item = Assert.Single(await Quarantined(host));
        Assert.Equal(2, item["findings"]!.AsArray().Count);
        var still = (await Fix(host, item, new { first_name = "Ada", last_name = "Li" })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("/identity/sex", Assert.Single(still.Json["errors"]!.AsArray())!["pointer"]!.GetValue<string>());
        (await Fix(host, item, new { gender = "F" })).Is(HttpStatusCode.PreconditionFailed);
        (await host.Patch(Importer, Path(item), new { columns = new { gender = "F" } }, null)).Is(HttpStatusCode.PreconditionRequired);
        await Import(host, File(["N0001,,,男,1980-01-01,2010-01-01,Engineer,rd1,1"]));
        var edited = Assert.Single(await Quarantined(host));
        Assert.Equal("Ada", edited["columns"]!["first_name"]!.GetValue<string>());
        (await Fix(host, edited, new { gendre = "F" })).Is(HttpStatusCode.UnprocessableEntity);
        (await Fix(host, edited, new { gender = "F" })).Is(HttpStatusCode.OK);
        Assert.Empty(await Quarantined(host));
    }

    [Fact]
    public async Task RowThatComesGood_LeavesQuarantine()
    {
        await using var host = await TestHost.Started();
        await Import(host, File(["N0001,,,M,1980-01-01,2010-01-01,Engineer,rd1,1", "N0002,,,M,1980-01-01,2010-01-01,Engineer,rd1,1", "N0002,Bo,Wu,M,1980-01-01,2010-01-01,Engineer,rd1,1"]));
        Assert.Single(await Quarantined(host));
        Assert.Equal((1, 0, 0, 0), Counts(await Import(host, File(["N0001,Ada,Li,M,1980-01-01,2010-01-01,Engineer,rd1,1"]))));
        Assert.Empty(await Quarantined(host));
    }

    [Fact]
    public async Task HolderOfTheOwningDuty_SeesWhatTheMatrixLetsThemReadAndMendsTheirOwn()
    {
        await using var host = await TestHost.Started();
        await Import(host, FiveBadOfHundred);
        var (relations, payroll) = (await Holder(host, "employee-relations"), await Holder(host, "payroll"));
        var seen = await Quarantined(host, relations);
        Assert.Equal(["N0010", "N0020", "N0030", "N0040"], seen.Select(i => i["key"]!.GetValue<string>()));
        Assert.All(seen, i => Assert.Equal("■■", i["columns"]!["salary"]!.GetValue<string>()));
        Assert.Equal("N0050", Assert.Single(await Quarantined(host, payroll))["key"]!.GetValue<string>());
        var item = seen[1];
        (await host.Patch(relations, Path(item), new { columns = new { salary = "1" } }, Tag(item))).Is(HttpStatusCode.Forbidden);
        (await host.Patch(payroll, Path(item), new { columns = new { salary = "1" } }, Tag(item))).Is(HttpStatusCode.NotFound);
        (await host.Patch(relations, Path(item), new { columns = new { gender = "F" } }, Tag(item))).Is(HttpStatusCode.OK);
    }

    /// <summary>A head sends the leave of somebody of another department; the owner of the wrong date mends it, which does not make the row the head's to import.</summary>
    [Fact]
    public async Task X21_MendOfAnOwner_DoesNotReachFurtherThanWhoSentTheRow()
    {
        using var definitions = new OwnDefinitions();
        await System.IO.File.WriteAllTextAsync(System.IO.Path.Combine(definitions.Folder, "exchanges", "absences.exchange.json"), """
            {
              "id": "absences",
              "title": { "zh": "休假", "en": "Leave" },
              "standard": "person",
              "formats": ["csv"],
              "importers": ["hr-head", "head"],
              "columns": [{ "to": "employment.employeeNo", "from": "emp_no" }, { "to": "absence.from", "from": "from" }, { "to": "absence.to", "from": "to" }]
            }
            """);
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await Finished(host, (await Send(host, "emp_no,from,to\nE0040,12.10.,2026-10-13\n", exchange: "absences", person: "E0007")).Is(HttpStatusCode.Accepted));
        var relations = await Holder(host, "employee-relations");
        var item = Assert.Single(await Quarantined(host, relations));
        Assert.Equal(["HR-EXC-112", "HR-STD-102"], item["findings"]!.AsArray().Texts("code").Order(StringComparer.Ordinal));

        var refused = (await host.Patch(relations, Path(item), new { columns = new { from = "2026-10-12" } }, Tag(item))).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["HR-EXC-112"], refused.Json["errors"]!.AsArray().Texts("code"));
        Assert.Null(await Leave());
        (await Fix(host, Assert.Single(await Quarantined(host)), new { })).Is(HttpStatusCode.OK); // whoever may import it lets it in
        Assert.Equal("2026-10-12", await Leave());

        async Task<string?> Leave() => (await host.Get(Importer, "/api/records/person/E0040")).Json["values"]!["absence"]?["from"]?.GetValue<string>();
    }

    [Fact]
    public async Task List_ComesInPages()
    {
        await using var host = await TestHost.Started();
        await Import(host, File(Enumerable.Range(1, 25).Select(i => $"N{i:D4},,,,,,,rd1,1")));
        await Import(host, "dept_no,name\nd1,\nd2,\n", exchange: "departments");
        var keys = new List<string>();
        var next = "";
        do
        {
            var page = (await host.Get(Importer, $"/api/quarantine?limit=10{next}")).Is(HttpStatusCode.OK).Json;
            keys.AddRange(page["items"]!.AsArray().Select(i => i!["key"]!.GetValue<string>()));
            next = page["next"] is { } cursor ? "&cursor=" + cursor.GetValue<string>() : "";
        }
        while (next.Length > 0);
        Assert.Equal(27, keys.Distinct().Count());
        Assert.Equal(27, keys.Count);
        Assert.Equal(2, (await Quarantined(host, query: "&exchange=departments")).Count);
    }

    private static async Task<string> Department(TestHost host) =>
        (await host.Get(Importer, "/api/records/person/N0001")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!["department"]!.GetValue<string>();

    private static Task<Answer> Fix(TestHost host, JsonNode item, object columns) => host.Patch(Importer, Path(item), new { columns }, Tag(item));

    private static string Path(JsonNode item) => "/api/quarantine/" + item["id"]!.GetValue<string>();

    private static string Tag(JsonNode item) => $"\"{item["version"]!.GetValue<long>()}\"";

    private static async Task<string> Holder(TestHost host, string duty)
    {
        for (var i = 1; i <= 60; i++)
        {
            var me = (await host.Get($"E{i:D4}", "/api/me")).Json;
            if (me["duties"]!.AsArray().Any(d => d!["duty"]!.GetValue<string>() == duty)) return $"E{i:D4}";
        }

        throw new InvalidOperationException($"Nobody holds {duty}.");
    }
}
