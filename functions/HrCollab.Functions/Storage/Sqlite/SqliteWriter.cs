using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>The statements that change documents, on the one connection that may write.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly PreparedCommand _version;
    private readonly PreparedCommand _insert;
    private readonly PreparedCommand _replace;
    private readonly PreparedCommand _put;
    private readonly PreparedCommand _delete;
    private readonly PreparedCommand _expire;

    public SqliteWriter(SqliteConnection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        _version = new PreparedCommand(connection, "SELECT version, expires FROM documents WHERE container=$c AND partition=$p AND id=$i", "$c", "$p", "$i");
        _insert = new PreparedCommand(
            connection,
            """
            INSERT INTO documents (container, partition, id, version, expires, body) VALUES ($c, $p, $i, 1, $e, $b)
            ON CONFLICT (container, partition, id) DO UPDATE SET version=1, expires=excluded.expires, body=excluded.body
            """,
            "$c", "$p", "$i", "$e", "$b");
        _replace = new PreparedCommand(
            connection, "UPDATE documents SET version=version+1, expires=NULL, body=$b WHERE container=$c AND partition=$p AND id=$i", "$b", "$c", "$p", "$i");
        _put = new PreparedCommand(
            connection,
            """
            INSERT INTO documents (container, partition, id, version, body) VALUES ($c, $p, $i, 1, $b)
            ON CONFLICT (container, partition, id) DO UPDATE SET version=version+1, expires=NULL, body=excluded.body RETURNING version
            """,
            "$c", "$p", "$i", "$b");
        _delete = new PreparedCommand(connection, "DELETE FROM documents WHERE container=$c AND partition=$p AND id=$i", "$c", "$p", "$i");
        _expire = new PreparedCommand(connection, "DELETE FROM documents WHERE expires IS NOT NULL AND expires <= $n", "$n");
    }

    /// <summary>Starts the transaction that a group shares.</summary>
    public void Begin() => SqliteSchema.Run(_connection, "BEGIN IMMEDIATE");

    /// <summary>Makes the group durable: returns after the fsync.</summary>
    public void Commit() => SqliteSchema.Run(_connection, "COMMIT");

    /// <summary>Takes back a group that could not be written.</summary>
    public void Rollback()
    {
        try
        {
            SqliteSchema.Run(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already (disk full, I/O error).
        }
    }

    /// <summary>Removes what has expired.</summary>
    public int Expire() => _expire.With(0, Now).Run();

    /// <summary>
    /// Applies a batch within the group's transaction. Preconditions are looked at first, so a batch that fails leaves nothing behind and
    /// its neighbours are not touched.
    /// </summary>
    public CommitResult Apply(Batch batch)
    {
        var container = (int)batch.Container;
        foreach (var operation in batch.Operations)
        {
            switch (operation)
            {
                case Operation.Create when Version(container, batch.Partition, operation.Id) != 0:
                    return new CommitResult.Exists(operation.Id);
                case Operation.Replace replace when Version(container, batch.Partition, operation.Id) is var version && version != replace.ExpectedVersion:
                    return new CommitResult.Stale(operation.Id, version);
            }
        }

        var versions = ImmutableArray.CreateBuilder<long>(batch.Operations.Length);
        foreach (var operation in batch.Operations) versions.Add(Write(container, batch.Partition, operation));
        return new CommitResult.Done(versions.MoveToImmutable());
    }

    public void Dispose()
    {
        foreach (var command in (PreparedCommand[])[_version, _insert, _replace, _put, _delete, _expire]) command.Dispose();
        _connection.Dispose();
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Write(int container, string partition, Operation operation)
    {
        switch (operation)
        {
            case Operation.Create create:
                // The precondition has been looked at: what is still there has expired and gives way.
                object? expires = create.TimeToLive is { } ttl ? Now + (long)ttl.TotalMilliseconds : null;
                _insert.With(0, container).With(1, partition).With(2, create.Id).With(3, expires).With(4, Bytes(create.Body)).Run();
                return 1;
            case Operation.Replace replace:
                _replace.With(0, Bytes(replace.Body)).With(1, container).With(2, partition).With(3, replace.Id).Run();
                return replace.ExpectedVersion + 1;
            case Operation.Put put:
                using (var reader = _put.With(0, container).With(1, partition).With(2, put.Id).With(3, Bytes(put.Body)).Read())
                {
                    reader.Read();
                    return reader.GetInt64(0);
                }

            case Operation.Delete delete:
                _delete.With(0, container).With(1, partition).With(2, delete.Id).Run();
                return 0;
            default:
                throw new InvalidOperationException($"Operation {operation.GetType().Name} is not handled.");
        }
    }

    private long Version(int container, string partition, string id)
    {
        using var reader = _version.With(0, container).With(1, partition).With(2, id).Read();
        if (!reader.Read()) return 0;
        return !reader.IsDBNull(1) && reader.GetInt64(1) <= Now ? 0 : reader.GetInt64(0);
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : body.ToArray();
}
