using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Operations;

/// <summary>GET /operations and POST /operations/failures/{id}/replay, for whoever holds the manifest's operateDuty.</summary>
internal static class OperationsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/operations", Get).WithName("Operations")
            .Describe(new(new("运行状况:告警、队列、失败项、定时任务、版本和偏离、耗时、存储、备份", "How the system is: alarms, queues, failures, timers, revision and drift, slow decisions, store, backup")));
        routes.MapPost("/api/operations/failures/{id}/replay", Replay).WithName("ReplayFailure")
            .Describe(new(new("立即重试一项失败的处理", "Try something that failed again now")));
    }

    private static async Task<IResult> Get(HttpContext context, CallerSource callers, OperationsReader operations)
    {
        if (!OperationsReader.May(await callers.Of(context))) return Refused(context);
        var report = await operations.Look(context.RequestAborted);
        var language = Languages.Of(context);
        return JsonAnswer.Ok(new JsonObject
        {
            ["at"] = SubmissionAnswer.Time(report.At),
            ["alarms"] = List(report.Alarms, a => new JsonObject { ["text"] = a.Text.In(language), ["runbook"] = "functions/RUNBOOKS.md#" + a.Runbook }),
            ["revision"] = report.Drift.Active,
            ["commit"] = report.Drift.Commit,
            ["drift"] = new JsonObject { ["state"] = report.Drift.State.ToString().ToLowerInvariant(), ["folder"] = report.Drift.Folder },
            ["queues"] = List(report.Queues, q => new JsonObject { ["id"] = q.Id, ["title"] = q.Title.In(language), ["count"] = q.Count, ["late"] = q.Late }),
            ["importsGivenUp"] = report.GivenUpImports,
            ["failed"] = report.FailureCount,
            ["failures"] = List(report.Failures, f => new JsonObject
            {
                ["id"] = f.Id,
                ["kind"] = f.Kind,
                ["where"] = f.Where,
                ["what"] = f.What,
                ["tries"] = f.Tries,
                ["next"] = SubmissionAnswer.Time(f.Next),
                ["error"] = f.Error,
            }),
            ["timers"] = List(report.Timers, t => new JsonObject
            {
                ["name"] = t.Name,
                ["schedule"] = t.Schedule,
                ["next"] = SubmissionAnswer.Time(t.Next),
                ["overdue"] = t.Overdue,
                ["last"] = Run(t.Last),
                ["process"] = Run(t.Process),
            }),
            ["slow"] = List(report.Slow, s => new JsonObject { ["definition"] = s.Definition, ["part"] = s.Part, ["count"] = s.Count, ["longestMilliseconds"] = s.Longest.TotalMilliseconds, ["totalMilliseconds"] = s.Total.TotalMilliseconds, ["slow"] = s.Slow }),
            ["store"] = new JsonObject { ["provider"] = report.Store, ["bytes"] = report.Bytes, ["failures"] = report.StoreFailures },
            ["backupByService"] = report.ServiceBacksUp,
            ["backup"] = report.Backup is { } backup ? new JsonObject { ["at"] = SubmissionAnswer.Time(backup.At), ["documents"] = backup.Documents, ["bytes"] = backup.Bytes, ["late"] = backup.Late } : null,
        });
    }

    private static async Task<IResult> Replay(HttpContext context, string id, CallerSource callers, OperationsReader operations)
    {
        if (!OperationsReader.May(await callers.Of(context))) return Refused(context);
        return await operations.Replay(id, context.RequestAborted) is { } done
            ? JsonAnswer.Ok(new JsonObject { ["id"] = id, ["done"] = done })
            : Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
    }

    private static JsonObject? Run(TimerRun? run) => run is null ? null : new JsonObject
    {
        ["at"] = SubmissionAnswer.Time(run.At),
        ["milliseconds"] = run.Milliseconds,
        ["outcome"] = run.Error is null ? "done" : "failed",
        ["error"] = run.Error,
        ["by"] = run.ByHost ? "host" : "process",
    };

    private static IResult Refused(HttpContext context) => Problems.Of(context, StatusCodes.Status403Forbidden, ApiFindings.MayNotOperate);

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> json) => new([.. items.Select(json)]);
}
