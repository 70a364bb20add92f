using System.Net;
using HrCollab.Functions.Example;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>What a start finds that an earlier one left: half a company, a company that was changed, definitions that were sound.</summary>
public sealed class StartTests : IDisposable
{
    private const string Workflow = "workflows/transfer.workflow.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-start-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AStartThatWasKilledWhileItSeeded_IsGoneOnWithByTheNext()
    {
        await using (var half = await TestHost.Started(_folder, seed: false))
        {
            // As the process leaves it that is killed after its first record.
            await half.Store.Commit(new Batch(Container.Host, "example", [new Operation.Create("company", new SeedingState(Done: false).Write())]), default);
            Assert.IsType<CommitResult.Done>(await half.Store.Commit(new Batch(Container.Records, "department:other", [new Operation.Create("x", "{}"u8.ToArray())]), default));
        }

        await using var host = await TestHost.Started(_folder);
        Assert.Equal("郑海峰", (await host.Get("E0007", "/api/me")).Is(HttpStatusCode.OK).Json["person"]!.Text("name"));
    }

    [Fact]
    public async Task TheCompanyIsBroughtInOnce_AndNotOverWhatPeopleChanged()
    {
        await using (var first = await TestHost.Started(_folder))
        {
            var seat = (await first.Get("E0007", "/api/records/person/E0026")).Is(HttpStatusCode.OK);
            (await first.Patch("E0007", "/api/records/person/E0026", new { workplace = new { seat = "5F-A-199" } }, seat.ETag)).Is(HttpStatusCode.OK);
        }

        await using var again = await TestHost.Started(_folder);
        var read = (await again.Get("E0007", "/api/records/person/E0026")).Is(HttpStatusCode.OK);
        Assert.Equal("5F-A-199", read.Json["values"]!["workplace"]!.Text("seat"));
        Assert.StartsWith("\"2-", read.ETag, StringComparison.Ordinal); // made and changed, no more
    }

    [Fact]
    public async Task X22_AStartOverAFolderWithErrors_GoesOnWithTheRevisionBefore_AndSaysSo()
    {
        using var definitions = new OwnDefinitions();
        string revision;
        await using (var sound = await TestHost.Started(_folder, definitions: definitions.Folder)) revision = await Ready(sound, "revision");

        definitions.With(Workflow, "\"row\": \"receive\"", "\"row\": \"recieve\"");
        await using var host = await TestHost.Started(_folder, definitions: definitions.Folder);
        Assert.Equal(revision, await Ready(host, "revision"));
        Assert.Equal("invalid", (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Json["drift"]!.Text("state"));
        (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task X22_AFirstStartOverAFolderWithErrors_DoesNotStart()
    {
        using var definitions = new OwnDefinitions().With(Workflow, "\"row\": \"receive\"", "\"row\": \"recieve\"");
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(_folder, definitions: definitions.Folder));
    }

    private static async Task<string> Ready(TestHost host, string member) => (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Json.Text(member);
}
