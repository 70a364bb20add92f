using HrCollab.Functions.Hosting;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Functions.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests;

/// <summary>
/// The real application on a free port with a real store, the shipped definitions, the example company and a clock that tests move.
/// Everything goes through HTTP.
/// </summary>
public sealed class TestHost : FrontDoor, IAsyncDisposable
{
    /// <summary>Wednesday, an ordinary working day, 10:00 in the company's time zone.</summary>
    public static readonly DateTimeOffset Start = new(2026, 9, 16, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>How long anything may take that has to come: far longer than on a machine that does nothing else, since only what fails waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Settings of a host that shares its store: while another one projects it looks again when its clock says so, which nobody moves while a request waits.</summary>
    public static readonly string[] OneOfSeveral = ["--Views:WaitSeconds", "1"];

    /// <summary>Settings of a host that gives nothing up because the machine is busy.</summary>
    public static readonly string[] Patient = ["--Views:WaitSeconds", "120", "--Limits:RequestSeconds", "150"];

    /// <summary>Most tests begin with the shipped definitions: they are compiled once.</summary>
    private static readonly CompiledSets Compiled = new(TimeProvider.System);

    /// <summary>Between two looks: those that are waited for get the processor meanwhile.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly WebApplication _app;
    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);
    private readonly HttpClient _http;
    private readonly bool _ownsFolder;

    private TestHost(WebApplication app, FakeTimeProvider clock, string folder, bool ownsFolder)
    {
        (_app, Clock, Folder, _ownsFolder) = (app, clock, folder, ownsFolder);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Patience };
    }

    public FakeTimeProvider Clock { get; }

    public string Folder { get; }

    public Uri Address { get; }

    public override HttpClient Http => _http;

    internal IDocumentStore Store => _app.Services.GetRequiredService<IDocumentStore>();

    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts the application; with a folder, on the store that lies there already.</summary>
    public static async Task<TestHost> Started(
        string? folder = null, DateTimeOffset? now = null, string? definitions = null, bool seed = true, string environment = "Development", TestStore? store = null, Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var own = folder is null;
        folder ??= Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        var clock = new FakeTimeProvider(now ?? Start) { AutoAdvanceAmount = TimeSpan.Zero };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(HostRegistration).Assembly.GetName().Name,
            Args = ["--Urls", "http://127.0.0.1:0", .. (store ?? TestStores.Chosen).Settings(folder), "--Example:Seed", seed ? "true" : "false", "--Limits:PersonPerMinute", "0", "--Limits:AddressPerMinute", "0", "--Limits:DefinitionsAtOnce", "0", .. Patient, "--Definitions:Path", definitions ?? DefinitionsPath, .. settings],
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddHrCollab();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.Replace(ServiceDescriptor.Singleton(Compiled));
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseHrCollab();
        await app.Provision();
        if (!await app.Prepare())
        {
            await app.DisposeAsync(); // the next one opens the same store
            throw new InvalidOperationException("The definitions have errors.");
        }

        await app.StartAsync();
        if (seed && (store ?? TestStores.Chosen) == TestStore.Sqlite) await Settled(app.Services);
        return new TestHost(app, clock, folder, own);
    }

    /// <summary>The shipped definitions.</summary>
    public static string DefinitionsPath { get; } = FindDefinitions();

    /// <summary>Moves the clock and lets timers run.</summary>
    public override void Advance(TimeSpan time) => Clock.Advance(time);

    /// <summary>Moves the clock to a local time of the company.</summary>
    public void AdvanceTo(string local) => Clock.SetUtcNow(DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Asks again until the answer is as expected, for what follows a commit; fails when its patience ends.</summary>
    public static async Task<T> Eventually<T>(Func<Task<T>> ask, Func<T, bool> expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        var time = TimeProvider.System;
        while (true)
        {
            var got = await ask();
            if (expected(got)) return got;
            if (patience.IsCancellationRequested) throw new TimeoutException($"Still not as expected: {got}");
            await Task.Delay(Pace, time);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        if (_ownsFolder && Store is CosmosDocumentStore cosmos) await CosmosAccount.Drop(cosmos);
        await _app.DisposeAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    /// <inheritdoc/>
    public override async Task<string> Token(string person)
    {
        if (_tokens.TryGetValue(person, out var held) && held.Until > Clock.GetUtcNow()) return held.Token;
        var token = await DevelopmentToken(_http, person);
        _tokens[person] = (token, Clock.GetUtcNow().AddHours(7));
        return token;
    }

    /// <summary>What a start does by itself is done before a test begins: the example company is in the views, and who has left it was looked at.</summary>
    private static async Task Settled(IServiceProvider services)
    {
        await services.GetRequiredService<ProjectorSignal>().CaughtUp(CancellationToken.None);
        await services.GetRequiredService<EffectRelay>().Pass(CancellationToken.None);
    }

    private static string FindDefinitions()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "definitions");
            if (File.Exists(Path.Combine(folder, "manifest.json"))) return folder;
        }

        throw new InvalidOperationException("The definitions folder is not above the tests.");
    }
}
