using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Merging;

/// <summary>Both sides of a conflict in words: a value as in the sentences of a difference, a whole row member by member.</summary>
internal sealed class ConflictText(string path)
{
    private const int Deepest = 2;

    private readonly string _kind = DefinitionKinds.All.FirstOrDefault(k => k.Owns(path))?.Suffix ?? "manifest";

    public ConflictWords Of(string place, JsonNode? origin, JsonNode? ours, JsonNode? theirs)
    {
        var steps = place.Split('/');
        Func<JsonNode?, Text> say = steps.Length > 1 && steps[^2] == "allow" ? n => ValueText.Letters(Elements.String(n))
            : steps.Length > 1 && steps[^2] is "when" or "then" ? n => n is null ? ValueText.Of(n) : ValueText.Cell(n)
            : n => Value(n, 0);
        return new ConflictWords(say(origin), say(ours), say(theirs));
    }

    private Text Value(JsonNode? node, int depth) => node is JsonObject owner && Naming.TextOf(owner) is null && depth < Deepest && owner.Count > 0 && !IsParty(owner)
        ? Joined(owner.Where(m => m.Key != "$schema").Select(m => new Text($"{MemberWords.Label(_kind, m.Key).Zh}:{Value(m.Value, depth + 1).Zh}", $"{MemberWords.Label(_kind, m.Key).En}: {Value(m.Value, depth + 1).En}")))
        : ValueText.Of(node);

    private static bool IsParty(JsonObject owner) => owner["id"] is null && (owner.ContainsKey("duty") || owner.ContainsKey("person") || owner.ContainsKey("relation"));

    private static Text Joined(IEnumerable<Text> parts)
    {
        var all = parts.ToList();
        return new Text(string.Join(';', all.Select(p => p.Zh)), string.Join("; ", all.Select(p => p.En)));
    }
}
