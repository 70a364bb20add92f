using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Decisions;

/// <summary>
/// Changes of records that were not taken, kept as refused forms are: for whoever sent one, and for those who see the record by an appointment. A change
/// is decided again from the events of its record, the roles that were held and what was known to be there.
/// </summary>
internal sealed class RefusedChanges(IDocumentStore store, ActiveDefinitions definitions)
{
    private const string Document = "change";

    /// <summary>Keeps a refused change and returns the id of the decision; null when it was not refused, or is too large to be kept.</summary>
    public async ValueTask<string?> Keep(Caller caller, LoadedRecord record, AskedChange asked, PatchOutcome outcome, Command command, CancellationToken cancel)
    {
        if (outcome.Refusal is not { } refusal) return null;
        var place = SubjectPlace.Of(record.Standard, record.On(caller.Today));
        var kept = new RefusedChange(
            caller.Person.Id, record.Standard.Id, record.Document.Key, place.Department, place.Manager, record.Version, caller.Set.Hash, caller.Set.Commit, Decision.Engine, caller.Now,
            [.. asked.Access.Roles], asked.Known, new RawJson(JsonMarshal.GetRawUtf8Value(asked.Patch).ToArray()), refusal.Outcome, [.. refusal.Findings], refusal.Hash(),
            new RawJson(JsonSerializer.SerializeToUtf8Bytes(refusal, DecisionJson.Default.Refusal)), caller.Now + caller.Set.Manifest.RefusalsKept);
        return await RefusedDecisions.Keep(store, caller, RefusedDecisions.Id(command, kept.Output, caller.Now), Document, DocumentJson.Write(kept, RefusedChangeJson.Default.RefusedChange), cancel);
    }

    /// <summary>Whether there is such a decision, whoever may see it.</summary>
    public async ValueTask<bool> Exists(string decision, CancellationToken cancel) => await RefusedDecisions.Find(store, decision, Document, cancel) is not null;

    /// <summary>What the decision was made of; null when there is none for the caller.</summary>
    public async ValueTask<DecisionFound?> Find(Caller caller, string decision, Language language, CancellationToken cancel)
    {
        if (await RefusedDecisions.Find(store, decision, Document, cancel) is not { } stored) return null;
        var refused = JsonSerializer.Deserialize(stored.Body.Span, RefusedChangeJson.Stored.RefusedChange)!;
        var set = await definitions.For(refused.Revision, cancel);
        if (set.Find<Standard>(refused.Standard) is not { } standard || caller.Set.Find<Standard>(refused.Standard) is not { } known || caller.Set.Find<PermissionMatrix>(refused.Standard) is not { } matrix) return null;
        var access = matrix.For(caller.Person, new SubjectPlace(refused.Key, refused.Department, refused.Manager), caller.Organization);
        var own = refused.Asker == caller.Person.Id;
        if (!own && !(access.IsVisible && access.Roles.Any(r => matrix.Role(r) is { IsRelation: false }))) return null;
        using var patch = JsonDocument.Parse(refused.Patch.Utf8);
        var refusal = JsonSerializer.Deserialize(refused.Refusal.Utf8.Span, DecisionJson.Default.Refusal)!;
        var shown = RecordSight.Shown(known, access, own ? RecordPatch.Named(patch.RootElement) : []);
        var answer = new JsonObject
        {
            ["decisionId"] = decision,
            ["record"] = new JsonObject { ["standard"] = refused.Standard, ["id"] = refused.Key, ["href"] = access.IsVisible ? RecordSight.Address(refused.Standard, refused.Key) : null },
            ["version"] = refused.Version,
            ["by"] = refused.Asker,
            ["outcome"] = refused.Outcome,
            ["findings"] = new JsonArray([.. refused.Findings.Select(f => (JsonNode)JsonValue.Create(f))]),
            ["trace"] = SubmissionAnswer.Trace(refusal.Trace, shown, language),
            ["revision"] = refused.Revision,
            ["commit"] = refused.Commit,
            ["engine"] = refused.Engine,
            ["clock"] = SubmissionAnswer.Time(refused.At),
            ["keptUntil"] = SubmissionAnswer.Time(refused.Until),
        };
        var files = new[] { standard.Place.File, set.Find<PermissionMatrix>(refused.Standard)?.Place.File }.OfType<string>();
        DecisionMade.Of(answer, set, files, refused.Output, await Again(refused, patch.RootElement, set, standard, cancel));
        if (own || access.Fields.All(f => (f & FieldOperations.Read) != FieldOperations.None)) answer["facts"] = JsonNode.Parse(refused.Patch.Utf8.Span);
        else answer["withheld"] = true;
        return new DecisionFound.OfRecord(answer, known, refusal.Trace, shown);
    }

