using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Decisions;

/// <summary>A submission as one set decides it, in short: what people would notice.</summary>
/// <param name="Outcome">accepted, invalid, denied, notFound, or gone when the set has no such workflow.</param>
/// <param name="Codes">Codes of a refusal.</param>
/// <param name="Route">Steps of the route with their owners and due times.</param>
/// <param name="Unclear">What a person has to decide first.</param>
/// <param name="Reasons">Of a refusal: what the codes say, a sentence each, as everybody may read it who reads the case.</param>
public sealed record ReplayedOutcome(string Outcome, ImmutableArray<string> Codes, ImmutableArray<ReplayedStep> Route, ImmutableArray<string> Unclear, ImmutableArray<Text> Reasons);

/// <summary>A step of a replayed route.</summary>
/// <param name="Step">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Owners">Who would get it.</param>
/// <param name="Due">By when.</param>
/// <param name="Department">The responsible department.</param>
public sealed record ReplayedStep(string Step, Text Title, ImmutableArray<string> Owners, DateTimeOffset? Due, string? Department);

/// <summary>One thing that comes out differently.</summary>
/// <param name="What">outcome, codes, unclear, step.added, step.removed, owners or due.</param>
/// <param name="Step">The step, for differences of the route.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it would be.</param>
/// <param name="Department">The department that answers for the step.</param>
public sealed record ReplayDifference(string What, string? Step, string Before, string After, string? Department);

/// <summary>What a candidate would have made of a recorded submission.</summary>
/// <param name="Before">As the set that decided it decides it from the recorded facts, or the set it is compared with.</param>
/// <param name="After">As the candidate decides it.</param>
/// <param name="Differences">What is not the same; none when the candidate changes nothing.</param>
/// <param name="Assumed">The candidate looked at more than the deciding set did, and was given what holds today.</param>
public sealed record Replayed(ReplayedOutcome Before, ReplayedOutcome After, ImmutableArray<ReplayDifference> Differences, bool Assumed);

/// <summary>Replays recorded submissions under another set, by the functions that decided them. Pure; nothing is written.</summary>
public static class Replay
{
    /// <summary>
    /// What the candidate makes of the facts of a submission. Null when there is no baseline: the facts are of another kind, or the base
    /// does not give from them what it is recorded to have given.
    /// </summary>
    /// <param name="decided">The set that decided.</param>
    /// <param name="candidate">The set that is to be judged.</param>
    /// <param name="facts">The recorded facts.</param>
    /// <param name="output">Hash of what was decided.</param>
    /// <param name="today">The organisation of today, for what was not recorded.</param>
    /// <param name="record">The record of today, for fields that were not read then; null when there is none.</param>
    /// <param name="basis">What the candidate is compared with; null: with the set that decided.</param>
    public static Replayed? Of(DefinitionSet decided, DefinitionSet candidate, DecisionFacts facts, string output, Organization today, RecordValues? record, DefinitionSet? basis = null)
    {
        if (facts.Question is not { Kind: "submit", Before: null }) return null;
        if (Decision.Again(decided, facts) is not { } again || Decision.Hash(again) != output) return null;
        var workflow = decided.Find<Workflow>(facts.Workflow)!; // it has just decided
        var then = Decide(decided, workflow, facts, null, null, []).Looked;
        var (before, known) = Decide(decided, workflow, facts, today, record, then.Fields); // both with the same people for the steps ahead
        var (after, looked) = Under(candidate);
        if (basis is null) return new Replayed(before, after, [.. Differences(before, after)], looked.Beyond(known));
        var (other, seen) = Under(basis);
        return new Replayed(other, after, [.. Differences(other, after)], looked.Beyond(known) || seen.Beyond(known));

        (ReplayedOutcome Outcome, Looked Looked) Under(DefinitionSet set) => Decide(set, Whose(set, workflow, facts, today, record, then.Fields), facts, today, record, then.Fields);
    }

    private static readonly ReplayedOutcome Gone = new("gone", [], [], [], []);

    private static (ReplayedOutcome Outcome, Looked Looked) Decide(
        DefinitionSet set, Workflow? workflow, DecisionFacts facts, Organization? today, RecordValues? record, ImmutableHashSet<string> known)
    {
        if (workflow is null) return (Gone, new Looked([], new OrganizationReads()));
        var shape = workflow.Form.Subject.Shape;
        var subject = Subject(shape, facts, record, known);
        var organization = Organization(set, facts, today);
        var (fields, looked) = (new FieldReads(shape.Fields.Length), new OrganizationReads());
        var context = new CaseContext(set, workflow, organization.Watched(looked), subject.Watched(fields), facts.Now);
        if (organization.Person(facts.Question.Caller) is not { } caller) return (Gone, new Looked([], looked));
        var request = new SubmissionRequest(facts.Question.Case, caller, facts.Question.Input ?? default, facts.HasSubject ? context.Subject : null, context.Organization.Exists);
        var outcome = Submission.Decide(context, request) switch
        {
            SubmissionOutcome.Accepted accepted => new ReplayedOutcome("accepted", [], [.. Forecast.Of(context, accepted.State).Steps.Select(Step)], accepted.State.Unclear.OrEmpty(), []),
            SubmissionOutcome.Invalid invalid => Refused([.. invalid.Violations.Where(v => !v.Warning)]),
            SubmissionOutcome.Denied denied => new ReplayedOutcome("denied", [denied.Code.Code], [], [], [denied.Message]),
            _ => new ReplayedOutcome("notFound", [], [], [], []),
        };
        return (outcome, new Looked([.. shape.Fields.Where(f => fields.Contains(f.Slot)).Select(f => f.Path)], looked));
    }

