using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Decisions;

/// <summary>Everything a decision read beside the definitions: with the revision, enough to decide it again and get the same bytes.</summary>
/// <param name="Workflow">Workflow that decided.</param>
/// <param name="Now">The clock.</param>
/// <param name="Question">What was asked.</param>
/// <param name="HasSubject">True when there was a record.</param>
/// <param name="Subject">The values of the record that were read, by path, as written in documents.</param>
/// <param name="People">The people that were looked up.</param>
/// <param name="Departments">The departments that were looked up.</param>
/// <param name="Holders">Holders of company-wide duties that were asked for.</param>
/// <param name="References">Other records that were referred to, and whether they were there; none in decisions made before these were looked up.</param>
public sealed record DecisionFacts(
    string Workflow,
    DateTimeOffset Now,
    DecisionQuestion Question,
    bool HasSubject,
    ImmutableSortedDictionary<string, string> Subject,
    ImmutableArray<PersonCard> People,
    ImmutableArray<DepartmentFacts> Departments,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Holders,
    ImmutableArray<KnownReference> References = default);

/// <summary>What was asked, and by whom.</summary>
/// <param name="Kind">submit, act, resubmit, effect, refuse, recheck or notice.</param>
/// <param name="Case">Case id.</param>
/// <param name="Caller">Who asked; null for the system.</param>
/// <param name="Input">Values of the form.</param>
/// <param name="Before">The case as it stood; null for a submission.</param>
/// <param name="Task">The task acted on.</param>
/// <param name="Act">What was done with it.</param>
/// <param name="Step">The effect that came due, or was to be written.</param>
/// <param name="Effect">The change that was to be written.</param>
/// <param name="Later">Changes of the record that were ordered for later days.</param>
public sealed record DecisionQuestion(
    string Kind, string Case, string? Caller, JsonElement? Input = null, CaseState? Before = null, string? Task = null, TaskAct? Act = null, string? Step = null,
    EffectOrder? Effect = null, ImmutableArray<EffectOrder> Later = default);

/// <summary>A department as a decision saw it.</summary>
public sealed record DepartmentFacts(string Id, string Name, string? Parent, ImmutableSortedDictionary<string, string> Duties)
{
    /// <summary>The facts of a card.</summary>
    public static DepartmentFacts Of(DepartmentCard card) => new(card.Id, card.Name, card.Parent, card.Duties.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>The card again.</summary>
    public DepartmentCard Card() => new(Id, Name, Parent, Duties.ToFrozenDictionary(StringComparer.Ordinal));
}

/// <summary>What a decision gave: the case afterwards and what happened.</summary>
public sealed record DecisionOutput(CaseState State, ImmutableArray<CaseEvent> Events);

/// <summary>JSON forms of decisions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DecisionFacts))]
[JsonSerializable(typeof(DecisionOutput))]
[JsonSerializable(typeof(Refusal))]
public sealed partial class DecisionJson : JsonSerializerContext;
