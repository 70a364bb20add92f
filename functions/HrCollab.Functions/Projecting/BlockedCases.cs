using HrCollab.Engine.Decisions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Cases with a blocked step, looked at again whenever the organisation has changed: whoever was missing may have been appointed. And cases
/// in which something lies with somebody who has left: it is assigned to whoever answers for it now, or blocked in sight.
/// </summary>
internal sealed class BlockedCases(IDocumentStore store, CaseStore cases, CaseLoader loader, OrganizationSource organizations, TimeProvider time, ILogger<BlockedCases> log)
{
    private const string Partition = "blocked";
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private Organization? _looked;
    private bool _more;
    private int _failures;
    private DateTimeOffset? _again;

    /// <summary>Keeps the case in mind when a command has blocked one of its steps.</summary>
    public async Task Note(StoredDocument command, CancellationToken cancel)
    {
        if (command.Body.Span.IndexOf("\"step.blocked\""u8) < 0) return;
        await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(CaseCommand.Read(command).Case, "{}"u8.ToArray())]), cancel);
        _more = true;
    }

    /// <summary>
    /// Looks at all of them when there is a reason to; one that cannot be looked at keeps none from it, and is a reason to come again, each time
    /// after twice as long, at most an hour.
    /// </summary>
    public async Task Pass(CancellationToken cancel)
    {
        var organization = await organizations.Now(cancel);
        if (ReferenceEquals(organization, _looked) && !_more && !(_again <= time.GetUtcNow())) return;
        var failed = false;
        string? after = null;
        do
        {
            var page = await store.Query(Container.Host, Partition, new IdRange(Limit: 200, After: after), cancel);
            foreach (var row in page.Items) failed |= !await Looked(row.Id, cancel);
            after = page.Next;
        }
        while (after is not null);
        failed |= !await Leavers(organization, cancel);
        (_looked, _more, _failures) = (organization, false, failed ? _failures + 1 : 0);
        _again = failed ? time.GetUtcNow() + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(_failures, 20))) : null;
    }

    /// <summary>What lies with people who have left is assigned anew; false when some of it could not be looked at.</summary>
    private async Task<bool> Leavers(Organization organization, CancellationToken cancel)
    {
        var all = true;
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, LeaverRow.Partition, LeaverRow.Before(organization.Date, after), cancel);
            foreach (var row in page.Items)
            {
                var looked = true;
                foreach (var id in await CasesOf(LeaverRow.PersonOf(row.Id), cancel)) looked &= await Looked(id, cancel);
                if (looked) await store.Commit(new Batch(Container.Views, LeaverRow.Partition, [new Operation.Delete(row.Id)]), cancel);
                all &= looked;
            }

            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>Cases with a task in somebody's inbox.</summary>
    private async Task<HashSet<string>> CasesOf(string person, CancellationToken cancel)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, TaskRows.Inbox(person), new IdRange(Limit: 200, After: after), cancel);
            found.UnionWith(page.Items.Select(i => TaskRow.Read(i).Case));
            after = page.Next;
        }
        while (after is not null);
        return found;
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
