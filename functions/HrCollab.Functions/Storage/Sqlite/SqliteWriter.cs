using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The one connection that may write, and the transaction that a group of batches shares on it. Used by one thread.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int PagesWrittenStatus = 9; // SQLITE_DBSTATUS_CACHE_WRITE
    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly TableWriter[] _tables;
    private long _now;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        try
        {
            _begin = new Statement(connection, "BEGIN IMMEDIATE");
            _commit = new Statement(connection, "COMMIT");
            _rollback = new Statement(connection, "ROLLBACK");
            _tables = [.. SqliteSchema.Tables.Select(t => new TableWriter(connection, t))];
        }
        catch
        {
            SqliteSchema.Abandon(connection);
            throw;
        }
    }

    /// <summary>Pages written since the connection was opened; wraps around.</summary>
    public int PagesWritten
    {
        get
        {
            _ = raw.sqlite3_db_status(_connection.Handle, PagesWrittenStatus, out var pages, out _, 0);
            return pages;
        }
    }

    /// <summary>Starts the transaction that a group shares, at one time for all of it.</summary>
    public void Begin(long now)
    {
        _now = now;
        _begin.Run();
    }

    /// <summary>Makes the group durable: one fsync.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Gives the group up; SQLite has done so itself after some errors.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
    }

    /// <summary>Copies back what is left in the log.</summary>
    public void Checkpoint() => Checkpointer.Run(_connection, raw.SQLITE_CHECKPOINT_PASSIVE);

    /// <summary>Applies a batch, or leaves nothing behind when it fails.</summary>
    public CommitResult Apply(Batch batch) => _tables[(int)batch.Container].Apply(batch, _now);

    /// <summary>Removes some of what has expired; true when nothing is left.</summary>
    public bool Sweep(int limit)
    {
        var done = true;
        foreach (var table in _tables) done &= table.Sweep(_now, limit) < limit;
        return done;
    }

    public void Dispose()
    {
        foreach (var table in _tables) table.Dispose();
        foreach (var statement in (Statement[])[_begin, _commit, _rollback]) statement.Dispose();
        _connection.Dispose();
    }
}
