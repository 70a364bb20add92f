using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;

namespace HrCollab.Designer.Editors.Workflows;

/// <summary>Adding, moving and taking away steps of nested lists. A place is a pointer: <c>/steps/3/choose/0/steps/1</c>.</summary>
internal static class StepEdits
{
    /// <summary>List and index of a step.</summary>
    public static (string List, int Index) Split(string place) => (place[..place.LastIndexOf('/')], int.Parse(place[(place.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>True for the place of a step, false for that of a branch.</summary>
    public static bool IsStep(string place) => Split(place).List.EndsWith("/steps", StringComparison.Ordinal);

    /// <summary>Every list of steps with the branch it is in, outer ones first.</summary>
    public static IEnumerable<(string List, JsonNode? Branch)> Lists(JsonNode? root) => Within(root, "/steps", null);

    /// <summary>The step or branch that a pointer lies in; null for a place outside the steps.</summary>
    public static string? Around(string pointer)
    {
        var parts = pointer.Split('/');
        var last = 0;
        for (var i = 1; i + 1 < parts.Length; i++)
        {
            if (parts[i] is "steps" or "choose" or "parallel" && int.TryParse(parts[i + 1], CultureInfo.InvariantCulture, out _)) last = i + 1;
            else if (last > 0 && last < i - 1) break;
        }

        return last == 0 ? null : string.Join('/', parts.Take(last + 1));
    }

    /// <summary>Puts a new step of a kind at a place; an approval or task takes the first row of the matrix that no step uses yet.</summary>
    public static void Add(JsonNode root, string list, int index, string kind, IReadOnlyList<JsonObject> rows)
    {
        var used = Lists(root).SelectMany(l => (JsonPlaces.Find(root, l.List) as JsonArray ?? []).OfType<JsonObject>()).ToList();
        var ids = used.Select(s => JsonPlaces.TextAt(s, "/id")).ToHashSet(StringComparer.Ordinal);
        var row = rows.Select(r => JsonPlaces.TextAt(r, "/id")).FirstOrDefault(r => used.All(s => JsonPlaces.TextAt(s, "/row") != r));
        var step = new JsonObject { ["id"] = Free(kind is "approve" or "task" && row is not null ? row : kind switch { "choose" => "choice", "parallel" => "together", "effect" => "change", _ => "step" }, ids) };
        switch (kind)
        {
            case "approve" or "task":
                if (row is not null) step["row"] = row;
                if (kind == "task") step["task"] = true;
                else step["approve"] = "one";
                break;
            case "effect":
                step["title"] = Both("变更档案", "Change the record");
                step["effect"] = new JsonObject { ["set"] = new JsonObject() };
                break;
            case "choose":
                step["title"] = Both("条件分支", "Choice");
                step["choose"] = new JsonArray(Branch("case1", "情况一", "First case", ""), Branch("otherwise", "其他情况", "Otherwise", null));
                break;
            default:
                step["title"] = Both("并行", "In parallel");
                step["parallel"] = new JsonArray(Branch("branch1", "分支一", "First branch", null), Branch("branch2", "分支二", "Second branch", null));
                break;
        }

        (JsonPlaces.Find(root, list) as JsonArray)?.Insert(index, step);
    }

    /// <summary>A branch more: before the last of a choice, which is the one without a condition.</summary>
    public static void AddBranch(JsonNode root, string step)
    {
        var block = JsonPlaces.Find(root, step) as JsonObject;
        if ((block?["choose"] ?? block?["parallel"]) is not JsonArray branches) return;
        var ids = branches.Select(b => JsonPlaces.TextAt(b, "/id")).ToHashSet(StringComparer.Ordinal);
        var isChoice = block!["choose"] is not null;
        branches.Insert(isChoice ? Math.Max(0, branches.Count - 1) : branches.Count, Branch(Free(isChoice ? "case1" : "branch1", ids), "新分支", "New branch", isChoice ? "" : null));
    }

    /// <summary>Moves a step to another list or index; where it stands then. A step does not go into itself.</summary>
    public static string Move(JsonNode root, string place, string list, int index)
    {
        var (from, at) = Split(place);
        if (list.StartsWith(place + "/", StringComparison.Ordinal) || JsonPlaces.Find(root, from) is not JsonArray source || JsonPlaces.Find(root, list) is not JsonArray target) return place;
        var step = source[at];
        source.RemoveAt(at);
        if (source == target && index > at) index--;
        index = Math.Clamp(index, 0, target.Count);
        target.Insert(index, step);
        return $"{PlaceOf(root, target)}/{index}";
    }

    private static string PlaceOf(JsonNode root, JsonArray list) => Lists(root).First(l => JsonPlaces.Find(root, l.List) == list).List;

    private static IEnumerable<(string List, JsonNode? Branch)> Within(JsonNode? root, string list, JsonNode? branch)
    {
        yield return (list, branch);
        var steps = JsonPlaces.Find(root, list) as JsonArray ?? [];
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var block in new[] { "choose", "parallel" })
            {
                for (var b = 0; b < ((steps[i] as JsonObject)?[block] as JsonArray)?.Count; b++)
                {
                    foreach (var inner in Within(root, $"{list}/{i}/{block}/{b}/steps", steps[i]![block]![b])) yield return inner;
                }
            }
        }
    }

    private static JsonObject Branch(string id, string zh, string en, string? when)
    {
        var branch = new JsonObject { ["id"] = id, ["title"] = Both(zh, en), ["steps"] = new JsonArray() };
        if (when is not null) branch["when"] = when;
        return branch;
    }

    private static JsonObject Both(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };

    private static string Free(string wanted, HashSet<string> taken)
    {
        var stem = wanted.TrimEnd('1');
        return taken.Contains(wanted) ? Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{stem}{n}").First(i => !taken.Contains(i)) : wanted;
    }
}
