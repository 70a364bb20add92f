using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Differences;

/// <summary>
/// What differs between two states of the definitions, in sentences of HR: one per change, none for order or layout, and what lets
/// somebody see or do more at the top with the number of people (X9).
/// </summary>
public static class SemanticDiff
{
    /// <summary>Compares two states.</summary>
    /// <param name="before">Files of the older state.</param>
    /// <param name="after">Files of the newer state.</param>
    /// <param name="company">The organisation under a set, for counting people; null: nobody is counted and permissions are compared cell by cell.</param>
    public static DefinitionDiff Of(ImmutableArray<DefinitionFile> before, ImmutableArray<DefinitionFile> after, Func<DefinitionSet, Organization>? company = null) =>
        Of(before, after, paths => company is not null && paths.Any(TouchesAccess) ? Access(before, after, company) : null);

    /// <summary>The same where access is known.</summary>
    internal static DefinitionDiff Of(ImmutableArray<DefinitionFile> before, ImmutableArray<DefinitionFile> after, Func<IReadOnlyList<string>, AccessDiff?> accessOf)
    {
        var (old, fresh) = (before.ToDictionary(f => f.Path, StringComparer.Ordinal), after.ToDictionary(f => f.Path, StringComparer.Ordinal));
        var paths = old.Keys.Union(fresh.Keys, StringComparer.Ordinal).Where(p => !p.StartsWith("schema/", StringComparison.Ordinal) && Differ(old.GetValueOrDefault(p), fresh.GetValueOrDefault(p)))
            .OrderBy(Rank).ThenBy(p => p, StringComparer.Ordinal).ToList();
        var trees = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var elements = new Dictionary<string, List<(string Place, string Pointer)>>(StringComparer.Ordinal);
        var access = accessOf(paths);
        var widening = access is null ? [] : AccessSentences.Of(access, c => Place(c, fresh)).ToList();
        var told = access?.Changes.Select(c => (c.Standard, c.Role)).ToHashSet() ?? [];
        var changes = paths.SelectMany(p => File(p, old.GetValueOrDefault(p), fresh.GetValueOrDefault(p), Tree)).Where(c => !IsTold(c, told, fresh));
        return new DefinitionDiff(
            [.. widening.Where(c => c.Weight == ChangeWeight.Widening).Concat(changes).Concat(widening.Where(c => c.Weight != ChangeWeight.Widening)).Select(Placed)], access?.Changes ?? []);

        // The pointer of what is gone is that of its parent, so the newer text has it.
        Change Placed(Change change)
        {
            if (!elements.TryGetValue(change.File, out var all)) elements[change.File] = all = [.. ElementPlace.All(Tree(change.File)).Select(e => (e.Place, e.Pointer))];
            var (place, at) = all.LastOrDefault(e => change.Pointer == e.Pointer || change.Pointer.StartsWith(e.Pointer + "/", StringComparison.Ordinal), (Place: "", Pointer: ""));
            return change with { Place = place, Within = change.Pointer[at.Length..] };
        }

        JsonNode? Tree(string path)
        {
            if (!trees.TryGetValue(path, out var tree)) trees[path] = tree = (fresh.GetValueOrDefault(path) ?? old.GetValueOrDefault(path)) is { } file ? Elements.Parse(file.Utf8) : null;
            return tree;
        }
    }

    /// <summary>Access under two states, or null when one of them does not compile.</summary>
    public static AccessDiff? Access(ImmutableArray<DefinitionFile> before, ImmutableArray<DefinitionFile> after, Func<DefinitionSet, Organization> company) =>
        DefinitionCompiler.Compile(before, proven: true).Set is { } a && DefinitionCompiler.Compile(after, proven: true).Set is { } b ? AccessDiff.Of(a, b, company(b)) : null;

    private static IEnumerable<Change> File(string path, DefinitionFile? old, DefinitionFile? fresh, Func<string, JsonNode?> files)
    {
        var (was, now) = (old is null ? null : TableShape.Named(Elements.Parse(old.Utf8)), fresh is null ? null : TableShape.Named(Elements.Parse(fresh.Utf8)));
        var naming = new Naming(path, now ?? was, was, files);
        if (path.EndsWith(".cases.json", StringComparison.Ordinal)) return Cases(path, was as JsonArray, now as JsonArray, files);
        if (old is null) return [new Change(new Text("新增{0}。", "Added {0}.").With(naming.File), path, "", ChangeWeight.Added)];
        if (fresh is null) return [new Change(new Text("删除{0}。", "Removed {0}.").With(naming.File), path, "", ChangeWeight.Removed)];
        return was is null || now is null
            ? [new Change(new Text("{0} 的文本有改动,目前无法逐项读出。", "The text of {0} changed and cannot be read item by item.").With(path), path, "", ChangeWeight.Changed)]
            : new FileDiff(path, was, now, naming).Run();
    }

