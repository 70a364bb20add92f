using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage.Tools;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>
/// Faults at the wire while people submit and approve: nothing is lost, nothing is there twice, and the views are what follows from the events. The
/// table of what was met is printed.
/// </summary>
public sealed class CosmosFaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Writers = 16;
    private const int Each = 4;
    private const int MostAttempts = 60;

    /// <summary>What the stand-in is ordered to do, by name.</summary>
    private static readonly (string Name, object[] Orders)[] Table =
    [
        ("no fault", []),
        ("429, too many requests", [new { on = "any", status = 429, retryAfter = 5, count = 30 }]),
        ("429, longer than a request waits", [new { on = "batch", status = 429, retryAfter = 5_000, count = 4 }]),
        ("449, retry with", [new { on = "batch", status = 449, count = 12 }]),
        ("503, service unavailable", [new { on = "any", status = 503, count = 20 }]),
        ("time-out of a read", [new { on = "read", hang = true, count = 2 }]),
        ("time-out after the commit", [new { on = "batch", hang = true, after = true, count = 2 }]),
        ("commit, then the connection drops", [new { on = "batch", drop = true, after = true, count = 12 }]),
        ("commit, then 503", [new { on = "batch", status = 503, after = true, count = 12 }]),
        ("412 storm", [new { on = "batch", storm = true, count = 12 }]),
        ("slow change feed", [new { on = "feed", delay = 150, count = 12 }]),
        ("change feed fails", [new { on = "feed", status = 503, count = 12 }]),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-faults-").FullName;
    private readonly Dictionary<string, (string Path, object Body, string Answer)> _acknowledged = new(StringComparer.Ordinal);
    private TestHost _host = null!;
    private int _busy;

    private string Database => "host-" + Path.GetFileName(_folder);

    public async Task InitializeAsync() => _host = CosmosAccount.NoStandIn is null ? await Started() : null!;

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [StandInFact]
    public async Task FaultsAtTheWire_LoseNothing_DoubleNothing_AndLeaveTheViewsRight()
    {
        var cases = new List<string>();
        output.WriteLine("fault                              | met | 503 | commits | cases | ms");
        foreach (var (name, orders) in Table)
        {
            var (before, watch) = (await Counts(), Stopwatch.StartNew());
            _busy = 0;
            foreach (var order in orders) await Order(order);
            cases.AddRange(await Task.WhenAll(Enumerable.Range(0, Each).Select(i => Work($"{name} {i}".Replace(' ', '-').Replace(',', '.')))));
            await CosmosAccount.Control("clear", new { database = Database });
            var after = await Counts();
            await Holds(name, cases);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-34} | {Met(before, after),3} | {_busy,3} | {after["batch"]!.GetValue<int>() - before["batch"]!.GetValue<int>(),7} | {cases.Count,5} | {watch.ElapsedMilliseconds}"));
            Assert.True(orders.Length == 0 || Met(before, after) > 0, $"{name}: nothing was met.");
        }

        await SixteenWritersOnOneCase(cases);
        await ProjectorStoppedBeforeItsPosition(cases);
        foreach (var (key, (path, body, answer)) in _acknowledged) Assert.Equal(answer, (await _host.Post(Person(path), path, body, key)).Text);
        await Holds("repeated", cases);
    }

    /// <summary>Sixteen approve the same task of one case at once, under a storm of refusals: one is heard.</summary>
    private async Task SixteenWritersOnOneCase(List<string> cases)
    {
        var id = await Submit("sixteen");
        cases.Add(id);
        await Order(new { on = "batch", storm = true, count = 20 });
        var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Post("E0002", $"/api/cases/{id}/tasks/release-1/approve", Consent("16"), $"sixteen-{w}")));
        await CosmosAccount.Control("clear", new { database = Database });
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(Writers - 1, answers.Count(a => a.Status == HttpStatusCode.Conflict));
        await Holds("sixteen writers", cases);
        output.WriteLine($"sixteen writers on one case: 1 heard, {Writers - 1} told that somebody was faster");
    }

    /// <summary>Rows are written and the position is not: the next process projects everything again.</summary>
    private async Task ProjectorStoppedBeforeItsPosition(List<string> cases)
    {
        await Order(new { on = "batch", partition = FollowedFeeds.Partition, text = "projector-cases", drop = true, count = 100_000 });
        cases.AddRange(await Task.WhenAll(Enumerable.Range(0, Each).Select(i => Work($"stopped {i}".Replace(' ', '-')))));
        await TestHost.Eventually(() => _host.Get("E0008", "/api/tasks?limit=200"), a => a.Status == HttpStatusCode.OK && a.Items().Texts("case").Contains(cases[^1]));
        var refused = Met(JsonNode.Parse("""{"faults":0}""")!, await Counts());
        await _host.DisposeAsync();
        await CosmosAccount.Control("clear", new { database = Database });
        _host = await Started();
        await Holds("projector stopped between rows and position", cases);
        output.WriteLine($"projector stopped between rows and position: started again, {cases.Count} cases as before ({refused} faults in all)");
    }

    /// <summary>A transfer, approved by the first who owes it; whatever is answered with 503 is sent again with its key.</summary>
    private async Task<string> Work(string name)
    {
        var id = await Submit(name);
        (await Post("E0002", $"/api/cases/{id}/tasks/release-1/approve", Consent(name), "approve-" + name)).Is(HttpStatusCode.OK);
        return id;
    }

    private async Task<string> Submit(string name)
    {
        var body = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };
        return (await Post("E0007", "/api/forms/transfer/submissions", body, "submit-" + name)).Is(HttpStatusCode.Created).Json.Text("case");
    }

    private static object Consent(string comment) => new { comment, checks = Journey.Marks("handover", "date") };

    private static string Person(string path) => path.EndsWith("submissions", StringComparison.Ordinal) ? "E0007" : "E0002";

    private async Task<Answer> Post(string person, string path, object body, string key)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await _host.Post(person, path, body, key);
            if (answer.Status == HttpStatusCode.ServiceUnavailable && attempt < MostAttempts)
            {
                Interlocked.Increment(ref _busy);
                continue;
            }

            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Created) lock (_acknowledged) _acknowledged[key] = (path, body, answer.Text);
            return answer;
        }
    }

    /// <summary>Every case is there once with every event once, its task is in one inbox once, and the views are what follows from the events.</summary>
    private async Task Holds(string after, List<string> cases)
    {
        await TestHost.Eventually(
            async () =>
            {
                _host.Advance(TimeSpan.FromSeconds(2)); // those who wait for the store to come back look again
                await _host.Services.GetRequiredService<ProjectorSignal>().CaughtUp(default);
                return _host.Services.GetRequiredService<ProjectorSignal>().Behind;
            },
            behind => behind == 0);
        var listed = (await Seen("E0001", "/api/cases?limit=200")).Items().Texts("id");
        Assert.True(cases.Order(StringComparer.Ordinal).SequenceEqual(listed.Order(StringComparer.Ordinal)), $"{after}: {listed.Count} cases, not {cases.Count}");
        var held = (await Seen("E0008", "/api/tasks?limit=200")).Items().Texts("case");
        Assert.Equal(cases.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
        foreach (var id in cases.TakeLast(Each))
        {
            var events = (await Seen("E0007", $"/api/cases/{id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray();
            Assert.Equal(["release"], events.Where(e => e!.Text("type") == "task.closed").Select(e => e!.Text("step")));
            Assert.Equal(2, events.Count(e => e!.Text("type") == "task.opened"));
        }

        var views = await ViewCheck.Run(_host.Store, _host.Clock, write: false, default);
        Assert.True(views.Total.IsRight, $"{after}: {views.Total}");
    }

    /// <summary>A read that found the store in time: on a busy machine two seconds are short.</summary>
    private Task<Answer> Seen(string person, string path) => TestHost.Eventually(() => _host.Get(person, path), a => a.Status != HttpStatusCode.ServiceUnavailable);

    private static int Met(JsonNode before, JsonNode after) => after["faults"]!.GetValue<int>() - before["faults"]!.GetValue<int>();

    private Task<JsonNode> Counts() => CosmosAccount.Control("counts", new { database = Database });

    private Task<JsonNode> Order(object order)
    {
        var named = System.Text.Json.JsonSerializer.SerializeToNode(order)!;
        named["database"] = Database;
        return CosmosAccount.Control("faults", named);
    }

    private Task<TestHost> Started() =>
        TestHost.Started(_folder, store: TestStore.Cosmos, settings:
            ["--Storage:Cosmos:RequestSeconds", "2", "--Storage:Cosmos:BackgroundSeconds", "4", "--Views:WaitSeconds", "1"]); // here the projector fails, and the clock says when it tries again
}
