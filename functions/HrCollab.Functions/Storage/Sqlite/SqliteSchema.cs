using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The tables, and their version in <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>1: one table for all containers; 2: a table for each. Raised with every change of the layout.</summary>
    public const int Version = 2;

    /// <summary>The table of each container, in the order of the enumeration.</summary>
    public static readonly ImmutableArray<string> Tables = ["cases", "records", "views", "host"];

    /// <summary>
    /// <c>seq</c> is the order of creation and never changes or comes back (AUTOINCREMENT), so it is the token of the change feed; a table for
    /// each container makes that feed the table itself. <c>address</c> is where a document is found.
    /// </summary>
    private static string Create(string table) =>
        $"""
        CREATE TABLE {table} (
          seq INTEGER PRIMARY KEY AUTOINCREMENT, partition TEXT NOT NULL, id TEXT NOT NULL,
          version INTEGER NOT NULL, expires INTEGER, body BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX {table}_address ON {table} (partition, id);
        CREATE INDEX {table}_expiry ON {table} (expires) WHERE expires IS NOT NULL;
        """;

    /// <summary>Opens the writer's connection and lays the tables in a new file; the file of another version is refused untouched.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            var found = Known(connection, path);
            if (found == 0) Run(connection, "PRAGMA page_size=8192"); // fewer and longer writes: documents of 1 KB are added at the end of a table
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-65536;");
            if (found == 0) Run(connection, $"BEGIN IMMEDIATE; {string.Concat(Tables.Select(Create))} PRAGMA user_version={Version}; COMMIT;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection to a file that another process may have open; refuses one that is not there or of another version, and leaves it untouched.</summary>
    public static SqliteConnection OpenExisting(string path)
    {
        if (!File.Exists(path)) throw new StoreRefusedException(new Text($"没有数据库 {path}。请在 Storage:Path 中指定它的位置。", $"There is no database {path}. Name where it is in Storage:Path."));
        var connection = Connect(path, SqliteOpenMode.ReadWrite);
        try
        {
            if (Known(connection, path) == Version) return connection;
            throw new StoreRefusedException(new Text($"{path} 不是本程序的数据库。", $"{path} is not a database of this program."));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A further connection to a file whose schema is known to be right.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        connection.Handle!.enable_sqlite3_next_stmt(true); // for Abandon
        Run(connection, "PRAGMA busy_timeout=10000"); // someone's shell or backup may hold the file for a moment
        return connection;
    }

    /// <summary>Closes a connection whose opening failed half way, with the statements that were prepared on it: one of them would hold the file.</summary>
    public static void Abandon(SqliteConnection connection)
    {
        while (connection.Handle is { } handle && raw.sqlite3_next_stmt(handle, null) is { } statement) statement.Dispose();
        connection.Dispose();
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constant texts of this folder
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The version of a file, 0 for an empty one; refuses one that this program does not know.</summary>
    private static int Known(SqliteConnection connection, string path)
    {
        var found = UserVersion(connection);
        if (found > Version)
        {
            throw new StoreRefusedException(new Text(
                $"数据库 {path} 的结构版本为 {found},本程序只认识到 {Version}。请启动写入它的较新程序。",
                $"The database {path} has schema {found}; this program knows schemas up to {Version}. Start the newer program it was written by."));
        }

        if (found is > 0 and < Version)
        {
            throw new StoreRefusedException(new Text(
                $"数据库 {path} 的结构版本为 {found},本程序需要 {Version},旧文件没有被改动。请用写入它的程序打开;若不再需要其中的数据,将文件移走后重新启动,或在 Storage:Path 中指定另一个文件。",
                $"The database {path} has schema {found}; this program needs {Version} and has left the file as it was. Open it with the program that wrote it; if its data are no longer needed, move the file away and start again, or name another file in Storage:Path."));
        }

        return found;
    }

    private static int UserVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
