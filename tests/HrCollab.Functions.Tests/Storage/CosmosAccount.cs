using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>
/// The account that tests of Cosmos DB use: the one of HRCOLLAB_TEST_COSMOS (endpoint, or endpoint|key), else the stand-in, started once with Node on a free
/// port. It ends with this process: its standard input closes.
/// </summary>
internal static class CosmosAccount
{
    /// <summary>The key that every emulator has; no secret.</summary>
    private const string EmulatorKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";
    private static readonly string? Named = Environment.GetEnvironmentVariable("HRCOLLAB_TEST_COSMOS");
    private static readonly Lazy<Uri> StandIn = new(Start);
    private static readonly HttpClient Http = new();

    /// <summary>Why tests of Cosmos DB are skipped; null when they run.</summary>
    public static string? Missing { get; } = Named is not null || HasNode() || Environment.GetEnvironmentVariable("HRCOLLAB_REQUIRE_NODE") == "1"
        ? null
        : "Node is missing; install it, name an account in HRCOLLAB_TEST_COSMOS, or set HRCOLLAB_REQUIRE_NODE=1 to make this a failure.";

    /// <summary>Whether faults can be ordered and counts read.</summary>
    public static string? NoStandIn { get; } = Missing ?? (Named is null ? null : "Faults and counts need the stand-in, not a real account.");

    public static Uri Endpoint => Named is null ? StandIn.Value : new Uri(Named.Split('|')[0]);

    public static string Key => Named?.Split('|').ElementAtOrDefault(1) ?? EmulatorKey;

    /// <summary>Tests may be slow on a busy machine; what they say about patience they set themselves.</summary>
    public static CosmosStoreOptions Options(string database) => new(Endpoint, Key, database, Gateway: true);

    /// <summary>An empty, provisioned store in a database of its own.</summary>
    public static async Task<CosmosDocumentStore> Open(string database, TimeProvider time, Func<bool>? interactive = null)
    {
        var store = new CosmosDocumentStore(Options(database), time, interactive);
        await CosmosProvisioning.Provision(store, Named is null ? null : 0, default);
        return store;
    }

    /// <summary>A name no other test has.</summary>
    public static string NewDatabase() => "t" + System.Security.Cryptography.RandomNumberGenerator.GetHexString(16, lowercase: true);

    public static async Task Drop(CosmosDocumentStore store)
    {
        using var dropped = await store.Client.GetDatabase(store.Options.Database).DeleteStreamAsync();
    }

    /// <summary>An order to the stand-in; the counts of the database.</summary>
    public static async Task<JsonNode> Control(string order, object body)
    {
        using var answer = await Http.PostAsJsonAsync(new Uri(StandIn.Value, "_control/" + order), body);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static bool HasNode() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe")));

    private static Uri Start()
    {
        var script = Path.Combine(Repository.Root, "tests", "cosmos-stand-in", "server.mjs");
        var process = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
        var said = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The stand-in did not start.");
        return new Uri(said["listening on ".Length..]);
    }
}
