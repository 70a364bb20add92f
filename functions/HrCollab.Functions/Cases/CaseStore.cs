using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Decisions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Cases;

/// <summary>Loads cases and commits commands to them: the case, its events and the command's key in one batch.</summary>
internal sealed class CaseStore(IDocumentStore store, ProjectorSignal signal, ActiveDefinitions definitions, DocumentSize size)
{
    private const string CaseId = "case";

    public async ValueTask<LoadedCase?> Find(string id, CancellationToken cancel)
    {
        if (!IsCaseId(id)) return null;
        var stored = await store.Find(Container.Cases, id, CaseId, cancel);
        return stored is null ? null : new LoadedCase(JsonSerializer.Deserialize(stored.Body.Span, CaseDocuments.Stored.CaseState)!, stored.Version);
    }

    /// <summary>What a command did when it was here before; null when it is new.</summary>
    public async ValueTask<CaseCommand?> Earlier(string id, Command command, CancellationToken cancel)
    {
        if (await store.Find(Container.Cases, id, KeyId(command), cancel) is not { } key) return null;
        var version = JsonSerializer.Deserialize(key.Body.Span, StoreJson.Default.Int64);
        return await store.Find(Container.Cases, id, CaseCommand.EventId(version), cancel) is { } stored ? CaseCommand.Read(stored) : null;
    }

    /// <summary>What the submission did that started a case; null when there is no such case.</summary>
    public ValueTask<CaseCommand?> Start(string id, CancellationToken cancel) => At(id, 1, cancel);

    /// <summary>The command that gave a case this version; null when there is none.</summary>
    public async ValueTask<CaseCommand?> At(string id, long version, CancellationToken cancel) =>
        await store.Find(Container.Cases, id, CaseCommand.EventId(version), cancel) is { } stored ? CaseCommand.Read(stored) : null;

    /// <summary>Everything that happened to a case, oldest first.</summary>
    public async ValueTask<ImmutableArray<CaseCommand>> History(string id, CancellationToken cancel)
    {
        var commands = ImmutableArray.CreateBuilder<CaseCommand>();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Cases, id, IdRange.Prefix("e-", 200, after: after), cancel);
            commands.AddRange(page.Items.Select(CaseCommand.Read));
            after = page.Next;
        }
        while (after is not null);
        return commands.ToImmutable();
    }

    /// <summary>Starts a case; refused with 422 when it would be too large (<see cref="DocumentSize"/>), as any later act is. False when the id is taken: the same command was here before.</summary>
    public async ValueTask<bool> Create(RecordedDecision decision, Command command, RawJson answer, CancellationToken cancel)
    {
        var output = DecisionText.Of(decision.Output);
        var batch = new Batch(Container.Cases, decision.Output.State.Id,
        [
            new Operation.Create(CaseId, output.State),
            new Operation.Create(CaseCommand.EventId(1), CaseCommand.Of(decision, output, 1, command, answer, definitions.CommitOf(decision.Output.State.Revision)).Write()),
        ]);
        size.Check(batch);
        var result = await store.Commit(batch, cancel);
        if (result is not CommitResult.Done) return false;
        signal.Committed();
        return true;
    }

    /// <summary>Replaces a case. False when somebody else was faster or the command was here before.</summary>
    public async ValueTask<bool> Replace(RecordedDecision decision, long version, Command command, RawJson? answer, CancellationToken cancel)
    {
        var output = DecisionText.Of(decision.Output);
        var next = version + 1;
        var batch = new Batch(Container.Cases, decision.Output.State.Id,
        [
            new Operation.Replace(CaseId, version, output.State),
            new Operation.Create(CaseCommand.EventId(next), CaseCommand.Of(decision, output, next, command, answer, definitions.CommitOf(decision.Output.State.Revision)).Write()),
            new Operation.Create(KeyId(command), JsonSerializer.SerializeToUtf8Bytes(next, StoreJson.Default.Int64), Command.TimeToLive),
        ]);
        size.Check(batch);
        var result = await store.Commit(batch, cancel);
        if (result is not CommitResult.Done) return false;
        signal.Committed();
        return true;
    }

    private static string KeyId(Command command) => "k-" + command.Id;

    private static bool IsCaseId(string id) => id.Length is >= 3 and <= 120 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

[System.Text.Json.Serialization.JsonSerializable(typeof(long))]
internal sealed partial class StoreJson : System.Text.Json.Serialization.JsonSerializerContext;
