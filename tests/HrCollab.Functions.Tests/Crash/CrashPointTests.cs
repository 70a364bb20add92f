using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Storage.Tools;
using HrCollab.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>
/// A hundred crashes at random moments of one run of submissions and approvals by several clients, while reminders and effects come due. After each:
/// whatever was acknowledged is there once, what was not is there whole or not at all, every notice and effect was given once or still waits to be,
/// and from there the host goes on without a task, reminder, effect or event lost or doubled.
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output) : IDisposable
{
    private const int Crashes = 100;
    private const int Clients = 4;
    private const int HostsStarted = 4;
    private const int Reminders = 40;
    private const int CrashesBefore = 10;
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private static readonly string[] Chain = ["release", "receive", "hrbp", "approval"];
    private static readonly string[] Prepared = ["accounts", "handover", "seat"];
    private static readonly string[] Subjects = ["E0024", "E0025", "E0026", "E0042"];

    /// <summary>Who moves today, once each: their effects are due as soon as all four have decided.</summary>
    private static readonly string[] Movers = ["E0027", "E0028", "E0029", "E0030", "E0031", "E0032", "E0033"];
    private static readonly string[] Everyone = [.. Enumerable.Range(1, 60).Except([54, 59]).Select(i => $"E{i:D4}")];
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WorkedAround(TimeProvider.System.GetUtcNow())
        .With(Matrix, "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"").With(Matrix, "\"remind\": [\"1 wd before\"]", "\"remind\": [\"2 wd before\"]");
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-crash-").FullName;
    private readonly ConcurrentDictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private int _stopped;
    private int _crashed;

    private sealed record Crash(string Folder, ImmutableDictionary<string, long> Acknowledged);

    /// <summary>What was found in the files of a crash.</summary>
    private sealed record Found(long Events, int Reminded, int Applied);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _definitions.Dispose();
    }

    [ProcFact]
    public async Task S51_HundredCrashesAtRandomMoments_LoseNothingAcknowledged_AndDoubleNothing()
    {
        var waiting = await Waiting();
        using var port = new OwnPort();
        await using var host = new KilledHost(_folder, "--Definitions:Path", _definitions.Folder, "--" + CustomHandler.PortVariable, port.Number.ToString(CultureInfo.InvariantCulture));
        await host.Start();
        await host.SignIn(Everyone);
        var clients = Enumerable.Range(0, Clients).Select(c => Task.Run(() => Work(host, c))).ToList();
        var timer = Task.Run(() => Remind(port));
        var crashes = await Crashed(host, Task.WhenAll([.. clients, timer]));
        await Task.WhenAll([.. clients, timer]);

        var states = crashes.Select(c => c.Acknowledged.Values.Sum()).Distinct().ToList();
        var found = new ConcurrentBag<Found>();
        await Parallel.ForEachAsync(crashes, async (crash, _) => found.Add(await Holds(crash, waiting)));
        var step = crashes.Count / HostsStarted;
        foreach (var crash in crashes.Where((_, i) => i % step == step - 1)) await GoesOn(crash, waiting);
        var (reminded, applied) = (found.Select(f => f.Reminded).Distinct().Order().ToList(), found.Select(f => f.Applied).Distinct().Order().ToList());
        output.WriteLine($"{crashes.Count} crashes, {states.Count} different states, {states[0]} to {states[^1]} commands acknowledged, {found.Sum(f => f.Events)} events looked at, {HostsStarted} hosts started on what was left");
        output.WriteLine($"reminders given at a crash: {string.Join(' ', reminded)}; effects applied: {string.Join(' ', applied)}");
        Assert.Equal(Crashes, crashes.Count);
        Assert.True(states.Count > Crashes / 10, "The crashes have met too few states.");
        Assert.True(reminded.Count > 2 && applied.Count > 2, "The crashes have met no reminder or effect under way.");
    }

    /// <summary>Two days ago, in the same files: cases whose first task is due tomorrow and of which somebody was to be reminded yesterday.</summary>
    private async Task<HashSet<string>> Waiting()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var before = await TestHost.Started(_folder, now.AddDays(-2), _definitions.Folder, store: TestStore.Sqlite);
        var cases = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Reminders; i++)
            cases.Add((await before.Post("E0001", "/api/forms/transfer/submissions", Transfer(Subjects[i % Subjects.Length], 60), $"waiting-{i}")).Is(HttpStatusCode.Created).Json.Text("case"));
        await TestHost.Eventually(() => Rows(before.Store), rows => cases.IsSubsetOf(rows));
        return cases;
    }

    /// <summary>Once crashes are under way a Functions host calls the timer again and again, while the process looks by itself too.</summary>
    private async Task Remind(OwnPort port)
    {
        using var http = new HttpClient { Timeout = TestHost.Patience };
        await TestHost.Eventually(() => Task.FromResult(Volatile.Read(ref _crashed)), crashed => crashed >= CrashesBefore);
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port.Number}/RemindAndEscalate");
            FunctionsHost.Stamp(request);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        while (Volatile.Read(ref _stopped) == 0);
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
            Volatile.Write(ref _crashed, crashes.Count);
        }

        Volatile.Write(ref _stopped, 1);
        return crashes;
    }

    /// <summary>Transfers, each approved by none to three of the four who decide, and now and then one by all four that takes effect today, until there are enough crashes.</summary>
    private async Task Work(KilledHost host, int client)
    {
        var movers = new Queue<string>(Movers.Where((_, i) => i % Clients == client));
        for (var n = 0; Volatile.Read(ref _stopped) == 0; n++)
        {
            var mover = n % 4 == 1 && movers.TryDequeue(out var moves) ? moves : null;
            var body = mover is null ? Transfer(Subjects[((n * Clients) + client) % Subjects.Length], 60) : Transfer(mover, 0);
            var answer = (await host.Post("E0001", "/api/forms/transfer/submissions", body, $"submit-{client}-{n}")).Is(HttpStatusCode.Created).Json;
            var id = answer.Text("case");
            _acknowledged[id] = 1;
            for (var i = 0; i < (mover is null ? n % 4 : Chain.Length); i++)
            {
                var task = answer["tasks"]!.AsArray().Single()!;
                answer = (await host.Post(task.Text("owner"), $"/api/cases/{id}/tasks/{task.Text("id")}/approve", Journey.Agreed(task), $"approve-{client}-{n}-{i}")).Is(HttpStatusCode.OK).Json;
                _acknowledged[id] = 2 + i;
            }
        }
    }

    private static object Transfer(string subject, int days)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        return new { subject, input = new { newDepartment = "rd2", effectiveDate = today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) } };
    }

    /// <summary>
    /// Every case of the files: as many commands as its version says, each once, and a key for each; its open tasks are those opened and not closed.
    /// A reminder was given once or its row waits; an effect is in its record once before its case says so, or is still to be carried out.
    /// </summary>
    private static async Task<Found> Holds(Crash crash, HashSet<string> waiting)
    {
        await using var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(crash.Folder, "store.db")), TimeProvider.System);
        var (events, reminded, applied) = (0L, 0, 0);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var rows = await Rows(store);
        var due = (await store.Query(Container.Host, EffectRow.Partition, EffectRow.Until(DateOnly.MaxValue.AddDays(-1)), default)).Items.Select(EffectRow.Read).Select(r => (r.Case, r.Step)).ToHashSet();
        var unread = await new FeedReader(store, "effects", Container.Cases).Waiting(default);
        var written = (await All(store, Container.Records)).Where(d => d.Id.StartsWith("e-", StringComparison.Ordinal)).Select(d => JsonNode.Parse(d.Body.Span)?["reason"]?.ToString() ?? "").ToList();
        foreach (var document in await All(store, Container.Cases))
        {
            if (document.Id != "case") continue;
            var id = document.Partition;
            var history = (await store.Query(Container.Cases, id, IdRange.Prefix("e-", 200), default)).Items.Select(i => JsonNode.Parse(i.Body.Span)!).ToList();
            found[id] = document.Version;
            events += history.Count;
            Assert.Equal(Enumerable.Range(1, (int)document.Version).Select(v => (long)v), history.Select(h => h["version"]!.GetValue<long>()));
            Assert.Equal(history.Count, history.Select(h => h.Text("command")).Distinct().Count());
            Assert.Equal(document.Version - 1, await store.Count(Container.Cases, id, IdRange.Prefix("k-"), default));
            var happened = history.SelectMany(h => h["events"]!.AsArray()).Select(e => (Type: e!.Text("type"), Step: e!["step"]?.GetValue<string>() ?? "")).ToLookup(e => e.Type, e => e.Step);
            var closed = happened["task.closed"].Count();
            Assert.Equal(Chain.Take(closed), happened["task.closed"]);
            Assert.Equal(Chain.Take(closed + 1), happened["task.opened"].Take(Chain.Length));
            Assert.Equal(closed == Chain.Length ? Prepared : [], happened["task.opened"].Skip(Chain.Length).Order());

            var notices = happened["task.reminded"].Count();
            Assert.Empty(happened["task.escalated"]);
            var completed = history.Count(h => h["events"]!.AsArray().Any(e => e!.Text("type") == "effect.applied"));
            Assert.Equal(document.Version, 1 + closed + notices + completed);
            if (!waiting.Contains(id)) Assert.Equal(0, notices);
            else if (notices == 0) Assert.True(rows.Contains(id), $"The reminder of {id} is neither given nor waiting.");
            else Assert.Equal("release", Assert.Single(happened["task.reminded"]));
            reminded += notices;

            var mine = written.Where(r => r.StartsWith(RecordReason.Of(id), StringComparison.Ordinal)).ToList();
            Assert.Equal(mine.Count, mine.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(happened["effect.applied"].Distinct(), happened["effect.applied"]);
            Assert.True(mine.Count >= completed, $"An effect of {id} is said to be applied and is in no record.");
            foreach (var step in happened["effect.scheduled"].Except(happened["effect.applied"])) Assert.True(due.Contains((id, step)) || unread > 0, $"The effect {step} of {id} is neither applied nor waiting.");
            applied += happened["effect.applied"].Count();
        }

        foreach (var (id, version) in crash.Acknowledged) Assert.True(found.GetValueOrDefault(id) >= version, $"{id} was acknowledged at version {version} and is at {found.GetValueOrDefault(id)}");
        Assert.True(waiting.IsSubsetOf(found.Keys));
        return new Found(events, reminded, applied);
    }

    /// <summary>
    /// A host started on what was left: every open task is in its owner's inbox once, every reminder and effect that was due is given once however often
    /// it is asked for, and all views are what follows from the events.
    /// </summary>
    private async Task GoesOn(Crash crash, HashSet<string> waiting)
    {
        await using var host = await TestHost.Started(crash.Folder, now: TimeProvider.System.GetUtcNow(), definitions: _definitions.Folder, store: TestStore.Sqlite, seed: false);
        for (var i = 0; i < 2; i++)
        {
            await host.Services.GetRequiredService<EffectRelay>().Pass(default);
            await host.Services.GetRequiredService<NoticeRelay>().Pass(default);
        }

        List<string> cases = [.. (await All(host.Store, Container.Cases)).Where(d => d.Id == "case").Select(d => d.Partition)];
        var views = await TestHost.Eventually(() => ViewCheck.Run(host.Store, host.Clock, write: false, default), v => v.Waiting == 0);
        Assert.True(views.Total.IsRight, views.Total.ToString());
        var (held, open) = (new List<string>(), new List<string>());
        foreach (var person in Everyone) held.AddRange((await host.Get(person, "/api/tasks?limit=200")).Items().Select(t => $"{person} {t!.Text("case")} {t!.Text("id")}"));
        foreach (var id in cases)
        {
            var events = (await host.Store.Query(Container.Cases, id, IdRange.Prefix("e-", 200), default)).Items.SelectMany(i => JsonNode.Parse(i.Body.Span)!["events"]!.AsArray()).ToList();
            Assert.Equal(waiting.Contains(id) ? 1 : 0, events.Count(e => e!.Text("type") == "task.reminded"));
            var applied = events.Where(e => e!.Text("type") == "effect.applied").Select(e => e!.Text("step")).ToList();
            Assert.Equal(applied.Distinct(), applied);
            Assert.Empty(events.Where(e => e!.Text("type") == "effect.scheduled").Select(e => e!.Text("step")).Except(applied));
            var shown = (await host.Get("E0001", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json["tasks"]!.AsArray();
            open.AddRange(shown.SelectMany(t => t!["owners"]!.AsArray().Texts("id").Select(o => $"{o} {id} {t!.Text("id")}")));
        }

        Assert.Equal(open.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
        Assert.Equal(waiting.Count, waiting.Intersect(cases).Count());
    }

    /// <summary>Cases of which somebody is to be reminded or told.</summary>
    private static async Task<HashSet<string>> Rows(IDocumentStore store)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, NoticeRow.Partition, new IdRange(Limit: 200) { After = after }, default);
            rows.UnionWith(page.Items.Select(i => NoticeRow.Read(i).Case));
            after = page.Next;
        }
        while (after is not null);
        return rows;
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
