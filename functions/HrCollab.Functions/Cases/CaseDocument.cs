using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Cases;

/// <summary>What one command did to a case: its events, and the answer it got, so that a repetition gets the same. Immutable.</summary>
/// <param name="Case">Case id.</param>
/// <param name="Version">Version of the case after the command.</param>
/// <param name="Command">The command's id.</param>
/// <param name="BodyHash">Hash of what was sent.</param>
/// <param name="Revision">Revision that decided.</param>
/// <param name="Head">What lists show of the case after the command.</param>
/// <param name="Events">What happened, as it was hashed.</param>
/// <param name="Answer">The answer as sent.</param>
/// <param name="Engine">Version of the engine that decided.</param>
/// <param name="Output">Hash of what it decided.</param>
/// <param name="Facts">What it read, to decide it again.</param>
/// <param name="Commit">The git commit of the revision, as far as it was known.</param>
internal sealed record CaseCommand(
    string Case, long Version, string Command, string BodyHash, string Revision, CaseHead Head, RawJson Events, RawJson? Answer,
    string Engine, string Output, DecisionFacts Facts, string? Commit = null)
{
    public static CaseCommand Of(RecordedDecision decision, DecisionText output, long version, Command command, RawJson? answer, string? commit)
    {
        var state = decision.Output.State;
        return new CaseCommand(
            state.Id, version, command.Id, command.BodyHash, state.Revision, CaseHead.Of(state), new RawJson(output.Events), answer, Decision.Engine, output.Hash, decision.Facts, commit);
    }

    /// <summary>What happened, in order.</summary>
    public ImmutableArray<CaseEvent> Happened() => JsonSerializer.Deserialize(Events.Utf8.Span, CaseDocuments.Stored.ImmutableArrayCaseEvent);

    public static string EventId(long version) => $"e-{version:D10}";

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, CaseDocuments.Default.CaseCommand);

    public static CaseCommand Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, CaseDocuments.Stored.CaseCommand)!;
}

/// <summary>The part of a command's document that views are made from; the rest is not read.</summary>
internal sealed record CaseChange(string Case, long Version, string Revision, CaseHead Head, ImmutableArray<TaskChange> Events, string? Commit = null)
{
    public static CaseChange Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, CaseDocuments.Stored.CaseChange)!;
}

/// <summary>The part of an event that views are made from.</summary>
internal sealed record TaskChange(TaskState? Task = null);

/// <summary>A decision that changes a case, with what it was made of.</summary>
internal sealed record RecordedDecision(DecisionOutput Output, DecisionFacts Facts);

/// <summary>What lists show of a case.</summary>
public sealed record CaseHead(
    string Workflow, CaseSubject Subject, Actor Submitter, DateTimeOffset SubmittedAt, CaseStatus Status, DateTimeOffset? EndedAt)
{
    public static CaseHead Of(CaseState state) => new(state.Workflow, state.Subject, state.Submitter, state.SubmittedAt, state.Status, state.EndedAt);
}

/// <summary>A loaded case.</summary>
internal sealed record LoadedCase(CaseState State, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CaseState))]
[JsonSerializable(typeof(CaseCommand))]
[JsonSerializable(typeof(CaseChange))]
[JsonSerializable(typeof(ImmutableArray<CaseEvent>))]
internal sealed partial class CaseDocuments : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static CaseDocuments Stored { get; } = new(DocumentJson.Options(new OrdinalDictionary<string>(), new OrdinalDictionary<StepState>()));
}