    /// <summary>The process by which the candidate would decide: chosen, as for a submission, by whom it is about; null when the candidate has none.</summary>
    private static Workflow? Whose(DefinitionSet candidate, Workflow decided, DecisionFacts facts, Organization today, RecordValues? record, ImmutableHashSet<string> known)
    {
        if (WorkflowChoice.Again(candidate, decided) is not { } named) return null;
        var subject = facts.HasSubject ? Subject(named.Form.Subject.Shape, facts, record, known) : null;
        var department = WorkflowChoice.Department(named.Form, subject, facts.Question.Input ?? default);
        return WorkflowChoice.For(candidate, named, Organization(candidate, facts, today), department);
    }

    /// <summary>What was read then is as it was then, with or without a value; the rest is as it is today.</summary>
    private static RecordValues Subject(RecordShape shape, DecisionFacts facts, RecordValues? record, ImmutableHashSet<string> known)
    {
        var others = record?.Present.Where(v => !known.Contains(v.Key)) ?? [];
        return shape.Empty.With(others).With(facts.Subject.Select(v => KeyValuePair.Create(v.Key, shape.Find(v.Key) is { } field ? StoredValue.Parse(field, v.Value) : FieldValue.Missing)));
    }

    private static Organization Organization(DefinitionSet set, DecisionFacts facts, Organization? today)
    {
        var departments = facts.Departments.Select(d => d.Card()).Concat(today?.Departments ?? []).DistinctBy(d => d.Id, StringComparer.Ordinal);
        var people = facts.People.Concat(today?.People ?? []).DistinctBy(p => p.Id, StringComparer.Ordinal).ToList();
        var duties = (today?.People ?? []).SelectMany(p => p.Duties ?? []).Distinct(StringComparer.Ordinal);
        var holders = facts.Holders.Concat(duties.Select(d => KeyValuePair.Create(d, today!.Holders(d)))).DistinctBy(h => h.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new Organization(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(facts.Now, set.Manifest.Zone).DateTime), departments, people, holders).Referring(facts.References.OrEmpty());
    }

    private static ReplayedOutcome Refused(ImmutableArray<Violation> violations) => new(
        "invalid", [.. violations.Select(v => v.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], [], [],
        [.. violations.OrderBy(v => v.Code, StringComparer.Ordinal).Select(v => v.WithoutValues ?? v.Message).Distinct()]);

    private static ReplayedStep Step(RouteStep step) => new(step.Id, step.Title, step.Owners, step.Due, step.Department);

    private static IEnumerable<ReplayDifference> Differences(ReplayedOutcome before, ReplayedOutcome after)
    {
        if (before.Outcome != after.Outcome) yield return new ReplayDifference("outcome", null, before.Outcome, after.Outcome, null);
        if (!before.Codes.SequenceEqual(after.Codes)) yield return new ReplayDifference("codes", null, string.Join(", ", before.Codes), string.Join(", ", after.Codes), null);
        if (!before.Unclear.SequenceEqual(after.Unclear)) yield return new ReplayDifference("unclear", null, string.Join(", ", before.Unclear), string.Join(", ", after.Unclear), null);
        if (after.Outcome != "accepted" || before.Outcome != "accepted") yield break;
        foreach (var step in before.Route.Where(s => after.Route.All(o => o.Step != s.Step))) yield return new ReplayDifference("step.removed", step.Step, Owners(step), "", step.Department);
        foreach (var step in after.Route)
        {
            if (before.Route.FirstOrDefault(s => s.Step == step.Step) is not { } was)
            {
                yield return new ReplayDifference("step.added", step.Step, "", Owners(step), step.Department);
                continue;
            }

            if (!was.Owners.SequenceEqual(step.Owners)) yield return new ReplayDifference("owners", step.Step, Owners(was), Owners(step), step.Department);
            if (was.Due != step.Due) yield return new ReplayDifference("due", step.Step, $"{was.Due:yyyy-MM-ddTHH:mmzzz}", $"{step.Due:yyyy-MM-ddTHH:mmzzz}", step.Department);
        }
    }

    private static string Owners(ReplayedStep step) => string.Join(", ", step.Owners);

    /// <summary>What a decision looked at.</summary>
    private sealed record Looked(ImmutableHashSet<string> Fields, OrganizationReads Organization)
    {
        public bool Beyond(Looked other) =>
            !Fields.IsSubsetOf(other.Fields) || Organization.People.Except(other.Organization.People, StringComparer.Ordinal).Any()
            || Organization.Departments.Except(other.Organization.Departments, StringComparer.Ordinal).Any() || Organization.Duties.Except(other.Organization.Duties, StringComparer.Ordinal).Any();
    }
}
