using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>How a host starts, or does not, on Cosmos DB.</summary>
[NeedsCosmos]
public sealed class CosmosStartTests
{
    [StoreFact]
    public async Task HostWithoutContainers_DoesNotStart_CreatesNothing_AndSaysToProvision()
    {
        var database = CosmosAccount.NewDatabase();
        Assert.Contains("-- provision", await Refusal(Settings(database)), StringComparison.Ordinal);
        Assert.Contains("-- provision", await Refusal(Settings(database)), StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task ProvisionedHost_Starts_AndProvisioningAgainChangesNothing()
    {
        await using var app = Build(new FakeLogCollector(), Settings(CosmosAccount.NewDatabase()));
        Assert.True(await app.Provision());
        Assert.True(await app.OpenStore());
        var store = app.Services.GetRequiredService<IDocumentStore>();
        Assert.IsType<CommitResult.Done>(await store.Commit(new Batch(Container.Host, "p", [new Operation.Create("d", "{}"u8.ToArray())]), default));
        Assert.True(await app.Provision());
        Assert.NotNull(await store.Find(Container.Host, "p", "d", default));
    }

    /// <summary>The least there is, shared by all containers, unless a setting says how far it may scale, or that the account is serverless and takes none.</summary>
    [StandInTheory]
    [InlineData(null, """{"manual":400}""")]
    [InlineData("4000", """{"most":4000}""")]
    [InlineData("0", "null")]
    public async Task Provisioning_AsksForTheLeastThroughput_ForAllContainersTogether(string? setting, string asked)
    {
        var database = CosmosAccount.NewDatabase();
        await using var app = Build(new FakeLogCollector(), [.. Settings(database), .. setting is null ? Array.Empty<string>() : ["--Storage:Cosmos:Throughput", setting]]);
        Assert.True(await app.Provision());
        var counts = await CosmosAccount.Control("counts", new { database });
        Assert.Equal((asked, 0), (counts["throughput"]?.ToJsonString() ?? "null", counts["containersWithThroughput"]!.GetValue<int>()));
    }

    [Fact]
    public async Task UnknownProviderOrMissingAddress_DoesNotStart_AndSaysWhichSetting()
    {
        Assert.Contains("Sqlite or Cosmos, not Mongo", await Refusal("--Storage:Provider", "Mongo"), StringComparison.Ordinal);
        Assert.Contains("Storage:Cosmos:Endpoint", await Refusal("--Storage:Provider", "Cosmos"), StringComparison.Ordinal);
    }

    private static string[] Settings(string database) =>
        ["--Storage:Provider", "Cosmos", "--Storage:Cosmos:Endpoint", CosmosAccount.Endpoint.ToString(), "--Storage:Cosmos:Key", CosmosAccount.Key, "--Storage:Cosmos:Database", database];

    private static WebApplication Build(FakeLogCollector said, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(["--Definitions:Path", TestHost.DefinitionsPath, "--Urls", "http://127.0.0.1:0", .. settings]);
        builder.Logging.ClearProviders().AddProvider(said);
        builder.AddHrCollab();
        return builder.Build();
    }

    private static async Task<string> Refusal(params string[] settings)
    {
        var said = new FakeLogCollector();
        await using var app = Build(said, settings);
        Assert.False(await app.OpenStore());
        return Assert.Single(said.Lines, l => l.Level == LogLevel.Critical).Text;
    }
}
