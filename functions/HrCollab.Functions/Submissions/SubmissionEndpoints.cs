using System.Text.Json.Nodes;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Submissions;

/// <summary>POST /forms/{form}/submissions and /preflight.</summary>
internal static class SubmissionEndpoints
{
    /// <summary>The body of a submission for the API description.</summary>
    public const string BodySchema =
        """{"type":"object","additionalProperties":false,"required":["input"],"properties":{"subject":{"type":"string","description":"key of the record the form is about"},"input":{"type":"object"}}}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/forms/{form}/submissions", Submit).WithName("Submit")
            .Describe(new(new("提交表单,启动流程;返回待办、承诺完成时间和提示(按标准改写了什么、有何值得注意)", "Submit a form and start its workflow; the answer has its open tasks, the promised date and notices of what was written in the form of the standard or is worth a look"), BodySchema, Acts: true, Tagged: true));
        routes.MapPost("/api/forms/{form}/preflight", Preflight).WithName("Preflight")
            .Describe(new(new("提交前查看路径、责任人和承诺完成时间,不产生任何影响", "The route, its people and the promised date, without side effects"), BodySchema));
    }

    private static async Task<IResult> Submit(HttpContext context, string form, CallerSource callers, SubmissionDesk desk)
    {
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var body = await RequestBody.Read(context, SubmissionJson.Default.SubmissionBody);
        workflow = await desk.Whose(caller, workflow, body.Value, context.RequestAborted);
        var command = Command.Of(context, caller.Person.Id, body.Bytes);
        switch (await desk.Submit(caller, workflow, body.Value, command, Languages.Of(context), context.RequestAborted))
        {
            case Submitted.Created created:
                context.Response.Headers.Location = $"/api/cases/{created.Id}";
                ETags.Set(context, created.Version);
                return new StoredAnswer(StatusCodes.Status201Created, created.Answer);
            case Submitted.Refused refused:
                return Refusal(context, refused.Decided, caller, refused.DecisionId);
            default:
                return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
        }
    }

    /// <summary>The same decision with the batch shown instead of written.</summary>
    private static async Task<IResult> Preflight(HttpContext context, string form, CallerSource callers, SubmissionDesk desk)
    {
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var body = await RequestBody.Read(context, SubmissionJson.Default.SubmissionBody);
        workflow = await desk.Whose(caller, workflow, body.Value, context.RequestAborted);
        var decided = await desk.Decide(caller, workflow, body.Value, "preflight", context.RequestAborted);
        if (decided.Outcome is SubmissionOutcome.NotFound or SubmissionOutcome.Denied) return Refusal(context, decided, caller);
        var answer = Preview(decided, Languages.Of(context));
        answer["trace"] = Trace(decided, caller, Languages.Of(context));
        return JsonAnswer.Ok(answer);
    }

    /// <summary>What a preflight shows: the route with names and the promised date, or what is missing.</summary>
    public static JsonObject Preview(Decided decided, Engine.Kernel.Language language)
    {
        var answer = new JsonObject { ["accepted"] = decided.Outcome is SubmissionOutcome.Accepted, ["revision"] = decided.Context.Set.Hash, ["commit"] = decided.Context.Set.Commit };
        switch (decided.Outcome)
        {
            case SubmissionOutcome.Accepted accepted:
                var route = Forecast.Of(decided.Context, accepted.State);
                answer["route"] = SubmissionAnswer.Route(decided.Context, route, language);
                answer["finish"] = SubmissionAnswer.Time(route.Finish);
                answer["sees"] = CaseSight.Json(CaseSight.Sees(decided.Context, accepted.State, route));
                answer["notices"] = SubmissionAnswer.Notices(accepted.Form, language);
                break;
            case SubmissionOutcome.Invalid invalid:
                answer["errors"] = new JsonArray([.. invalid.Violations.Select(v => (JsonNode)Problems.Field(v, language, "/input"))]);
                answer["missing"] = new JsonArray([.. invalid.Violations.Where(v => v.Code == DataFindings.Required.Code).Select(v => (JsonNode)JsonValue.Create(v.Pointer.TrimStart('/')))]);
                break;
            case SubmissionOutcome.Denied denied:
                answer["errors"] = new JsonArray(new JsonObject { ["pointer"] = "", ["code"] = denied.Code.Code, ["message"] = denied.Message.In(language) });
                break;
        }

        return answer;
    }

    /// <summary>Why a submission is not taken: what is wrong where, and the tree of each rule that said so.</summary>
    public static IResult Refusal(HttpContext context, Decided decided, Caller caller, string? decisionId = null) => decided.Outcome switch
    {
        SubmissionOutcome.NotFound => Unseen.Problem(context, caller, decided.Subject is not null, PermissionFindings.NotVisible),
        SubmissionOutcome.Denied denied => Problems.Of(context, StatusCodes.Status403Forbidden, denied.Code, denied.Message, Because(decided, caller, decisionId, Languages.Of(context))),
        SubmissionOutcome.Invalid invalid => Problems.Fields(context, invalid.Violations, "/input", Because(decided, caller, decisionId, Languages.Of(context))),
        _ => throw new InvalidOperationException($"Outcome {decided.Outcome.GetType().Name} is not a refusal."),
    };

    private static JsonObject Because(Decided decided, Caller caller, string? decisionId, Engine.Kernel.Language language)
    {
        var because = new JsonObject { ["trace"] = Trace(decided, caller, language), ["revision"] = decided.Context.Set.Hash, ["commit"] = decided.Context.Set.Commit };
        if (decisionId is not null) because["decisionId"] = decisionId;
        return because;
    }

    private static JsonArray Trace(Decided decided, Caller caller, Engine.Kernel.Language language) =>
        SubmissionAnswer.Trace(decided.Outcome.Trace, CaseSight.Shown(decided.Context, decided.Subject, caller), language);
}
