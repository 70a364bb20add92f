using System.Net;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>Files with several rows per record: histories, or parts of a record in rows of their own.</summary>
public sealed class RowsOfOneRecordTests
{
    private const string Departments = "dept_no,name\nd001,Marketing\nd002,Finance\n";
    private const string Heads = "emp_no,dept_no,from,to\n"
        + "E0009,d001,1985-01-01,1991-10-01\nE0010,d001,1991-10-01,2001-01-01\nE0011,d001,2001-01-01,9999-01-01\n"
        + "E0012,d002,1985-01-01,1989-12-17\nE0013,d002,1989-12-17,1999-01-01\nE0012,d002,1999-01-01,9999-01-01\n";

    [Fact]
    public async Task S13_ThreeHeadsOfEachDepartment_SentAgain_ChangeNothing()
    {
        using var definitions = EveryRow();
        await using var host = await TestHost.Started(definitions: definitions.Folder, settings: ["--Imports:Rows", "4"]);
        await Import(host, Departments, exchange: "departments");
        Assert.Equal((0, 6, 0, 0), Counts(await Import(host, Heads, exchange: "managers")));
        var before = await Documents(host);
        Assert.Equal((0, 0, 6, 0), Counts(await Import(host, Heads, exchange: "managers")));
        Assert.Equal((0, 0, 6, 0), Counts(await Import(host, Heads, exchange: "managers")));
        Assert.Equal(before, await Documents(host));
        Assert.Equal(["E0011", "E0012"], [await Head(host, "d001"), await Head(host, "d002")]);
    }

    [Fact]
    public async Task S13_HistorySentAgain_DoesNotUndoWhatSomebodyChangedSince()
    {
        using var definitions = EveryRow();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await Import(host, Departments, exchange: "departments");
        await Import(host, Heads, exchange: "managers");
        await Appoint(host, "d001", "E0020");
        Assert.Equal((0, 0, 6, 0), Counts(await Import(host, Heads, exchange: "managers")));
        Assert.Equal("E0020", await Head(host, "d001"));
        Assert.Equal((0, 0, 1, 0), Counts(await Import(host, "emp_no,dept_no,from,to\nE0011,d001,2001-01-01,9999-01-01\n", exchange: "managers")));
        Assert.Equal("E0020", await Head(host, "d001"));
    }

    [Fact]
    public async Task S13_RowAddedToOrChangedInAHistory_IsTakenWithThoseBehindIt()
    {
        using var definitions = EveryRow();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await Import(host, Departments, exchange: "departments");
        await Import(host, Heads, exchange: "managers");
        var longer = Heads + "E0014,d002,2020-01-01,9999-01-01\n";
        Assert.Equal((0, 1, 6, 0), Counts(await Import(host, longer, exchange: "managers")));
        Assert.Equal((0, 0, 7, 0), Counts(await Import(host, longer, exchange: "managers")));
        Assert.Equal("E0014", await Head(host, "d002"));

        var mended = longer.Replace("E0010,d001", "E0015,d001");
        Assert.Equal((0, 2, 5, 0), Counts(await Import(host, mended, exchange: "managers")));
        Assert.Equal((0, 0, 7, 0), Counts(await Import(host, mended, exchange: "managers")));
        Assert.Equal("E0011", await Head(host, "d001"));
    }

