using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Responsibilities;
using HrCollab.Designer.Parts.Examples;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Designer.Editors.Workflows;

/// <summary>
/// What the cards of a workflow say: steps come from the file as it stands, words, people and the way of an example from the last set without errors. Made anew for
/// every drawing.
/// </summary>
public sealed class WorkflowShown
{
    private readonly Studio _studio;
    private readonly DefinitionSet? _set;
    private readonly DefinitionDraft _draft;
    private readonly ExampleCase? _example;
    private readonly HashSet<string> _way;
    private readonly PartyPhrases? _parties;

    public WorkflowShown(DefinitionDraft draft, Studio studio, ExampleCase? example)
    {
        (_studio, _set, _draft) = (studio, studio.Checking.Set, draft);
        Workflow = _set?.Find<Workflow>(draft.TextAt("/id"));
        Matrix = draft.TextAt("/responsibilities");
        Rows = [.. (studio.Read($"responsibilities/{Matrix}.responsibilities.json")?["rows"] as JsonArray ?? []).OfType<JsonObject>()];
        _example = example is not null && example.Workflow == Workflow ? example : null;
        _way = [.. _example?.Route?.Steps.Select(s => s.Id) ?? []];
        Dates = Workflow is null ? [] : [.. Workflow.Vocabulary.Paths.Where(p => Workflow.Vocabulary.Find(p) is var (_, f) && f.Type == ValueType.Date)];
        if (Workflow is null) return;
        People = [.. Workflow.Form.Subject.Fields.Where(f => f.Shape.Standard == OrganizationFields.Person && !f.IsComputed).Select(f => (f.Path, $"{f.Title.In(studio.Language)} ({f.Path})"))];
        Departments = [.. Workflow.Vocabulary.Paths.Where(p => Workflow.Vocabulary.Find(p)?.Field.Standard == OrganizationFields.Department).Select(p => (p, $"{PathWords(p)} ({p})"))];
        _parties = new PartyPhrases(_set!, Workflow.Form.Subject, [Workflow.Form], _example?.Context.Organization, studio.Language);
        Deadlines = new DeadlinePhrases(_set!, Dates, studio.Language);
    }

    /// <summary>The workflow under the last sound set; null for one that never was sound.</summary>
    public Workflow? Workflow { get; }

    /// <summary>Id of the responsibility matrix.</summary>
    public string Matrix { get; }

    /// <summary>Its rows as they stand.</summary>
    public IReadOnlyList<JsonObject> Rows { get; }

    /// <summary>Paths of dates.</summary>
    public IReadOnlyList<string> Dates { get; }

    /// <summary>Fields of the record that hold a person.</summary>
    public IReadOnlyList<(string Value, string Label)> People { get; } = [];

    /// <summary>Paths that name a department.</summary>
    public IReadOnlyList<(string Value, string Label)> Departments { get; } = [];

    /// <summary>Values of the example for conditions; null without one.</summary>
    public ExampleFacts? Facts => _example?.State is not { } state ? null
        : new ExampleFacts(Workflow!.Vocabulary, _example.Context.Facts(state), ExampleFacts.SightOf(_set!, _example.Context.Organization, Workflow.Form.Subject, _example.Context.Subject, _studio.Member.Person), Workflow.Form.Subject);

    /// <summary>True when a way is shown.</summary>
    public bool ShowsWay => _example?.Route is not null;

    private DeadlinePhrases? Deadlines { get; }

    public static string KindOf(JsonNode? step) => step is not JsonObject s ? "" : s.ContainsKey("choose") ? "choose" : s.ContainsKey("parallel") ? "parallel" : s.ContainsKey("effect") ? "effect" : JsonPlaces.TextAt(s, "/task") == "true" ? "task" : "approve";

    public static Text KindWord(string kind) => kind switch
    {
        "choose" => new Text("条件分支", "Choice"),
        "parallel" => new Text("并行", "Parallel"),
        "effect" => new Text("变更档案", "Change of the record"),
        "task" => new Text("办理", "Task"),
        _ => new Text("审批", "Approval"),
    };

    public JsonObject? Row(JsonNode? step) => JsonPlaces.TextAt(step, "/row") is { Length: > 0 } row ? Rows.FirstOrDefault(r => JsonPlaces.TextAt(r, "/id") == row) : null;

    /// <summary>Its own title, else that of its row, else its id.</summary>
    public string Title(JsonNode? step) => Said(step?["title"]) ?? Said(Row(step)?["title"]) ?? JsonPlaces.TextAt(step, "/id");

