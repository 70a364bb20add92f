using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Decisions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Refusals;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Records;

/// <summary>Creates and changes records for a caller: load, decide, commit.</summary>
internal sealed class RecordDesk(IDocumentStore store, RecordReader records, RecordCases cases, RefusedChanges refusals, ToFixList toFix, Operations.SlowDecisions slow, ProjectorSignal signal, DocumentSize size)
{
    /// <summary>A new record; the earlier answer for a repeated command.</summary>
    public async ValueTask<RecordResult> Create(Caller caller, Standard standard, JsonElement input, Command command, Language language, CancellationToken cancel)
    {
        var result = await Created(caller, standard, input, command, language, cancel);
        await toFix.Settle(caller, standard, RecordPatch.KeyOf(standard, input), input, result);
        return result;
    }

    private async ValueTask<RecordResult> Created(Caller caller, Standard standard, JsonElement input, Command command, Language language, CancellationToken cancel)
    {
        var matrix = caller.Set.Find<PermissionMatrix>(standard.Id);
        var given = StandardCheck.Given(standard, input, caller.Today);
        var context = await Context(caller, standard, given, cancel);
        var check = slow.Measure($"standards/{standard.Id}", "create", () => StandardCheck.New(standard, given, context));
        var place = SubjectPlace.Of(standard, check.Values);
        var partition = place.Key is { } key && RecordReader.IsKey(key) ? RecordDocument.Partition(standard.Id, key) : null;
        if (partition is not null && await Earlier(partition, command, cancel) is { } earlier) return earlier;
        if (matrix?.For(caller.Person, place with { Key = null }, caller.Organization) is not { MayCreate: true } access) return new RecordResult.MayNotCreate();
        var denied = check.Touched.Select(p => standard.Find(p)!).Where(f => !access.MayFill(f)).OrderBy(f => f.Shape.Slot).ToImmutableArray();
        if (!denied.IsEmpty) return new RecordResult.Denied(PermissionFindings.MayNotFill, denied);
        if (check.Refused) return new RecordResult.Invalid(check.Violations, RecordSight.Shown(standard, access, check.Touched));
        partition ??= RecordDocument.Partition(standard.Id, place.Key!);
        return await Write(caller, standard, partition, RecordChange.Create(standard, check.Values, caller.Author, command.Id, [.. check.Violations.Select(v => v.ToTrace()), .. check.Steps]), 1, OrganizationFields.Concern(standard.Id, check.Touched), check.Violations, command, language, cancel)
            ?? new RecordResult.Exists(place.Key!);
    }

    /// <summary>A change; <paramref name="expected"/> is the version of If-Match. A repeated command gets its answer whatever has become of the record and of the caller's sight of it.</summary>
    public async ValueTask<RecordResult> Change(
        Caller caller, Standard standard, string key, JsonElement patch, long? expected, Command command, Language language, CancellationToken cancel)
    {
        var result = await Changed(caller, standard, key, patch, expected, command, language, cancel);
        await toFix.Settle(caller, standard, key, patch, result);
        return result;
    }

    private async ValueTask<RecordResult> Changed(
        Caller caller, Standard standard, string key, JsonElement patch, long? expected, Command command, Language language, CancellationToken cancel)
    {
        if (await records.Find(standard, key, cancel) is not { } record) return new RecordResult.NotFound();
        var partition = RecordDocument.Partition(standard.Id, key);
        if (await Earlier(partition, command, cancel) is { } earlier) return earlier;
        if (RecordSight.Access(caller, record) is not { IsVisible: true } access) return new RecordResult.Outside();
        var asked = new AskedChange(access, patch, new Dictionary<string, bool?>(StringComparer.Ordinal));
        var given = RecordPatch.Read(standard, patch, caller.Today);
        var context = asked.Watched(await Context(caller, standard, given.Given, cancel));
        var outcome = slow.Measure($"standards/{standard.Id}", "change", () => RecordPatch.Decide(record, access, given, context, caller.Set.Manifest.MostScheduledChanges));
        if (outcome is PatchOutcome.Denied denied) return new RecordResult.Denied(PermissionFindings.MayNotUpdate, denied.Fields, await refusals.Keep(caller, record, asked, outcome, command, cancel));
        if (expected is not null && expected != record.Version) return new RecordResult.Stale(record, access);
        if (outcome is PatchOutcome.Invalid invalid) return new RecordResult.Invalid(RecordSight.Told(invalid.Violations, access, invalid.Touched.Concat(RecordPatch.Named(patch))), RecordSight.Shown(standard, access, invalid.Touched), await refusals.Keep(caller, record, asked, outcome, command, cancel));
        var accepted = (PatchOutcome.Accepted)outcome;
        var told = RecordSight.Told(accepted.Notices, access, RecordPatch.Named(patch));
        if (accepted.Changes.Count == 0)
        {
            var same = await Answer(caller, record, told, language, cancel);
            return await store.Commit(new Batch(Container.Records, partition, [Key(command, same)]), cancel) is CommitResult.Done ? same
                : await Earlier(partition, command, cancel) ?? same;
        }

        var operations = RecordChange.Change(standard, record.Document, record.Version, accepted.Changes, accepted.From, caller.Author, command.Id, Trace(caller, record, access, accepted));
        return await Write(caller, standard, partition, operations, record.Version + 1, OrganizationFields.Concern(standard.Id, accepted.Changes.Keys), told, command, language, cancel)
            ?? await Overtaken(caller, standard, key, cancel);
    }

