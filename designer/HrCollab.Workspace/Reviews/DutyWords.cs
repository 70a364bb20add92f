using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Reviews;

/// <summary>Duties by the titles that a list of them gives; one that it does not name by its code. The list need not be sound, and may be missing.</summary>
internal sealed class DutyWords(DefinitionFile? list)
{
    /// <summary>The list of the company's duties.</summary>
    public const string Path = "codeLists/duties.codeList.json";

    private readonly JsonArray _values = list is null ? [] : (Elements.Parse(list.Utf8) as JsonObject)?["values"] as JsonArray ?? [];

    /// <summary>All of them, one after the other.</summary>
    public Text All(IReadOnlyCollection<string> duties)
    {
        var titles = duties.Select(duty => Naming.TextOf(_values.OfType<JsonObject>().FirstOrDefault(v => Elements.String(v["code"]) == duty)?["title"]) ?? Text.Same(duty)).ToList();
        return new Text(string.Join('、', titles.Select(t => t.Zh)), string.Join(", ", titles.Select(t => t.En)));
    }
}
