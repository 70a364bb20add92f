using HrCollab.Functions.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HrCollab.Functions.Storage;

/// <summary>Chooses the adapter by configuration.</summary>
internal static class StorageRegistration
{
    /// <summary>SQLite at <c>Storage:Path</c>, by default data/hrcollab.db under the current directory.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, IConfiguration configuration)
    {
        var path = configuration["Storage:Path"] is { Length: > 0 } configured ? configured : Path.Combine("data", "hrcollab.db");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new SqliteDocumentStore(new SqliteStoreOptions(path, Readers: Math.Max(4, Environment.ProcessorCount)), s.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<IDocumentStore>(s => s.GetRequiredService<SqliteDocumentStore>());
    }
}
