using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>
/// A statement compiled once and run many times. It calls SQLite below ADO.NET, which would box every parameter and copy every body.
/// Parameters count from 1, columns from 0, as in SQLite.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement Bind(int index, long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    public Statement Bind(int index, string value)
    {
        Span<byte> utf8 = value.Length <= DocumentLimits.IdLength ? stackalloc byte[value.Length * 3] : new byte[value.Length * 3];
        Check(raw.sqlite3_bind_text(_statement, index, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, value));
        return this;
    }

    /// <summary>Runs it for its effect.</summary>
    public void Run()
    {
        using var rows = Start();
        while (rows.Next())
        {
        }
    }

    /// <summary>Runs it for its rows; the snapshot is held until the cursor is disposed.</summary>
    public Cursor Start() => new(this);

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);

    internal readonly ref struct Cursor(Statement owner)
    {
        public bool Next()
        {
            var code = raw.sqlite3_step(owner._statement);
            if (code == raw.SQLITE_ROW) return true;
            owner.Check(code);
            return false;
        }

        public bool IsNull(int column) => raw.sqlite3_column_type(owner._statement, column) == raw.SQLITE_NULL;

        public long Integer(int column) => raw.sqlite3_column_int64(owner._statement, column);

        public string Text(int column) => raw.sqlite3_column_text(owner._statement, column).utf8_to_string();

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(owner._statement, column).ToArray();

        public void Dispose() => _ = raw.sqlite3_reset(owner._statement); // repeats the error of the last step, which has been thrown
    }
}
