using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>
/// Documents in one SQLite file. Commits wait in a channel; one writer takes whatever waits, writes it in one transaction and answers
/// after the fsync, so many requests share one.
/// </summary>
internal sealed class SqliteDocumentStore : IDocumentStore, IAsyncDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly FileStream _lock;
    private readonly SqliteWriter _writer;
    private readonly Channel<Pending> _pending = Channel.CreateBounded<Pending>(new BoundedChannelOptions(20_000) { SingleReader = true });
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection _checkpointer;
    private int _waiting;
    private long _writtenSinceCheckpoint;

    public SqliteDocumentStore(SqliteStoreOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        var path = Path.GetFullPath(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            _lock = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The database {Path.GetFileName(path)} is in use by another process.", e);
        }

        var connection = SqliteSchema.Open(path);
        _writer = new SqliteWriter(connection, time);
        _checkpointer = SqliteSchema.Connect(path, SqliteOpenMode.ReadWrite);
        for (var i = 0; i < options.Readers; i++) _readers.Add(new SqliteReader(path));
        _thread = new Thread(WriteLoop) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    /// <summary>Commits that wait for the writer.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel) =>
        Read((container, partition, id), static (r, a, now) => r.Find(a.container, a.partition, a.id, now), cancel);

    public ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel) =>
        Read((container, partition, range), static (r, a, now) => r.Query(a.container, a.partition, a.range, now), cancel);

    public ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel) =>
        Read((container, partition, range), static (r, a, now) => r.Count(a.container, a.partition, a.range, now), cancel);

    public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel) =>
        Read((container, token, limit), static (r, a, now) => r.Changes(a.container, a.token, a.limit, now), cancel);

    public async ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel)
    {
        DocumentLimits.Check(batch);
        cancel.ThrowIfCancellationRequested();
        var pending = new Pending(batch);
        Interlocked.Increment(ref _waiting);
        try
        {
            await _pending.Writer.WriteAsync(pending, cancel);
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }

        // From here on the batch will be written: waiting is not given up, or a caller could believe it was not.
        return await pending.Result.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_pending.Writer.TryComplete()) return;
        await _stopped.Task;
        while (_readers.TryTake(out var reader)) reader.Dispose();
        SqliteSchema.Run(_checkpointer, "PRAGMA wal_checkpoint(TRUNCATE)");
        _checkpointer.Dispose();
        _writer.Dispose();
        await _lock.DisposeAsync();
    }

    private ValueTask<T> Read<TArguments, T>(TArguments arguments, Func<SqliteReader, TArguments, long, T> read, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!_readers.TryTake(out var reader)) reader = new SqliteReader(Path.GetFullPath(_options.Path));
        try
        {
            return ValueTask.FromResult(read(reader, arguments, _time.GetUtcNow().ToUnixTimeMilliseconds()));
        }
        finally
        {
            _readers.Add(reader); // reads are synchronous, so there are never more readers than threads
        }
    }

    private void WriteLoop()
    {
        var group = new List<Pending>(_options.GroupSize);
        try
        {
#pragma warning disable CA2012 // the writer is a thread of its own and has nothing else to do
            while (_pending.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
#pragma warning restore CA2012
            {
                while (group.Count < _options.GroupSize && _pending.Reader.TryRead(out var pending)) group.Add(pending);
                Write(group);
                Interlocked.Add(ref _waiting, -group.Count);
                group.Clear();
                Checkpoint();
            }
        }
        finally
        {
            _stopped.SetResult();
        }
    }

    private void Write(List<Pending> group)
    {
        var results = new CommitResult[group.Count];
        try
        {
            _writer.Begin();
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = _writer.Apply(group[i].Batch);
                _writtenSinceCheckpoint += group[i].Batch.Operations.Length;
            }

            _writer.Commit();
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            _writer.Rollback();
            foreach (var pending in group) pending.Result.SetException(e);
            return;
        }

        for (var i = 0; i < results.Length; i++) group[i].Result.SetResult(results[i]);
    }

    /// <summary>Copies the log back now and then, from a connection of its own so that readers and the next group go on.</summary>
    private void Checkpoint()
    {
        if (_writtenSinceCheckpoint < _options.CheckpointPages) return;
        _writtenSinceCheckpoint = 0;
        try
        {
            _writer.Expire();
            SqliteSchema.Run(_checkpointer, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // Nothing is lost by a checkpoint that did not happen; the next one takes it up.
        }
    }

    private sealed record Pending(Batch Batch)
    {
        public TaskCompletionSource<CommitResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
