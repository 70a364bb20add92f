using System.Text.Json.Nodes;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Tasks;

/// <summary>GET /tasks and POST /cases/{case}/tasks/{task}/{action}.</summary>
internal static class TaskEndpoints
{
    private const string BodySchema =
        """{"type":"object","additionalProperties":false,"properties":{"comment":{"type":"string"},"to":{"type":"string"},"input":{"type":"object"},"checks":{"type":"object","additionalProperties":{"type":"object","required":["done"],"additionalProperties":false,"properties":{"done":{"type":"boolean"},"evidence":{"type":"string"}}}}}}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tasks", List).WithName("Tasks")
            .Describe(new(new("待办、已办或本部门的任务", "My inbox, what I did, or the work of my department"), Query: ["view", "limit", "cursor"]));
        routes.MapPost("/api/cases/{case}/tasks/{task}/{action}", Act).WithName("ActOnTask")
            .Describe(new(new("处理任务:approve、reject、return、complete、claim", "Act on a task: approve, reject, return, complete, claim"), BodySchema, Acts: true));
    }

    /// <summary>The caller's inbox: mine, done, or what waits in the departments they answer for.</summary>
    private static async Task<IResult> List(HttpContext context, CallerSource callers, IDocumentStore store, ProjectorSignal projector)
    {
        var caller = await callers.Of(context);
        await projector.CaughtUp(context.RequestAborted);
        var view = context.Request.Query["view"].ToString();
        var partition = view switch
        {
            "" or "mine" => TaskRows.Inbox(caller.Person.Id),
            "done" => TaskRows.DoneBy(caller.Person.Id),
            "department" when caller.Person.Department is { } department => TaskRows.Department(department),
            "department" => null,
            _ => throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "view"),
        };
        if (partition is null) return Paging.Answer([], null);
        var page = await store.Query(Container.Views, partition, Paging.Of(context), context.RequestAborted);
        return Paging.Answer(page.Items.Select(i => TaskRow.Read(i).ToJson(caller, Languages.Of(context))), page.Next);
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
        return Answer(context, acted);
    }

    /// <summary>The one place where results of acts become answers.</summary>
    private static IResult Answer(HttpContext context, Acted acted)
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
            case Acted.Refused { Outcome: ActOutcome.Denied denied }:
                return Problems.Of(context, StatusCodes.Status403Forbidden, denied.Code, denied.Message, null);
            case Acted.Refused { Outcome: ActOutcome.Conflict conflict }:
                return Problems.Of(context, StatusCodes.Status409Conflict, conflict.Code, conflict.Message, null);
            case Acted.Refused { Outcome: ActOutcome.Invalid invalid }:
                return Problems.Fields(context, invalid.Violations);
            default:
                return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        }
    }
}
