using System.Net;
using System.Text;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>The keys of tokens: in the store, encrypted under a secret that is not there.</summary>
public sealed class StoredKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-keys-").FullName;

    /// <summary>The one file that is not in the store, whichever that is.</summary>
    private string Secret => Directory.EnumerateFiles(_folder, "*.secret").Single();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, EveryStore]
    public async Task KeysInTheStore_AreEncrypted_AndTheirSecretIsTheOwnersAlone(TestStore store)
    {
        await using var host = await TestHost.Started(_folder, store: store);
        (await host.Get("E0001", "/api/me")).Is(HttpStatusCode.OK);
        var keys = (await host.Store.Query(Container.Host, "keys", new IdRange(), CancellationToken.None)).Items.Select(k => Encoding.UTF8.GetString(k.Body.Span)).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, k => Assert.Contains("encryptedKey", k, StringComparison.Ordinal));
        Assert.All(keys, k => Assert.DoesNotContain("masterKey", k, StringComparison.Ordinal));
        var secret = Secret;
        Assert.Equal(32, new FileInfo(secret).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
    }

    [Theory, EveryStore]
    public async Task AToken_OutlivesTheProcess_AndALostSecretOnlySignsEverybodyOut(TestStore store)
    {
        string token;
        await using (var host = await TestHost.Started(_folder, store: store)) token = await host.Token("E0001");
        await using (var host = await TestHost.Started(_folder, store: store)) Assert.Equal(HttpStatusCode.OK, await Me(host, token));
        File.Delete(Secret);
        await using (var host = await TestHost.Started(_folder, store: store))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Me(host, token));
            (await host.Get("E0001", "/api/me")).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task ASecretFromTheConfiguration_IsUsed_AndABadOneIsRefused()
    {
        var given = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        string token;
        await using (var host = await TestHost.Started(_folder, settings: ["--Keys:Secret", given])) token = await host.Token("E0001");
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.secret"));
        await using (var host = await TestHost.Started(_folder, settings: ["--Keys:Secret", given])) Assert.Equal(HttpStatusCode.OK, await Me(host, token));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(_folder, settings: ["--Keys:Secret", "c2hvcnQ="]));
        Assert.Contains("32", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Instances that share a database and nothing else would each make a secret of its own, and open no cookie of another.</summary>
    [Fact]
    public async Task OnASharedDatabase_NoSecretStopsTheStart() =>
        Assert.Contains("Keys:Secret", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(_folder, environment: "Production", store: TestStore.Sqlite,
            settings: ["--Storage:Provider", "Cosmos", "--Keys:File", ""], configure: services => services.AddSingleton<IDocumentStore>(s => StorageRegistration.Sqlite(s.GetRequiredService<IConfiguration>(), TimeProvider.System))))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task AStart_WarnsOfNothing()
    {
        var said = new FakeLogCollector();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(HostRegistration).Assembly.GetName().Name,
            Args = ["--Urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(_folder, "store.db"), "--Definitions:Path", TestHost.DefinitionsPath],
        });
        builder.Logging.ClearProviders().AddProvider(said);
        builder.AddHrCollab();
        await using var app = builder.Build();
        app.UseHrCollab();
        Assert.True(await app.Prepare());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var body = new StringContent("""{"person":"E0001"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), body)).StatusCode);
        await app.StopAsync();
        Assert.Empty(said.Lines.Where(l => l.Level >= LogLevel.Warning && !l.Text.Contains("the heartbeat has been running", StringComparison.Ordinal)).Select(l => $"{l.Category}: {l.Text}"));
    }

    private static async Task<HttpStatusCode> Me(TestHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }
}
