using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace HrCollab.Benchmarks.Import;

/// <summary>What the disk and SQLite alone take: rows of the size of a record in batches of a thousand, each synced, with nothing judged, hashed or projected.</summary>
internal static class BareBatches
{
    private const int Rows = 200_000, Batch = 1_000, RecordBytes = 1_000;

    /// <summary>Rows per second.</summary>
    public static double PerSecond(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}");
        connection.Open();
        Run(connection, "pragma journal_mode = wal; pragma synchronous = full; create table records (id text primary key, body blob not null) without rowid;");
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into records values ($id, $body)";
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        insert.Parameters.Add("$body", SqliteType.Blob).Value = new byte[RecordBytes];
        var clock = Stopwatch.StartNew();
        for (var row = 0; row < Rows;)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var end = row + Batch; row < end; row++)
            {
                id.Value = row.ToString("D8", System.Globalization.CultureInfo.InvariantCulture);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Rows / clock.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
