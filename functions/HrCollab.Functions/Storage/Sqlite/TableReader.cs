using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The statements that read one container. Each question runs as one statement and so sees one snapshot.</summary>
internal sealed class TableReader : IDisposable
{
    private const string Live = "(expires IS NULL OR expires>?3)";
    private readonly Statement _find;
    private readonly Statement _upward;
    private readonly Statement _downward;
    private readonly Statement _count;
    private readonly Statement _changes;

    public TableReader(SqliteConnection connection, string table)
    {
        var live = $"FROM {table} WHERE partition=?1 AND {Live}";
        _find = new Statement(connection, $"SELECT version, body FROM {table} WHERE partition=?1 AND id=?2 AND {Live}");

        // One bound on each side: SQLite seeks to one only, and a page far behind would read all before it.
        _upward = new Statement(connection, $"SELECT id, version, body {live} AND id>=max(?2, ?5) AND id<>?5 AND id<?4 ORDER BY id LIMIT ?6");
        _downward = new Statement(connection, $"SELECT id, version, body {live} AND id>=?2 AND id<min(?4, ?5) ORDER BY id DESC LIMIT ?6");

        // All minus the expired, each counted in its index: documents need not be opened. Still one statement and so one snapshot.
        var within = "partition=?1 AND id>=?2 AND id<?4";
        _count = new Statement(
            connection,
            $"SELECT (SELECT COUNT(*) FROM {table} WHERE {within}) - (SELECT COUNT(*) FROM {table} INDEXED BY {table}_expiry WHERE {within} AND expires<=?3)");
        _changes = new Statement(connection, $"SELECT seq, partition, id, version, body FROM {table} WHERE seq>?1 AND {Live} ORDER BY seq LIMIT ?2");
    }

    /// <summary>Greater than every text, as every blob is.</summary>
    private static ReadOnlySpan<byte> End => [0xFF];

    public StoredDocument? Find(string partition, string id, long now)
    {
        using var rows = _find.Bind(1, partition).Bind(2, id).Bind(3, now).Start();
        return rows.Next() ? new StoredDocument(partition, id, rows.Integer(0), rows.Bytes(1)) : null;
    }

    public Page Query(string partition, IdRange range, long now)
    {
        var limit = Math.Min(range.Limit, DocumentLimits.PageSize);
        var statement = Bind(range.Descending ? _downward : _upward, partition, range, now);
        _ = range.After is { } after ? statement.Bind(5, after) : range.Descending ? statement.Bind(5, End) : statement.Bind(5, "");
        using var rows = statement.Bind(6, limit + 1).Start();
        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        while (rows.Next())
        {
            if (items.Count == limit) return new Page(items.ToImmutable(), items[^1].Id);
            items.Add(new StoredDocument(partition, rows.Text(0), rows.Integer(1), rows.Bytes(2)));
        }

        return new Page(items.DrainToImmutable(), null);
    }

    public long Count(string partition, IdRange range, long now)
    {
        using var rows = Bind(_count, partition, range, now).Start();
        return rows.Next() ? rows.Integer(0) : 0;
    }

    public ChangePage Changes(long after, int limit, long now)
    {
        using var rows = _changes.Bind(1, after).Bind(2, limit).Bind(3, now).Start();
        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        while (rows.Next())
        {
            after = rows.Integer(0);
            items.Add(new StoredDocument(rows.Text(1), rows.Text(2), rows.Integer(3), rows.Bytes(4)));
        }

        return new ChangePage(items.DrainToImmutable(), after.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_find, _upward, _downward, _count, _changes]) statement.Dispose();
    }

    private static Statement Bind(Statement statement, string partition, IdRange range, long now)
    {
        statement.Bind(1, partition).Bind(2, range.From ?? "").Bind(3, now);
        return range.To is { } to ? statement.Bind(4, to) : statement.Bind(4, End);
    }
}
