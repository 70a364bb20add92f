using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Storage.Tools;
using Xunit.Abstractions;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>
/// A hundred crashes at random moments of one run of submissions and approvals by several clients. After each: whatever was acknowledged is there
/// once, what was not is there whole or not at all, and from there the host goes on without a task, reminder or event lost or doubled.
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output) : IDisposable
{
    private const int Crashes = 100;
    private const int Clients = 4;
    private const int HostsStarted = 4;
    private static readonly string[] Chain = ["release", "receive", "hrbp", "approval"];
    private static readonly string[] Subjects = ["E0024", "E0025", "E0026", "E0027", "E0028", "E0029", "E0030", "E0031", "E0032", "E0033", "E0042"];
    private static readonly string[] Everyone = [.. Enumerable.Range(1, 60).Except([54, 59]).Select(i => $"E{i:D4}")];
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WorkedAround(TimeProvider.System.GetUtcNow());
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-crash-").FullName;
    private readonly ConcurrentDictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private int _stopped;

    private sealed record Crash(string Folder, ImmutableDictionary<string, long> Acknowledged);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _definitions.Dispose();
    }

    [ProcFact]
    public async Task S51_HundredCrashesAtRandomMoments_LoseNothingAcknowledged_AndDoubleNothing()
    {
        await using var host = new KilledHost(_folder, "--Definitions:Path", _definitions.Folder);
        await host.Start();
        await host.SignIn(Everyone);
        var clients = Enumerable.Range(0, Clients).Select(c => Task.Run(() => Work(host, c))).ToList();
        var crashes = await Crashed(host, Task.WhenAll(clients));
        await Task.WhenAll(clients);

        var (events, states) = (0L, crashes.Select(c => c.Acknowledged.Values.Sum()).Distinct().ToList());
        await Parallel.ForEachAsync(crashes, async (crash, _) => Interlocked.Add(ref events, await Holds(crash)));
        var step = crashes.Count / HostsStarted;
        foreach (var crash in crashes.Where((_, i) => i % step == step - 1)) await GoesOn(crash);
        output.WriteLine($"{crashes.Count} crashes, {states.Count} different states, {states[0]} to {states[^1]} commands acknowledged, {events} events looked at, {HostsStarted} hosts started on what was left");
        Assert.Equal(Crashes, crashes.Count);
        Assert.True(states.Count > Crashes / 10, "The crashes have met too few states.");
    }

    /// <summary>Files as they are while every thread is stopped, at seeded random distances.</summary>
    private async Task<List<Crash>> Crashed(KilledHost host, Task clients)
    {
        var (random, crashes, time) = (new Random(20260916), new List<Crash>(), TimeProvider.System);
        while (crashes.Count < Crashes && !clients.IsFaulted)
        {
            if (crashes.Count % 5 == 4) await TestHost.Eventually(() => Task.FromResult(_acknowledged.Values.Sum()), sum => sum > crashes[^1].Acknowledged.Values.Sum() || clients.IsFaulted); // a slow machine goes on too
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 15)), time);
            var into = Directory.CreateDirectory(Path.Combine(_folder, $"crash-{crashes.Count}")).FullName;
            var acknowledged = _acknowledged.ToImmutableDictionary(StringComparer.Ordinal); // before it is stopped: all of this must be there
            Frozen.Look(host.ProcessId, () =>
            {
                foreach (var file in Directory.EnumerateFiles(_folder, "store.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)))
                    File.Copy(file, Path.Combine(into, Path.GetFileName(file)));
            });
            crashes.Add(new(into, acknowledged));
        }

        Volatile.Write(ref _stopped, 1);
        return crashes;
    }

    /// <summary>Transfers, each approved by none to three of the four who decide, until there are enough crashes.</summary>
    private async Task Work(KilledHost host, int client)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        for (var n = 0; Volatile.Read(ref _stopped) == 0; n++)
        {
            var subject = Subjects[((n * Clients) + client) % Subjects.Length];
            var input = new { newDepartment = "rd2", effectiveDate = today.AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
            var answer = (await host.Post("E0001", "/api/forms/transfer/submissions", new { subject, input }, $"submit-{client}-{n}")).Is(HttpStatusCode.Created).Json;
            var id = answer.Text("case");
            _acknowledged[id] = 1;
            for (var i = 0; i < n % 4; i++)
            {
                var task = answer["tasks"]!.AsArray().Single()!;
                answer = (await host.Post(task.Text("owner"), $"/api/cases/{id}/tasks/{task.Text("id")}/approve", Journey.Agreed(task), $"approve-{client}-{n}-{i}")).Is(HttpStatusCode.OK).Json;
                _acknowledged[id] = 2 + i;
            }
        }
    }

    /// <summary>Every case of the files: as many commands as its version says, each once, and a key for each; its open tasks are those opened and not closed.</summary>
    private static async Task<long> Holds(Crash crash)
    {
        await using var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(crash.Folder, "store.db")), TimeProvider.System);
        var events = 0L;
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var document in await All(store, Container.Cases))
        {
            if (document.Id != "case") continue;
            var history = (await store.Query(Container.Cases, document.Partition, IdRange.Prefix("e-", 200), default)).Items.Select(i => JsonNode.Parse(i.Body.Span)!).ToList();
            found[document.Partition] = document.Version;
            events += history.Count;
            Assert.Equal(Enumerable.Range(1, (int)document.Version).Select(v => (long)v), history.Select(h => h["version"]!.GetValue<long>()));
            Assert.Equal(history.Count, history.Select(h => h.Text("command")).Distinct().Count());
            Assert.Equal(document.Version - 1, await store.Count(Container.Cases, document.Partition, IdRange.Prefix("k-"), default));
            var happened = history.SelectMany(h => h["events"]!.AsArray()).Select(e => (Type: e!.Text("type"), Step: e!["step"]?.GetValue<string>())).ToList();
            Assert.Equal(Chain.Take((int)document.Version - 1), happened.Where(e => e.Type == "task.closed").Select(e => e.Step));
            Assert.Equal(Chain.Take((int)document.Version), happened.Where(e => e.Type == "task.opened").Select(e => e.Step));
        }

        foreach (var (id, version) in crash.Acknowledged) Assert.True(found.GetValueOrDefault(id) >= version, $"{id} was acknowledged at version {version} and is at {found.GetValueOrDefault(id)}");
        return events;
    }

    /// <summary>A host started on what was left: every open task is in its owner's inbox once, reminders and all other views are what follows from the events.</summary>
    private async Task GoesOn(Crash crash)
    {
        await using var host = await TestHost.Started(crash.Folder, now: TimeProvider.System.GetUtcNow(), definitions: _definitions.Folder, store: TestStore.Sqlite, seed: false);
        List<string> cases = [.. (await All(host.Store, Container.Cases)).Where(d => d.Id == "case").Select(d => d.Partition)];
        var views = await TestHost.Eventually(() => ViewCheck.Run(host.Store, host.Clock, write: false, default), v => v.Waiting == 0);
        Assert.True(views.Total.IsRight, views.Total.ToString());
        var held = new List<string>();
        foreach (var person in Everyone) held.AddRange((await host.Get(person, "/api/tasks?limit=200")).Items().Select(t => t!.Text("case")));
        Assert.Equal(cases.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
    }

    private static async Task<List<StoredDocument>> All(IDocumentStore store, Container container)
    {
        var all = new List<StoredDocument>();
        string? token = null;
        while (await store.Changes(container, token, 1_000, default) is { Items.IsEmpty: false } page)
        {
            all.AddRange(page.Items);
            token = page.Token;
        }

        return all;
    }
}

/// <summary>A test that looks at the threads of a process, which Linux shows in /proc.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProcFactAttribute : FactAttribute
{
    public ProcFactAttribute() => Skip = Directory.Exists("/proc/self/task") ? null : "The threads of a process are looked at in /proc, which only Linux has; KillTests kill everywhere.";
}
