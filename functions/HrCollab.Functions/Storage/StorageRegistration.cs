using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Storage.Tools;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HrCollab.Functions.Storage;

/// <summary>Chooses the adapter by configuration.</summary>
internal static class StorageRegistration
{
    /// <summary><c>Storage:Provider</c>: Sqlite (default) or Cosmos.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return configuration["Storage:Provider"] switch
        {
            null or "" or "Sqlite" => services.AddSingleton<IDocumentStore>(s => Sqlite(configuration, s.GetRequiredService<TimeProvider>())),
            "Cosmos" => services.AddHttpContextAccessor().AddSingleton<IDocumentStore>(s => Cosmos(configuration, s)),
            var other => services.AddSingleton<IDocumentStore>(_ => throw new StoreRefusedException(new($"Storage:Provider 只能是 Sqlite 或 Cosmos,而不是 {other}。", $"Storage:Provider is Sqlite or Cosmos, not {other}."))),
        };
    }

    /// <summary>Opens the store before anything needs it. Throws <see cref="StoreRefusedException"/> when it cannot be used.</summary>
    public static async Task OpenStore(this IServiceProvider services)
    {
        var store = services.GetRequiredService<IDocumentStore>();
        if (store is CosmosDocumentStore cosmos) await CosmosProvisioning.Open(cosmos, CancellationToken.None);
        await StoreFormat.Check(store, CancellationToken.None);
        await StoreFormat.Say(store, CancellationToken.None);
    }

    /// <summary>Creates what the store needs where it does not do so by itself. Throws <see cref="StoreRefusedException"/> when that fails.</summary>
    public static async Task ProvisionStore(this IServiceProvider services, IConfiguration configuration)
    {
        if (services.GetRequiredService<IDocumentStore>() is not CosmosDocumentStore cosmos) return;
        await CosmosProvisioning.Provision(cosmos, configuration.GetValue<int?>("Storage:Cosmos:Throughput"), CancellationToken.None);
    }

    /// <summary>The SQLite file that is configured, opened or created.</summary>
    public static SqliteDocumentStore Sqlite(IConfiguration configuration, TimeProvider time) =>
        new(new SqliteStoreOptions(StoragePath.Of(configuration), Readers: Math.Max(4, Environment.ProcessorCount)), time);

    /// <summary>Somebody waits exactly while a request is being answered, unless a machine asked.</summary>
    private static CosmosDocumentStore Cosmos(IConfiguration configuration, IServiceProvider services)
    {
        var request = services.GetRequiredService<IHttpContextAccessor>();
        return new CosmosDocumentStore(CosmosStoreOptions.Of(configuration), services.GetRequiredService<TimeProvider>(), () => request.HttpContext is { } asked && asked.GetEndpoint()?.Metadata.GetMetadata<NobodyWaits>() is null);
    }
}
