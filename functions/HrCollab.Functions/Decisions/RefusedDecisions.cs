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

/// <summary>
/// Forms that were not taken, sent first or again, kept for a while so that whoever asked, and whoever answers for such cases, can see why. One that is
/// larger than the manifest lets a refusal be is not kept, and its answer has no decision.
/// </summary>
internal sealed class RefusedDecisions(IDocumentStore store)
{
    /// <summary>How ids of refused decisions begin; no form has such a name with a dot behind it.</summary>
    public const string Prefix = "refused.";

    private const string Document = "refused";

    /// <summary>Keeps a refusal and returns the id of the decision; null when nothing was decided.</summary>
    public ValueTask<string?> Keep(Caller caller, Decided decided, Command command, CancellationToken cancel) =>
        Keep(caller, decided.Context, Refusal.Of(decided.Outcome), decided.Subject is null ? null : SubjectPlace.Of(decided.Context.Workflow.Form.Subject, decided.Subject), decided.Facts, command, cancel);

    /// <summary>Keeps a refusal about a record and returns the id of the decision; null when there is none, or it is too large to be kept.</summary>
    public async ValueTask<string?> Keep(Caller caller, CaseContext context, Refusal? refusal, SubjectPlace? place, DecisionFacts facts, Command command, CancellationToken cancel)
    {
        if (refusal is null) return null;
        var set = context.Set;
        var kept = new RefusedDecision(
            caller.Person.Id, context.Workflow.Id, place?.Key, place?.Department, set.Hash, set.Commit, Decision.Engine, refusal.Outcome, [.. refusal.Findings], refusal.Hash(), facts,
            new RawJson(JsonSerializer.SerializeToUtf8Bytes(refusal, DecisionJson.Default.Refusal)), facts.Now + caller.Set.Manifest.RefusalsKept);
        return await Keep(store, caller, Id(command, kept.Output, facts.Now), Document, DocumentJson.Write(kept, RefusedJson.Default.RefusedDecision), cancel);
    }

    /// <summary>The same command can be refused again for other reasons; each answer has a decision of its own.</summary>
    public static string Id(Command command, string output, DateTimeOffset now) => Command.Of($"{command.Id}\n{output}\n{now:O}", []).Id;

    /// <summary>Keeps a document about a refusal for its time; the decision's id, or null when it is too large.</summary>
    public static async ValueTask<string?> Keep(IDocumentStore store, Caller caller, string id, string document, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (body.Length > caller.Set.Manifest.MostRefusalBytes) return null;
        await store.Commit(new Batch(Container.Host, Partition(id), [new Operation.Create(document, body, caller.Set.Manifest.RefusalsKept)]), cancel);
        return Prefix + id;
    }

    /// <summary>A refused decision; null when there is none or its time is over.</summary>
    public async ValueTask<RefusedDecision?> Find(string decision, CancellationToken cancel) =>
        await Find(store, decision, Document, cancel) is { } found ? JsonSerializer.Deserialize(found.Body.Span, RefusedJson.Stored.RefusedDecision) : null;

    /// <summary>What was kept under a decision's id.</summary>
    public static ValueTask<StoredDocument?> Find(IDocumentStore store, string decision, string document, CancellationToken cancel) =>
        decision.Length is > 8 and <= 64 ? store.Find(Container.Host, Partition(decision[Prefix.Length..]), document, cancel) : ValueTask.FromResult<StoredDocument?>(null);

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
/// <param name="Until">When it is gone.</param>
internal sealed record RefusedDecision(
    string Asker, string Workflow, string? Subject, string? Department, string Revision, string? Commit, string Engine, string Outcome, string[] Findings, string Output, DecisionFacts Facts, RawJson Refusal, DateTimeOffset Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RefusedDecision))]
internal sealed partial class RefusedJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static RefusedJson Stored { get; } = new(DocumentJson.Options(new OrdinalDictionary<string>()));
}
