using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The tables, and their version in <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    /// <summary>
    /// One table for all containers: <c>seq</c> is the order of creation and never changes, which makes it the change feed; the unique
    /// index is the address of a document.
    /// </summary>
    private const string Tables =
        """
        CREATE TABLE documents (
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          container INTEGER NOT NULL, partition TEXT NOT NULL, id TEXT NOT NULL,
          version INTEGER NOT NULL, expires INTEGER, body BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX address ON documents (container, partition, id);
        CREATE INDEX expiry ON documents (expires) WHERE expires IS NOT NULL;
        """;

    /// <summary>Opens the writer's connection and brings a new file to the current schema; a newer one is refused.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;");
        using var read = connection.CreateCommand();
        read.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt32(read.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (found > Version)
            throw new InvalidOperationException($"The database {System.IO.Path.GetFileName(path)} has schema {found}; this program knows up to {Version}. Use a newer program.");
        if (found == 0) Run(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT;");
        return connection;
    }

    /// <summary>A further connection to a file whose schema is known to be right.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
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
}
