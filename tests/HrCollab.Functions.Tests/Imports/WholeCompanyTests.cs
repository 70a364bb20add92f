using System.Text.Json.Nodes;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>
/// Three files as other systems write them: departments, people with gaps (no name, no title, no dates, no mail, several departments), a history of
/// heads. Nothing in them is mended before a process runs over them.
/// </summary>
public sealed class WholeCompanyTests
{
    private const string Departments = "dept_no,name\nd001,Marketing\nd004,Production\nd005,Development\n";

    private const string Heads = "emp_no,dept_no,from,to\n"
        + "10002,d001,1985-01-01,1991-10-01\n10039,d001,1991-10-01,9999-01-01\n"
        + "10303,d004,1985-01-01,1988-09-09\n10344,d004,1988-09-09,1992-08-02\n10420,d004,1992-08-02,9999-01-01\n"
        + "10511,d005,1985-01-01,1992-04-25\n10567,d005,1992-04-25,9999-01-01\n";

    private static readonly string[] Named =
    [
        "10001,Georgi,Facello,M,1953-09-02,1986-06-26,Senior Engineer,d005,60117",
        "10002,Bezalel,Simmel,F,1964-06-02,1985-11-21,Staff,d001,65828",
        "10039,Alejandro,Brender,M,1959-10-01,1988-01-19,,d004,40000",
        "10303,Marlo,Zschoche,M,1961-09-11,1990-02-05,,d004,40000",
        "10344,Uwe,Garnier,F,1957-07-24,1994-06-25,,d004|d005,53087",
        "10420,Kaijung,Riesenhuber,M,1963-03-03,1988-01-17,,d005,69604",
        "10511,Khoa,Marrevee,M,1963-06-18,1992-01-27,Engineer,d004,40000",
        "10567,Dietrich,Journel,M,1957-05-21,1992-10-18,,d001|d005,43717",
        "20001,Atreye,Eppinger,,,,Senior Engineer,d005,40000",
    ];

    private static readonly string[] Nameless = ["20005,,,,,,,d001,75324", "20006,,,,,,,d004|d005,40000"];

    private static string People => File([.. Named, .. Nameless]);

    [Fact]
    public async Task S13_FilesWithGaps_AreTakenAsFarAsTheyGo_AndSentAgainChangeNothing()
    {
        await using var host = await TestHost.Started(settings: ["--Imports:Rows", "4"]);
        await Imported(host);
        var waiting = await Quarantined(host);
        Assert.Equal(["20005", "20006"], waiting.Select(w => w.Text("key")));
        Assert.All(waiting, w => Assert.Equal(("HR-STD-101", "/identity/name"), (w["findings"]![0]!.Text("code"), w["findings"]![0]!.Text("pointer"))));

        var before = await Documents(host);
        Assert.Equal((0, 0, 3, 0), Counts(await Import(host, Departments, exchange: "departments")));
        Assert.Equal((0, 0, Named.Length, Nameless.Length), Counts(await Import(host, People)));
        Assert.Equal((0, 0, 3, 0), Counts(await Import(host, Heads, exchange: "managers")));
        Assert.Equal(before, await Documents(host));
        Assert.Equal(waiting.Select(w => w.ToJsonString()), (await Quarantined(host)).Select(w => w.ToJsonString()));
    }

    /// <summary>The heads of the file release and receive; who has neither sex nor dates is moved as well.</summary>
    [Theory]
    [InlineData("10001", "d005", "10567", "d001", "10039")]
    [InlineData("20001", "d005", "10567", "d004", "10420")]
    public async Task S22_PersonOfTheFile_Unaltered_IsTransferredToTheEnd(string person, string from, string releases, string to, string receives)
    {
        await using var host = await TestHost.Started();
        await Imported(host);
        var journey = await Journey.Submitted(host, Importer, "transfer", new { subject = person, input = new { newDepartment = to, effectiveDate = "2026-09-16" } });
        Assert.Equal(releases, (await journey.Task("release")).Text("owner"));
        await journey.Approve("release");
        Assert.Equal(receives, (await journey.Task("receive")).Text("owner"));
        foreach (var step in new[] { "receive", "hrbp", "approval" }) await journey.Approve(step);
        await TestHost.Eventually(async () => await Employment(host, person), e => e.Text("department") == to);
        await journey.Complete("accounts", "revoked", "granted", "changedAt");
        await journey.Complete("seat", "access");
        Assert.Equal(person, (await journey.Task("handover")).Text("owner"));
        await journey.Complete("handover", "documents", "openWork", "receivedBy");
        await journey.Reaches("completed");
        var after = await TestHost.Eventually(async () => await Employment(host, person), e => e["manager"]?.GetValue<string>() == receives);
        Assert.NotEqual(from, after.Text("department"));

        Assert.Equal((0, 0, Named.Length, Nameless.Length), Counts(await Import(host, People)));
        Assert.Equal((to, receives), (await Employment(host, person)) is var kept ? (kept.Text("department"), kept.Text("manager")) : default);
    }

    private static async Task Imported(TestHost host)
    {
        Assert.Equal((3, 0, 0, 0), Counts(await Import(host, Departments, exchange: "departments")));
        Assert.Equal((Named.Length, 0, 0, Nameless.Length), Counts(await Import(host, People)));
        var heads = await Import(host, Heads, exchange: "managers");
        Assert.Equal((0, 3, 0, 0), Counts(heads));
        Assert.Equal(4, heads["passedOver"]!.GetValue<long>());
    }

    private static async Task<JsonNode> Employment(TestHost host, string person) => (await host.Get(Importer, $"/api/records/person/{person}")).Json["values"]!["employment"]!;
}
