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
/// stand-in, which charges by the published table of sizes.
/// </summary>
public sealed class HotRouteTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.3;
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
                var before = await Counts();
                await act();
                await Settled(host);
                measured[name] = Act.Between(before, await Counts());
            }

            Task<JsonNode> Counts() => CosmosAccount.Control("counts", new { database });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object Transfer(string subject) => new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    private static async Task Settled(TestHost host)
    {
        var projector = host.Services.GetRequiredService<ProjectorSignal>();
        while (projector.Behind > 0) await projector.CaughtUp(default);
    }

    /// <summary>Prints what was measured beside what the model says; with HRCOLLAB_UPDATE=1 the model takes it over.</summary>
    private void Compare(SortedDictionary<string, Act> measured)
    {
        if (Environment.GetEnvironmentVariable("HRCOLLAB_UPDATE") == "1")
            File.WriteAllText(Model, JsonSerializer.Serialize(measured, Written).ReplaceLineEndings("\n") + "\n");
        var model = JsonSerializer.Deserialize<Dictionary<string, Act>>(File.ReadAllText(Model), Written)!;
        output.WriteLine("act              | RU to the answer | with views | model");
        foreach (var (name, act) in measured)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} | {act.Answer,16:0.0} | {act.Answer + act.Later,10:0.0} | {model[name].Answer:0.0} / {model[name].Answer + model[name].Later:0.0}"));
            Assert.True(
                Near(act.Answer + act.Later, model[name].Answer + model[name].Later),
                $"{name} costs {act.Answer + act.Later:0.0} RU; the model says {model[name].Answer + model[name].Later:0.0}. HRCOLLAB_UPDATE=1 takes it over.");
        }
    }

    /// <summary>Within the tolerance, or what those who follow the feeds may still read of the act before: they end when they like.</summary>
    private static bool Near(double measured, double model) => Math.Abs(measured - model) <= Math.Max(25, Tolerance * model);

    private static readonly JsonSerializerOptions Written = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Request units of an act: to its answer (commits and reads of cases, records and what the host keeps), and afterwards for the views.</summary>
    public sealed record Act(double Answer, double Later, int Documents)
    {
        public static Act Between(JsonNode before, JsonNode after)
        {
            var spent = after["charges"]!.AsObject().ToDictionary(c => c.Key, c => c.Value!.GetValue<double>() - (before["charges"]![c.Key]?.GetValue<double>() ?? 0), StringComparer.Ordinal);
            var later = spent.Where(s => s.Key.StartsWith("feed", StringComparison.Ordinal) || s.Key == "batch views").Sum(s => s.Value);
            return new(Math.Round(spent.Values.Sum() - later, 1), Math.Round(later, 1), after["documents"]!.GetValue<int>() - before["documents"]!.GetValue<int>());
        }
    }
}
