using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Engine.Kernel;

/// <summary>A question to one definition, asked without side effects.</summary>
/// <param name="Input">What the kind evaluates; see the README of its folder.</param>
/// <param name="Now">The clock of the question.</param>
/// <param name="World">What the host loaded for the question (people, organisation, records), or null.</param>
public sealed record TryQuestion(JsonElement Input, DateTimeOffset Now, object? World = null);

/// <summary>The answer: the outcome as JSON, and how it came about.</summary>
public sealed record TryOutcome(JsonNode? Outcome, ImmutableArray<TraceEntry> Trace);
