using System.Collections.Immutable;

namespace HrCollab.Engine.Kernel;

/// <summary>One step of a decision: what was asked, how it came out, where the definition says so and which values were read.</summary>
/// <param name="Topic">permission, standard, rule, branch, owner, deadline, effect ...</param>
/// <param name="Outcome">granted, denied, true, false, unknown, chosen ...: a stable word.</param>
/// <param name="Sentence">The step in words.</param>
/// <param name="Source">The definition that decided; null when the code itself did (for example "the record does not exist").</param>
/// <param name="Values">Values read, by field path; masked by the projection before they leave.</param>
public sealed record TraceEntry(
    string Topic, string Outcome, Text Sentence, SourceRef? Source, ImmutableArray<TraceValue> Values = default);

/// <summary>A value a decision read: its path such as <c>person.pay.baseSalary</c> and its text; null when it was missing.</summary>
public sealed record TraceValue(string Path, string? Value);
