using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Feedback;

/// <summary>POST /feedback, GET /feedback, GET /feedback/report and POST /feedback/{id}/seen: what people say of steps, forms and fields, and what became of it.</summary>
internal static class FeedbackEndpoints
{
    /// <summary>The longest text that a manifest allows, in the longest way to write it, and the rest of the body.</summary>
    private const int MostBytes = 256 * 1024;

    private const string GiveSchema =
        """{"type":"object","additionalProperties":false,"required":["element","text"],"properties":{"element":{"type":"object","additionalProperties":false,"required":["kind","id"],"properties":{"kind":{"type":"string","description":"folder of the kind, such as workflows"},"id":{"type":"string"},"place":{"type":"string","description":"members and ids that lead to the element, such as steps/receive; the definition as a whole when empty"}}},"text":{"type":"string"},"revision":{"type":"string","description":"the revision that was shown; the active one when absent"}}}""";

    private static readonly Text Meaning = new(
        "view=mine(默认)为本人的反馈:未处理的在前,已回应的附修改内容。view=open 为未处理的反馈,按定义排列,可用 kind 和 id 限定;限 feedbackDuty 职责和负责该类定义的人员,只显示部门不显示提交人。",
        "view=mine (the default): one's own, open first, answered with what was changed. view=open: all that is open, by definition, narrowed by kind and id; for the feedbackDuty and the owners of the kind, who are told the department and not the person.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/feedback", Give).WithName("GiveFeedback").Describe(new(new("对某个步骤、表单、字段等定义内容提交反馈", "Give feedback on a step, a form, a field or any element of a definition"), GiveSchema, Acts: true));
        routes.MapGet("/api/feedback", List).WithName("Feedback").Describe(new(new("我的反馈,或我负责的定义收到的反馈", "My feedback, or what was said of definitions I look after"), Query: ["view", "kind", "id", "limit", "cursor"], Details: Meaning));
        routes.MapGet("/api/feedback/report", Report).WithName("FeedbackReport")
            .Describe(new(new("反馈月报:各部门未处理的反馈及已等待天数", "Monthly report: open feedback and its age by department"), Query: ["month"]));
        routes.MapPost("/api/feedback/{id}/seen", Seen).WithName("SeenFeedback").Describe(new(new("知悉对我的反馈的回应", "Take note of what became of my feedback")));
    }

    private static async Task<IResult> Give(HttpContext context, CallerSource callers, FeedbackDesk desk)
    {
        var caller = await callers.Of(context);
        var (body, bytes) = await RequestBody.Read(context, FeedbackBodies.Default.FeedbackBody, MostBytes);
        switch (await desk.Give(caller, body, Command.Of(context, caller.Person.Id, bytes), context.RequestAborted))
        {
            case FeedbackResult.Given given:
                return new JsonAnswer(StatusCodes.Status201Created, FeedbackSight.Json(caller, given.Item, Languages.Of(context)));
            case FeedbackResult.TooMany many:
                return Problems.Of(context, StatusCodes.Status409Conflict, FeedbackFindings.TooMany, many.Most);
            case FeedbackResult.Refused refused:
                return Problems.Fields(context, [new(refused.Pointer, refused.Code, refused.Message, null, null, false)]);
            default:
                return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
        }
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, FeedbackDesk desk)
    {
        var caller = await callers.Of(context);
        var language = Languages.Of(context);
        var (kind, id) = (Named(context, "kind"), Named(context, "id"));
        switch (Named(context, "view"))
        {
            case null or "mine":
                var (own, after) = await desk.Own(caller, Paging.Of(context), context.RequestAborted);
                return Paging.Answer(own.Select(i => FeedbackSight.Json(caller, i, language)), after);
            case "open" when kind is null ? FeedbackSight.May(caller) : FeedbackSight.May(caller, kind, id):
                var (open, next) = await desk.Open(caller, kind, id, Paging.Of(context), context.RequestAborted);
                return Paging.Answer(open.Select(i => FeedbackSight.Json(caller, i, language)), next);
            case "open":
                return Problems.Of(context, StatusCodes.Status403Forbidden, FeedbackFindings.MayNotRead);
            default:
                throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "view");
        }
    }

    private static async Task<IResult> Report(HttpContext context, CallerSource callers, FeedbackDesk desk)
    {
        var caller = await callers.Of(context);
        if (!FeedbackSight.May(caller)) return Problems.Of(context, StatusCodes.Status403Forbidden, FeedbackFindings.MayNotRead);
        if (FeedbackReport.MonthOf(Named(context, "month"), caller.Today) is not { } month) throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "month");
        var report = await FeedbackReport.Of(caller, month, desk, context.RequestAborted);
        var language = Languages.Of(context);
        return JsonAnswer.Ok(new JsonObject
        {
            ["month"] = report.Month,
            ["asOf"] = SubmissionAnswer.Time(report.AsOf),
            ["departments"] = new JsonArray([.. report.Departments.Select(d => (JsonNode)new JsonObject
            {
                ["id"] = d.Department,
                ["name"] = FeedbackSight.Department(caller, d.Department),
                ["open"] = d.Open.Length,
                ["oldestDays"] = d.OldestDays,
                ["averageDays"] = d.AverageDays,
                ["given"] = d.Given,
                ["answered"] = d.Answered,
                ["items"] = new JsonArray([.. d.Open.Select(o => (JsonNode)Line(o.Item, o.Days, language))]),
            })]),
        });
    }

    private static JsonObject Line(FeedbackItem item, int days, Language language) => new()
    {
        ["id"] = item.Id,
        ["element"] = new JsonObject { ["kind"] = item.Element.Kind, ["id"] = item.Element.Id, ["place"] = item.Element.Place },
        ["definition"] = item.Definition.In(language),
        ["title"] = item.Title?.In(language),
        ["text"] = item.Said,
        ["ageDays"] = days,
    };

    private static async Task<IResult> Seen(HttpContext context, string id, CallerSource callers, FeedbackDesk desk)
    {
        var caller = await callers.Of(context);
        return await desk.Seen(caller, id, context.RequestAborted) ? TypedResults.NoContent() : Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
    }

    private static string? Named(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FeedbackBody))]
internal sealed partial class FeedbackBodies : JsonSerializerContext;
