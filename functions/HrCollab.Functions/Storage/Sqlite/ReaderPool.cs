namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The connections for reading. Reads run on the caller's thread: they are short, and most answer from memory.</summary>
internal sealed class ReaderPool : IAsyncDisposable
{
    private readonly int _size;
    private readonly SemaphoreSlim _free;
    private readonly Stack<SqliteReader> _readers;
    private readonly Lock _lock = new();
    private bool _disposed;

    public ReaderPool(string path, int size)
    {
        _size = size;
        _free = new SemaphoreSlim(size);
        _readers = new Stack<SqliteReader>(size);
        try
        {
            for (var i = 0; i < size; i++) _readers.Push(new SqliteReader(path));
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Closes the free connections at once and refuses later reads.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_readers.TryPop(out var reader)) reader.Dispose();
        }
    }

    public async ValueTask<T> Read<TQuestion, T>(TQuestion question, Func<SqliteReader, TQuestion, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        SqliteReader? reader = null;
        try
        {
            lock (_lock) reader = _disposed ? throw new ObjectDisposedException(nameof(SqliteDocumentStore)) : _readers.Pop();
            return read(reader, question);
        }
        finally
        {
            if (reader is not null) lock (_lock) _readers.Push(reader);
            _free.Release();
        }
    }

    /// <summary>Waits for the reads under way; later ones are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < _size; i++) await _free.WaitAsync();
        Close();
        _free.Release();
    }
}
