using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>One connection for reading, with the statements of every container.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TableReader[] _tables;

    public SqliteReader(string path)
    {
        _connection = SqliteSchema.Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            _tables = [.. SqliteSchema.Tables.Select(t => new TableReader(_connection, t))];
        }
        catch
        {
            SqliteSchema.Abandon(_connection);
            throw;
        }
    }

    public TableReader this[Container container] => _tables[(int)container];

    public void Dispose()
    {
        foreach (var table in _tables) table.Dispose();
        _connection.Dispose();
    }
}
