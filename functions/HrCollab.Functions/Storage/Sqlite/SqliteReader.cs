using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The statements that read, on one of the pooled connections. Each statement sees one snapshot.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const string Live = "(expires IS NULL OR expires > $n)";
    private readonly SqliteConnection _connection;
    private readonly PreparedCommand _find;
    private readonly PreparedCommand _upward;
    private readonly PreparedCommand _downward;
    private readonly PreparedCommand _count;
    private readonly PreparedCommand _changes;

    public SqliteReader(string path)
    {
        _connection = SqliteSchema.Connect(path, SqliteOpenMode.ReadOnly);
        SqliteSchema.Run(_connection, "PRAGMA cache_size=-16384; PRAGMA mmap_size=268435456;");
        _find = new PreparedCommand(_connection, $"SELECT version, body FROM documents WHERE container=$c AND partition=$p AND id=$i AND {Live}", "$c", "$p", "$i", "$n");
        _upward = new PreparedCommand(
            _connection, $"SELECT id, version, body FROM documents WHERE container=$c AND partition=$p AND id>=$f AND id<$t AND id>$a AND {Live} ORDER BY id LIMIT $l",
            "$c", "$p", "$f", "$t", "$a", "$l", "$n");
        _downward = new PreparedCommand(
            _connection, $"SELECT id, version, body FROM documents WHERE container=$c AND partition=$p AND id>=$f AND id<$t AND id<$a AND {Live} ORDER BY id DESC LIMIT $l",
            "$c", "$p", "$f", "$t", "$a", "$l", "$n");
        _count = new PreparedCommand(_connection, $"SELECT COUNT(*) FROM documents WHERE container=$c AND partition=$p AND id>=$f AND id<$t AND {Live}", "$c", "$p", "$f", "$t", "$n");
        _changes = new PreparedCommand(
            _connection, $"SELECT seq, partition, id, version, body FROM documents WHERE seq>$s AND container=$c AND {Live} ORDER BY seq LIMIT $l", "$s", "$c", "$l", "$n");
    }

    public StoredDocument? Find(Container container, string partition, string id, long now)
    {
        using var reader = _find.With(0, (int)container).With(1, partition).With(2, id).With(3, now).Read();
        return reader.Read() ? new StoredDocument(partition, id, reader.GetInt64(0), Body(reader, 1)) : null;
    }

    public Page Query(Container container, string partition, IdRange range, long now)
    {
        var limit = Math.Clamp(range.Limit, 1, 1_000);
        var command = (range.Descending ? _downward : _upward)
            .With(0, (int)container).With(1, partition).With(2, range.From ?? "").With(3, range.To ?? LastId)
            .With(4, range.After ?? (range.Descending ? LastId : "")).With(5, limit + 1).With(6, now);
        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        using var reader = command.Read();
        while (items.Count < limit && reader.Read()) items.Add(new StoredDocument(partition, reader.GetString(0), reader.GetInt64(1), Body(reader, 2)));
        return new Page(items.ToImmutable(), items.Count == limit && reader.Read() ? items[^1].Id : null);
    }

    public long Count(Container container, string partition, IdRange range, long now)
    {
        using var reader = _count.With(0, (int)container).With(1, partition).With(2, range.From ?? "").With(3, range.To ?? LastId).With(4, now).Read();
        reader.Read();
        return reader.GetInt64(0);
    }

    public ChangePage Changes(Container container, string? token, int limit, long now)
    {
        var seq = token is null ? 0 : long.Parse(token, CultureInfo.InvariantCulture);
        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        using var reader = _changes.With(0, seq).With(1, (int)container).With(2, limit).With(3, now).Read();
        while (reader.Read())
        {
            seq = reader.GetInt64(0);
            items.Add(new StoredDocument(reader.GetString(1), reader.GetString(2), reader.GetInt64(3), Body(reader, 4)));
        }

        return new ChangePage(items.ToImmutable(), seq.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        foreach (var command in (PreparedCommand[])[_find, _upward, _downward, _count, _changes]) command.Dispose();
        _connection.Dispose();
    }

    /// <summary>Greater than every id in the order of UTF-8 bytes, which is SQLite's.</summary>
    private const string LastId = "\U0010FFFF";

    private static byte[] Body(SqliteDataReader reader, int column) => (byte[])reader.GetValue(column);
}
