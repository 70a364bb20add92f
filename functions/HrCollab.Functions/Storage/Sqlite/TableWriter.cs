using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The statements that change the documents of one container, within the transaction of a group.</summary>
internal sealed class TableWriter : IDisposable
{
    private const string Address = "partition=?1 AND id=?2";
    private readonly Statement _find;
    private readonly Statement _create;
    private readonly Statement _replace;
    private readonly Statement _put;
    private readonly Statement _delete;
    private readonly Statement _sweep;

    public TableWriter(SqliteConnection connection, string table)
    {
        _find = new Statement(connection, $"SELECT version, expires FROM {table} WHERE {Address}");
        _create = new Statement(connection, $"INSERT INTO {table} (partition, id, version, body, expires) VALUES (?1, ?2, 1, ?3, ?4)");
        _replace = new Statement(connection, $"UPDATE {table} SET version=version+1, expires=NULL, body=?3 WHERE {Address}");
        _put = new Statement(
            connection,
            $"""
            INSERT INTO {table} (partition, id, version, body) VALUES (?1, ?2, 1, ?3)
            ON CONFLICT (partition, id) DO UPDATE SET version=version+1, expires=NULL, body=excluded.body WHERE expires IS NULL OR expires>?4
            RETURNING version
            """);
        _delete = new Statement(connection, $"DELETE FROM {table} WHERE {Address}");
        _sweep = new Statement(connection, $"DELETE FROM {table} WHERE seq IN (SELECT seq FROM {table} WHERE expires IS NOT NULL AND expires<=?1 LIMIT ?2) RETURNING 1");
    }

    /// <summary>Removes some of what has expired; the number removed.</summary>
    public int Sweep(long now, int limit)
    {
        var removed = 0;
        using var rows = _sweep.Bind(1, now).Bind(2, limit).Start();
        while (rows.Next()) removed++;
        return removed;
    }

    /// <summary>
    /// Applies a batch within the group's transaction. Preconditions are looked at first, so a batch that fails leaves nothing behind and
    /// its neighbours are not touched; that no id occurs twice in a batch makes looking first the same as looking on the way.
    /// </summary>
    public CommitResult Apply(Batch batch, long now)
    {
        foreach (var operation in batch.Operations)
        {
            switch (operation)
            {
                case Operation.Create when Version(batch.Partition, operation.Id, now) != 0:
                    return new CommitResult.Exists(operation.Id);
                case Operation.Replace replace when Version(batch.Partition, operation.Id, now) is var version && (version == 0 || version != replace.ExpectedVersion):
                    return new CommitResult.Stale(operation.Id, version);
            }
        }

        var versions = new long[batch.Operations.Length];
        for (var i = 0; i < versions.Length; i++) versions[i] = Write(batch.Partition, batch.Operations[i], now);
        return new CommitResult.Done(ImmutableCollectionsMarshal.AsImmutableArray(versions));
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_find, _create, _replace, _put, _delete, _sweep]) statement.Dispose();
    }

    private long Write(string partition, Operation operation, long now)
    {
        switch (operation)
        {
            case Operation.Create create:
                At(_create, partition, create.Id).Bind(3, create.Body.Span).Bind(4, create.TimeToLive is { } ttl ? now + (long)ttl.TotalMilliseconds : null).Run();
                return 1;
            case Operation.Replace replace:
                At(_replace, partition, replace.Id).Bind(3, replace.Body.Span).Run();
                return replace.ExpectedVersion + 1;
            case Operation.Put put:
                return Put(partition, put, now) ?? PutAnew(partition, put, now);
            default:
                At(_delete, partition, operation.Id).Run();
                return 0;
        }
    }

    /// <summary>The new version; null when an expired document is in the way.</summary>
    private long? Put(string partition, Operation.Put put, long now)
    {
        using var rows = At(_put, partition, put.Id).Bind(3, put.Body.Span).Bind(4, now).Start();
        if (!rows.Next()) return null;
        var version = rows.Integer(0);
        rows.Next();
        return version;
    }

    private long PutAnew(string partition, Operation.Put put, long now)
    {
        At(_delete, partition, put.Id).Run();
        return Put(partition, put, now) ?? throw new InvalidOperationException("A document that was deleted is still there.");
    }

    /// <summary>0 when there is no such document; an expired one is removed, so that its successor is a creation for the change feed.</summary>
    private long Version(string partition, string id, long now)
    {
        long version;
        using (var rows = At(_find, partition, id).Start())
        {
            if (!rows.Next()) return 0;
            version = rows.Integer(0);
            if (rows.IsNull(1) || rows.Integer(1) > now) return version;
        }

        At(_delete, partition, id).Run();
        return 0;
    }

    private static Statement At(Statement statement, string partition, string id) => statement.Bind(1, partition).Bind(2, id);
}
