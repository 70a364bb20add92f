using Azure.Identity;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>Makes the one client of the process.</summary>
internal static class CosmosClients
{
    public static CosmosClient Create(CosmosStoreOptions options)
    {
        var settings = new CosmosClientOptions
        {
            ApplicationName = "HrCollab",
            ConsistencyLevel = ConsistencyLevel.Session,
            ConnectionMode = options.Gateway ? ConnectionMode.Gateway : ConnectionMode.Direct,
            // An emulator names itself by an address that others cannot reach.
            LimitToEndpoint = options.Endpoint.IsLoopback,
            EnableContentResponseOnWrite = false,
            // How often and how long is ours to say (Attempts): two who retry multiply.
            MaxRetryAttemptsOnRateLimitedRequests = 0,
            // Within one of those tries, so that a connection which nobody waits for any more does not stay: the library asks for a whole number of seconds.
            RequestTimeout = Whole(options.Background.Attempt),
            OpenTcpConnectionTimeout = options.Gateway ? null : Whole(options.Interactive.Attempt),
            CosmosClientTelemetryOptions = new CosmosClientTelemetryOptions { DisableSendingMetricsToService = true },
        };
        return options.Key is { } key ? new CosmosClient(options.Endpoint.ToString(), key, settings) : new CosmosClient(options.Endpoint.ToString(), new DefaultAzureCredential(), settings);
    }

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(span.TotalSeconds)));
}
