using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>Something that happened to a case. Immutable; views, messages and the trace are made from these alone.</summary>
/// <param name="Type">case.submitted, task.opened, task.closed, task.claimed, step.chosen, step.skipped, step.blocked, step.done, task.reminded, task.escalated, effect.scheduled, effect.applied, case.returned, case.resubmitted, case.rejected, case.completed, rule.unclear.</param>
/// <param name="At">When.</param>
/// <param name="By">Who, null for the system.</param>
/// <param name="Step">The step concerned.</param>
/// <param name="Task">The task as it stands after the event.</param>
/// <param name="Text">What happened in words.</param>
/// <param name="Trace">How it was decided.</param>
/// <param name="Effect">The change of a record that follows.</param>
/// <param name="Comment">What the person said.</param>
/// <param name="Evidence">Evidence given, by check.</param>
/// <param name="To">Who is told of it.</param>
public sealed record CaseEvent(
    string Type,
    DateTimeOffset At,
    string? By,
    string? Step,
    Text Text,
    TaskState? Task = null,
    ImmutableArray<TraceEntry> Trace = default,
    EffectOrder? Effect = null,
    string? Comment = null,
    ImmutableSortedDictionary<string, string>? Evidence = null,
    ImmutableArray<string> To = default);

/// <summary>A change of a record that a case orders.</summary>
/// <param name="Standard">Standard of the record.</param>
/// <param name="Key">Key of the record.</param>
/// <param name="Creates">True: the record is new.</param>
/// <param name="From">First day on which the values hold.</param>
/// <param name="Set">Values by path, as written in documents; "" removes a value.</param>
public sealed record EffectOrder(string Standard, string Key, bool Creates, DateOnly From, ImmutableSortedDictionary<string, string> Set);

/// <summary>JSON form of cases and their events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CaseState))]
[JsonSerializable(typeof(CaseEvent))]
public sealed partial class CaseJson : JsonSerializerContext;
