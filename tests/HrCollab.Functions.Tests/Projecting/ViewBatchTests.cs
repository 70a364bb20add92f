using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;

namespace HrCollab.Functions.Tests.Projecting;

/// <summary>Rows of views are written however large those are that come together.</summary>
public sealed class ViewBatchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-views-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task LargeRowsOfOnePartition_AreWrittenInBatchesThatAStoreTakes()
    {
        await using var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(_folder, "views.db")), TimeProvider.System);
        var batch = new ViewBatch();
        var row = new byte[100_000];
        row.AsSpan().Fill((byte)' ');
        for (var i = 0; i < 60; i++) batch.Put("large", $"r{i:D2}", row);

        await batch.Flush(store, CancellationToken.None);

        Assert.Equal(60, await store.Count(Container.Views, "large", new IdRange(), CancellationToken.None));
    }
}
