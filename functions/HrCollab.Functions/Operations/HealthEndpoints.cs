using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;

namespace HrCollab.Functions.Operations;

/// <summary>GET /health (the process lives) and GET /ready (it can serve, and on what).</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/health", Health).AllowAnonymous().DisableRateLimiting().WithName("Health").Describe(new(new("进程存活", "The process lives"), Anonymous: true));
        routes.MapGet("/api/ready", Ready).AllowAnonymous().DisableRateLimiting().WithName("Ready").Describe(new(new("可以服务:版本、提交、漂移、存储、队列", "It can serve: revision, commit, drift, store, queues"), Anonymous: true));
    }

    private static JsonAnswer Health() => JsonAnswer.Ok(new JsonObject { ["status"] = "ok" });

    private static async Task<IResult> Ready(HttpContext context, DefinitionsDrift drift, IDocumentStore store, ProjectorSignal projector, Readiness readiness, StoreTrouble trouble)
    {
        try
        {
            return await Look(drift, store, projector, readiness, context.RequestAborted);
        }
        catch (Exception e) when (StoreTrouble.IsOfTheStore(e))
        {
            trouble.Failed(e);
            return Problems.Of(context, StatusCodes.Status503ServiceUnavailable, ApiFindings.StoreBusy); // whoever sends requests here sends them elsewhere
        }
    }

    private static async Task<JsonAnswer> Look(DefinitionsDrift drift, IDocumentStore store, ProjectorSignal projector, Readiness readiness, CancellationToken cancel)
    {
        var failed = await readiness.FailedEffects(cancel);
        var found = await drift.Now(cancel);
        return JsonAnswer.Ok(new JsonObject
        {
            ["status"] = "ready",
            ["revision"] = found.Active,
            ["hash"] = found.Active, // a revision is named by the hash of its content
            ["commit"] = found.Commit,
            ["drift"] = new JsonObject { ["state"] = found.State.ToString().ToLowerInvariant(), ["folder"] = found.Folder },
            ["engine"] = Engine.Decisions.Decision.Engine,
            ["store"] = store is SqliteDocumentStore ? "sqlite" : "cosmos",
            ["queues"] = new JsonObject { ["commits"] = (store as SqliteDocumentStore)?.Waiting ?? 0, ["projection"] = projector.Behind, ["failedEffects"] = failed },
        });
    }
}
