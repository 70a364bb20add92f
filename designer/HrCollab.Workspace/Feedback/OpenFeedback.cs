using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine;

namespace HrCollab.Workspace.Feedback;

/// <summary>Open feedback on an element of a definition, as a host tells it.</summary>
/// <param name="Id">Its id, for the trailer of the commit that answers it.</param>
/// <param name="File">Path of the definition; empty for a kind that is not known here.</param>
/// <param name="Place">Members and ids that lead to the element; empty for the definition as a whole.</param>
/// <param name="Definition">What the definition was called, in the language that was asked for.</param>
/// <param name="Title">What the element was called; null for the definition as a whole.</param>
/// <param name="Said">What was said.</param>
/// <param name="Department">Name of the department it comes from.</param>
/// <param name="At">When.</param>
/// <param name="AgeDays">Full days since.</param>
public sealed record OpenFeedback(string Id, string File, string Place, string Definition, string? Title, string Said, string Department, DateTimeOffset At, int AgeDays)
{
    internal static OpenFeedback Read(JsonNode? node)
    {
        var (kind, id) = (node!["element"]!["kind"]!.GetValue<string>(), node["element"]!["id"]!.GetValue<string>());
        return new OpenFeedback(
            node["id"]!.GetValue<string>(), DefinitionKinds.All.FirstOrDefault(k => k.Folder == kind)?.PathOf(id) ?? "", node["element"]!["place"]!.GetValue<string>(),
            node["definition"]!.GetValue<string>(), node["title"]?.GetValue<string>(), node["text"]!.GetValue<string>(), node["department"]!["name"]!.GetValue<string>(),
            DateTimeOffset.Parse(node["at"]!.GetValue<string>(), CultureInfo.InvariantCulture), node["ageDays"]!.GetValue<int>());
    }
}
