using System.Text.Json;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>Makes views from events: reads the change feeds of records and cases, writes rows, remembers the position. At least once.</summary>
internal sealed class Projector(IDocumentStore store, ProjectorSignal signal, ActiveDefinitions definitions, OrganizationSource organizations, TimeProvider time, ILogger<Projector> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly FeedReader _records = new(store, "projector-records", Container.Records);
    private readonly FeedReader _cases = new(store, "projector-cases", Container.Cases);
    private readonly RecordProjection _recordProjection = new(store);
    private readonly SemaphoreSlim _one = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var mark = signal.Mark();
                await Pass(stoppingToken);
                await signal.Wait(mark, Poll, time, stoppingToken);
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

    /// <summary>Brings the views up to what is committed. Also called by the timer ProjectViews; one at a time, because the position is one.</summary>
    public async Task Pass(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var mark = signal.Mark();
            while (await Pages(cancel))
            {
            }

            signal.Projected(mark);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>How many changes wait to be projected, by the position that is remembered.</summary>
    public async Task<long> Waiting(CancellationToken cancel) => await _records.Waiting(cancel) + await _cases.Waiting(cancel);

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
            await _recordProjection.Apply(RecordEvent.Read(item), definitions.Current, views, cancel);
        }

        var organization = views.Touches(OrganizationSource.Partition) || views.Touches(LeaverRow.Partition);
        await views.Flush(store, cancel);
        if (organization)
        {
            organizations.Changed();
            signal.Committed(); // whoever waits for somebody to be appointed looks again
        }

        await _records.Done(page, cancel);
    }

    private async Task Cases(ChangePage page, CancellationToken cancel)
    {
        var views = new ViewBatch();
        foreach (var item in page.Items)
        {
            if (item.Id.StartsWith("e-", StringComparison.Ordinal)) CaseProjection.Apply(CaseChange.Read(item), views);
        }

        await views.Flush(store, cancel);
        await _cases.Done(page, cancel);
    }
}
