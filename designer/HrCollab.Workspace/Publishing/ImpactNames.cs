using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Publishing;

/// <summary>What the ids of a replay are called, as the host says; an id it does not name stays as it is.</summary>
public sealed class ImpactNames
{
    private readonly Dictionary<(string What, string Id), Text> _names = [];

    /// <summary>A department.</summary>
    public string Department(string? id) => id is null or "" ? "—" : Find("departments", id).Zh;

    /// <summary>People, whose keys a replay writes with commas between them; a dash for nobody.</summary>
    public Text People(string? keys)
    {
        var names = (keys ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(k => Find("people", k).Zh).ToList();
        return names.Count == 0 ? new Text("无人", "nobody") : new Text(string.Join('、', names), string.Join(", ", names));
    }

    /// <summary>A workflow.</summary>
    public Text Workflow(string id) => Find("workflows", id);

    /// <summary>A step of a workflow.</summary>
    public Text Step(string workflow, string step) => _names.GetValueOrDefault(("steps", $"{workflow}/{step}")) ?? Text.Same(step);

    internal void Add(JsonObject? names)
    {
        foreach (var (what, named) in names ?? [])
        {
            foreach (var (id, name) in named as JsonObject ?? []) _names[(what, id)] = Naming.TextOf(name) ?? Text.Same(name?.ToString() ?? id);
        }
    }

    private Text Find(string what, string id) => _names.GetValueOrDefault((what, id)) ?? Text.Same(id);
}
