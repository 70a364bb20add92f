using HrCollab.Designer.Drafting;
using HrCollab.Designer.Identity;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
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
        services.AddSingleton<HostAnswers>();
        services.AddRazorComponents().AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10))
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LongestMessage);
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options => options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddAntiforgery(options => options.Cookie.Name = "hrcollab.designer.form");
        services.AddCascadingAuthenticationState();
        var keys = services.AddDataProtection().SetApplicationName("HrCollab.Designer");
        if (builder.Configuration["Designer:Keys"] is { Length: > 0 } folder) keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.Cookie.Name = "hrcollab.designer";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(10);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return true;
    }
}
