using System.Net;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>Creates the database and its containers, on purpose only (<c>-- provision</c>), and tells whether they are there.</summary>
internal static class CosmosProvisioning
{
    /// <summary>The least that the service provides, shared by all containers.</summary>
    private const int LeastThroughput = 400;

    /// <summary>Creates what is missing; what is there stays as it is. Throughput 0: the account is serverless.</summary>
    public static async Task Provision(CosmosDocumentStore store, int? throughput, CancellationToken cancel)
    {
        var shared = throughput switch { 0 => null, null => ThroughputProperties.CreateManualThroughput(LeastThroughput), _ => ThroughputProperties.CreateAutoscaleThroughput(throughput.Value) };
        try
        {
            Database database = await Patiently(store, c => store.Client.CreateDatabaseIfNotExistsAsync(store.Options.Database, shared, cancellationToken: c), cancel);
            foreach (var container in Enum.GetValues<Container>()) await Patiently(store, c => database.CreateContainerIfNotExistsAsync(Properties(container), cancellationToken: c), cancel);
        }
        catch (Exception failed) when (IsOutside(failed))
        {
            throw Unreachable(store, failed);
        }
    }

    /// <summary>Refuses a store that is not provisioned, or that cannot be reached.</summary>
    public static async Task Open(CosmosDocumentStore store, CancellationToken cancel)
    {
        try
        {
            foreach (var container in Enum.GetValues<Container>())
                await Patiently(store, c => store.Client.GetContainer(store.Options.Database, CosmosDocumentStore.Name(container)).ReadContainerAsync(cancellationToken: c), cancel);
        }
        catch (CosmosException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw new StoreRefusedException(
                new($"Cosmos DB 中没有数据库 {store.Options.Database} 或其容器。请先运行:dotnet run --project functions/HrCollab.Functions -- provision",
                    $"Cosmos DB has no database {store.Options.Database}, or not all of its containers. Run first: dotnet run --project functions/HrCollab.Functions -- provision"),
                missing);
        }
        catch (Exception failed) when (IsOutside(failed))
        {
            throw Unreachable(store, failed);
        }
    }

    private static async Task<T> Patiently<T>(CosmosDocumentStore store, Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        using var attempts = new Attempts(store.Options.Background, cancel);
        return await attempts.Run(call);
    }

    private static bool IsOutside(Exception failed) => failed is CosmosException or HttpRequestException or StoreBusyException or OperationCanceledException or Azure.Identity.AuthenticationFailedException;

    private static StoreRefusedException Unreachable(CosmosDocumentStore store, Exception failed)
    {
        var cause = (failed as StoreBusyException)?.InnerException ?? failed;
        var why = cause is CosmosException cosmos ? $"{(int)cosmos.StatusCode}" : cause is OperationCanceledException ? "time-out" : cause.GetType().Name;
        return new(
            new($"无法使用 Cosmos DB({store.Options.Endpoint.Host}):{why}。请检查地址、密钥或身份以及网络。",
                $"Cosmos DB at {store.Options.Endpoint.Host} cannot be used: {why}. Check address, key or identity, and network."),
            failed);
    }

    /// <summary>Indexed is what is asked for: id (always) and the expiry. Bodies are not.</summary>
    public static ContainerProperties Properties(Container container)
    {
        var properties = new ContainerProperties(CosmosDocumentStore.Name(container), "/pk") { PartitionKeyDefinitionVersion = PartitionKeyDefinitionVersion.V2, DefaultTimeToLive = -1 };
        properties.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = "/x/?" });
        properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        return properties;
    }
}
