using System.Text.Json;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Feedback;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>Makes views from events: reads the change feeds of records and cases, writes rows, remembers the position. At least once, and by one process at a time.</summary>
internal sealed class Projector(IDocumentStore store, ProjectorSignal signal, ActiveDefinitions definitions, OrganizationSource organizations, DeadLetters letters, Instance instance, Operations.TimerRuns runs, TimeProvider time, ILogger<Projector> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);
    private readonly FeedReader _records = new(store, "projector-records", Container.Records);
    private readonly FeedReader _cases = new(store, "projector-cases", Container.Cases);
    private FollowedFeeds? _both;
    private readonly RecordProjection _recordProjection = new(store);
    private readonly FollowedCases _followed = new(store);
    private readonly SemaphoreSlim _one = new(1);

    private FollowedFeeds Feeds
    {
        get
        {
            if (_both is not null) return _both;
            _both = new FollowedFeeds(store, instance, time, "projector", _records, _cases);
            _both.Marked += OrganizationChanged; // by another process, which has written it
            return _both;
        }
    }

    /// <summary>What lies in the store from before counts as committed: nobody reads views that a killed process left behind its events.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Committed(organization: true);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var mark = signal.Mark();
                var others = false;
                await runs.Run("ProjectViews", async cancel => others = await Turned(cancel) == Turn.Others, byHost: false, stoppingToken);
                if (others) await Task.Delay(Soon, time, stoppingToken);
                else await signal.Wait(mark, Poll, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever goes wrong, the views must go on as soon as it is mended
            catch (Exception e)
#pragma warning restore CA1031
            {
                log.LogError(e, "Projecting failed; it is tried again.");
                await Task.WhenAny(Task.Delay(Poll, time, stoppingToken));
            }
        }
    }

    /// <summary>Brings the views up to what is committed, unless another process does. Also called by the timer ProjectViews.</summary>
    public Task Pass(CancellationToken cancel) => Turned(cancel);

    private async Task<Turn> Turned(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var mark = signal.Mark();
            var letter = await letters.IsTime(Kind(Container.Cases), cancel) | await letters.IsTime(Kind(Container.Records), cancel);
            var turn = await Feeds.Begin(letter, cancel);
            if (turn == Turn.Mine) await InTurn(WorkOff, cancel);
            if (turn != Turn.Others) signal.Projected(mark);
            return turn;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> WorkOff(CancellationToken cancel)
    {
        while (await Pages(cancel))
        {
        }

        await letters.Retry(Kind(Container.Cases), l => Again(l, cancel), cancel);
        await letters.Retry(Kind(Container.Records), l => Again(l, cancel), cancel);
        return true;
    }

    /// <summary>Works in a turn that has begun, and ends it whatever comes.</summary>
    private async Task<bool> InTurn(Func<CancellationToken, Task<bool>> work, CancellationToken cancel)
    {
        try
        {
            var done = await work(cancel);
            await Feeds.End(cancel);
            return done;
        }
        catch
        {
            await Feeds.GiveBack();
            throw;
        }
    }

    /// <summary>How many changes wait to be projected, by the position that is remembered.</summary>
    public async Task<long> Waiting(CancellationToken cancel, long most = long.MaxValue) => await _records.Waiting(cancel, most) + await _cases.Waiting(cancel, most);

    /// <summary>Makes the views of a case or record again that could not be made; true when that went well, false also while another process projects.</summary>
    public async Task<bool> Replay(DeadLetter letter, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await Feeds.Begin(anyway: true, cancel) == Turn.Mine && await InTurn(async c => await letters.Replay(letter, l => Again(l, c), c), cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>One page of each feed; false when there was nothing.</summary>
    private async Task<bool> Pages(CancellationToken cancel)
    {
        var cases = await _cases.Next(cancel);
        if (!cases.Items.IsEmpty) await Cases(cases, cancel);
        var records = await _records.Next(cancel); // afterwards, so that a person who moves takes the cases about them along
        if (!records.Items.IsEmpty) await Records(records, cancel);
        return !records.Items.IsEmpty || !cases.Items.IsEmpty;
    }

    private async Task Records(ChangePage page, CancellationToken cancel)
    {
        var views = new ViewBatch();
        foreach (var item in page.Items)
        {
            if (!item.Id.StartsWith("e-", StringComparison.Ordinal)) continue;
            await letters.Guard(Letter(Container.Records, item), () => Record(item, views, cancel), cancel);
        }

        await Flush(views, cancel);
        await Feeds.Done(_records, page, cancel);
    }

    private async Task Cases(ChangePage page, CancellationToken cancel)
    {
        var views = new ViewBatch();
        foreach (var item in page.Items)
        {
            if (!item.Id.StartsWith("e-", StringComparison.Ordinal)) continue;
            await letters.Guard(Letter(Container.Cases, item), () => Apply(CaseChange.Read(item), views, cancel), cancel);
        }

        await Feeds.Write(c => views.Flush(store, c), cancel);
        await Feeds.Done(_cases, page, cancel);
    }

    private ValueTask Apply(CaseChange change, ViewBatch views, CancellationToken cancel)
    {
        CaseProjection.Apply(change, views);
        return _followed.WentOn(change, views, cancel);
    }

    /// <summary>Feedback lies beside the records and is none.</summary>
    private ValueTask Record(StoredDocument item, ViewBatch views, CancellationToken cancel)
    {
        if (!item.Partition.StartsWith(FeedbackDocument.PartitionPrefix, StringComparison.Ordinal)) return _recordProjection.Apply(RecordEvent.Read(item), definitions.Current, views, cancel);
        FeedbackProjection.Apply(FeedbackEvent.Read(item), views);
        return ValueTask.CompletedTask;
    }

    private async Task Flush(ViewBatch views, CancellationToken cancel)
    {
        var organization = views.Touches(OrganizationSource.Partition) || views.Touches(LeaverRow.Partition);
        await Feeds.Write(c => views.Flush(store, c), cancel);
        if (!organization) return;
        Feeds.Mark();
        OrganizationChanged();
    }

    private void OrganizationChanged()
    {
        organizations.Changed();
        signal.Committed(); // whoever waits for somebody to be appointed looks again
    }

    /// <summary>All events of the case or record once more and in order, because a later one may have passed the one that failed: the last one of a row wins.</summary>
    private async ValueTask Again(DeadLetter letter, CancellationToken cancel)
    {
        var (container, views) = (letter.Kind == Kind(Container.Cases) ? Container.Cases : Container.Records, new ViewBatch());
        string? after = null;
        do
        {
            var page = await store.Query(container, letter.Partition, IdRange.Prefix("e-", 200, after: after), cancel);
            foreach (var item in page.Items)
            {
                if (container == Container.Cases) await Apply(CaseChange.Read(item), views, cancel);
                else await Record(item, views, cancel);
            }

            after = page.Next;
        }
        while (after is not null);
        await Flush(views, cancel);
    }

    private static DeadLetter Letter(Container container, StoredDocument item) => new(Kind(container), item.Partition, item.Id);

    private static string Kind(Container container) => container == Container.Cases ? "cases" : "records";
}
