using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Operations;

/// <summary>X22: what decides, from which commit, and whether it is still what is written down.</summary>
public sealed class ReadyTests : IAsyncLifetime
{
    private const string Workflow = "workflows/transfer.workflow.json";
    private static readonly string Commit = new('a', 40);
    private readonly OwnDefinitions _definitions = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(definitions: _definitions.Folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _definitions.Dispose();
    }

    [Fact]
    public async Task X22_Ready_SaysRevisionAndStore_ToAnybody_AndNothingOfTheMachine()
    {
        var ready = await TestHost.Eventually(Ready, r => r["queues"]!["commits"]!.GetValue<int>() == 0); // those who follow the feeds still write
        Assert.Matches("^[0-9a-f]{64}$", ready.Text("revision"));
        Assert.Equal(ready.Text("revision"), ready.Text("hash"));
        Assert.Equal(("none", ready.Text("revision")), (ready["drift"]!.Text("state"), ready["drift"]!.Text("folder")));
        Assert.Null(ready["commit"]); // the copy lies in no repository
        Assert.Matches(@"^\d+\.\d+\.\d+$", ready.Text("engine"));
        Assert.DoesNotContain(_definitions.Folder, ready.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Without its store it can serve nobody, and says so to whoever spreads requests; it lives all the same, and being started again would not help.</summary>
    [Fact]
    public async Task X22_WithTheStoreAway_ItIsNotReady_AndLives()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(configure: services => FaultyStore.Over(services, s => store = s));
        (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK);
        store.Reads = (_, _) => true;
        host.Advance(TimeSpan.FromSeconds(2));
        var away = (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain(FaultyStore.Secret, away.Text, StringComparison.Ordinal);
        Assert.Equal("""{"status":"ok"}""", (await host.Send(null, HttpMethod.Get, "/api/health", null)).Is(HttpStatusCode.OK).Text);
        store.Reads = null;
        (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task X22_FilesChangedOnDisk_AreDriftWithinOneLook_AndWhatDecidesStays()
    {
        var before = (await Ready()).Text("revision");
        _definitions.With(Workflow, "是否调薪", "工资是否变化");
        var changed = await Later();
        Assert.Equal(("folder", before), (changed["drift"]!.Text("state"), changed.Text("revision")));
        Assert.NotEqual(before, changed["drift"]!.Text("folder"));
        _definitions.With(Workflow, "\"row\": \"receive\"", "\"row\": \"recieve\"");
        Assert.Equal("invalid", (await Later())["drift"]!.Text("state"));
        _definitions.With(Workflow, "\"row\": \"recieve\"", "\"row\": \"receive\"").With(Workflow, "工资是否变化", "是否调薪");
        Assert.Equal("none", (await Later())["drift"]!.Text("state"));
    }

    [Fact]
    public async Task X22_AStoredDefinitionChangedByHand_IsDrift()
    {
        var partition = "revision:" + (await Ready()).Text("revision");
        var part = (await _host.Store.Find(Container.Host, partition, "part-0000", CancellationToken.None))!;
        var text = Encoding.UTF8.GetString(part.Body.Span);
        var data = Convert.FromBase64String(JsonNode.Parse(text)!.Text("data"));
        data[data.Length / 2] ^= 1;
        await _host.Store.Commit(new Batch(Container.Host, partition, [new Operation.Put("part-0000", Encoding.UTF8.GetBytes(new JsonObject { ["data"] = Convert.ToBase64String(data) }.ToJsonString()))]), CancellationToken.None);
        Assert.Equal("stored", (await Later())["drift"]!.Text("state"));
    }

    [Fact]
    public async Task X22_APublishedRevision_IsShownAsSuch_AndRollingBackEndsIt()
    {
        var before = (await Ready()).Text("revision");
        var text = (await File.ReadAllTextAsync(Path.Combine(_definitions.Folder, Workflow))).Replace("是否调薪", "工资是否变化", StringComparison.Ordinal);
        (await _host.Post("E0023", "/api/revisions", new { files = new[] { new { path = Workflow, text } }, activate = true })).Is(HttpStatusCode.Created);
        var published = await Ready();
        Assert.Equal(("published", before), (published["drift"]!.Text("state"), published["drift"]!.Text("folder")));
        Assert.NotEqual(before, published.Text("revision"));
        (await _host.Post("E0023", $"/api/revisions/{before}/activate")).Is(HttpStatusCode.OK);
        Assert.Equal(("none", before), ((await Ready())["drift"]!.Text("state"), (await Ready()).Text("revision")));
    }

    [Fact]
    public async Task X22_InAGitWorkTree_TheCommitIsNamed()
    {
        var git = Directory.CreateDirectory(Path.Combine(_definitions.Folder, ".git"));
        await File.WriteAllTextAsync(Path.Combine(git.FullName, "HEAD"), "ref: refs/heads/main\n");
        await File.WriteAllTextAsync(Path.Combine(git.FullName, "packed-refs"), $"# pack-refs with: peeled\n{Commit} refs/heads/main\n");
        Assert.Equal(Commit, (await Later()).Text("commit"));
        Directory.CreateDirectory(Path.Combine(git.FullName, "refs", "heads"));
        await File.WriteAllTextAsync(Path.Combine(git.FullName, "refs", "heads", "main"), new string('b', 40) + "\n");
        Assert.Equal(new string('b', 40), (await Later()).Text("commit"));
        _definitions.With(Workflow, "是否调薪", "工资是否变化");
        Assert.Null((await Later())["commit"]); // what decides is not what lies there
    }

    [Fact]
    public void ALinkedWorkTree_ItsOwnHeadAndTheCommonRefs()
    {
        var linked = Directory.CreateDirectory(Path.Combine(_definitions.Folder, ".main", "worktrees", "w"));
        Directory.CreateDirectory(Path.Combine(_definitions.Folder, ".main", "refs", "heads"));
        File.WriteAllText(Path.Combine(linked.FullName, "HEAD"), "ref: refs/heads/w\n");
        File.WriteAllText(Path.Combine(linked.FullName, "commondir"), "../..\n");
        File.WriteAllText(Path.Combine(_definitions.Folder, ".main", "refs", "heads", "w"), Commit + "\n");
        File.WriteAllText(Path.Combine(_definitions.Folder, ".git"), "gitdir: .main/worktrees/w\n");
        Assert.Equal(Commit, GitCommit.Of(_definitions.Folder));
    }

    /// <summary>As a monitor asks a little later.</summary>
    private Task<JsonNode> Later()
    {
        _host.Advance(TimeSpan.FromSeconds(6));
        return Ready();
    }

    private async Task<JsonNode> Ready() => (await _host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json;
}
