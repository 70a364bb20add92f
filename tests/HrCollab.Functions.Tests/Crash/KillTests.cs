using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>
/// Two hundred submissions and approvals by several clients while the host is killed again and again at random times (S6 under load): whatever was
/// acknowledged is there once, and no task is lost or doubled.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Clients = 6;
    private const int Kills = 5;
    private const int Commands = 200;
    private static readonly string[] Chain = ["release", "receive", "hrbp", "approval"];

    /// <summary>Who works here, whenever the test runs: E0054 has left and E0059 will.</summary>
    private static readonly string[] Everyone = [.. Enumerable.Range(1, 60).Except([54, 59]).Select(i => $"E{i:D4}")];
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WorkedAround(TimeProvider.System.GetUtcNow());
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-kill-").FullName;
    private readonly ConcurrentDictionary<string, Command> _acknowledged = new(StringComparer.Ordinal);

    private sealed record Plan(int Number, string Subject, int Approvals, bool Today);

    private sealed record Command(string Person, string Path, object Body, string Answer);

    [Fact]
    public async Task S6_S51_KilledAtRandomTimes_EveryAcknowledgedCommandIsThereOnce_AndNoTaskIsLostOrDoubled()
    {
        await using var host = new KilledHost(_folder, "--Definitions:Path", _definitions.Folder);
        await host.Start();
        await host.SignIn(Everyone);
        var plans = Plans();
        Assert.Equal(Commands, plans.Sum(p => 1 + p.Approvals));

        var work = new ConcurrentQueue<Plan>(plans);
        var cases = new ConcurrentDictionary<int, string>();
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (work.TryDequeue(out var plan)) cases[plan.Number] = await CarryOut(host, plan);
        })).ToList();
        var kills = await KillAtRandomTimes(host, Task.WhenAll(clients));
        await Task.WhenAll(clients);
        Assert.Equal(Kills, kills); // fewer, when everything was done before
        await host.KillAndStart(); // what is judged is what the file holds
        Assert.True(host.Repeated > 0, "The kills have met no request.");
        Assert.Equal(Commands, _acknowledged.Count);

        var open = new List<string>();
        foreach (var plan in plans) open.AddRange(await OpenTasks(host, plan, cases[plan.Number]));
        Assert.Equal(cases.Values.Order(StringComparer.Ordinal), (await All(host, "E0001", "/api/cases")).Texts("id").Order(StringComparer.Ordinal));
        var held = new List<string>();
        foreach (var person in Everyone) held.AddRange((await All(host, person, "/api/tasks")).Select(t => $"{person} {t!.Text("case")} {t!.Text("id")}"));
        Assert.Equal(open.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));

        foreach (var plan in plans.Where(p => p.Today))
        {
            var record = (await host.Get("E0001", $"/api/records/person/{plan.Subject}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal("rd2", record["values"]!["employment"]!.Text("department"));
            Assert.Equal(2, record["version"]!.GetValue<int>()); // created, moved with its reporting line: each once
        }

        foreach (var (key, command) in _acknowledged)
            Assert.Equal(command.Answer, (await host.Post(command.Person, command.Path, command.Body, key)).Text);
        Assert.Equal(cases.Count, (await All(host, "E0001", "/api/cases")).Count);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _definitions.Dispose();
    }

    /// <summary>Four transfers that take effect today after every approval, and many that stop after none to three.</summary>
    private static List<Plan> Plans()
    {
        string[] today = ["E0029", "E0031", "E0032", "E0033"];
        string[] later = ["E0024", "E0025", "E0026", "E0027", "E0028", "E0030", "E0042"];
        return [.. today.Select((s, i) => new Plan(i, s, 4, true)), .. Enumerable.Range(4, 72).Select(i => new Plan(i, later[i % later.Length], i % 4, false))];
    }

    private async Task<string> CarryOut(KilledHost host, Plan plan)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var effective = (plan.Today ? today : today.AddDays(60)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = await Acknowledged(host, "E0001", "/api/forms/transfer/submissions", new { subject = plan.Subject, input = new { newDepartment = "rd2", effectiveDate = effective } }, $"submit-{plan.Number}");
        var id = answer.Text("case");
        for (var i = 0; i < plan.Approvals; i++)
        {
            var task = answer["tasks"]!.AsArray().Single()!;
            Assert.Equal(Chain[i], task.Text("step"));
            answer = await Acknowledged(host, task.Text("owner"), $"/api/cases/{id}/tasks/{task.Text("id")}/approve", Journey.Agreed(task, $"同意 {plan.Number}"), $"approve-{plan.Number}-{i}");
        }

        return id;
    }

    private async Task<JsonNode> Acknowledged(KilledHost host, string person, string path, object body, string key)
    {
        var answer = await host.Post(person, path, body, key);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text);
        Assert.True(_acknowledged.TryAdd(key, new Command(person, path, body, answer.Text)));
        return answer.Json;
    }

    /// <summary>Kills at moments that no answer decides, a seeded time after each start, while requests are on their way; says how often.</summary>
    private static async Task<int> KillAtRandomTimes(KilledHost host, Task clients)
    {
        var random = new Random(20260916);
        var (time, kills) = (TimeProvider.System, 0);
        while (kills < Kills)
        {
            if (await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 200)), time), clients) == clients) break;
            if (host.InFlight == 0) continue;
            kills++;
            await host.KillAndStart();
        }

        return kills;
    }

    /// <summary>The open tasks of a case by owner, after a look at everything that must be true of it.</summary>
    private static async Task<IEnumerable<string>> OpenTasks(KilledHost host, Plan plan, string id)
    {
        var version = 1 + plan.Approvals + (plan.Today ? 1 : 0);
        var shown = await TestHost.Eventually(async () => (await host.Get("E0001", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json, c => c["version"]!.GetValue<int>() == version);
        var tasks = shown["tasks"]!.AsArray();
        Assert.Equal(plan.Today ? ["accounts", "handover", "seat"] : [Chain[plan.Approvals]], tasks.Texts("step").Order());
        var happened = (await host.Get("E0001", $"/api/cases/{id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray();
        Assert.Equal(Chain.Take(plan.Approvals), happened.Where(e => e!.Text("type") == "task.closed").Select(e => e!.Text("step")));
        Assert.Equal(plan.Approvals + tasks.Count, happened.Count(e => e!.Text("type") == "task.opened"));
        return tasks.SelectMany(t => t!["owners"]!.AsArray().Texts("id").Select(o => $"{o} {id} {t!.Text("id")}"));
    }

    private static async Task<JsonArray> All(KilledHost host, string person, string path)
    {
        var items = new JsonArray();
        string? cursor = null;
        do
        {
            var page = (await host.Get(person, $"{path}?limit=200{(cursor is null ? "" : "&cursor=" + cursor)}")).Is(HttpStatusCode.OK).Json;
            foreach (var item in page["items"]!.AsArray()) items.Add(item!.DeepClone());
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }
}