    [Fact]
    public async Task S13_BadRowBehindAGoodOne_StaysInQuarantine_HoweverOftenTheFileIsSent()
    {
        using var definitions = EveryRow();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await Import(host, Departments, exchange: "departments");
        const string Unknown = "emp_no,dept_no,from,to\nE0009,d001,1985-01-01,1991-10-01\nE9999,d001,1991-10-01,9999-01-01\n";
        Assert.Equal((0, 1, 0, 1), Counts(await Import(host, Unknown, exchange: "managers")));
        var before = (Assert.Single(await Quarantined(host)).ToJsonString(), await Documents(host));
        for (var again = 0; again < 3; again++)
        {
            Assert.Equal((0, 0, 1, 1), Counts(await Import(host, Unknown, exchange: "managers")));
            Assert.Equal(before, (Assert.Single(await Quarantined(host)).ToJsonString(), await Documents(host)));
        }

        var row = Assert.Single(await Quarantined(host));
        (await host.Patch(Importer, $"/api/quarantine/{row.Text("id")}", new { columns = new { emp_no = "E0010" } }, $"\"{row["version"]}\"")).Is(HttpStatusCode.OK);
        Assert.Equal((0, 0, 2, 0), Counts(await Import(host, Unknown, exchange: "managers")));
        Assert.Equal("E0010", await Head(host, "d001"));
        Assert.Empty(await Quarantined(host));
    }

    [Fact]
    public async Task S13_RowsThatTheExchangeDoesNotTake_ArePassedOverAndSaidSo()
    {
        await using var host = await TestHost.Started();
        await Import(host, Departments, exchange: "departments");
        var import = await Import(host, Heads + "nobody,d001,1985-01-01,1991-10-01\n", exchange: "managers");
        Assert.Equal((0, 2, 0, 0), Counts(import));
        Assert.Equal((7, 5), (import["rows"]!.GetValue<long>(), import["passedOver"]!.GetValue<long>()));
        Assert.Equal(["E0011", "E0012"], [await Head(host, "d001"), await Head(host, "d002")]);
        Assert.Empty(await Quarantined(host));
        var before = await Documents(host);
        Assert.Equal((0, 0, 2, 0), Counts(await Import(host, Heads, exchange: "managers")));
        Assert.Equal(before, await Documents(host));
        Assert.Equal("HR-EXC-101", (await Import(host, "emp_no,dept_no\nE0009,d001\n", exchange: "managers"))["error"]!.Text("code"));
    }

    /// <summary>Rows with a name nobody knows are still counted and passed over as the others: which record and which row of it they are is told before they are judged.</summary>
    [Fact]
    public async Task S13_RowsThatNameMoreThanIsKnown_HaveTheirPlaceLikeOthers_AndTheFindingOnce()
    {
        const string Lines = """
            {"emp_no":"E0009","dept_no":"d001","to":"1991-10-01","note":"first"}
            {"emp_no":"E0010","dept_no":"d001","to":"9999-01-01","note":"a name nobody knows"}
            {"note":"before the others","emp_no":"E0012","dept_no":"d002","to":"9999-01-01"}
            {"emp_no":"E0013","dept_no":"d002","to":"9999-01-01"}

            """;
        await using var host = await TestHost.Started();
        await Import(host, Departments, exchange: "departments");
        var import = await Import(host, Lines, exchange: "managers", type: "application/x-ndjson");
        Assert.Equal((0, 1, 0, 2), Counts(import));
        Assert.Equal((4, 1), (import["rows"]!.GetValue<long>(), import["passedOver"]!.GetValue<long>()));
        Assert.Equal("E0013", await Head(host, "d002"));
        Assert.All(await Quarantined(host), row => Assert.Equal("HR-EXC-102", Assert.Single(row["findings"]!.AsArray())!.Text("code")));
    }

    /// <summary>The shipped exchange as it would be without the condition on its rows.</summary>
    private static OwnDefinitions EveryRow() => new OwnDefinitions()
        .With("exchanges/managers.exchange.json", "[\"from\"],", "[\"from\", \"to\"]")
        .With("exchanges/managers.exchange.json", "\"onlyWhen\": { \"to\": [\"9999-01-01\"] }", "");

    private static async Task<string> Head(TestHost host, string department) =>
        (await host.Get(Importer, $"/api/records/department/{department}")).Is(HttpStatusCode.OK).Json["values"]!["duties"]!.Text("head");

    private static async Task Appoint(TestHost host, string department, string head) =>
        (await host.Patch(Importer, $"/api/records/department/{department}", new { duties = new { head } }, (await host.Get(Importer, $"/api/records/department/{department}")).ETag)).Is(HttpStatusCode.OK);
}
