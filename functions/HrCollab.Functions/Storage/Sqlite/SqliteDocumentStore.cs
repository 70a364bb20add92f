using System.Globalization;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>Documents in one SQLite file, written by one process: many readers, one writer that commits in groups.</summary>
internal sealed class SqliteDocumentStore : IDocumentStore, IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly FileStream _lock;
    private readonly SqliteWriter _writer;
    private readonly Checkpointer _checkpointer;
    private readonly ReaderPool _readers;
    private readonly GroupCommit _commits;
    private int _disposed;

    public SqliteDocumentStore(SqliteStoreOptions options, TimeProvider time)
    {
        _time = time;
        var path = Path.GetFullPath(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
        _lock = Lock(path);
        try
        {
            _writer = new SqliteWriter(SqliteSchema.Open(path));
            _readers = new ReaderPool(path, options.Readers);
            _checkpointer = new Checkpointer(path, options.CheckpointPages);
            _commits = new GroupCommit(options, time, _writer, _checkpointer);
        }
        catch
        {
            // In the order in which they were made backwards; what was not made is null.
            _checkpointer?.Dispose();
            _readers?.Close();
            _writer?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Commits that wait for the writer.</summary>
    public int Waiting => _commits.Waiting;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel) =>
        DocumentLimits.IsId(partition) && DocumentLimits.IsId(id)
            ? _readers.Read((container, partition, id, Now), static (r, q) => r[q.container].Find(q.partition, q.id, q.Now), cancel)
            : ValueTask.FromResult<StoredDocument?>(null);

    public ValueTask<StoredDocument?[]> Find(Container container, IReadOnlyList<DocumentName> names, CancellationToken cancel) =>
        names.Count == 0 ? ValueTask.FromResult<StoredDocument?[]>([]) : _readers.Read((container, names, Now), static (r, q) => r.Find(q.container, q.names, q.Now), cancel);

    public ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel) => _commits.Commit(batch, cancel);

    public ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(range.Limit, 1, nameof(range));
        return _readers.Read((container, partition, range, Now), static (r, q) => r[q.container].Query(q.partition, q.range, q.Now), cancel);
    }

    public ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel) =>
        _readers.Read((container, partition, range, Now), static (r, q) => r[q.container].Count(q.partition, q.range, q.Now), cancel);

    public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var after = 0L;
        if (token is not null && !long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new ArgumentException($"'{token}' is not a token of this store.", nameof(token));
        return _readers.Read((container, after, limit, Now), static (r, q) => r[q.container].Changes(q.after, q.limit, q.Now), cancel);
    }

    /// <summary>Writes what waits, copies the log back and lets the file go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        _commits.Dispose();
        await _readers.DisposeAsync();
        _checkpointer.Dispose();
        _writer.Dispose();
        await _lock.DisposeAsync();
    }

    /// <summary>The system lets go of this lock when a process dies, however it dies; readers of other programs are not kept out.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            throw new StoreRefusedException(
                new Engine.Kernel.Text(
                    $"数据库 {path} 正被另一个进程使用。请停止该进程,或在 Storage:Path 中指定另一个文件。",
                    $"The database {path} is in use by another process. Stop that one, or name another file in Storage:Path."),
                e);
        }
    }
}
