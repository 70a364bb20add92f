using System.Text.Json.Nodes;

namespace HrCollab.Engine.Kernel;

/// <summary>Holds a definition to what the group fixed: the part itself, what decides whether it is ever reached, and where it stands among the rest.</summary>
/// <param name="root">What the group says.</param>
/// <param name="whole">The file of the subsidiary.</param>
/// <param name="now">What it says with what it inherits.</param>
/// <param name="said">Where the group fixes it.</param>
/// <param name="deciding">Which entries of a list of an object decide whether another of it is reached.</param>
/// <param name="report">Takes the findings.</param>
internal sealed class FixedParts(JsonObject root, DefinitionFile whole, JsonObject now, SourceRef said, Func<JsonObject, string, Deciding> deciding, Action<Diagnostic> report)
{
    private readonly Dictionary<string, (JsonNode? Node, string Pointer)> _parts = Parts.Of(root);
    private readonly Dictionary<string, (JsonNode? Node, string Pointer)> _held = Parts.Of(now);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public void Check(IEnumerable<string> words)
    {
        foreach (var place in words.SelectMany(w => Parts.Meant(w, _parts.Keys)).Distinct(StringComparer.Ordinal))
        {
            if (!_held.TryGetValue(place, out var part))
            {
                report(InheritanceFindings.FixedRemoved.At(whole, Inheritance.Taken, place, said));
                continue;
            }

            if (!JsonNode.DeepEquals(part.Node, _parts[place].Node)) report(InheritanceFindings.FixedChanged.At(whole, Said(part.Pointer), place, said));
            Descend(root, now, place, "", "");
        }
    }

    /// <summary>Goes down to a fixed part through what holds it.</summary>
    private void Descend(JsonObject group, JsonObject own, string part, string place, string pointer)
    {
        foreach (var (name, value) in group)
        {
            var (at, step) = ($"{place}/{name}", $"{pointer}/{JsonPointer.Escape(name)}");
            if (!part.StartsWith(at + "/", StringComparison.Ordinal)) continue;
            if (value is JsonObject inner && own[name] is JsonObject theirs)
            {
                Plain(inner, theirs, part, at, step);
                Descend(inner, theirs, part, at, step);
            }
            else if (Parts.Are(value) && Parts.Are(own[name]))
            {
                Listed((JsonArray)value!, (JsonArray)own[name]!, deciding(group, name), part, at, step);
            }

            return;
        }
    }

    /// <summary>What stood before the part still does, and nothing is taken in its stead that the group would not take.</summary>
    private void Listed(JsonArray group, JsonArray own, Deciding deciding, string part, string place, string pointer)
    {
        var ids = group.Select(n => Parts.Id(n)!).ToList();
        var i = ids.FindIndex(id => part == $"{place}/{id}" || part.StartsWith($"{place}/{id}/", StringComparison.Ordinal));
        var held = own.Select(n => Parts.Id(n)!).ToList();
        var j = i < 0 ? -1 : held.IndexOf(ids[i]);
        if (j < 0) return; // it is gone, which has been said
        var (before, after) = (ids.Take(i).ToHashSet(StringComparer.Ordinal), ids.Skip(i + 1).ToHashSet(StringComparer.Ordinal));
        if (held.Take(j).Any(after.Contains) || held.Skip(j + 1).Any(before.Contains)) Tell(InheritanceFindings.FixedMoved, pointer, part, $"{place}/{ids[i]}");
        for (var k = 0; k < held.Count && deciding is not Deciding.None && (k < j || deciding is Deciding.All); k++)
        {
            if (k == j) continue;
            var same = ids.IndexOf(held[k]);
            if (same < 0 || (deciding is Deciding.All && !JsonNode.DeepEquals(own[k], group[same]))) Tell(InheritanceFindings.FixedReached, $"{pointer}/{k}", part, $"{place}/{held[k]}");
            else if (!JsonNode.DeepEquals(own[k]!["when"], group[same]!["when"])) Tell(InheritanceFindings.FixedReached, $"{pointer}/{k}/when", part, $"{place}/{held[k]}/when");
        }

        if (part == $"{place}/{ids[i]}") return;
        var (inner, theirs) = ((JsonObject)group[i]!, (JsonObject)own[j]!);
        Plain(inner, theirs, part, $"{place}/{ids[i]}", $"{pointer}/{j}");
        Descend(inner, theirs, part, $"{place}/{ids[i]}", $"{pointer}/{j}");
    }

    /// <summary>What an enclosing part says for itself, such as its condition; the lists in it are looked at on the way down.</summary>
    private void Plain(JsonObject group, JsonObject own, string part, string place, string pointer)
    {
        foreach (var name in group.Concat(own).Select(m => m.Key).Distinct(StringComparer.Ordinal))
        {
            if (!Holds(group[name]) && !Holds(own[name]) && !JsonNode.DeepEquals(group[name], own[name]))
                Tell(InheritanceFindings.FixedReached, $"{pointer}/{JsonPointer.Escape(name)}", part, $"{place}/{name}");
        }
    }

    private void Tell(DiagnosticCode code, string pointer, string part, string around)
    {
        if (_told.Add($"{code.Code} {pointer}")) report(code.At(whole, Said(pointer), part, around, said));
    }

    /// <summary>Where the subsidiary says it: what the group alone says differs only by what is taken away from it.</summary>
    private string Said(string pointer) => SubsidiaryNames.OfPath(whole.At(pointer).File) is null ? Inheritance.Taken : pointer;

    private static bool Holds(JsonNode? node) => Parts.Are(node) || (node is JsonObject members && Parts.Has(members));
}

/// <summary>Which entries of a list decide whether another one of it is reached.</summary>
internal enum Deciding
{
    /// <summary>None: each stands for itself.</summary>
    None,

    /// <summary>Those before it: the first that holds is taken.</summary>
    Before,

    /// <summary>Every other: one of them is enough.</summary>
    All,
}
