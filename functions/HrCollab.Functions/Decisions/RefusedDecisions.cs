using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Decisions;

/// <summary>Submissions that were not taken, kept for a while so that whoever asked, and whoever answers for such cases, can see why.</summary>
internal sealed class RefusedDecisions(IDocumentStore store)
{
    /// <summary>How ids of refused decisions begin; no form has such a name with a dot behind it.</summary>
    public const string Prefix = "refused.";

    /// <summary>What was entered is personal, and nothing came of it: long enough for a question, no longer.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Keeps a refusal and returns the id of the decision; null when nothing was decided.</summary>
    public async ValueTask<string?> Keep(Caller caller, Decided decided, Command command, CancellationToken cancel)
    {
        if (Refusal.Of(decided.Outcome) is not { } refusal) return null;
        var (set, form) = (decided.Context.Set, decided.Context.Workflow.Form);
        SubjectPlace? place = decided.Subject is null ? null : SubjectPlace.Of(form.Subject, decided.Subject);
        var kept = new RefusedDecision(
            caller.Person.Id, decided.Context.Workflow.Id, place?.Key, place?.Department, set.Hash, set.Commit, Decision.Engine, refusal.Outcome, [.. refusal.Findings], refusal.Hash(), decided.Facts,
            new RawJson(JsonSerializer.SerializeToUtf8Bytes(refusal, DecisionJson.Default.Refusal)));
        // The same command can be refused again for other reasons; each answer has a decision of its own.
        var id = Command.Of($"{command.Id}\n{kept.Output}\n{decided.Facts.Now:O}", []).Id;
        await store.Commit(new Batch(Container.Host, Partition(id), [new Operation.Create("refused", DocumentJson.Write(kept, RefusedJson.Default.RefusedDecision), Kept)]), cancel);
        return Prefix + id;
    }

    /// <summary>A refused decision; null when there is none or its time is over.</summary>
    public async ValueTask<RefusedDecision?> Find(string decision, CancellationToken cancel) =>
        decision.Length is > 8 and <= 64 && await store.Find(Container.Host, Partition(decision[Prefix.Length..]), "refused", cancel) is { } found
            ? JsonSerializer.Deserialize(found.Body.Span, RefusedJson.Stored.RefusedDecision) : null;

    private static string Partition(string id) => "refused:" + id;
}

/// <summary>A submission that was not taken.</summary>
/// <param name="Asker">Who sent it.</param>
/// <param name="Workflow">What it would have started.</param>
/// <param name="Subject">Key of the record it was about.</param>
/// <param name="Department">Where that record belonged.</param>
/// <param name="Revision">The definitions that decided.</param>
/// <param name="Commit">Their git commit.</param>
/// <param name="Engine">The engine that decided.</param>
/// <param name="Outcome">denied or invalid.</param>
/// <param name="Findings">Codes and places.</param>
/// <param name="Output">Hash of the refusal.</param>
/// <param name="Facts">What it was decided on.</param>
/// <param name="Refusal">The refusal with its trace, as it was hashed.</param>
internal sealed record RefusedDecision(
    string Asker, string Workflow, string? Subject, string? Department, string Revision, string? Commit, string Engine, string Outcome, string[] Findings, string Output, DecisionFacts Facts, RawJson Refusal);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RefusedDecision))]
internal sealed partial class RefusedJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static RefusedJson Stored { get; } = new(DocumentJson.Options(new OrdinalDictionary<string>()));
}
