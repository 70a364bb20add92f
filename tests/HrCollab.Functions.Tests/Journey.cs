using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests;

/// <summary>A case as its people carry it on over HTTP; nothing is read or written beside the API.</summary>
public sealed class Journey
{
    /// <summary>Evidence by the id of a check, for checks whose evidence has a form.</summary>
    private static readonly Dictionary<string, string> Evidence = new(StringComparer.Ordinal)
    {
        ["changedAt"] = "2026-09-16T09:30:00+08:00",
        ["revokedAt"] = "2026-09-16T09:45:00+08:00",
        ["signedOn"] = "2026-09-16",
        ["issuedOn"] = "2026-09-16",
        ["arrivedOn"] = "2026-09-16",
        ["education"] = "2026-09-16",
        ["accountName"] = "new.person",
        ["mailbox"] = "new.person@beichen.example",
    };

    private Journey(FrontDoor host, string id, string viewer) => (Host, Id, Viewer) = (host, id, viewer);

    public FrontDoor Host { get; }

    public string Id { get; }

    public string Viewer { get; }

    /// <summary>Submits a form and stands at its case.</summary>
    public static async Task<Journey> Submitted(FrontDoor host, string submitter, string form, object body, string? key = null)
    {
        var created = (await host.Post(submitter, $"/api/forms/{form}/submissions", body, key)).Is(HttpStatusCode.Created).Json;
        return new Journey(host, created.Text("case"), submitter);
    }

    public static Journey Of(FrontDoor host, string id, string viewer) => new(host, id, viewer);

    public async Task<JsonNode> Case(string? viewer = null) => (await Host.Get(viewer ?? Viewer, $"/api/cases/{Id}")).Is(HttpStatusCode.OK).Json;

    public async Task<JsonArray> Trace() => (await Host.Get(Viewer, $"/api/cases/{Id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray();

    public async Task<List<string>> OpenSteps() => [.. (await Case())["tasks"]!.AsArray().Select(t => t!.Text("step")).Order(StringComparer.Ordinal)];

    /// <summary>The open task of a step.</summary>
    public async Task<JsonNode> Task(string step)
    {
        var tasks = (await Case())["tasks"]!.AsArray();
        return tasks.SingleOrDefault(t => t!.Text("step") == step) ?? throw new InvalidOperationException($"No open task of {step}: {tasks.ToJsonString()}");
    }

    /// <summary>Any act by anyone, with whatever answer comes.</summary>
    public async Task<Answer> Try(string person, string step, string action, object? body = null, string? key = null) =>
        await Host.Post(person, $"/api/cases/{Id}/tasks/{(await Task(step)).Text("id")}/{action}", body, key);

    /// <summary>The owner approves, with every check of the work standard ticked.</summary>
    public async Task<JsonNode> Approve(string step)
    {
        var task = await Task(step);
        return (await Host.Post(task.Text("owner"), $"/api/cases/{Id}/tasks/{task.Text("id")}/approve", Agreed(task))).Is(HttpStatusCode.OK).Json;
    }

    /// <summary>Consent to a task with its mandatory checks ticked.</summary>
    public static object Agreed(JsonNode task, string comment = "同意") =>
        new { comment, checks = Marks([.. task["checks"]!.AsArray().Where(c => c!["mandatory"]!.GetValue<bool>()).Select(c => c!.Text("id"))]) };

    /// <summary>The owner completes, with evidence for every check that the matrix asks for.</summary>
    public async Task<JsonNode> Complete(string step, params string[] checks)
    {
        var task = await Task(step);
        return (await Host.Post(task.Text("owner"), $"/api/cases/{Id}/tasks/{task.Text("id")}/complete", new { checks = Marks(checks) })).Is(HttpStatusCode.OK).Json;
    }

    /// <summary>Checks as done, with evidence that fits; "id=text" gives a text of one's own.</summary>
    public static Dictionary<string, object> Marks(params string[] checks) => checks.Select(c => c.Split('=', 2)).ToDictionary(
        c => c[0], c => (object)new { done = true, evidence = c.Length > 1 ? c[1] : Evidence.GetValueOrDefault(c[0], "见附件") }, StringComparer.Ordinal);

    /// <summary>Waits until the case has the state, for what effects finish after a commit.</summary>
    public Task<JsonNode> Reaches(string state) => TestHost.Eventually(Later, c => c.Text("state") == state);

    /// <summary>Waits until a step has an open task, for steps that follow an effect.</summary>
    public Task<JsonNode> Opens(string step) => TestHost.Eventually(Later, c => c["tasks"]!.AsArray().Texts("step").Contains(step));

    /// <summary>The case a second later by its clock, so that whoever polls looks again.</summary>
    private Task<JsonNode> Later()
    {
        Host.Advance(TimeSpan.FromSeconds(1));
        return Case();
    }
}

/// <summary>Short ways to read JSON in tests.</summary>
internal static class Reading
{
    public static string Text(this JsonNode node, string member) => node[member]?.GetValue<string>() ?? throw new InvalidOperationException($"No {member} in {node.ToJsonString()}");

    public static JsonArray Items(this Answer answer) => answer.Is(HttpStatusCode.OK).Json["items"]!.AsArray();

    public static List<string> Texts(this JsonArray items, string member) => [.. items.Select(i => i!.Text(member))];
}
