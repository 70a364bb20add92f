using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HrCollab.Engine.Kernel;

/// <summary>One step of a decision: what was asked, how it came out, where the definition says so and which values were read.</summary>
/// <param name="Topic">permission, standard, rule, branch, owner, deadline, effect ...</param>
/// <param name="Outcome">granted, denied, true, false, unknown, chosen ...: a stable word.</param>
/// <param name="Sentence">The step in words.</param>
/// <param name="Source">The definition that decided; null when the code itself did (for example "the record does not exist").</param>
/// <param name="Values">Values read beside those of <paramref name="Because"/>, by field path; masked by the projection before they leave.</param>
/// <param name="Because">Why a condition came out as it did; null for steps without a condition.</param>
public sealed record TraceEntry(
    string Topic, string Outcome, Text Sentence, SourceRef? Source, ImmutableArray<TraceValue> Values = default, Why? Because = null)
{
    /// <summary>Every value the step read, each path once, in the order read.</summary>
    [JsonIgnore]
    public IEnumerable<TraceValue> Read => Values.OrEmpty().Concat(Because?.Read ?? []).DistinctBy(v => v.Path, StringComparer.Ordinal);
}

/// <summary>A value a decision read: its path such as <c>person.pay.baseSalary</c> and its text; null when it was missing.</summary>
public sealed record TraceValue(string Path, string? Value);

/// <summary>A node of the tree that says why, or why not.</summary>
/// <param name="Kind">all, any, not: joins of parts; test: something that was looked at.</param>
/// <param name="Verdict">true, false or unknown.</param>
/// <param name="Sentence">A test in words; null for joins, which their parts say.</param>
/// <param name="Values">The values a test read.</param>
/// <param name="Parts">What a join joins, in the order written.</param>
/// <param name="Needed">For a test that stands in the way: the nearest thing that would let the whole pass.</param>
public sealed record Why(
    string Kind, string Verdict, Text? Sentence = null, ImmutableArray<TraceValue> Values = default, ImmutableArray<Why> Parts = default, Text? Needed = null)
{
    /// <summary>Every value read in the tree, in the order read.</summary>
    [JsonIgnore]
    public IEnumerable<TraceValue> Read => Values.OrEmpty().Concat(Parts.OrEmpty().SelectMany(p => p.Read));
}