    /// <summary>Who does it, by the phrase of the matrix; empty for a step that nobody does.</summary>
    public string Owner(JsonNode? step) => Row(step) is { } row ? _parties?.Show(row["responsible"]) ?? "" : "";

    /// <summary>Who that is today in the example; null when that cannot be told.</summary>
    public (string Names, bool Nobody)? Today(JsonNode? step)
    {
        if (Row(step) is not { } row || _parties?.PartyOf(row["responsible"]) is not { } party || _example?.Assignment is not { } context) return null;
        return Assigner.Resolve(party, context, null) switch
        {
            Assignment.Found found => (string.Join(T("、", ", "), found.People.Select(p => context.Organization.Person(p)?.Name ?? p)), false),
            var nobody => (nobody.Reason.In(_studio.Language), true),
        };
    }

    /// <summary>By when it is due, in words.</summary>
    public string Due(JsonNode? step) => Row(step) is { } row && JsonPlaces.TextAt(row, "/deadline") is { Length: > 0 } written ? Deadlines?.Show(written) ?? written : "";

    /// <summary>A step with its deadline, as the engine adds them up, in words.</summary>
    public string Sum(string step) => step.Split(' ', 2) is [var id, var amount] && (_draft.At("/steps") as JsonArray ?? []).SelectMany(Flatten).FirstOrDefault(s => JsonPlaces.TextAt(s, "/id") == id) is { } found
        ? $"{Title(found)} {Deadlines?.Show(amount) ?? amount}" : step;

    /// <summary>A condition in words; as it is written when it does not read.</summary>
    public string Sentence(string condition) => _set is not null && Workflow is not null && condition.Length > 0 && ConditionWriting.Read(_set, condition, Workflow.Vocabulary).Condition is { } read ? read.Sentence.In(_studio.Language) : condition;

    /// <summary>What an effect writes, and when.</summary>
    public string Effect(JsonNode? step)
    {
        var fields = JsonPlaces.TextAt(step, "/effect/draw") == "true" ? [T("表单引用的全部字段", "every field that the form draws")]
            : (step?["effect"]?["set"] as JsonObject ?? []).Concat(step?["effect"]?["head"] as JsonObject ?? []).DistinctBy(s => s.Key).Select(s => Workflow?.Form.Subject.Find(s.Key)?.Title.In(_studio.Language) ?? s.Key).ToList();
        var on = JsonPlaces.TextAt(step, "/effect/on");
        return string.Join(T("、", ", "), fields) + (on.Length > 0 ? T($" · 自 {PathWords(on)}", $" · from {PathWords(on)}") : "");
    }

    /// <summary>A path, or days around one, by the title of its field.</summary>
    public string PathWords(string text) => Workflow is null ? text : string.Join(' ', text.Split(' ').Select(w => Workflow.Vocabulary.Find(w) is var (_, field) ? T($"“{field.Title.Zh}”", $"'{field.Title.En}'") : w));

    /// <summary>True when the example takes the step; null when no way is shown.</summary>
    public bool? Takes(JsonNode? step) => !ShowsWay ? null : Flatten(step).Any(s => _way.Contains(JsonPlaces.TextAt(s, "/id"))) || (step?["choose"] is JsonArray && _example!.State!.Steps.GetValueOrDefault(JsonPlaces.TextAt(step, "/id"))?.Branch is not null);

    /// <summary>True when the example takes the branch: the one that was chosen, one whose steps lie on the way, or the empty one where no other does.</summary>
    public bool? Takes(JsonNode? step, JsonNode? branch)
    {
        if (!ShowsWay) return null;
        if (_example!.State!.Steps.GetValueOrDefault(JsonPlaces.TextAt(step, "/id"))?.Branch is { } chosen) return chosen == JsonPlaces.TextAt(branch, "/id");
        if (OnWay(branch)) return true;
        return step?["choose"] is JsonArray all && branch?["steps"] is JsonArray { Count: 0 } && !all.Any(OnWay);
    }

    private bool OnWay(JsonNode? branch) => (branch?["steps"] as JsonArray ?? []).Any(s => Takes(s) == true);

    private static IEnumerable<JsonNode?> Flatten(JsonNode? step) => (step?["choose"] as JsonArray ?? []).Concat(step?["parallel"] as JsonArray ?? []).SelectMany(b => b?["steps"] as JsonArray ?? []).SelectMany(Flatten).Prepend(step);

    private string? Said(JsonNode? title) => JsonPlaces.TextAt(title, T("/zh", "/en")) is { Length: > 0 } text ? text : null;

    private string T(string zh, string en) => _studio.Language == Language.English ? en : zh;
}