    /// <summary>Cases are tests: which are new, gone or different.</summary>
    private static IEnumerable<Change> Cases(string path, JsonArray? was, JsonArray? now, Func<string, JsonNode?> files)
    {
        var definition = new Naming(path.Replace(".cases.json", ".json", StringComparison.Ordinal), files(path.Replace(".cases.json", ".json", StringComparison.Ordinal)));
        var (old, fresh) = (ById(was), ById(now));
        foreach (var id in fresh.Keys.Union(old.Keys, StringComparer.Ordinal))
        {
            var (a, b) = (old.GetValueOrDefault(id).Node, fresh.GetValueOrDefault(id).Node);
            if (JsonNode.DeepEquals(a, b)) continue;
            var (title, expected) = (Naming.TextOf((b ?? a)?["title"]) ?? Text.Same(id), ExpectationText.Of(a, b));
            var (weight, text) = a is null ? (ChangeWeight.Added, new Text("{0}:新增用例“{1}”。", "{0}: added case '{1}'."))
                : b is null ? (ChangeWeight.Removed, new Text("{0}:删除用例“{1}”。", "{0}: removed case '{1}'."))
                : (ChangeWeight.Changed, expected is null ? new Text("{0}:用例“{1}”有改动。", "{0}: case '{1}' changed.") : new Text("{0}:用例“{1}”的预期改了:{2}。", "{0}: case '{1}' expects otherwise: {2}."));
            yield return new Change(text.With(definition.File, title, expected), path, b is null ? "" : $"/{fresh[id].Index}", weight);
        }

        static Dictionary<string, (JsonNode? Node, int Index)> ById(JsonArray? list) => (list ?? []).Select((n, i) => (Id: Elements.String((n as JsonObject)?["id"]) ?? $"#{i}", n, i))
            .DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => ((JsonNode?)c.n, c.i), StringComparer.Ordinal);
    }

    private static bool Differ(DefinitionFile? one, DefinitionFile? other) => one is null || other is null || !one.Utf8.Span.SequenceEqual(other.Utf8.Span);

    /// <summary>True for a file that decides who sees what.</summary>
    internal static bool TouchesAccess(string path) => path.StartsWith("permissions/", StringComparison.Ordinal) || path.StartsWith("standards/", StringComparison.Ordinal);

    private static int Rank(string path) =>
        path.StartsWith("permissions/", StringComparison.Ordinal) ? -1 : DefinitionKinds.All.Select((k, i) => (k, i)).FirstOrDefault(k => path.StartsWith(k.k.Folder + "/", StringComparison.Ordinal), (null!, 100)).i;

    /// <summary>A cell of the matrix whose role is already told of with the number of people.</summary>
    private static bool IsTold(Change change, HashSet<(string Standard, string Role)> told, Dictionary<string, DefinitionFile> files)
    {
        if (told.Count == 0 || !change.File.StartsWith("permissions/", StringComparison.Ordinal) || !change.Pointer.StartsWith("/matrix/", StringComparison.Ordinal) || !change.Pointer.Contains("/allow", StringComparison.Ordinal)) return false;
        if (!files.TryGetValue(change.File, out var file) || Elements.Parse(file.Utf8) is not JsonObject tree) return false;
        var index = int.Parse(change.Pointer.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);
        return told.Contains((Elements.String(tree["standard"]) ?? "", Elements.String((tree["matrix"] as JsonArray)?[index]?["role"]) ?? ""));
    }

    private static (string File, string Pointer) Place(AccessChange change, Dictionary<string, DefinitionFile> files)
    {
        var path = $"permissions/{change.Standard}.permissions.json";
        var lines = (files.TryGetValue(path, out var file) ? Elements.Parse(file.Utf8) as JsonObject : null)?["matrix"] as JsonArray ?? [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (Elements.String((lines[i] as JsonObject)?["role"]) != change.Role) continue;
            var allow = lines[i]!["allow"] as JsonObject ?? [];
            var member = new[] { change.Field, change.Field.Split('.')[0] }.FirstOrDefault(allow.ContainsKey);
            return (path, member is null ? $"/matrix/{i}" : $"/matrix/{i}/allow/{member}");
        }

        return (path, "");
    }
}
