using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;

namespace HrCollab.Functions.Publishing;

/// <summary>What the ids of one page are called: departments and people as the company calls them today, workflows and steps as the definitions do.</summary>
internal sealed class ReplayNames(Organization organization)
{
    private readonly SortedDictionary<string, string> _departments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _people = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Text> _workflows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Text> _steps = new(StringComparer.Ordinal);

    /// <summary>The workflow and the steps that a submission takes on either side.</summary>
    public void Add(string workflow, Text? title, params ReadOnlySpan<ReplayedOutcome> outcomes)
    {
        if (title is not null) _workflows.TryAdd(workflow, title);
        foreach (var outcome in outcomes)
        {
            foreach (var step in outcome.Route) _steps.TryAdd($"{workflow}/{step.Step}", step.Title);
        }
    }

    public void Department(string? id)
    {
        if (id is not null && organization.Department(id) is { } department) _departments[id] = department.Name;
    }

    /// <summary>People as a list of keys names them; only of what the reader sees.</summary>
    public void People(string keys)
    {
        foreach (var key in keys.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            if (organization.Person(key) is { } person) _people[key] = person.Name;
        }
    }

    public JsonObject Json() => new()
    {
        ["departments"] = new JsonObject(_departments.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
        ["people"] = new JsonObject(_people.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
        ["workflows"] = new JsonObject(_workflows.Select(w => KeyValuePair.Create(w.Key, (JsonNode?)Both(w.Value)))),
        ["steps"] = new JsonObject(_steps.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)Both(s.Value)))),
    };

    /// <summary>A text in both languages: a replay is read later, in whichever.</summary>
    public static JsonObject Both(Text text) => new() { ["zh"] = text.Zh, ["en"] = text.En };
}
