using HrCollab.Engine.Decisions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>Cases with a blocked step, looked at again whenever the organisation has changed: whoever was missing may have been appointed.</summary>
internal sealed class BlockedCases(IDocumentStore store, CaseStore cases, CaseLoader loader, OrganizationSource organizations, ILogger<BlockedCases> log)
{
    private const string Partition = "blocked";
    private Organization? _looked;
    private bool _more;

    /// <summary>Keeps the case in mind when a command has blocked one of its steps.</summary>
    public async Task Note(StoredDocument command, CancellationToken cancel)
    {
        if (command.Body.Span.IndexOf("\"step.blocked\""u8) < 0) return;
        await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(CaseCommand.Read(command).Case, "{}"u8.ToArray())]), cancel);
        _more = true;
    }

    /// <summary>Looks at all of them when there is a reason to; one that cannot be looked at keeps none from it, and is a reason to come again.</summary>
    public async Task Pass(CancellationToken cancel)
    {
        var organization = await organizations.Now(cancel);
        if (ReferenceEquals(organization, _looked) && !_more) return;
        var failed = false;
        string? after = null;
        do
        {
            var page = await store.Query(Container.Host, Partition, new IdRange(Limit: 200, After: after), cancel);
            foreach (var row in page.Items) failed |= !await Looked(row.Id, cancel);
            after = page.Next;
        }
        while (after is not null);
        (_looked, _more) = (organization, failed);
    }

    /// <summary>False when looking at the case failed.</summary>
    private async Task<bool> Looked(string id, CancellationToken cancel)
    {
        try
        {
            if (await Settled(id, cancel)) await store.Commit(new Batch(Container.Host, Partition, [new Operation.Delete(id)]), cancel);
            return true;
        }
#pragma warning disable CA1031 // whatever is wrong with this one, the others go on
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // The words of an exception can quote values of a record; its type and where it was thrown do not.
            log.LogError("Looking at the blocked case {Case} again failed ({Error}); it is tried again.\n{Where}", id, e.GetType().Name, e.StackTrace);
            return false;
        }
    }

    /// <summary>True when no step of the case is blocked any more.</summary>
    private async Task<bool> Settled(string id, CancellationToken cancel)
    {
        if (await cases.Find(id, cancel) is not { } loaded || loaded.State.Status is CaseStatus.Completed or CaseStatus.Rejected) return true;
        var context = await loader.Context(loaded.State, null, cancel);
        var watch = new DecisionWatch(context);
        if (Submission.Recheck(watch.Context, loaded.State) is not ActOutcome.Done done) return !IsBlocked(loaded.State);
        var decision = new RecordedDecision(new DecisionOutput(done.State, done.Events), watch.Facts(new DecisionQuestion("recheck", id, null, Before: loaded.State), hasSubject: true, null));
        return await cases.Replace(decision, loaded.Version, Command.Of($"recheck:{id}:{loaded.Version}", []), null, cancel) && !IsBlocked(done.State);
    }

    private static bool IsBlocked(CaseState state) => state.Steps.Values.Any(s => s.Status == StepStatus.Blocked);
}
