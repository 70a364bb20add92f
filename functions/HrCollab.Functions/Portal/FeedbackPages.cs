using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Feedback;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>Feedback: giving it from a step or a form, one's own with what became of it, and for those who look after definitions what is open and the monthly report.</summary>
internal static class FeedbackPages
{
    private const string OpenTab = "open", ReportTab = "report";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feedback", Show);
        routes.MapPost("/feedback", Seen);
        routes.MapGet("/feedback/new", Begin);
        routes.MapPost("/feedback/new", Give);
    }

    /// <summary>Where one gives feedback on an element that is shown under a revision.</summary>
    public static string Address(ElementAddress element, string revision) => "/feedback/new" + new QueryBuilder
    {
        { "kind", element.Kind },
        { "id", element.Id },
        { "place", element.Place },
        { "revision", revision },
    };

    private static async Task<IResult> Show(HttpContext context, CallerSource callers, FeedbackDesk desk)
    {
        var caller = await callers.Of(context);
        var asked = context.Request.Query["view"].ToString();
        var (range, may) = (Paging.Of(context), FeedbackSight.May(caller));
        if (asked is OpenTab or ReportTab && !may) return PortalEndpoints.NotFound(context, caller);
        if (asked == ReportTab)
        {
            if (FeedbackReport.MonthOf(context.Request.Query["month"], caller.Today) is not { } month) return PortalEndpoints.NotFound(context, caller);
            var report = await FeedbackReport.Of(caller, month, desk, context.RequestAborted);
            var lines = report.Departments.Select(d => new ShownDepartment(FeedbackSight.Department(caller, d.Department), d.Given, d.Answered, d.OldestDays, d.AverageDays, [.. d.Open.Select(o => Shown(caller, o.Item with { Closed = null }, o.Days))])).ToImmutableArray();
            return new RazorComponentResult<FeedbackReportPage>(new { Page = PageFrame.Of(context, caller), Month = month, report.AsOf, Lines = lines });
        }

        var (items, next) = asked == OpenTab ? await desk.Open(caller, null, null, range, context.RequestAborted) : await desk.Own(caller, range, context.RequestAborted);
        return new RazorComponentResult<FeedbackPage>(new
        {
            Page = PageFrame.Of(context, caller),
            Items = (IReadOnlyList<ShownFeedback>)[.. items.Select(i => Shown(caller, i, i.AgeDays(caller.Now)))],
            OfOthers = asked == OpenTab,
            May = may,
            Around = PagesAround.Of(context, next),
        });
    }

    private static async Task<IResult> Seen(HttpContext context, CallerSource callers, FeedbackDesk desk, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        await desk.Seen(caller, sent["_id"].ToString(), context.RequestAborted);
        return TypedResults.LocalRedirect("/feedback");
    }

    private static async Task<IResult> Begin(HttpContext context, CallerSource callers, FeedbackDesk desk)
    {
        var caller = await callers.Of(context);
        var query = context.Request.Query;
        var address = new ElementAddress(query["kind"].ToString(), query["id"].ToString(), query["place"].ToString());
        return await Form(context, caller, desk, address, query["revision"].ToString(), "", null, []);
    }

    private static async Task<IResult> Give(HttpContext context, CallerSource callers, FeedbackDesk desk, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var (address, key) = (new ElementAddress(sent["kind"].ToString(), sent["id"].ToString(), sent["place"].ToString()), sent["_key"].ToString());
        var body = new FeedbackBody(address, sent["text"].ToString(), sent["revision"].ToString() is { Length: > 0 } revision ? revision : null);
        var command = Command.Of($"portal-feedback\n{caller.Person.Id}\n{key}", JsonSerializer.SerializeToUtf8Bytes(body, FeedbackBodies.Default.FeedbackBody));
        return await desk.Give(caller, body, command, context.RequestAborted) switch
        {
            FeedbackResult.Given given => TypedResults.LocalRedirect("/feedback#" + given.Item.Id),
            FeedbackResult.Refused refused => await Again(refused.Message, key),
            FeedbackResult.TooMany many => await Again(FeedbackFindings.TooMany.Message.With(many.Most), key),
            _ => await Again(PortalText.KeyReused, null),
        };

        Task<IResult> Again(Text problem, string? again) => Form(context, caller, desk, address, body.Revision ?? "", body.Text, again, [problem]); // another one gets a key of its own
    }

    private static async Task<IResult> Form(HttpContext context, Caller caller, FeedbackDesk desk, ElementAddress address, string revision, string text, string? key, IReadOnlyList<Text> problems)
    {
        var set = await desk.Shown(caller, revision, context.RequestAborted);
        if (FeedbackElements.Find(set, address) is null || FeedbackElements.Find(set, address with { Place = "" }) is not var (_, definition, _)) return PortalEndpoints.NotFound(context, caller);
        return new RazorComponentResult<FeedbackFormPage>(new
        {
            Page = PageFrame.Of(context, caller),
            address.Kind,
            address.Id,
            address.Place,
            Revision = set.Hash,
            Definition = definition,
            Elements = FeedbackElements.Of(set, address),
            Text = text,
            Longest = caller.Set.Manifest.LongestFeedback,
            Key = key ?? RandomNumberGenerator.GetHexString(24),
            Problems = problems,
        })
        {
            StatusCode = problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static ShownFeedback Shown(Caller caller, FeedbackItem item, int days) => new(
        item.Id, item.Definition, item.Title, item.Said, item.At, days, FeedbackSight.Department(caller, item.Department),
        item.Closed is { } closed ? new ShownAnswer(closed.At, closed.Revision, closed.Commit, closed.Changes, item.SeenAt is not null) : null);
}
