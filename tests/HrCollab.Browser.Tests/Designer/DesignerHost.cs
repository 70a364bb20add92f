using System.Text;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Hosting;
using HrCollab.Designer.Tests;
using HrCollab.Functions.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>The real designer on a free port over a repository of its own with the shipped definitions.</summary>
internal sealed class DesignerHost : IAsyncDisposable
{
    /// <summary>Most tests begin with the shipped definitions: they are checked once.</summary>
    private static readonly CheckedStates Checked = new();

    private readonly WebApplication _app;

    private DesignerHost(WebApplication app, Sandbox sandbox) =>
        (_app, Sandbox, Address) = (app, sandbox, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));

    public Sandbox Sandbox { get; }

    public Uri Address { get; }

    internal IServiceProvider Services => _app.Services;

    public static Task<DesignerHost> Started(params string[] settings) => Started("Development", settings);

    public static async Task<DesignerHost> Started(string environment, string[] settings, TimeProvider? clock = null)
    {
        var sandbox = Sandbox.Shipped();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(DesignerRegistration).Assembly.GetName().Name,
            Args = ["--Urls", "http://127.0.0.1:0", "--Designer:Repository", sandbox.Definitions, "--DetailedErrors", "true", .. settings],
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (!builder.AddDesigner()) throw new InvalidOperationException("The repository cannot be opened.");
        builder.Services.Replace(ServiceDescriptor.Singleton(Checked));
        if (clock is not null) builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        var app = builder.Build();
        app.UseDesigner();
        await app.StartAsync();
        return new DesignerHost(app, sandbox);
    }

    /// <summary>A browser in which the person is signed in.</summary>
    public async Task<Screen> SignedIn(string person, string language = "zh", Microsoft.Playwright.ColorScheme colors = Microsoft.Playwright.ColorScheme.Light, int width = 1280)
    {
        var screen = await Screen.Opened(Address, language: language, colors: colors, width: width);
        await screen.Go("/sign-in");
        await screen.Page.ClickAsync($"button[value={person}]");
        await Microsoft.Playwright.Assertions.Expect(screen.Page.Locator("main h1")).ToBeVisibleAsync();
        return screen;
    }

    /// <summary>A file as the person's only draft says it; empty before there is one.</summary>
    public string Text(string person, string path) => Sandbox.Drafts.List(person) is [var draft] && Sandbox.Repository.File(draft.Commit, path) is { } file ? Encoding.UTF8.GetString(file.Utf8.Span) : "";

    /// <summary>Waits, bounded, until the person's draft says something.</summary>
    public Task Saved(string person, string path, string text) => TestHost.Eventually(() => Task.Run(() => Text(person, path)), said => said.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Sandbox.Dispose();
    }
}
