using System.Threading.Channels;
using HrCollab.Engine.Exchanges;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>
/// One import at work: rows are read ahead, judged on all cores in waves, and written while the next wave is judged. A wave is done when
/// all of it is durable; then the state says so, and a killed import goes on behind it.
/// </summary>
internal sealed class ImportRun(IDocumentStore store, HeldImport held, ImportState state, RecordReader records, Exchange exchange, ImportRights rights, ImportOptions options, Operations.SlowDecisions slow, TimeProvider time, Func<Author> author)
{
    private const int Slice = 256;
    private readonly QuarantineShelf _shelf = new(store, exchange);
    private readonly References _references = new(records);
    private ImportTally _tally = null!;

    /// <summary>Works off the file from the checkpoint to its end; the state that comes back is not saved yet.</summary>
    public async Task<ImportState> Run(RowFile file, CancellationToken cancel)
    {
        _tally = new ImportTally(state, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waves = Channel.CreateBounded<Wave>(2);
        var reading = Task.Run(() => Read(file, state.Rows, waves.Writer, stop.Token), CancellationToken.None);
        var writing = Task.CompletedTask;
        var busy = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var wave in waves.Reader.ReadAllAsync(cancel))
            {
                var judged = await Judge(wave, file, cancel);
                // A record that is being written, or that the wave names twice, is judged again when that is done: in the order of the file.
                // So is a row that refers to one of them: a department whose parent stands above it in the file.
                var seen = new HashSet<string>(StringComparer.Ordinal);
                var later = new List<int>();
                for (var i = 0; i < judged.Length; i++)
                {
                    var follows = judged[i].Outcome is RowOutcome.Bad bad && bad.Absent.Any(a => seen.Contains(a) || busy.Contains(a));
                    if ((judged[i].Outcome.Key is { } key && (!seen.Add(key) || busy.Contains(key))) || follows) later.Add(i);
                }

                await writing;
                busy = seen;
                writing = Write(wave, judged, later, file, cancel);
            }

            await writing;
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writing, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _tally.Finished(file.Failure);
    }

    private async Task Read(RowFile file, long skip, ChannelWriter<Wave> waves, CancellationToken cancel)
    {
        Exception? failed = null;
        try
        {
            var places = new RowPlaces(author().Today);
            for (var row = 0L; row < skip && file.Read() is { } done; row++)
            {
                places.Place(done, file);
                cancel.ThrowIfCancellationRequested();
            }

            var (rows, bytes) = (new List<SourceRow>(options.Rows), 0L);
            while (file.Read() is { } row)
            {
                rows.Add(places.Place(row, file));
                bytes += row.TextBytes;
                if (rows.Count < options.Rows && bytes < options.WaveBytes) continue;
                await waves.WriteAsync(new Wave(rows, file.BytesRead), cancel);
                (rows, bytes) = (new List<SourceRow>(Math.Min(options.Rows, rows.Count * 2)), 0);
            }

            if (rows.Count > 0) await waves.WriteAsync(new Wave(rows, file.BytesRead), cancel);
        }
#pragma warning disable CA1031 // whatever it is reaches the one who reads the channel
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed = e;
        }

        waves.TryComplete(failed);
    }

    private async Task<Judged[]> Judge(Wave wave, RowFile file, CancellationToken cancel)
    {
        var judged = new Judged[wave.Rows.Count];
        var desk = Desk();
        await Parallel.ForEachAsync(Enumerable.Range(0, (judged.Length + Slice - 1) / Slice), cancel, async (slice, c) =>
        {
            var rows = wave.Rows.GetRange(slice * Slice, Math.Min(Slice, judged.Length - (slice * Slice)));
            (await Judge(desk, file, rows, c)).CopyTo(judged, slice * Slice);
        });
        return judged;
    }

    private async ValueTask<Judged[]> Judge(RowDesk desk, RowFile file, IReadOnlyList<SourceRow> rows, CancellationToken cancel) =>
        await _shelf.Look(rows, await desk.Judge(rows, row => Layout(file, row), cancel), _tally.State, time.GetUtcNow(), cancel);

    private async Task Write(Wave wave, Judged[] judged, List<int> later, RowFile file, CancellationToken cancel)
    {
        var again = new bool[judged.Length];
        foreach (var i in later) again[i] = true;
        var commits = new List<(int Row, Task<CommitResult> Result)>(judged.Length);
        for (var i = 0; i < judged.Length; i++)
        {
            if (!again[i] && judged[i].Outcome.Batch is { } batch) commits.Add((i, store.Commit(batch, cancel).AsTask()));
        }

        await Task.WhenAll(commits.Select(c => c.Result)); // one turn of this method for all of them
        foreach (var (row, result) in commits) again[row] = await result is not CommitResult.Done;
        for (var i = 0; i < judged.Length; i++)
        {
            while (again[i])
            {
                judged[i] = (await Judge(Desk(), file, [wave.Rows[i]], cancel))[0];
                again[i] = judged[i].Outcome.Batch is { } batch && await store.Commit(batch, cancel) is not CommitResult.Done;
            }
        }

        await _shelf.Write(judged, cancel);
        for (var i = 0; i < judged.Length; i++)
        {
            var (outcome, shelved) = judged[i];
            var wroteItself = await WroteItself(outcome, cancel);
            if (wroteItself) outcome = outcome with { Notices = await Desk().Notices(Layout(file, wave.Rows[i]), wave.Rows[i], outcome.Key!, cancel) };
            _tally.Add(outcome, shelved, wroteItself);
        }

        await held.Save(_tally.Checkpoint(wave.Rows.Count, wave.BytesRead), cancel);
    }

    /// <summary>
    /// The rows right after a checkpoint may have been written by this import before it was killed: they are counted as what they were then.
    /// </summary>
    private async ValueTask<bool> WroteItself(RowOutcome outcome, CancellationToken cancel)
    {
        if (outcome is not RowOutcome.Same same || !_tally.MayRepeat(options.Rows)) return false;
        var happened = await store.Find(Container.Records, RecordDocument.Partition(exchange.Standard.Id, same.Key!), RecordChange.EventId(same.Version), cancel);
        return happened is not null && RecordEvent.Read(happened).Reason == Reason;
    }

    private RowLayout Layout(RowFile file, SourceRow row) => row.Names == file.Names ? file.Layout! : RowLayout.OfRow(exchange, row.Names);

    private string Reason => ImportState.Partition(_tally.State.Id);

    private RowDesk Desk() => new(records, _references, exchange, rights, author(), Reason, slow);

    private sealed record Wave(List<SourceRow> Rows, long BytesRead);
}
