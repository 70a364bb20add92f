using System.Globalization;
using System.Net;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// The program as the custom handler of an Azure Functions host: it listens where the host says and nowhere else.
/// Source: Azure Functions custom handlers, https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers.
/// </summary>
internal static class CustomHandler
{
    /// <summary>Environment variable in which the host names the port it will forward to.</summary>
    public const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Bytes of the largest body that a host passes on; above it the host answers 500 by itself.</summary>
    public const long MostBytes = 100 * 1024 * 1024;

    /// <summary>
    /// Seconds of the longest request: a minute less than <c>functionTimeout</c> of host.json, at which the host kills this process with everything under way.
    /// </summary>
    public const int MostSeconds = 240;

    /// <summary>Header that the host adds to every request it forwards.</summary>
    public const string InvocationHeader = "X-Azure-Functions-InvocationId";

    /// <summary>
    /// Binds to the loopback port that the host named; addresses from anywhere else (the host has its own ASPNETCORE_URLS in the environment)
    /// are not used then. Without the variable nothing changes.
    /// </summary>
    public static void ListenForTheHost(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[PortVariable] is not { Length: > 0 } named) return;
        if (!ushort.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) throw new InvalidOperationException($"{PortVariable} is not a port: '{named}'.");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
    }

    /// <summary>True when a Functions host has started this process.</summary>
    public static bool IsUnderAHost(this IConfiguration configuration) => configuration[PortVariable] is { Length: > 0 };
}
