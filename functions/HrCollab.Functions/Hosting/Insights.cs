using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// Sending to Application Insights, as a Functions app is told to: <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, and
/// <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> (<c>Authorization=AAD;ClientId=...</c>) where the resource takes no key. The host reports its own calls there;
/// what the process does beside them only the process can tell. <c>Telemetry:ApplicationInsights=false</c> leaves it to the host.
/// Source: https://learn.microsoft.com/azure/azure-functions/functions-app-settings.
/// </summary>
internal static class Insights
{
    private const string StatisticsOff = "APPLICATIONINSIGHTS_STATSBEAT_DISABLED";

    /// <summary>How to send; null when nothing is to be sent there.</summary>
    public static Action<AzureMonitorExporterOptions>? Of(IConfiguration configuration)
    {
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not { Length: > 0 } connection || !configuration.GetValue("Telemetry:ApplicationInsights", true)) return null;
        // The library would tell its maker how it is used, unless somebody says that it may.
        if (Environment.GetEnvironmentVariable(StatisticsOff) is null) Environment.SetEnvironmentVariable(StatisticsOff, "true");
        var identity = Identity(configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
        return options =>
        {
            options.ConnectionString = connection;
            options.Credential = identity;
            options.DisableOfflineStorage = true; // what cannot be sent is dropped: nothing of it lies about on a disk
            options.EnableTraceBasedLogsSampler = false; // of busy times the library sends some traces only: what was logged is told all the same
            options.EnableLiveMetrics = false;
        };
    }

    /// <summary>The identity that the setting names, the system's when it names none; null without one: the key of the connection string counts.</summary>
    private static DefaultAzureCredential? Identity(string? setting)
    {
        var parts = (setting ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        if (!string.Equals(parts.GetValueOrDefault("Authorization"), "AAD", StringComparison.OrdinalIgnoreCase)) return null;
        return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = parts.GetValueOrDefault("ClientId") });
    }
}
