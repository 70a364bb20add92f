using System.Text.Json.Nodes;
using HrCollab.Engine.Permissions;
using HrCollab.Functions.Http;

namespace HrCollab.Functions.Identity;

/// <summary>GET /me: who the caller is and which roles they hold at all.</summary>
internal static class MeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/me", Get).WithName("Me").WithMetadata(ForPrograms.Too).Describe(new(new("我的身份、部门、职责和角色", "Who I am: department, duties, roles")));

    private static async Task<IResult> Get(HttpContext context, CallerSource callers)
    {
        var caller = await callers.Of(context);
        var language = Languages.Of(context);
        var department = caller.Organization.Department(caller.Person.Department);
        var duties = caller.Organization.Departments.SelectMany(d => d.Duties.Where(x => x.Value == caller.Person.Id).Select(x => (Duty: x.Key, d.Id)));
        return JsonAnswer.Ok(new JsonObject
        {
            ["person"] = new JsonObject { ["id"] = caller.Person.Id, ["name"] = caller.Person.Name, ["service"] = caller.Person.Service },
            ["department"] = department is null ? null : new JsonObject { ["id"] = department.Id, ["name"] = department.Name },
            ["positions"] = new JsonArray([.. new[] { caller.Person.Position }.OfType<string>().Select(p => (JsonNode)JsonValue.Create(p))]),
            ["duties"] = new JsonArray([.. (caller.Person.Duties ?? []).Select(d => (JsonNode)new JsonObject { ["duty"] = d })
                .Concat(duties.Select(d => (JsonNode)new JsonObject { ["duty"] = d.Duty, ["department"] = d.Id }))]),
            ["roles"] = new JsonArray([.. caller.Set.All<PermissionMatrix>().SelectMany(m => m.Roles
                .Where(r => r.MayHold(caller.Person, caller.Organization))
                .Select(r => (JsonNode)new JsonObject { ["standard"] = m.Standard.Id, ["role"] = r.Id, ["title"] = r.Title.In(language) }))]),
            ["revision"] = caller.Set.Hash,
        });
    }
}
