using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>workflows/*.workflow.json: the steps a submission goes through, as nested blocks.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">What people call a case.</param>
/// <param name="Form">The form that starts it; its fields are the paths form.x.</param>
/// <param name="Responsibilities">The matrix whose rows the steps name.</param>
/// <param name="VisibleTo">Roles of the subject's permission matrix that may see a case beside those who take part.</param>
/// <param name="Steps">The steps in order.</param>
/// <param name="Deadline">How long the whole may take, such as "15 wd"; the deadlines of its steps are held against it.</param>
/// <param name="Fixed">Parts that no subsidiary may change or take away: ids, or places such as /steps/approval.</param>
/// <param name="Schema">For editors only.</param>
public sealed record WorkflowDefinition(
    string Id,
    Text Title,
    string Form,
    string Responsibilities,
    ImmutableArray<StepDefinition> Steps,
    ImmutableArray<string> VisibleTo = default,
    string? Deadline = null,
    ImmutableArray<string> Fixed = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IInheritable;

/// <summary>One step; exactly one of approve, task, choose, parallel and effect says what it is.</summary>
/// <param name="Id">Id, unique in the workflow.</param>
/// <param name="Title">Its name; that of its matrix row when absent.</param>
/// <param name="Row">Row of the responsibility matrix (approvals and tasks).</param>
/// <param name="Approve">"one": any responsible person decides; "all": each of them.</param>
/// <param name="BySubject">True: the person whom the case is about may decide it, such as a consent. Otherwise nobody decides on what is about themselves.</param>
/// <param name="Task">Work with the checks of the row.</param>
/// <param name="When">The step is skipped when this is false.</param>
/// <param name="Requires">Steps that must be done before this task can be finished, or this approval given; it is shown as blocked by them. One that is skipped is not needed.</param>
/// <param name="NotBefore">Path of a date before which this task cannot be finished, such as form.effectiveDate; its time to do it begins then.</param>
/// <param name="Choose">Exclusive branches: the first whose condition is true.</param>
/// <param name="Parallel">Branches that run at the same time.</param>
/// <param name="Join">all (default) or any: when the parallel block is done. Branches in which nothing is to be done do not count.</param>
/// <param name="Effect">A change of the record on a date.</param>
public sealed record StepDefinition(
    string Id,
    Text? Title = null,
    string? Row = null,
    string? Approve = null,
    bool BySubject = false,
    bool Task = false,
    string? When = null,
    ImmutableArray<string> Requires = default,
    string? NotBefore = null,
    ImmutableArray<BranchDefinition> Choose = default,
    ImmutableArray<BranchDefinition> Parallel = default,
    string? Join = null,
    EffectDefinition? Effect = null);

/// <summary>A branch of an exclusive or parallel block.</summary>
/// <param name="Id">Id within the block.</param>
/// <param name="Title">Its name.</param>
/// <param name="When">Condition of an exclusive branch, which the last one leaves out and is taken otherwise; a parallel branch is left out when its condition is false.</param>
/// <param name="Steps">Its steps; may be empty.</param>
public sealed record BranchDefinition(string Id, Text Title, ImmutableArray<StepDefinition> Steps, string? When = null);

/// <summary>A change of the case's record.</summary>
/// <param name="On">Path of the date from which it holds, or days around it such as "1 d after form.lastWorkingDay"; at once when absent.</param>
/// <param name="Draw">True: every field that the form draws is set at its path.</param>
/// <param name="Set">Expression per path of the standard. One that gives no value leaves the field as it is; <c>null</c> clears it.</param>
/// <param name="Head">Path of a department per path of the standard: where <paramref name="Set"/> gives the field no value, it gets who heads that department when the step is reached, or the next head above where the place is vacant or the person's own.</param>
public sealed record EffectDefinition(
    string? On = null, bool Draw = false, ImmutableSortedDictionary<string, string>? Set = null, ImmutableSortedDictionary<string, string>? Head = null);

/// <summary>JSON form of workflows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WorkflowDefinition))]
internal sealed partial class WorkflowJson : JsonSerializerContext;
