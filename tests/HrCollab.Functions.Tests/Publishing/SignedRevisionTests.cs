using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X22: what decides was signed by this installation, whoever else can write to its store.</summary>
public sealed class SignedRevisionTests : IDisposable
{
    private const string Admin = "E0023";
    private const string Workflow = "workflows/transfer.workflow.json";
    private static readonly string[] Key = ["--Revisions:Key", Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray())];
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-signed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Somebody with the store's rights and not its key brings in a whole revision under its right name, and says that it is active.</summary>
    [Fact]
    public async Task X22_ARevisionBroughtInBesideTheKey_DecidesNothing_AndIsDrift()
    {
        await using var host = await TestHost.Started(settings: Key);
        var before = (await Ready(host)).Text("revision");
        string forged;
        await using (var elsewhere = await TestHost.Started())
        {
            forged = await Published(elsewhere);
            var partition = "revision:" + forged;
            foreach (var document in (await elsewhere.Store.Query(Container.Host, partition, new IdRange(), default)).Items)
                await host.Store.Commit(new Batch(Container.Host, partition, [new Operation.Put(document.Id, document.Body)]), default);
        }

        var pointer = JsonNode.Parse((await host.Store.Find(Container.Host, "active", "active", default))!.Body.Span)!;
        (pointer["active"], pointer["number"]) = (forged, 99);
        await host.Store.Commit(new Batch(Container.Host, "active", [new Operation.Put("active", Encoding.UTF8.GetBytes(pointer.ToJsonString()))]), default);
        host.Advance(TimeSpan.FromSeconds(6));
        var ready = await TestHost.Eventually(() => Later(host), r => r["drift"]!.Text("state") == "elsewhere");
        for (var looks = 0; looks < 3; looks++) ready = await Later(host);
        Assert.Equal((before, "elsewhere"), (ready.Text("revision"), ready["drift"]!.Text("state")));
        Assert.Equal("HR-API-036", (await host.Post(Admin, $"/api/revisions/{forged}/activate")).Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"));
        Assert.Equal(before, (await (await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Case()).Text("revision"));
    }

    /// <summary>A byte of a kept bundle: after a restart it is not taken, although another activation would have gone back to it.</summary>
    [Fact]
    public async Task X22_ATamperedBundle_IsRefused_AndTheSameFilesKeptAgainAreTaken()
    {
        string published;
        await using (var host = await TestHost.Started(_folder, settings: Key))
        {
            var folder = (await Ready(host)).Text("revision");
            published = await Published(host);
            (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
            var part = JsonNode.Parse((await host.Store.Find(Container.Host, "revision:" + published, "part-0000", default))!.Body.Span)!;
            var data = Convert.FromBase64String(part.Text("data"));
            data[^1] ^= 1; // the comment's length of the archive: its files stay the same
            part["data"] = Convert.ToBase64String(data);
            await host.Store.Commit(new Batch(Container.Host, "revision:" + published, [new Operation.Put("part-0000", Encoding.UTF8.GetBytes(part.ToJsonString()))]), default);
        }

        await using var again = await TestHost.Started(_folder, settings: Key);
        Assert.Equal("HR-API-036", (await again.Post(Admin, $"/api/revisions/{published}/activate")).Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"));
        Assert.Equal(published, await Published(again));
        Assert.Equal(published, (await Ready(again)).Text("revision"));
    }

    /// <summary>Without a key all stays as it was; with one, what was kept before counts only where the setting names it, and nothing else that bears no signature does.</summary>
    [Theory]
    [InlineData(false, HttpStatusCode.ServiceUnavailable)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task X22_WhatWasKeptBeforeThereWasAKey_CountsWhereTheSettingNamesIt(bool named, HttpStatusCode activated)
    {
        string published, other;
        await using (var host = await TestHost.Started(_folder))
        {
            var folder = (await Ready(host)).Text("revision");
            published = await Published(host);
            other = await Published(host, 17);
            (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
        }

        await using var signed = await TestHost.Started(_folder, settings: [.. Key, "--Revisions:TakeUnsigned", named ? $"{new string('0', 64)}, {published}" : ""]);
        Assert.Equal("none", (await Ready(signed))["drift"]!.Text("state")); // the folder's own is signed now
        (await signed.Post(Admin, $"/api/revisions/{published}/activate")).Is(activated);
        (await signed.Post(Admin, $"/api/revisions/{other}/activate")).Is(HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>A revision is taken by its name, and its name is what it says: other files under it are refused.</summary>
    [Fact]
    public async Task X22_OtherFilesUnderANameThatIsTaken_AreRefused()
    {
        string published, other;
        await using (var host = await TestHost.Started(_folder))
        {
            var folder = (await Ready(host)).Text("revision");
            published = await Published(host);
            other = await Published(host, 17);
            (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
            var part = (await host.Store.Find(Container.Host, "revision:" + other, "part-0000", default))!.Body;
            await host.Store.Commit(new Batch(Container.Host, "revision:" + published, [new Operation.Put("part-0000", part)]), default);
        }

        await using var signed = await TestHost.Started(_folder, settings: [.. Key, "--Revisions:TakeUnsigned", published]);
        Assert.Equal("HR-API-036", (await signed.Post(Admin, $"/api/revisions/{published}/activate")).Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"));
    }

    [Theory]
    [InlineData("Revisions:Key", "c2hvcnQ=", "")]
    [InlineData("Revisions:TakeUnsigned", null, "true")]
    [InlineData("Revisions:TakeUnsigned", null, "0123456789")]
    public async Task AKeyOrARevisionThatIsNone_StopsTheStart(string named, string? key, string taken) =>
        Assert.Contains(named, (await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(settings: ["--Revisions:Key", key ?? Key[1], "--Revisions:TakeUnsigned", taken]))).Message);

    private static async Task<string> Published(TestHost host, int days = 16)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow))).Replace("\"deadline\": \"15 wd\"", $"\"deadline\": \"{days} wd\"", StringComparison.Ordinal);
        var answer = await host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } }, activate = true });
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text);
        return answer.Json.Text("id");
    }

    private static Task<JsonNode> Later(TestHost host)
    {
        host.Advance(TimeSpan.FromSeconds(6));
        return Ready(host);
    }

    private static async Task<JsonNode> Ready(TestHost host) => (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json;
}
