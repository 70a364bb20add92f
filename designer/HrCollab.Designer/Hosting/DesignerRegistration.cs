using HrCollab.Components.SignIn;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Identity;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;

namespace HrCollab.Designer.Hosting;

/// <summary>What the designer is made of.</summary>
internal static class DesignerRegistration
{
    /// <summary>A definition file as the engine reads it, and the envelope around it.</summary>
    private const int LongestMessage = 4 * 1024 * 1024;

    /// <summary>Registers everything. False, with what to do on the console, when there are no definitions in git to work on.</summary>
    public static bool AddDesigner(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        if (RepositoryFolder.Open(builder.Configuration, builder.Environment.ContentRootPath) is not { } repository) return false;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddSingleton(TimeProvider.System).AddSingleton(repository).AddSingleton<CurrentWork>().AddSingleton<CheckedStates>().AddSingleton<People>();
        services.AddScoped<Studio>().AddScoped<Checking>();
        services.AddHttpClient(HostAnswers.Client, http => (http.BaseAddress, http.Timeout) = (new Uri(builder.Configuration["Designer:Host"] ?? "http://127.0.0.1:7071"), TimeSpan.FromSeconds(100)));
        services.AddSingleton<HostAnswers>().AddSingleton<Reviews.ImpactRuns>().AddSingleton<Parts.Cases.UnnoticedRuns>();
        services.AddRazorComponents().AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10))
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LongestMessage);
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options => options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddCascadingAuthenticationState();
        AddIdentity(builder);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return true;
    }

    /// <summary>The same registration as the portal's, with cookies of its own. What was made in Development opens nothing anywhere else.</summary>
    private static void AddIdentity(WebApplicationBuilder builder)
    {
        var (services, development) = (builder.Services, builder.Environment.IsDevelopment());
        var settings = SignInSettings.Of(builder.Configuration, development);
        services.AddSingleton(settings).AddSingleton<EndedSessions>().AddSingleton<IEndedSessions>(s => s.GetRequiredService<EndedSessions>()).AddScoped<CircuitHandler, SessionOfWindow>();
        services.AddAntiforgery(options => options.Cookie = new SafeCookie(settings.IsSecure) { Name = "hrcollab.designer.form", SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/" });
        var keys = services.AddDataProtection().SetApplicationName(development ? "HrCollab.Designer.Development" : "HrCollab.Designer");
        if (builder.Configuration["Designer:Keys"] is { Length: > 0 } folder) keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddSession(settings, "hrcollab.designer", "/sign-in")
            .AddOpenIdSignIn(settings, [settings.ApiScope ?? settings.Scope], CompanySignIn.SignedIn, SignInEndpoints.Failed);
    }
}
