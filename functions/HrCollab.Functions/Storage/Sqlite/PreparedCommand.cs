using Microsoft.Data.Sqlite;

namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>A statement that is prepared once and run many times with other values.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedCommand(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // constant texts of this folder
        _command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters) _command.Parameters.Add(new SqliteParameter(name, null));
        _command.Prepare();
    }

    public PreparedCommand With(int index, object? value)
    {
        _command.Parameters[index].Value = value ?? DBNull.Value;
        return this;
    }

    public int Run() => _command.ExecuteNonQuery();

    public SqliteDataReader Read() => _command.ExecuteReader();

    public void Dispose() => _command.Dispose();
}
