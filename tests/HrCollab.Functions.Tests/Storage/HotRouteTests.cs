using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Functions.Projecting;
using HrCollab.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>
/// The hot routes on Cosmos DB: none asks across partitions, and each costs what the scale model counts with. The request units are those of the
/// stand-in, which charges by the published table of sizes. While an act is answered another instance has the turns of the feeds, so that what follows it is
/// measured by itself: both are the same in every run.
/// </summary>
public sealed class HotRouteTests(ITestOutputHelper output)
{
    /// <summary>Ids and times differ in length from run to run, and whoever wakes those who follow the feeds may wake them once more.</summary>
    private const double Tolerance = 0.05;
    private const double LaterTolerance = 0.15;
    private const double Least = 1;

    /// <summary>Where those lie who follow the feeds: turns, positions and what they look after.</summary>
    private static readonly string[] Followers = ["host feeds", "host effects", "host dead-letters", "host blocked", "host timers", "views leavers", "views notices"];
    /// <summary>Request units that the design counted with, for a commit or a read alone.</summary>
    private static readonly Dictionary<string, string> Estimates = new(StringComparer.Ordinal) { ["submit"] = "24", ["approve"] = "35", ["inbox"] = "3-4", ["person"] = "1.1" };

    private static readonly string Model = Path.Combine(Repository.Root, "tests", "HrCollab.Benchmarks", "Scale", "acts.json");

    [StandInFact]
    public async Task NoHotRoute_AsksAcrossPartitions_AndEachCostsWhatTheModelCountsWith()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-hot-").FullName;
        try
        {
            await using var host = await TestHost.Started(folder, store: TestStore.Cosmos);
            var database = "host-" + Path.GetFileName(folder);
            await CosmosAccount.Control("strict", new { database, on = true });
            var measured = new SortedDictionary<string, Act>(StringComparer.Ordinal);
            await Settled(host);
            var warm = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042")); // definitions and organisation are in memory from now on
            await warm.Approve("release");
            await host.Get("E0007", "/api/tasks");
            await Settled(host);

            Journey transfer = null!;
            await Costs("submit", async () => transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0030")));
            var task = await transfer.Task("release");
            await Costs("approve", () => host.Post("E0002", $"/api/cases/{transfer.Id}/tasks/{task.Text("id")}/approve", Journey.Agreed(task)));
            await Costs("change a record", async () =>
            {
                var read = await host.Get("E0001", "/api/records/department/sales");
                (await host.Patch("E0001", "/api/records/department/sales", new { duties = new { head = "E0040" } }, read.ETag)).Is(System.Net.HttpStatusCode.OK);
            });
            await Reads("inbox", "E0008", "/api/tasks");
            await Reads("case", "E0007", $"/api/cases/{transfer.Id}");
            await Reads("trace", "E0007", $"/api/cases/{transfer.Id}/trace");
            await Reads("cases", "E0007", "/api/cases");
            await Reads("person", "E0006", "/api/records/person/E0042");
            await Reads("people", "E0006", "/api/records/person");
            await Reads("forms", "E0007", "/api/forms");
            await Reads("form", "E0007", "/api/forms/transfer?subject=E0042");
            await Reads("board", "E0001", "/api/board");
            await Reads("me", "E0007", "/api/me");
            await Costs("preflight", () => host.Post("E0007", "/api/forms/transfer/preflight", Transfer("E0042")));

            var counts = await Counts();
            output.WriteLine($"queries across partitions: {counts["cross"]}");
            Assert.Equal(0, counts["cross"]!.GetValue<int>());
            Compare(measured);

            Task Reads(string name, string person, string path) => Costs(name, async () => (await host.Get(person, path)).Is(System.Net.HttpStatusCode.OK));

            async Task Costs(string name, Func<Task> act)
            {
                await Turns(host, "somebody else");
                var before = await Counts();
                await act();
                var answered = await Counts();
                await Turns(host, "");
                var released = await Counts();
                await Settled(host);
                var settled = await Counts();
                var written = Act.Written(before, settled);
                measured[name] = new Act(Act.Answered(before, answered), written == 0 ? 0 : Act.Spent(released, settled), written); // nothing written, nothing to follow: only the look that is always taken
            }

            Task<JsonNode> Counts() => CosmosAccount.Control("counts", new { database });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object Transfer(string subject) => new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    /// <summary>Gives the turns of the feeds to somebody for as long as an act takes, or to nobody.</summary>
    private static async Task Turns(TestHost host, string owner)
    {
        foreach (var name in (string[])["projector", "effects"])
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new FeedTurn(owner, host.Clock.GetUtcNow().AddHours(owner.Length), 0), FeedJson.Default.FeedTurn);
            await host.Store.Commit(new HrCollab.Functions.Storage.Batch(HrCollab.Functions.Storage.Container.Host, FollowedFeeds.Partition, [new HrCollab.Functions.Storage.Operation.Put(FollowedFeeds.TurnPrefix + name, body)]), default);
        }
    }

