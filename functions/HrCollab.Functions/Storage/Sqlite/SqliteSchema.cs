using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The tables, and their version in <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

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

    /// <summary>Opens the writer's connection and lays the tables in a new file; the file of a newer program is refused untouched.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            var found = UserVersion(connection);
            if (found > Version)
                throw new InvalidOperationException($"The database {path} has schema {found}; this program knows schemas up to {Version}. Start the newer program it was written by.");
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

    /// <summary>A further connection to a file whose schema is known to be right.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        Run(connection, "PRAGMA busy_timeout=10000"); // someone's shell or backup may hold the file for a moment
        return connection;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constant texts of this folder
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static int UserVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
