using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The statements that change the documents of one container, within the transaction of a group.</summary>
internal sealed class TableWriter : IDisposable
{
    private const string Address = "partition=?1 AND id=?2";
    private readonly Statement _find;
    private readonly Statement _any;
    private readonly Statement _create;
    private readonly Statement _replace;
    private readonly Statement _delete;
    private readonly Statement _sweep;

    public TableWriter(SqliteConnection connection, string table)
    {
        _find = new Statement(connection, $"SELECT version, expires FROM {table} WHERE {Address}");
        _any = new Statement(connection, $"SELECT 1 FROM {table} WHERE partition=?1 LIMIT 1");
        _create = new Statement(connection, $"INSERT INTO {table} (partition, id, version, body, expires) VALUES (?1, ?2, 1, ?3, ?4)");
        _replace = new Statement(connection, $"UPDATE {table} SET version=version+1, expires=?4, body=?3 WHERE {Address}");
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
        // What begins with a creation is mostly new altogether, and then one look is enough for all of it.
        var isNew = batch.Operations is [Operation.Create, _, ..] && !IsThere(batch.Partition);
        foreach (var operation in batch.Operations)
        {
            switch (operation)
            {
                case Operation.Create when !isNew && Version(batch.Partition, operation.Id, now) != 0:
                    return new CommitResult.Exists(operation.Id);
                case Operation.Replace replace when (isNew ? 0 : Version(batch.Partition, operation.Id, now)) is var version && (version == 0 || version != replace.ExpectedVersion):
                    return new CommitResult.Stale(operation.Id, version);
                case Operation.Delete { ExpectedVersion: { } expected } when (isNew ? 0 : Version(batch.Partition, operation.Id, now)) is var version && (version == 0 || version != expected):
                    return new CommitResult.Stale(operation.Id, version);
            }
        }

        var versions = new long[batch.Operations.Length];
        for (var i = 0; i < versions.Length; i++) versions[i] = Write(batch.Partition, batch.Operations[i], isNew, now);
        return new CommitResult.Done(ImmutableCollectionsMarshal.AsImmutableArray(versions));
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_find, _any, _create, _replace, _delete, _sweep]) statement.Dispose();
    }

    private long Write(string partition, Operation operation, bool isNew, long now)
    {
        long? expires = operation.TimeToLive is { } life ? now + (long)life.TotalMilliseconds : null;
        switch (operation)
        {
            case Operation.Create create:
                return Create(partition, create.Id, create.Body.Span, expires);
            case Operation.Replace replace:
                return Replace(partition, replace.Id, replace.Body.Span, replace.ExpectedVersion, expires);
            case Operation.Put put:
                // Looked up first: a statement that does either and tells the version makes a table of its own for the answer each time.
                return (isNew ? 0 : Version(partition, put.Id, now)) is var version && version == 0
                    ? Create(partition, put.Id, put.Body.Span, expires)
                    : Replace(partition, put.Id, put.Body.Span, version, expires);
            default:
                At(_delete, partition, operation.Id).Run();
                return 0;
        }
    }

    private long Create(string partition, string id, ReadOnlySpan<byte> body, long? expires)
    {
        At(_create, partition, id).Bind(3, body).Bind(4, expires).Run();
        return 1;
    }

    private long Replace(string partition, string id, ReadOnlySpan<byte> body, long version, long? expires)
    {
        At(_replace, partition, id).Bind(3, body).Bind(4, expires).Run();
        return version + 1;
    }

    /// <summary>True when anything lies in a partition, be it expired.</summary>
    private bool IsThere(string partition)
    {
        using var rows = _any.Bind(1, partition).Start();
        return rows.Next();
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