    private static async Task Settled(TestHost host)
    {
        do
        {
            await host.Services.GetRequiredService<Projector>().Pass(default);
            await host.Services.GetRequiredService<EffectRelay>().Pass(default);
        }
        while (host.Services.GetRequiredService<ProjectorSignal>().Behind > 0);
    }

    /// <summary>Prints what was measured beside what the model says; with HRCOLLAB_UPDATE=1 the model takes it over.</summary>
    private void Compare(SortedDictionary<string, Act> measured)
    {
        if (Environment.GetEnvironmentVariable("HRCOLLAB_UPDATE") == "1")
            File.WriteAllText(Model, JsonSerializer.Serialize(measured, Written).ReplaceLineEndings("\n") + "\n");
        var model = JsonSerializer.Deserialize<Dictionary<string, Act>>(File.ReadAllText(Model), Written)!;
        output.WriteLine("act              | RU to the answer | for the views | documents | model         | estimate of the design");
        foreach (var (name, act) in measured)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} | {act.Answer,16:0.0} | {act.Later,13:0.0} | {act.Documents,9} | {model[name].Answer,5:0.0} / {model[name].Later,5:0.0} | {Estimates.GetValueOrDefault(name, "")}"));
            Assert.True(
                Near(act.Answer, model[name].Answer, Tolerance) && Near(act.Later, model[name].Later, LaterTolerance) && act.Documents == model[name].Documents,
                $"{name} costs {act.Answer:0.0} RU and {act.Later:0.0} for the views, {act.Documents} documents; the model says {model[name].Answer:0.0} and {model[name].Later:0.0}, {model[name].Documents} documents. HRCOLLAB_UPDATE=1 takes it over.");
        }
    }

    private static bool Near(double measured, double model, double tolerance) => Math.Abs(measured - model) <= Math.Max(Least, tolerance * model);

    private static readonly JsonSerializerOptions Written = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Request units of an act: to its answer, and for what follows it (views, effects, and the turns of those who make them); documents it creates, rows of views too.</summary>
    public sealed record Act(double Answer, double Later, int Documents)
    {
        /// <summary>What the act itself cost; those who follow the feeds look meanwhile whose turn it is.</summary>
        public static double Answered(JsonNode before, JsonNode after) => Math.Round(Charges(before, after).Where(c => !IsOfFollowers(c.Key)).Sum(c => c.Value), 1);

        public static double Spent(JsonNode before, JsonNode after) => Math.Round(Charges(before, after).Sum(c => c.Value), 1);

        public static int Written(JsonNode before, JsonNode after) => after["documents"]!.GetValue<int>() - before["documents"]!.GetValue<int>();

        private static IEnumerable<KeyValuePair<string, double>> Charges(JsonNode before, JsonNode after) =>
            after["charges"]!.AsObject().Select(c => KeyValuePair.Create(c.Key, c.Value!.GetValue<double>() - (before["charges"]![c.Key]?.GetValue<double>() ?? 0)));

        private static bool IsOfFollowers(string charge) => charge.StartsWith("feed", StringComparison.Ordinal) || Array.Exists(Followers, f => charge.EndsWith(f, StringComparison.Ordinal));
    }
}
