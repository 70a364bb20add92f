using HrCollab.Components.SignIn;
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

namespace HrCollab.Functions.Hosting;

/// <summary>What the host is made of.</summary>
internal static class HostRegistration
{
    public static void AddHrCollab(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Configuration.AddVault();
        PlainConsole.Add(builder);
        builder.AddTelemetry();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = CustomHandler.MostBytes; // above the limit of every route: read to the end and dropped, so that the sender gets to read 413
        });
        builder.ListenForTheHost();
        builder.AddTimeLimits();
        services.AddSingleton(TimeProvider.System).AddSingleton<SpareMemory>();
        services.AddStore(builder.Configuration);
        services.AddSingleton<CompiledSets>().AddSingleton(LoadedSets.Of(builder.Configuration)).AddSingleton<ActiveDefinitions>().AddSingleton(RevisionSeal.Of(builder.Configuration)).AddSingleton<RevisionStore>().AddSingleton<RevisionCommands>().AddSingleton<Approvals>().AddSingleton<CaseCheck>().AddSingleton<ReplayDesk>().AddSingleton<RevisionList>().AddSingleton<DefinitionsDrift>().AddHostedService<RevisionFollower>();
        services.AddSingleton(ProjectorSignal.Of(builder.Configuration)).AddSingleton(Instance.Of(builder.Configuration)).AddSingleton<OrganizationSource>();
        services.AddSingleton<RecordReader>().AddSingleton<RecordDesk>().AddSingleton<RecordList>().AddSingleton<RecordCases>();
        services.AddSingleton(DocumentSize.Of(builder.Configuration)).AddSingleton<CaseStore>().AddSingleton<CaseLoader>().AddSingleton<SeenCases>().AddSingleton<CallerSource>();
        services.AddSingleton<FormReader>().AddSingleton<DraftDesk>().AddSingleton<SubmissionDesk>().AddSingleton<TaskDesk>().AddSingleton<TaskLists>().AddSingleton<BoardReader>();
        services.AddSingleton<MatrixReader>().AddSingleton<TryDesk>();
        services.AddSingleton<RefusedDecisions>().AddSingleton<RefusalReader>().AddSingleton<RefusedChanges>().AddSingleton<Refusals.ToFixList>().AddSingleton<CaseDecisions>().AddSingleton<RecordDecisions>().AddSingleton<DecisionReader>();
        services.AddSingleton<Feedback.FeedbackDesk>().AddSingleton<Feedback.FeedbackClosings>();
        services.AddSingleton<EffectWriter>().AddSingleton<DeadLetters>().AddSingleton<Operations.TimerRuns>().AddSingleton<Operations.Measures>().AddSingleton<Operations.StoreTrouble>().AddSingleton<Operations.SlowDecisions>().AddSingleton<Operations.Readiness>().AddSingleton<Operations.OperationsReader>().AddSingleton<FailedEffects>().AddSingleton<BlockedCases>().AddSingleton<EffectRelay>().AddSingleton<NoticeRelay>().AddSingleton<Example.Seeding>();
        services.AddSingleton<Projector>().AddHostedService(s => s.GetRequiredService<Projector>()).AddHostedService(s => s.GetRequiredService<EffectRelay>()).AddHostedService(s => s.GetRequiredService<NoticeRelay>());
        services.AddImports(builder.Configuration);
        builder.AddIdentity();
        builder.AddRateLimits();
        services.AddSingleton<FormPageBuilder>().AddSingleton<SubjectSearch>();
        services.AddRazorComponents();
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options => options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<SignInSettings>((options, settings) =>
            options.Cookie = new SafeCookie(settings.IsSecure) { Name = "hrcollab.form", SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/" });
        services.AddAntiforgery();
    }
}
