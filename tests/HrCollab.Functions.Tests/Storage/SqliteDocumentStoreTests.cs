using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>The SQLite adapter keeps the contract.</summary>
public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hrcollab-");
    private SqliteDocumentStore? _sqlite;

    protected override ValueTask<IDocumentStore> Open(TimeProvider time) =>
        ValueTask.FromResult<IDocumentStore>(_sqlite = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(_folder.FullName, "store.db")), time));

    protected override async ValueTask Close()
    {
        if (_sqlite is not null) await _sqlite.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
