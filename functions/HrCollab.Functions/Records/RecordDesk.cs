using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Records;

/// <summary>Creates and changes records for a caller: load, decide, commit.</summary>
internal sealed class RecordDesk(IDocumentStore store, RecordReader records, ProjectorSignal signal)
{
    /// <summary>A new record.</summary>
    public async ValueTask<RecordResult> Create(Caller caller, Standard standard, JsonElement input, Command command, CancellationToken cancel)
    {
        var matrix = caller.Set.Find<PermissionMatrix>(standard.Id);
        var check = StandardCheck.New(standard, input, await Context(caller, input, cancel));
        var place = SubjectPlace.Of(standard, check.Values);
        if (matrix?.For(caller.Person, place with { Key = null }, caller.Organization) is not { MayCreate: true } access) return new RecordResult.MayNotCreate();
        var denied = check.Touched.Select(p => standard.Find(p)!).Where(f => !access.MayFill(f)).OrderBy(f => f.Shape.Slot).ToImmutableArray();
        if (!denied.IsEmpty) return new RecordResult.Denied(PermissionFindings.MayNotFill, denied);
        if (check.Refused) return new RecordResult.Invalid(check.Violations);
        var partition = RecordDocument.Partition(standard.Id, place.Key!);
        var operations = RecordChange.Create(standard, check.Values, caller.Author, command.Id).Add(Key(command));
        if (await store.Commit(new Batch(Container.Records, partition, operations), cancel) is CommitResult.Done)
        {
            signal.Committed();
            return new RecordResult.Done((await records.Find(standard, place.Key!, cancel))!, check.Violations);
        }

        return await Repeated(partition, command, cancel) switch
        {
            true => new RecordResult.Done((await records.Find(standard, place.Key!, cancel))!, check.Violations),
            false => new RecordResult.KeyReused(),
            null => new RecordResult.Exists(place.Key!),
        };
    }

    /// <summary>A change; <paramref name="expected"/> is the version of If-Match.</summary>
    public async ValueTask<RecordResult> Change(Caller caller, Standard standard, string key, JsonElement patch, long? expected, Command command, CancellationToken cancel)
    {
        if (await records.Find(standard, key, cancel) is not { } record) return new RecordResult.NotFound();
        if (RecordSight.Access(caller, record) is not { IsVisible: true } access) return new RecordResult.NotFound();
        var partition = RecordDocument.Partition(standard.Id, key);
        if (await Repeated(partition, command, cancel) is { } repeated) return repeated ? new RecordResult.Done(record, []) : new RecordResult.KeyReused();
        var outcome = RecordPatch.Decide(record, access, patch, await Context(caller, patch, cancel));
        if (outcome is PatchOutcome.Denied denied) return new RecordResult.Denied(PermissionFindings.MayNotUpdate, denied.Fields);
        if (expected is not null && expected != record.Version) return new RecordResult.Stale(record, access);
        if (outcome is PatchOutcome.Invalid invalid) return new RecordResult.Invalid(invalid.Violations);
        var accepted = (PatchOutcome.Accepted)outcome;
        if (accepted.Changes.Count == 0) return new RecordResult.Done(record, accepted.Notices);
        var operations = RecordChange.Change(standard, record.Document, record.Version, accepted.Changes, accepted.From, caller.Author, command.Id).Add(Key(command));
        if (await store.Commit(new Batch(Container.Records, partition, operations), cancel) is not CommitResult.Done)
            return new RecordResult.Stale((await records.Find(standard, key, cancel))!, access);
        signal.Committed();
        return new RecordResult.Done((await records.Find(standard, key, cancel))!, accepted.Notices);
    }

    private static Operation.Create Key(Command command) => new("k-" + command.Id, System.Text.Encoding.UTF8.GetBytes($"\"{command.BodyHash}\""), Command.TimeToLive);

    /// <summary>True when the command was here, false when its key was used for something else, null when it is new.</summary>
    private async ValueTask<bool?> Repeated(string partition, Command command, CancellationToken cancel) =>
        await store.Find(Container.Records, partition, "k-" + command.Id, cancel) is { } key ? System.Text.Encoding.UTF8.GetString(key.Body.Span).Trim('"') == command.BodyHash : null;

    /// <summary>What the check may ask: departments and whoever the input names as a person.</summary>
    private async ValueTask<CheckContext> Context(Caller caller, JsonElement input, CancellationToken cancel)
    {
        var organization = await records.Knowing(caller.Organization, caller.Set, Texts(input, 0).Take(200), cancel);
        return new CheckContext(caller.Today, organization.Exists);
    }

    private static IEnumerable<string> Texts(JsonElement input, int depth) => input.ValueKind switch
    {
        JsonValueKind.String when input.GetString() is { Length: > 0 and <= 64 } text => [text],
        JsonValueKind.Object when depth < 2 => input.EnumerateObject().SelectMany(m => Texts(m.Value, depth + 1)),
        _ => [],
    };
}

/// <summary>The result of creating or changing a record.</summary>
internal abstract record RecordResult
{
    public sealed record Done(LoadedRecord Record, ImmutableArray<Violation> Notices) : RecordResult;

    public sealed record NotFound : RecordResult;

    public sealed record MayNotCreate : RecordResult;

    public sealed record Exists(string Key) : RecordResult;

    public sealed record KeyReused : RecordResult;

    public sealed record Denied(DiagnosticCode Code, ImmutableArray<Field> Fields) : RecordResult;

    public sealed record Invalid(ImmutableArray<Violation> Violations) : RecordResult;

    public sealed record Stale(LoadedRecord Record, Access Access) : RecordResult;
}
