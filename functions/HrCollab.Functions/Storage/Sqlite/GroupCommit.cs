using System.Threading.Channels;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>
/// Batches wait in a channel; one thread takes whatever waits, writes it in one transaction and answers after the fsync, so many callers
/// share one. The busier the store, the larger the groups.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private const int SweepLimit = 200;
    private const int SweepEveryMilliseconds = 60_000;
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly SqliteWriter _writer;
    private readonly Checkpointer _checkpointer;
    private readonly Channel<Pending> _pending;
    private readonly Thread _thread;
    private long _nextSweep;

    public GroupCommit(SqliteStoreOptions options, TimeProvider time, SqliteWriter writer, Checkpointer checkpointer)
    {
        (_options, _time, _writer, _checkpointer) = (options, time, writer, checkpointer);
        _pending = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.Queue) { SingleReader = true });
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <summary>Batches that the writer has not taken yet.</summary>
    public int Waiting => _pending.Reader.Count;

    public ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel)
    {
        var bytes = DocumentLimits.Check(batch);
        cancel.ThrowIfCancellationRequested();
        var pending = new Pending(batch, bytes);
        return _pending.Writer.TryWrite(pending) ? new ValueTask<CommitResult>(pending.Task) : WhenThereIsRoom(pending, cancel);
    }

    /// <summary>Writes what still waits and stops.</summary>
    public void Dispose()
    {
        _pending.Writer.TryComplete();
        _thread.Join();
    }

    private async ValueTask<CommitResult> WhenThereIsRoom(Pending pending, CancellationToken cancel)
    {
        while (await _pending.Writer.WaitToWriteAsync(cancel))
        {
            // Once handed over the batch will be written: giving up then would let the caller believe it was not.
            if (_pending.Writer.TryWrite(pending)) return await pending.Task;
        }

        throw new ObjectDisposedException(nameof(SqliteDocumentStore));
    }

    private void Loop()
    {
        var group = new List<Pending>(_options.GroupSize);
#pragma warning disable CA2012 // the writer is a thread of its own and has nothing else to do
        while (_pending.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
#pragma warning restore CA2012
        {
            var bytes = 0;
            while (group.Count < _options.GroupSize && bytes < _options.GroupBytes && _pending.Reader.TryRead(out var pending))
            {
                group.Add(pending);
                bytes += pending.Bytes;
            }

            Write(group);
            group.Clear();
            if (_checkpointer.Written(_writer.PagesWritten)) _writer.Checkpoint();
        }
    }

    private void Write(List<Pending> group)
    {
        var results = new CommitResult[group.Count];
        try
        {
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            _writer.Rollback(); // only after an error that even prevented the rollback then
            _writer.Begin(now);
            for (var i = 0; i < results.Length; i++) results[i] = _writer.Apply(group[i].Batch);
            if (now >= _nextSweep && _writer.Sweep(SweepLimit)) _nextSweep = now + SweepEveryMilliseconds;
            _writer.Commit();
        }
#pragma warning disable CA1031 // whatever went wrong is the answer to the callers of this group; the writer lives on for the next
        catch (Exception e)
#pragma warning restore CA1031
        {
            Undo();
            foreach (var pending in group) pending.SetException(e);
            return;
        }

        for (var i = 0; i < results.Length; i++) group[i].SetResult(results[i]);
    }

    private void Undo()
    {
        try
        {
            _writer.Rollback();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // Tried again before the next group.
        }
    }

    private sealed class Pending(Batch batch, int bytes) : TaskCompletionSource<CommitResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public Batch Batch { get; } = batch;

        public int Bytes { get; } = bytes;
    }
}