    private async ValueTask<string?> Again(RefusedChange refused, JsonElement patch, DefinitionSet set, Standard standard, CancellationToken cancel)
    {
        if (set.Find<PermissionMatrix>(refused.Standard) is not { } matrix || await RecordHistory.Find(store, refused.Standard, refused.Key, refused.Version, cancel) is not { } history) return null;
        var today = DateOnly.FromDateTime(refused.At.DateTime);
        var record = new LoadedRecord(standard, history.Document(today), refused.Version);
        var context = CheckContext.Of(set, today, (kind, key) => refused.Known.GetValueOrDefault(AskedChange.Name(kind, key)));
        return RecordPatch.Decide(record, matrix.Merge([.. refused.Roles]), RecordPatch.Read(standard, patch, today), context, set.Manifest.MostScheduledChanges).Refusal?.Hash();
    }
}

/// <summary>A change as it was asked for.</summary>
/// <param name="Access">What the caller may do with the record.</param>
/// <param name="Patch">The merge patch.</param>
/// <param name="Known">Whether the records it refers to were there, by standard and key, as they were asked for.</param>
internal sealed record AskedChange(Access Access, JsonElement Patch, Dictionary<string, bool?> Known)
{
    /// <summary>The name of a record in <see cref="Known"/>.</summary>
    public static string Name(string standard, string key) => $"{standard}:{key}";

    /// <summary>The same context, noting what it is asked.</summary>
    public CheckContext Watched(CheckContext context) => context with { Exists = (standard, key) => Known[Name(standard, key)] = context.Exists(standard, key) };
}

/// <summary>A change of a record that was not taken.</summary>
/// <param name="Asker">Who sent it.</param>
/// <param name="Standard">The standard of the record.</param>
/// <param name="Key">Its key.</param>
/// <param name="Department">Where it belonged.</param>
/// <param name="Manager">Who led the person it is.</param>
/// <param name="Version">The version it was held to.</param>
/// <param name="Revision">The definitions that decided.</param>
/// <param name="Commit">Their git commit.</param>
/// <param name="Engine">The engine that decided.</param>
/// <param name="At">The clock.</param>
/// <param name="Roles">Roles the asker held towards the record.</param>
/// <param name="Known">Whether what it refers to was there.</param>
/// <param name="Patch">What was sent.</param>
/// <param name="Outcome">denied or invalid.</param>
/// <param name="Findings">Codes and places.</param>
/// <param name="Output">Hash of the refusal.</param>
/// <param name="Refusal">The refusal with its trace, as it was hashed.</param>
/// <param name="Until">When it is gone.</param>
internal sealed record RefusedChange(
    string Asker, string Standard, string Key, string? Department, string? Manager, long Version, string Revision, string? Commit, string Engine, DateTimeOffset At,
    string[] Roles, Dictionary<string, bool?> Known, RawJson Patch, string Outcome, string[] Findings, string Output, RawJson Refusal, DateTimeOffset Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RefusedChange))]
internal sealed partial class RefusedChangeJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static RefusedChangeJson Stored { get; } = new(DocumentJson.Options());
}
