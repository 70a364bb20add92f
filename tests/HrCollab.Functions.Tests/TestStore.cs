using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests;

/// <summary>The store under the application.</summary>
public enum TestStore
{
    Sqlite,
    Cosmos,
}

/// <summary>Which store the tests run on, and how the application is told.</summary>
internal static class TestStores
{
    /// <summary>SQLite, or Cosmos DB when HRCOLLAB_TEST_STORE says cosmos: the same tests, another column of the matrix.</summary>
    public static TestStore Chosen { get; } =
        string.Equals(Environment.GetEnvironmentVariable("HRCOLLAB_TEST_STORE"), "cosmos", StringComparison.OrdinalIgnoreCase) ? TestStore.Cosmos : TestStore.Sqlite;

    /// <summary>Whoever starts again on the same folder finds the same documents.</summary>
    public static string[] Settings(this TestStore store, string folder) => store switch
    {
        TestStore.Cosmos =>
        [
            "--Storage:Provider", "Cosmos", "--Storage:Cosmos:Endpoint", CosmosAccount.Endpoint.ToString(), "--Storage:Cosmos:Key", CosmosAccount.Key,
            "--Storage:Cosmos:Database", "host-" + Path.GetFileName(folder), "--Storage:Cosmos:Mode", "Gateway",
            "--Storage:Cosmos:RequestSeconds", "60", "--Storage:Cosmos:BackgroundSeconds", "60", // a busy machine is no fault; tests of faults say how long they wait
            "--Keys:File", Path.Combine(folder, "none.db.secret"), "--Storage:Path", Path.Combine(folder, "none.db"), // what lies beside a database of SQLite (uploaded files, the secret of keys) is the test's own too
        ],
        _ => ["--Storage:Path", Path.Combine(folder, "store.db")],
    };
}
