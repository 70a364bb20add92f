using System.Text.Json.Nodes;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;

namespace HrCollab.Functions.Records;

/// <summary>GET, POST and PATCH of /records/{standard}.</summary>
internal static class RecordEndpoints
{
    private const string OneSchema =
        """{"type":"object","required":["id","values","hidden","masked"],"properties":{"id":{"type":"string"},"label":{"type":["string","null"]},"values":{"type":"object"},"missing":{"type":"array","items":{"type":"object","required":["group","title","owner"],"properties":{"group":{"type":"string"},"title":{"type":"string"},"owner":{"type":"string"}}}},"hidden":{"type":"array","items":{"type":"string"}},"masked":{"type":"array","items":{"type":"string"}},"version":{"type":"integer"}}}""";

    /// <summary>How one tells what has no value from what one may not see.</summary>
    private static readonly Text Sight = new(
        "values 只含可见的值。hidden 列出您无权查看的字段组(group)或字段(group.field),只由权限决定,不表示有没有值;masked 列出只显示掩码的;其余不在 values 中的字段就是没有值。missing 列出您可见、但没有任何可见值的字段组及其责任部门。as=<交换> 时,values 是该交换文件的列和代码。",
        "values holds what you may see. hidden names the groups (group) and fields (group.field) you may not see: it follows from your permission alone and says nothing about values; masked names those shown masked; any other field that is not in values has no value. missing names the groups you may see in which you see no value, with who owns them. With as=<exchange>, values holds the columns and codes of that exchange's file.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/records/{standard}", List).WithName("Records").WithMetadata(ForPrograms.Too)
            .Describe(new(new("有权查看的记录", "Records I may see"), Query: ["department", "as", "limit", "cursor"], Tagged: true, Details: Sight, Answer: """{"type":"object","properties":{"items":{"type":"array","items":""" + OneSchema + """},"next":{"type":["string","null"]}}}"""));
        routes.MapPost("/api/records/{standard}", Create).WithName("CreateRecord").WithMetadata(ForPrograms.Too)
            .Describe(new(new("新建记录", "Create a record"), """{"type":"object"}""", Acts: true, Tagged: true));
        routes.MapGet("/api/records/{standard}/{id}", Get).WithName("Record").WithMetadata(ForPrograms.Too)
            .Describe(new(new("一条记录(按权限)", "One record, as far as I may see it"), Query: ["as"], Tagged: true, Waits: true, Details: Sight, Answer: OneSchema));
        routes.MapPatch("/api/records/{standard}/{id}", Change).WithName("ChangeRecord").WithMetadata(ForPrograms.Too)
            .Describe(new(new("修改记录(合并补丁,需 If-Match)", "Change a record (merge patch, needs If-Match)"), """{"type":"object"}""", Acts: true, Tagged: true, IfMatch: Precondition.Required));
    }

    private static async Task<IResult> List(HttpContext context, string standard, CallerSource callers, RecordList list, ProjectorSignal projector)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Standard>(standard) is not { } known) return NotFound(context);
        if (!Wording(context, caller, known, out var exchange)) return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "as");
        await projector.CaughtUp(context.RequestAborted);
        var department = context.Request.Query["department"].ToString();
        var (items, next) = await list.Page(caller, known, department.Length == 0 ? null : department, Paging.Limit(context), Paging.Cursor(context), context.RequestAborted);
        return Paging.Tagged(context, items.Select(i => new JsonObject
        {
            ["id"] = i.Record.Document.Key,
            ["label"] = Projection.Value(i.Access, known.Label, i.Record.On(caller.Today)[known.Label.Shape.Slot]),
            ["values"] = RecordSight.Values(i.Access, i.Record.On(caller.Today), exchange),
            ["hidden"] = Projection.Hidden(i.Access),
            ["masked"] = Projection.Masked(i.Access),
            ["version"] = i.Record.Version,
        }), next);
    }

    private static async Task<IResult> Get(HttpContext context, string standard, string id, CallerSource callers, RecordReader records, RecordCases cases)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Standard>(standard) is not { } known) return NotFound(context);
        await MinVersion.Reached(context, async () => (await records.Find(known, id, context.RequestAborted))?.Version);
        if (await records.Find(known, id, context.RequestAborted) is not { } record) return NotFound(context);
        if (RecordSight.Access(caller, record) is not { IsVisible: true } access) return Unseen.Problem(context, caller, exists: true, PermissionFindings.NotVisible);
        if (!Wording(context, caller, known, out var exchange)) return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "as");
        var seen = exchange is not null ? RecordSight.Worded(caller, record, access, exchange) : RecordSight.Json(caller, record, access, await cases.Seen(caller, record.Document, context.RequestAborted), Languages.Of(context));
        return ETags.Answer(context, seen, record.Version);
    }

    private static async Task<IResult> Create(HttpContext context, string standard, CallerSource callers, RecordDesk desk)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Standard>(standard) is not { } known) return NotFound(context);
        var body = await RequestBody.Read(context);
        var result = await desk.Create(caller, known, body.Value.Json, Command.Of(context, caller.Person.Id, body.Bytes), Languages.Of(context), context.RequestAborted);
        if (result is RecordResult.Done done) context.Response.Headers.Location = $"/api/records/{known.Id}/{Uri.EscapeDataString(done.Key)}";
        return Answer(context, caller, known, result, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Change(HttpContext context, string standard, string id, CallerSource callers, RecordDesk desk)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Standard>(standard) is not { } known) return NotFound(context);
        var body = await RequestBody.Read(context);
        if (!ETags.HasIfMatch(context)) return Problems.Of(context, StatusCodes.Status428PreconditionRequired, ApiFindings.NeedsIfMatch);
        var result = await desk.Change(caller, known, id, body.Value.Json, ETags.IfMatch(context), Command.Of(context, caller.Person.Id, body.Bytes), Languages.Of(context), context.RequestAborted);
        return Answer(context, caller, known, result, StatusCodes.Status200OK);
    }

    /// <summary>The exchange in whose names the caller asks for records (<c>as</c>), null for those of the standard; false when there is no such exchange of it.</summary>
    private static bool Wording(HttpContext context, Caller caller, Standard standard, out Exchange? exchange)
    {
        var id = context.Request.Query["as"].ToString();
        exchange = id.Length == 0 ? null : caller.Set.Find<Exchange>(id);
        return id.Length == 0 || exchange?.Standard == standard;
    }

    private static IResult Answer(HttpContext context, Caller caller, Standard standard, RecordResult result, int success)
    {
        var language = Languages.Of(context);
        switch (result)
        {
            case RecordResult.Done done:
                ETags.Set(context, done.Version);
                return new StoredAnswer(success, done.Answer);
            case RecordResult.Stale stale:
                ETags.Set(context, stale.Record.Version);
                var newer = new JsonObject { ["current"] = Projection.Record(stale.Access, stale.Record.On(caller.Today)), ["hidden"] = Projection.Hidden(stale.Access), ["masked"] = Projection.Masked(stale.Access), ["version"] = stale.Record.Version };
                return Problems.Of(context, StatusCodes.Status412PreconditionFailed, ApiFindings.Stale, ApiFindings.Stale.Message.With(stale.Record.Version), newer);
            case RecordResult.Denied denied:
                var fields = new JsonArray([.. denied.Fields.Select(f => (JsonNode)new JsonObject
                {
                    ["pointer"] = StandardCheck.PointerOf(f), ["code"] = denied.Code.Code, ["message"] = denied.Code.Message.With(f.Title).In(language),
                })]);
                return Problems.Of(context, StatusCodes.Status403Forbidden, denied.Code, denied.Code.Message.With(denied.Fields[0].Title), Decided(new JsonObject { ["errors"] = fields }, denied.DecisionId));
            case RecordResult.Invalid invalid:
                return Problems.Fields(context, invalid.Violations, more: Decided(Submissions.SubmissionAnswer.Because(invalid.Violations, invalid.Shown, caller.Set, language), invalid.DecisionId));
            case RecordResult.MayNotCreate:
                return Problems.Of(context, StatusCodes.Status403Forbidden, PermissionFindings.MayNotCreate, standard.Title);
            case RecordResult.Exists exists:
                return Problems.Of(context, StatusCodes.Status409Conflict, ApiFindings.Exists, exists.Key);
            case RecordResult.KeyReused:
                return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
            case RecordResult.Outside:
                return Unseen.Problem(context, caller, exists: true, PermissionFindings.NotVisible);
            default:
                return NotFound(context);
        }
    }

    private static JsonObject Decided(JsonObject answer, string? decisionId)
    {
        if (decisionId is not null) answer["decisionId"] = decisionId;
        return answer;
    }

    private static IResult NotFound(HttpContext context) => Problems.Of(context, StatusCodes.Status404NotFound, PermissionFindings.NotVisible);
}
