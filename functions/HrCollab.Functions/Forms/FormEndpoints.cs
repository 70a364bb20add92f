using System.Text.Json.Nodes;
using HrCollab.Engine.Permissions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Forms;

/// <summary>GET /forms, GET /forms/{form}, POST /forms/{form}/evaluate.</summary>
internal static class FormEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/forms", List).WithName("Forms").Describe(new(new("我可以提交的表单", "Forms I may submit"), Tagged: true));
        routes.MapGet("/api/forms/{form}", Get).WithName("Form")
            .Describe(new(new("一个表单及其预填值", "One form and what it starts with"), Query: ["subject"], Tagged: true));
        routes.MapPost("/api/forms/{form}/evaluate", Evaluate).WithName("EvaluateForm")
            .Describe(new(new("填写中的判定:显示、必填、提示", "What the form makes of a partial input"), SubmissionEndpoints.BodySchema));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, FormReader forms)
    {
        var caller = await callers.Of(context);
        var language = Languages.Of(context);
        return Paging.Tagged(context, (await forms.Open(caller, context.RequestAborted)).Select(f => new JsonObject
        {
            ["id"] = f.Name,
            ["title"] = f.Title.In(language),
            ["description"] = f.Definition.Description.In(language),
            ["subject"] = f.Subject.Id,
            ["creates"] = f.Creates,
        }), null);
    }

    private static async Task<IResult> Get(HttpContext context, string form, CallerSource callers, FormReader forms)
    {
        var caller = await callers.Of(context);
        var subject = context.Request.Query["subject"].ToString();
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return Problems.Of(context, StatusCodes.Status404NotFound, PermissionFindings.NotVisible);
        workflow = await forms.Whose(caller, workflow, subject.Length == 0 ? null : subject, default, context.RequestAborted);
        return await forms.Opened(caller, workflow, subject.Length == 0 ? null : subject, context.RequestAborted) is { } opened
            ? ETags.Answer(context, FormReader.Json(opened, Languages.Of(context)))
            : Unseen.Problem(context, caller, await forms.Exists(workflow.Form, subject, context.RequestAborted), PermissionFindings.NotVisible);
    }

    private static async Task<IResult> Evaluate(HttpContext context, string form, CallerSource callers, FormReader forms)
    {
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return Problems.Of(context, StatusCodes.Status404NotFound, PermissionFindings.NotVisible);
        var body = await RequestBody.Read(context, SubmissionJson.Default.SubmissionBody);
        workflow = await forms.Whose(caller, workflow, body.Value.Subject, body.Value.Input, context.RequestAborted);
        return await forms.Evaluate(caller, workflow, body.Value, context.RequestAborted) is { } state
            ? JsonAnswer.Ok(FormReader.Json(workflow.Form, state, Languages.Of(context)))
            : Unseen.Problem(context, caller, await forms.Exists(workflow.Form, body.Value.Subject, context.RequestAborted), PermissionFindings.NotVisible);
    }
}
