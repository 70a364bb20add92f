using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Tasks;

/// <summary>GET /tasks and POST /cases/{case}/tasks/{task}/{action}.</summary>
internal static class TaskEndpoints
{
    private const string BodySchema =
        """{"type":"object","additionalProperties":false,"properties":{"comment":{"type":"string"},"to":{"type":"string"},"input":{"type":"object"},"checks":{"type":"object","additionalProperties":{"type":"object","required":["done"],"additionalProperties":false,"properties":{"done":{"type":"boolean"},"evidence":{"type":"string"}}}}}}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tasks", List).WithName("Tasks")
            .Describe(new(new("待办、已办、本部门的或上报给我的任务", "My inbox, what I did, the work of my department, or late work I was told of"), Query: ["view", "limit", "cursor"]));
        routes.MapPost("/api/cases/{case}/tasks/{task}/{action}", Act).WithName("ActOnTask")
            .Describe(new(new("处理任务:approve、reject、return、complete、claim", "Act on a task: approve, reject, return, complete, claim"), BodySchema, Acts: true, Tagged: true, IfMatch: Precondition.Optional));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, TaskLists lists)
    {
        var caller = await callers.Of(context);
        var (items, next) = await lists.Of(caller, context.Request.Query["view"].ToString(), Paging.Of(context), context.RequestAborted)
            ?? throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "view");
        return Paging.Answer(items.Select(i => i.ToJson(caller, Languages.Of(context))), next);
    }

    private static async Task<IResult> Act(HttpContext context, string @case, string task, string action, CallerSource callers, TaskDesk desk)
    {
        var caller = await callers.Of(context);
        if (!TaskAct.Known.Contains(action)) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var body = context.Request.ContentLength is null or 0 && !context.Request.HasJsonContentType()
            ? new Body<TaskBody>(new TaskBody(), [])
            : await RequestBody.Read(context, TaskJson.Default.TaskBody);
        var command = Command.Of(context, caller.Person.Id, body.Bytes);
        var acted = await desk.Act(caller, @case, task, action, body.Value, command, ETags.IfMatch(context), Languages.Of(context), context.RequestAborted);
        return Answer(context, caller, acted);
    }

    /// <summary>The one place where results of acts become answers.</summary>
    private static IResult Answer(HttpContext context, Caller caller, Acted acted)
    {
        switch (acted)
        {
            case Acted.Done done:
                ETags.Set(context, done.Version);
                return new StoredAnswer(StatusCodes.Status200OK, done.Answer);
            case Acted.Stale stale:
                ETags.Set(context, stale.Version);
                return Problems.Of(context, StatusCodes.Status412PreconditionFailed, ApiFindings.Stale, stale.Version);
            case Acted.KeyReused:
                return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
            case Acted.Busy:
                context.Response.Headers.RetryAfter = "1";
                return Problems.Of(context, StatusCodes.Status503ServiceUnavailable, ApiFindings.Busy);
            case Acted.Refused { Outcome: ActOutcome.Denied denied } refused:
                return Problems.Of(context, StatusCodes.Status403Forbidden, denied.Code, denied.Message, Because(denied.Trace, refused, Languages.Of(context)));
            case Acted.Refused { Outcome: ActOutcome.Conflict conflict }:
                return Problems.Of(context, StatusCodes.Status409Conflict, conflict.Code, conflict.Message, null);
            case Acted.Refused { Outcome: ActOutcome.Invalid invalid } refused:
                return Problems.Fields(context, invalid.Violations, more: Because(invalid.Trace, refused, Languages.Of(context))
                    ?? SubmissionAnswer.Because(invalid.Violations, refused.Shown, refused.Set, Languages.Of(context)));
            case Acted.Outside:
                return Unseen.Problem(context, caller, exists: true, ApiFindings.NotFound);
            default:
                return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        }
    }

    /// <summary>How a form that was sent again was judged; null for any other act.</summary>
    private static JsonObject? Because(ImmutableArray<TraceEntry> trace, Acted.Refused refused, Language language)
    {
        if (trace.OrEmpty().IsEmpty && refused.DecisionId is null) return null;
        var because = new JsonObject { ["trace"] = SubmissionAnswer.Trace(trace.OrEmpty(), refused.Shown, language), ["revision"] = refused.Set.Hash, ["commit"] = refused.Set.Commit };
        if (refused.DecisionId is { } decision) because["decisionId"] = decision;
        return because;
    }
}
