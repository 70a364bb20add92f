using HrCollab.Functions.Board;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Decisions;
using HrCollab.Functions.Drafts;
using HrCollab.Functions.Forms;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Imports;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Portal;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Records;
using HrCollab.Functions.Responsibilities;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Tasks;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace HrCollab.Functions.Hosting;

/// <summary>What the host is made of.</summary>
internal static class HostRegistration
{
    /// <summary>The scheme that takes a bearer token when there is one, else the portal's cookie.</summary>
    private const string Either = "token-or-cookie";

    public static void AddHrCollab(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MostBytes * 32; // read to the end and dropped, so that the sender gets to read 413
        });
        builder.ListenForTheHost();
        services.AddRequestTimeouts(options => options.DefaultPolicy = Failures.TimeLimit(builder.Configuration));
        services.AddSingleton(TimeProvider.System);
        services.AddStore(builder.Configuration);
        services.AddSingleton<ActiveDefinitions>().AddSingleton<RevisionStore>().AddSingleton<CaseCheck>().AddSingleton<ReplayDesk>().AddSingleton<DefinitionsDrift>();
        services.AddSingleton<ProjectorSignal>().AddSingleton<OrganizationSource>();
        services.AddSingleton<RecordReader>().AddSingleton<RecordDesk>().AddSingleton<RecordList>().AddSingleton<RecordCases>();
        services.AddSingleton<CaseStore>().AddSingleton<CaseLoader>().AddSingleton<SeenCases>().AddSingleton<CallerSource>();
        services.AddSingleton<FormReader>().AddSingleton<DraftDesk>().AddSingleton<SubmissionDesk>().AddSingleton<TaskDesk>().AddSingleton<TaskLists>().AddSingleton<BoardReader>();
        services.AddSingleton<MatrixReader>().AddSingleton<TryDesk>();
        services.AddSingleton<RefusedDecisions>().AddSingleton<RefusalReader>().AddSingleton<RefusedChanges>().AddSingleton<CaseDecisions>().AddSingleton<RecordDecisions>();
        services.AddSingleton<EffectWriter>().AddSingleton<FailedEffects>().AddSingleton<BlockedCases>().AddSingleton<EffectRelay>().AddSingleton<NoticeRelay>().AddSingleton<Example.Seeding>();
        services.AddHostedService<Projector>().AddHostedService(s => s.GetRequiredService<EffectRelay>()).AddHostedService(s => s.GetRequiredService<NoticeRelay>());
        services.AddImports(builder.Configuration);
        AddIdentity(services);
        services.AddSingleton<FormPageBuilder>().AddSingleton<SubjectSearch>();
        services.AddRazorComponents();
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options => options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddAntiforgery(options => options.Cookie.Name = "hrcollab.form");
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("HrCollab");
        services.AddSingleton<StoredKeys>().AddSingleton<KeySecret>().AddSingleton<KeyCipher>().AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<StoredKeys, KeyCipher>((options, keys, cipher) => (options.XmlRepository, options.XmlEncryptor) = (keys, cipher));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey("Authorization") || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                    ? BearerTokenDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddBearerToken(options => options.BearerTokenExpiration = TimeSpan.FromHours(8))
            .AddCookie(options =>
            {
                options.LoginPath = "/sign-in";
                options.Cookie.Name = "hrcollab";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromHours(8);
            });
        services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme).PostConfigure(options => options.BearerTokenProtector = new OpenedTokens(options.BearerTokenProtector));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
