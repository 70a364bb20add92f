using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using Route = HrCollab.Engine.Workflows.Route;

namespace HrCollab.Designer.Parts.Examples;

/// <summary>A golden case of a form as the engine decides it under the definitions as they stand: editors show by it who would act today and which way is taken.</summary>
/// <param name="Workflow">The workflow it runs through.</param>
/// <param name="Golden">The case.</param>
/// <param name="Context">What it was decided by.</param>
/// <param name="Outcome">What became of the submission.</param>
public sealed record ExampleCase(Workflow Workflow, GoldenCase Golden, CaseContext Context, SubmissionOutcome Outcome)
{
    /// <summary>The case after the submission; null when it was refused.</summary>
    public CaseState? State => (Outcome as SubmissionOutcome.Accepted)?.State;

    /// <summary>The way it takes and will take; null when it was refused.</summary>
    public Route? Route => State is { } state ? Forecast.Of(Context, state) : null;

    /// <summary>How rows of the matrix find their people in this case; null when it was refused.</summary>
    public AssignmentContext? Assignment => State is { } state ? Context.Assignment(state, Context.Facts(state)) : null;

    /// <summary>The cases of a form that a submission is expected to begin.</summary>
    public static ImmutableArray<GoldenCase> Of(DefinitionSet set, string form) =>
        set.Files.TryGetValue(GoldenCases.PathOf(form), out var file) ? [.. GoldenCases.Read(file, _ => { }).Where(c => c.Expect.Outcome is null or "accepted")] : [];

    /// <summary>Decides a case; nothing is kept of it.</summary>
    public static ExampleCase Run(DefinitionSet set, GoldenWorld world, Workflow workflow, GoldenCase golden)
    {
        foreach (var (standard, records) in golden.Given ?? ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, System.Text.Json.JsonElement>>.Empty)
        {
            foreach (var (key, values) in records) world = world.With(standard, values, key);
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(golden.Now, set.Manifest.Zone).DateTime);
        var record = golden.Subject is { } subject ? world.Find(workflow.Form.Subject.Id, subject, today) : null;
        var context = new CaseContext(set, workflow, world.Organization(today), record ?? workflow.Form.Subject.Shape.Empty, golden.Now);
        var caller = context.Organization.Person(golden.Caller) ?? new PersonCard(golden.Caller, golden.Caller);
        return new ExampleCase(workflow, golden, context, Submission.Decide(context, new SubmissionRequest("example", caller, golden.Input, record, world.Exists)));
    }
}
