using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>The Cosmos DB adapter keeps the contract.</summary>
[NeedsCosmos]
public sealed class CosmosDocumentStoreTests : DocumentStoreContract
{
    private CosmosDocumentStore? _cosmos;

    protected override async ValueTask<IDocumentStore> Open(TimeProvider time) => _cosmos = await CosmosAccount.Open(CosmosAccount.NewDatabase(), time);

    protected override async ValueTask Close()
    {
        if (_cosmos is null) return;
        await CosmosAccount.Drop(_cosmos);
        _cosmos.Dispose();
    }
}
