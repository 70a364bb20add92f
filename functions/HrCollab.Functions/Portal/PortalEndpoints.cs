using HrCollab.Components.SignIn;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Board;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Forms;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Records;
using HrCollab.Functions.Responsibilities;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tasks;
using HrCollab.Functions.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>The pages that only show: home, inbox, cases, board, standards.</summary>
internal static class PortalEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Home);
        routes.MapGet("/inbox", Inbox);
        routes.MapGet("/cases", Cases);
        routes.MapGet("/board", Board);
        routes.MapGet("/standards", (HttpContext context, CallerSource callers, DefinitionsDrift drift) => Standard(context, null, callers, drift));
        routes.MapGet("/standards/{id}", Standard);
        routes.MapGet("/standards/{id}.xlsx", StandardExport);
        routes.MapPost("/preferences", Preferences).AllowAnonymous();
        MatrixPages.Map(routes);
        OperationsPages.Map(routes);
        SignInPages.Map(routes);
        FormPages.Map(routes);
        CasePages.Map(routes);
        RecordPages.Map(routes);
        RefusalPages.Map(routes);
        FeedbackPages.Map(routes);
        QuarantinePages.Map(routes);
        DecisionPages.Map(routes);
    }

    private static async Task<IResult> Home(HttpContext context, CallerSource callers, TaskLists lists, SeenCases seen, BoardReader board, FormReader forms, Feedback.FeedbackDesk feedback)
    {
        var caller = await callers.Of(context);
        var (own, department) = await board.Near(caller, context.RequestAborted);
        var tasks = (await lists.Of(caller, "mine", new IdRange(Limit: 8), context.RequestAborted))!.Value;
        var cases = await seen.Own(caller, new IdRange(Limit: 8), context.RequestAborted);
        return new RazorComponentResult<HomePage>(new
        {
            Page = PageFrame.Of(context, caller),
            Tasks = tasks.Items,
            Own = own,
            Department = department,
            Forms = await forms.Open(caller, context.RequestAborted),
            Cases = cases.Items,
            Answered = (await feedback.News(caller, new IdRange(Limit: 3), context.RequestAborted)).Items.Select(i => (i.Title ?? i.Definition, i.Closed!.Changes)).ToList(),
        });
    }

    private static async Task<IResult> Inbox(HttpContext context, CallerSource callers, TaskLists lists, RecordReader records)
    {
        var caller = await callers.Of(context);
        var tab = context.Request.Query["view"].ToString() is "department" or "done" or "escalated" ? context.Request.Query["view"].ToString() : "mine";
        var (tasks, next) = (await lists.Of(caller, tab, Paging.Of(context), context.RequestAborted))!.Value;
        return new RazorComponentResult<InboxPage>(new { Page = PageFrame.Of(context, await Knowing(caller, tasks, records, context)), Tab = tab, Tasks = tasks, Around = PagesAround.Of(context, next) });
    }

    private static async Task<IResult> Cases(HttpContext context, CallerSource callers, SeenCases seen, ProjectorSignal projector)
    {
        var caller = await callers.Of(context);
        await projector.CaughtUp(context.RequestAborted);
        var tab = context.Request.Query["view"].ToString() is "department" or "all" ? context.Request.Query["view"].ToString() : "mine";
        var (cases, next) = tab switch
        {
            "department" => await seen.OfDepartment(caller, Paging.Of(context), context.RequestAborted),
            "all" => await seen.All(caller, Paging.Of(context), context.RequestAborted),
            _ => await seen.Own(caller, Paging.Of(context), context.RequestAborted),
        };
        return new RazorComponentResult<CasesPage>(new { Page = PageFrame.Of(context, caller), Tab = tab, Cases = cases, Around = PagesAround.Of(context, next) });
    }

    private static async Task<IResult> Board(HttpContext context, CallerSource callers, BoardReader board, RecordReader records)
    {
        var caller = await callers.Of(context);
        var by = context.Request.Query["by"].ToString() == "person" ? "person" : "department";
        var chosen = context.Request.Query["id"].ToString() is { Length: > 0 } id ? id : null;
        var lines = by == "person" ? await board.ByPerson(caller, context.RequestAborted) : await board.ByDepartment(caller, context.RequestAborted);
        var page = chosen is null ? null : await board.Tasks(caller, by, chosen, returned: false, Paging.Of(context), context.RequestAborted);
        IReadOnlyList<TaskRow>? tasks = page is null ? null : [.. page.Items.Select(TaskRow.Read)];
        return new RazorComponentResult<BoardPage>(new
        {
            Page = PageFrame.Of(context, await Knowing(caller, tasks ?? [], records, context)),
            By = by,
            Chosen = chosen,
            Lines = lines,
            Tasks = tasks,
            Around = PagesAround.Of(context, page?.Next),
        });
    }

    private static async Task<IResult> Standard(HttpContext context, string? id, CallerSource callers, DefinitionsDrift drift)
    {
        var caller = await callers.Of(context);
        var all = caller.Set.All<Engine.Standards.Standard>().OrderBy(s => s.Id == Engine.Responsibilities.OrganizationFields.Person ? "" : s.Id, StringComparer.Ordinal).ToList();
        if ((id is null ? all.FirstOrDefault() : all.Find(s => s.Id == id)) is not { } chosen) return NotFound(context, caller);
        var version = await drift.Now(context.RequestAborted);
        return new RazorComponentResult<StandardPage>(new
        {
            Page = PageFrame.Of(context, caller),
            All = (IReadOnlyList<Engine.Standards.Standard>)all,
            Chosen = chosen,
            Version = Named(version),
            Hash = HashOf(caller, chosen),
        });
    }

    private static async Task<IResult> StandardExport(HttpContext context, string id, CallerSource callers, DefinitionsDrift drift)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Engine.Standards.Standard>(id) is not { } standard) return NotFound(context, caller);
        var version = Named(await drift.Now(context.RequestAborted));
        return TypedResults.File(await StandardSheet.Of(caller, standard, version, HashOf(caller, standard), Languages.Of(context), context.RequestAborted), MatrixSheet.ContentType, $"{id}.xlsx");
    }

    /// <summary>The revision that decides now, with its commit.</summary>
    private static string Named(DriftReport version) => version.Active[..12] + (version.Commit is { } commit ? $" · git {commit[..Math.Min(12, commit.Length)]}" : "");

    private static string HashOf(Caller caller, Engine.Standards.Standard standard) => DefinitionCompiler.Hash(caller.Set.Files[standard.Place.File])!;

    /// <summary>The caller with an organisation that knows the names of the tasks' owners.</summary>
    private static async ValueTask<Caller> Knowing(Caller caller, IReadOnlyList<TaskRow> tasks, RecordReader records, HttpContext context) =>
        caller with { Organization = await records.Knowing(caller.Organization, caller.Set, tasks.SelectMany(t => t.Task.Owners).Distinct(StringComparer.Ordinal), context.RequestAborted) };

    /// <summary>Language and theme are remembered in cookies that hold nothing personal.</summary>
    private static async Task<IResult> Preferences(HttpContext context, SignInSettings settings, Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var options = new SafeCookie(settings.IsSecure) { SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365), Path = "/" }.Build(context);
        if (form["language"].ToString() is "zh" or "en") context.Response.Cookies.Append(Languages.Cookie, form["language"].ToString(), options);
        if (form["theme"].ToString() is "light" or "dark") context.Response.Cookies.Append(PageFrame.ThemeCookie, form["theme"].ToString(), options);
        return TypedResults.LocalRedirect(LocalRequest.Path(form["back"]));
    }

    /// <summary>The page for what the caller may not see: as for what does not exist, or saying so.</summary>
    public static IResult Hidden(HttpContext context, Caller caller, bool exists) => !Unseen.IsTold(caller, exists) ? NotFound(context, caller)
        : new RazorComponentResult<MessagePage>(new { Page = PageFrame.Of(context, caller), Heading = PortalText.Outside, Body = PortalText.OutsideBody }) { StatusCode = StatusCodes.Status403Forbidden };

    public static IResult NotFound(HttpContext context, Caller? caller) => new RazorComponentResult<MessagePage>(new { Page = PageFrame.Of(context, caller), Heading = PortalText.NotFound, Body = PortalText.NotFoundBody })
    {
        StatusCode = StatusCodes.Status404NotFound,
    };
}
