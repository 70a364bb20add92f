using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Engine.Permissions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Imports;

/// <summary>GET /quarantine lists rows to mend, PATCH /quarantine/{id} mends one.</summary>
internal static class QuarantineEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/quarantine", List).WithName("Quarantine")
            .Describe(new(new("待修正的导入行", "Rows to fix"), Query: ["exchange", "limit", "cursor"]));
        routes.MapPatch("/api/quarantine/{id}", Fix).WithName("FixQuarantine")
            .Describe(new(new("修正一行并重新校验(需 If-Match);通过后写入记录", "Fix a row and judge it again (needs If-Match); a good one becomes a record"), """{"type":"object","required":["columns"],"properties":{"columns":{"type":"object","additionalProperties":{"type":["string","null"]}}}}""", Tagged: true, IfMatch: Precondition.Required));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, QuarantineList list)
    {
        var caller = await callers.Of(context);
        var (rows, next) = await list.Page(caller, context.Request.Query["exchange"].ToString(), Paging.Limit(context), Paging.Cursor(context), context.RequestAborted);
        return Paging.Answer(rows.Select(r => r.Row.Json(r.Version, Languages.Of(context))), next);
    }

    private static async Task<IResult> Fix(HttpContext context, string id, CallerSource callers, QuarantineDesk desk)
    {
        var caller = await callers.Of(context);
        var body = await RequestBody.Read(context, QuarantineJson.Default.QuarantinePatch);
        if (!ETags.HasIfMatch(context)) return Problems.Of(context, StatusCodes.Status428PreconditionRequired, ApiFindings.NeedsIfMatch);
        var fixedRow = await desk.Fix(caller, id, body.Value.Columns, ETags.IfMatch(context), context.RequestAborted);
        switch (fixedRow)
        {
            case FixResult.Entered entered:
                context.Response.Headers.Location = $"/api/records/{entered.Standard.Id}/{Uri.EscapeDataString(entered.Key)}";
                return JsonAnswer.Ok(new JsonObject { ["id"] = id, ["state"] = "entered", ["standard"] = entered.Standard.Id, ["record"] = entered.Key, ["revision"] = caller.Set.Hash });
            case FixResult.StillBad bad:
                ETags.Set(context, bad.Version);
                return Problems.Fields(context, bad.Violations);
            case FixResult.Unusable unusable:
                return Problems.Fields(context, unusable.Violations);
            case FixResult.TooLarge:
                return Problems.Of(context, StatusCodes.Status413PayloadTooLarge, ApiFindings.TooLarge, RequestBody.MostBytes);
            case FixResult.Denied denied:
                return Problems.Of(context, StatusCodes.Status403Forbidden, PermissionFindings.MayNotUpdate, denied.Field.Title);
            case FixResult.Stale stale:
                ETags.Set(context, stale.Version);
                return Problems.Of(context, StatusCodes.Status412PreconditionFailed, ApiFindings.Stale, stale.Version);
            default:
                return Unseen.Problem(context, caller, fixedRow is FixResult.Outside, ApiFindings.NotFound);
        }
    }
}

/// <summary>Columns to change; null takes one away.</summary>
internal sealed record QuarantinePatch(ImmutableSortedDictionary<string, string?> Columns);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QuarantinePatch))]
internal sealed partial class QuarantineJson : JsonSerializerContext;
