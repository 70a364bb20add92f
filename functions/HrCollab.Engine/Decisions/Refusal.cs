using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Decisions;

/// <summary>A submission or a change that was not taken: what stood against it, and how that was found. It changes nothing.</summary>
/// <param name="Outcome">denied or invalid.</param>
/// <param name="Findings">Codes with the places they are about, in order.</param>
/// <param name="Trace">How it was decided.</param>
public sealed record Refusal(string Outcome, ImmutableArray<string> Findings, ImmutableArray<TraceEntry> Trace)
{
    /// <summary>The refusal of an outcome; null for one that is none, and for a record that is not there for the caller: nothing was decided about it.</summary>
    public static Refusal? Of(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Denied denied => new Refusal("denied", [denied.Code.Code], denied.Trace.OrEmpty()),
        SubmissionOutcome.Invalid invalid => new Refusal("invalid", FindingsOf(invalid.Violations), invalid.Trace.OrEmpty()),
        _ => null,
    };

    /// <summary>The refusal of a form that was sent again; null for any other outcome.</summary>
    public static Refusal? Of(ActOutcome outcome) => outcome switch
    {
        ActOutcome.Denied denied => new Refusal("denied", [denied.Code.Code], denied.Trace.OrEmpty()),
        ActOutcome.Invalid invalid => new Refusal("invalid", FindingsOf(invalid.Violations), invalid.Trace.OrEmpty()),
        _ => null,
    };

    /// <summary>What was found, each with the place it is about.</summary>
    public static ImmutableArray<string> FindingsOf(ImmutableArray<Violation> violations) => [.. violations.Select(v => $"{v.Code} {v.Pointer}".TrimEnd())];

    /// <summary>SHA-256 as JSON, lower-case hex: the same refusal, the same bytes.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, DecisionJson.Default.Refusal)));
}
