using HrCollab.Components.SignIn;
using HrCollab.Functions.Board;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Decisions;
using HrCollab.Functions.Drafts;
using HrCollab.Functions.Forms;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Imports;
using HrCollab.Functions.Operations;
using HrCollab.Functions.Portal;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Records;
using HrCollab.Functions.Responsibilities;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Tasks;

namespace HrCollab.Functions.Hosting;

/// <summary>The way of a request, and every route.</summary>
internal static class HostPipeline
{
    public static void UseHrCollab(this WebApplication app)
    {
        app.UseSecurityHeaders(app.Services.GetRequiredService<SignInSettings>());
        app.UseFailures();
        app.UseRequestTimeouts();
        app.UseStaticFiles();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(ForPrograms.Only);
        app.UseAntiforgery();
        app.UseSpareMemory();

        HealthEndpoints.Map(app);
        OperationsEndpoints.Map(app);
        ApiDescription.Map(app);
        MeEndpoint.Map(app);
        DevelopmentSignIn.Map(app, app.Environment);
        FormEndpoints.Map(app);
        DraftEndpoints.Map(app);
        SubmissionEndpoints.Map(app);
        CaseEndpoints.Map(app);
        TaskEndpoints.Map(app);
        DecisionEndpoint.Map(app);
        Refusals.RefusalEndpoints.Map(app);
        Feedback.FeedbackEndpoints.Map(app);
        RecordEndpoints.Map(app);
        MatrixEndpoints.Map(app);
        DefinitionEndpoints.Map(app);
        RevisionEndpoints.Map(app);
        ReplayEndpoint.Map(app);
        PortalEndpoints.Map(app);
        ImportEndpoints.Map(app);
        QuarantineEndpoints.Map(app);
        BoardEndpoints.Map(app);
        TimerFunctions.Map(app);
    }
}