    /// <summary>Somebody else was faster: the newer record as the caller may see that, which may be another department's by now.</summary>
    private async ValueTask<RecordResult> Overtaken(Caller caller, Standard standard, string key, CancellationToken cancel)
    {
        if (await records.Find(standard, key, cancel) is not { } newer) return new RecordResult.NotFound();
        return RecordSight.Access(caller, newer) is { IsVisible: true } access ? new RecordResult.Stale(newer, access) : new RecordResult.Outside();
    }

    /// <summary>How it was decided: by which lines of the matrix, and what was noticed.</summary>
    private static ImmutableArray<TraceEntry> Trace(Caller caller, LoadedRecord record, Access access, PatchOutcome.Accepted accepted) =>
    [
        .. PermissionTrace.OfChange(caller.Set.Find<PermissionMatrix>(record.Standard.Id)!, access, [.. accepted.Changes.Keys.Select(record.Standard.Find).OfType<Field>()]),
        .. accepted.Notices.Select(v => v.ToTrace()),
        .. accepted.Steps,
    ];

    /// <summary>Record, event, key and answer in one batch; null when somebody else was faster, the earlier answer when that was the same command.</summary>
    private async ValueTask<RecordResult?> Write(
        Caller caller, Standard standard, string partition, ImmutableArray<Operation> operations, long version, bool organization, ImmutableArray<Violation> notices, Command command, Language language, CancellationToken cancel)
    {
        var body = operations[0] switch { Operation.Create create => create.Body, Operation.Replace replace => replace.Body, _ => throw new InvalidOperationException("A change begins with the record.") };
        var after = new LoadedRecord(standard, RecordDocument.Read(new StoredDocument(partition, RecordDocument.Id, version, body)), version);
        var done = await Answer(caller, after, notices, language, cancel);
        var batch = new Batch(Container.Records, partition, operations.Add(Key(command, done)));
        size.Check(batch);
        if (await store.Commit(batch, cancel) is not CommitResult.Done) return await Earlier(partition, command, cancel);
        signal.Committed(organization);
        return done;
    }

    private async ValueTask<RecordResult.Done> Answer(Caller caller, LoadedRecord record, ImmutableArray<Violation> notices, Language language, CancellationToken cancel) =>
        new(record.Document.Key, record.Version, JsonAnswer.Bytes(RecordSight.Answer(caller, record, await cases.Seen(caller, record.Document, cancel), notices, language)), caller.Now);

    private static Operation.Create Key(Command command, RecordResult.Done done) => new(
        "k-" + command.Id, JsonSerializer.SerializeToUtf8Bytes(new RecordCommand(command.BodyHash, done.Key, done.Version, new RawJson(done.Answer), done.At), RecordsJson.Stored.RecordCommand), Command.TimeToLive);

    /// <summary>What the command did when it was here, that its key was used for something else, or null when it is new.</summary>
    private async ValueTask<RecordResult?> Earlier(string partition, Command command, CancellationToken cancel)
    {
        if (await store.Find(Container.Records, partition, "k-" + command.Id, cancel) is not { } stored) return null;
        var earlier = JsonSerializer.Deserialize(stored.Body.Span, RecordsJson.Stored.RecordCommand)!;
        return earlier.BodyHash == command.BodyHash ? new RecordResult.Done(earlier.Key, earlier.Version, earlier.Answer.Utf8, earlier.At) : new RecordResult.KeyReused();
    }

    /// <summary>What the check may ask: departments, and whatever the input refers to.</summary>
    private async ValueTask<CheckContext> Context(Caller caller, Standard standard, GivenRecord given, CancellationToken cancel)
    {
        var organization = await records.Knowing(caller.Organization, caller.Set, given.References(standard), cancel);
        return CheckContext.Of(caller.Set, caller.Today, organization.Exists) with { IsTraced = true };
    }
}

/// <summary>The result of creating or changing a record.</summary>
internal abstract record RecordResult
{
    /// <summary>Written, now or before (<paramref name="At"/>); the answer is the same either way.</summary>
    public sealed record Done(string Key, long Version, ReadOnlyMemory<byte> Answer, DateTimeOffset At) : RecordResult;

    public sealed record NotFound : RecordResult;

    /// <summary>It exists, and the caller may not see it.</summary>
    public sealed record Outside : RecordResult;

    public sealed record MayNotCreate : RecordResult;

    public sealed record Exists(string Key) : RecordResult;

    public sealed record KeyReused : RecordResult;

    public sealed record Denied(DiagnosticCode Code, ImmutableArray<Field> Fields, string? DecisionId = null) : RecordResult;

    public sealed record Invalid(ImmutableArray<Violation> Violations, Func<TraceValue, string?> Shown, string? DecisionId = null) : RecordResult;

    public sealed record Stale(LoadedRecord Record, Access Access) : RecordResult;
}
