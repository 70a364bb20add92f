using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log back into the file, on a connection and a thread of its own, so that commits go on meanwhile. While they do,
/// the log never comes to its end and grows; when it has become long, the writer copies the little that is left between two groups, after
/// which SQLite starts the log anew.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly int _pages;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private volatile bool _closing;
    private volatile bool _long;
    private int _seen;

    public Checkpointer(string path, int pages)
    {
        _pages = pages;
        _connection = SqliteSchema.Connect(path, SqliteOpenMode.ReadWrite);
        SqliteSchema.Run(_connection, "SELECT 1 FROM sqlite_schema"); // a connection that has never read does not know of the log, and would copy nothing
        _thread = new Thread(Loop) { IsBackground = true, Name = "sqlite-checkpoint" };
        _thread.Start();
    }

    /// <summary>
    /// Told by the writer after each group: pages it has written since it was opened. True when the writer should copy what is left.
    /// </summary>
    public bool Written(int total)
    {
        if (unchecked(total - _seen) >= _pages)
        {
            _seen = total;
            _wake.Set();
        }

        if (!_long) return false;
        _long = false;
        return true;
    }

    /// <summary>Pages in the log. A checkpoint that fails loses nothing: the next one takes it up, and a full disk is the writer's to report.</summary>
    public static int Run(SqliteConnection connection, int mode)
    {
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", mode, out var pages, out _);
        return pages;
    }

    public void Dispose()
    {
        _closing = true;
        _wake.Set();
        _thread.Join();
        Run(_connection, raw.SQLITE_CHECKPOINT_TRUNCATE);
        _connection.Dispose();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (_wake.WaitOne() && !_closing)
        {
            if (Run(_connection, raw.SQLITE_CHECKPOINT_PASSIVE) < 4 * _pages) continue;
            Run(_connection, raw.SQLITE_CHECKPOINT_PASSIVE); // what came during the first, so that little is left to the writer
            _long = true;
        }
    }
}
