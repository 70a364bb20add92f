using System.Globalization;
using System.Runtime.CompilerServices;
using HrCollab.Functions.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// Reads a SQLite file as of the moment of opening it, from one read transaction: a consistent copy while the application goes on writing, without
/// the second file that SQLite's backup interface would fill first (and begin anew with every commit of another process).
/// </summary>
internal sealed class SqliteSnapshot : IKeptReader, IDisposable
{
    private const int PageSize = 500;
    private readonly SqliteConnection _connection;

    public SqliteSnapshot(string path)
    {
        _connection = SqliteSchema.OpenExisting(path);
        SqliteSchema.Run(_connection, "PRAGMA query_only=1; BEGIN; SELECT 1 FROM host LIMIT 1"); // the first read is the moment
    }

    public async IAsyncEnumerable<KeptPage> Read(Container container, string? position, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var statement = new Statement(
            _connection, $"SELECT seq, partition, id, version, expires, body FROM {SqliteSchema.Tables[(int)container]} WHERE seq>?1 AND (expires IS NULL OR expires>?2) ORDER BY seq LIMIT {PageSize}");
        var after = position is null ? 0 : long.Parse(position, CultureInfo.InvariantCulture);
        while (Page(statement, container, ref after, now.ToUnixTimeMilliseconds()) is { Count: > 0 } documents)
        {
            cancel.ThrowIfCancellationRequested();
            yield return new(documents, after.ToString(CultureInfo.InvariantCulture));
            await Task.Yield();
        }
    }

    public void Dispose() => _connection.Dispose();

    private static List<KeptDocument> Page(Statement statement, Container container, ref long after, long now)
    {
        var documents = new List<KeptDocument>(PageSize);
        using var rows = statement.Bind(1, after).Bind(2, now).Start();
        while (rows.Next())
        {
            after = rows.Integer(0);
            documents.Add(new(container, rows.Text(1), rows.Text(2), rows.Integer(3), rows.IsNull(4) ? null : rows.Integer(4), rows.Bytes(5)));
        }

        return documents;
    }
}

/// <summary>Writes into a SQLite file on a connection of its own; the application may be running, SQLite lets one writer in after the other.</summary>
internal sealed class SqliteKeptWriter : IKeptWriter, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Container, Statement> _statements = [];

    public SqliteKeptWriter(string path)
    {
        _connection = SqliteSchema.OpenExisting(path);
        SqliteSchema.Run(_connection, "PRAGMA synchronous=FULL");
        foreach (var container in Enum.GetValues<Container>())
        {
            _statements[container] = new Statement(
                _connection,
                $"""
                INSERT INTO {SqliteSchema.Tables[(int)container]} (partition, id, version, expires, body) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (partition, id) DO UPDATE SET version=excluded.version, expires=excluded.expires, body=excluded.body
                """);
        }
    }

    public Task Write(IReadOnlyList<KeptDocument> documents, CancellationToken cancel)
    {
        SqliteSchema.Run(_connection, "BEGIN IMMEDIATE");
        try
        {
            foreach (var d in documents) _statements[d.Container].Bind(1, d.Partition).Bind(2, d.Id).Bind(3, d.Version).Bind(4, d.Expires).Bind(5, d.Body.Span).Run();
            SqliteSchema.Run(_connection, "COMMIT");
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) SqliteSchema.Run(_connection, "ROLLBACK");
            throw;
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _connection.Dispose();
    }
}
