using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>One connection for reading, with the statements of every container.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TableReader[] _tables;
    private readonly Statement _begin;
    private readonly Statement _end;

    public SqliteReader(string path)
    {
        _connection = SqliteSchema.Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            _tables = [.. SqliteSchema.Tables.Select(t => new TableReader(_connection, t))];
            _begin = new Statement(_connection, "BEGIN");
            _end = new Statement(_connection, "COMMIT");
        }
        catch
        {
            SqliteSchema.Abandon(_connection);
            throw;
        }
    }

    public TableReader this[Container container] => _tables[(int)container];

    /// <summary>Many documents in one read transaction: half of what a single one costs is to begin and to end its own.</summary>
    public StoredDocument?[] Find(Container container, IReadOnlyList<DocumentName> names, long now)
    {
        var (table, found) = (this[container], new StoredDocument?[names.Count]);
        _begin.Run();
        try
        {
            for (var i = 0; i < found.Length; i++)
            {
                var (partition, id) = names[i];
                if (DocumentLimits.IsId(partition) && DocumentLimits.IsId(id)) found[i] = table.Find(partition, id, now);
            }
        }
        finally
        {
            _end.Run();
        }

        return found;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _end]) statement.Dispose();
        foreach (var table in _tables) table.Dispose();
        _connection.Dispose();
    }
}
