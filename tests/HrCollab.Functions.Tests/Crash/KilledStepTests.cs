using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>The process is killed while a finish is on its way: whenever that is, the next task is there exactly once after the restart.</summary>
public sealed class KilledStepTests : IDisposable
{
    private static readonly (string Step, string Next)[] Steps = [("release", "receive"), ("receive", "hrbp"), ("hrbp", "approval")];
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WorkedAround(TimeProvider.System.GetUtcNow());
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-kill-step-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _definitions.Dispose();
    }

    [Fact]
    public async Task S6_KilledBetweenFinishAndNext_ExactlyOneNextTaskIsThereAfterTheRestart()
    {
        await using var host = new KilledHost(_folder, "--Definitions:Path", _definitions.Folder);
        await host.Start();
        await host.SignIn(["E0001", "E0002", "E0003", "E0007", "E0008"]);
        var effective = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var submitted = (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = effective } }, "submit")).Is(HttpStatusCode.Created).Json;
        var id = submitted.Text("case");
        var task = submitted["tasks"]!.AsArray().Single()!;
        var kills = 0;
        foreach (var (step, next) in Steps)
        {
            Assert.Equal(step, task.Text("step"));
            var finish = host.Post(task.Text("owner"), $"/api/cases/{id}/tasks/{task.Text("id")}/approve", Journey.Agreed(task), $"finish-{step}");
            Assert.False(finish.IsCompleted); // it is on its way
            await host.KillAndStart();
            kills++;
            (await finish).Is(HttpStatusCode.OK); // answered before the kill, or repeated with its key after it

            await host.KillAndStart(); // what is judged is what the file holds
            kills++;
            var shown = (await host.Get("E0007", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json;
            task = Assert.Single(shown["tasks"]!.AsArray())!;
            Assert.Equal(next, task.Text("step"));
            var trace = (await host.Get("E0007", $"/api/cases/{id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray();
            Assert.Single(trace, e => e!.Text("type") == "task.opened" && e!["step"]?.GetValue<string>() == next);
            Assert.Single(trace, e => e!.Text("type") == "task.closed" && e!["step"]?.GetValue<string>() == step);
            Assert.Single(await Held(host, task.Text("owner"), id));
        }

        Assert.Equal(2 * Steps.Length, kills);
    }

    /// <summary>What the inbox of a person has of the case.</summary>
    private static async Task<List<JsonNode>> Held(KilledHost host, string person, string id)
    {
        var seen = await TestHost.Eventually(async () => (await host.Get(person, "/api/tasks")).Items(), items => items.Texts("case").Contains(id));
        return [.. seen.Where(t => t!.Text("case") == id).OfType<JsonNode>()];
    }
}
