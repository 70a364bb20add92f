using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>What others do while a row is being mended.</summary>
public sealed class QuarantineRaceTests : IAsyncLifetime
{
    private const string Row = "N0020,Test,Person,男,1980-01-10,2010-03-01,Engineer,rd1,20020";
    private FaultyStore _store = null!;
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => _store = s));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>Somebody enters the person with a probation that ends before the row's hire date: the row is good alone and bad for that record.</summary>
    [Fact]
    public async Task X21_RowThatHasBecomeBadWhileItWasMended_StaysWithItsFindings()
    {
        await Import(_host, File([Row]));
        Once(batch => batch is { Container: Container.Records, Partition: "person:N0020" }, async () => (await _host.Post(Importer, "/api/records/person", new
        {
            identity = new { name = "陈试", idType = "516", idNumber = "H00000098", sex = "1", birthDate = "1980-01-10" },
            employment = new { employeeNo = "N0020", department = "rd1", hireDate = "2008-03-01", probationEnd = "2008-09-01" },
        })).Is(HttpStatusCode.Created));
        var answer = (await Fix(await Waiting(), new { gender = "M" })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("/employment/probationEnd", answer.Json["errors"]!.AsArray().Texts("pointer"));
        var item = await Waiting();
        Assert.Equal("M", item["columns"]!.Text("gender"));
        Assert.Contains("/employment/probationEnd", item["findings"]!.AsArray().Texts("pointer"));
        Assert.Equal(answer.ETag, $"\"{item["version"]!.GetValue<long>()}\"");
        Assert.Equal("2008-03-01", (await _host.Get(Importer, "/api/records/person/N0020")).Json["values"]!["employment"]!.Text("hireDate"));
    }

    /// <summary>The source sends another row of the same person after the mended one was written and before it leaves quarantine.</summary>
    [Fact]
    public async Task X21_RowThatCameMeanwhile_IsNotDeletedWithTheOneThatWasMended()
    {
        await Import(_host, File([Row]));
        Once(
            batch => batch is { Container: Container.Host, Partition: "quarantine:employees" } && batch.Operations.Any(o => o is Operation.Delete),
            () => Import(_host, File([Row.Replace("男", "女", StringComparison.Ordinal)])));
        (await Fix(await Waiting(), new { gender = "M" })).Is(HttpStatusCode.OK);
        Assert.Equal("女", (await Waiting())["columns"]!.Text("gender"));
        Assert.Equal("1", (await _host.Get(Importer, "/api/records/person/N0020")).Json["values"]!["identity"]!.Text("sex"));
    }

    private void Once(Func<Batch, bool> concerned, Func<Task> meanwhile)
    {
        var done = 0;
        _store.Before = batch => concerned(batch) && Interlocked.Exchange(ref done, 1) == 0 ? meanwhile() : Task.CompletedTask;
    }

    private async Task<JsonNode> Waiting() => Assert.Single(await Quarantined(_host));

    private Task<Answer> Fix(JsonNode item, object columns) => _host.Patch(Importer, "/api/quarantine/" + item.Text("id"), new { columns }, $"\"{item["version"]!.GetValue<long>()}\"");
}
