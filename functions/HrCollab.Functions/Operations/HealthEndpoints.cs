using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage.Sqlite;

namespace HrCollab.Functions.Operations;

/// <summary>GET /health (the process lives) and GET /ready (it can serve, and on what).</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/health", Health).AllowAnonymous().WithName("Health").Describe(new(new("进程存活", "The process lives"), Anonymous: true));
        routes.MapGet("/api/ready", Ready).AllowAnonymous().WithName("Ready").Describe(new(new("可以服务:版本、存储、队列", "It can serve: revision, store, queues"), Anonymous: true));
    }

    private static JsonAnswer Health() => JsonAnswer.Ok(new JsonObject { ["status"] = "ok" });

    private static JsonAnswer Ready(ActiveDefinitions definitions, SqliteDocumentStore store, ProjectorSignal projector) => JsonAnswer.Ok(new JsonObject
    {
        ["status"] = "ready",
        ["revision"] = definitions.Current.Hash,
        ["engine"] = typeof(Engine.DefinitionKinds).Assembly.GetName().Version!.ToString(3),
        ["store"] = "sqlite",
        ["queues"] = new JsonObject { ["commits"] = store.Waiting, ["projection"] = projector.Behind },
    });
}
