using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Components;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tasks;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>A case and the acts on its tasks.</summary>
internal static class CasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{case}", Show);
        routes.MapGet("/cases/{case}/tasks/{task}", Correct);
        routes.MapPost("/cases/{case}/tasks/{task}", Act);
        routes.MapPost("/cases/{case}/tasks/{task}/complete", Resubmit);
    }

    private static async Task<IResult> Show(HttpContext context, string @case, CallerSource callers, CaseStore cases, CaseLoader loader) =>
        await Page(context, @case, await callers.Of(context), cases, loader, null, [], StatusCodes.Status200OK);

    /// <summary>The form again, for a submitter to whom it was returned.</summary>
    private static async Task<IResult> Correct(HttpContext context, string @case, string task, CallerSource callers, CaseStore cases, CaseLoader loader, FormPageBuilder pages)
    {
        var caller = await callers.Of(context);
        if (await CaseEndpoints.Seen(@case, caller, cases, loader, context.RequestAborted) is not var (loaded, decided)) return await Hidden(context, caller, @case, cases);
        if (loaded.State.Task(task) is not { Step: TaskActs.Submit }) return PortalEndpoints.NotFound(context, caller);
        return await pages.Form(
            context, caller, decided.Workflow, decided.Workflow.Form.Creates ? "" : loaded.State.Subject.Key, TypedForm.Of(decided.Workflow.Form, loaded.State.Values), showMessages: false, null, null, [], (@case, task, decided.Set));
    }

    private static async Task<IResult> Resubmit(HttpContext context, string @case, string task, CallerSource callers, CaseStore cases, CaseLoader loader, TaskDesk desk, FormPageBuilder pages, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        if (await CaseEndpoints.Seen(@case, caller, cases, loader, context.RequestAborted) is not var (loaded, decided)) return await Hidden(context, caller, @case, cases);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = TypedForm.Of(decided.Workflow.Form, FormPages.Sent(sent));
        var about = decided.Workflow.Form.Creates ? "" : loaded.State.Subject.Key;
        if (TypedForm.Pressed(sent[TypedForm.Button]) is var (list, row))
            return await pages.Form(context, caller, decided.Workflow, about, typed, showMessages: false, null, null, [], (@case, task, decided.Set), added: row is null ? list : null);
        var body = new TaskBody(Input: TypedForm.Input(typed));
        var acted = await desk.Act(caller, @case, task, "complete", body, Key(caller, @case, task, sent, body), null, Languages.Of(context), context.RequestAborted);
        if (acted is Acted.Done) return TypedResults.LocalRedirect($"/cases/{@case}");
        return await pages.Form(
            context, caller, decided.Workflow, about, typed, showMessages: true, null, null, Problems(acted), (@case, task, decided.Set));
    }

    private static async Task<IResult> Act(HttpContext context, string @case, string task, CallerSource callers, CaseStore cases, CaseLoader loader, TaskDesk desk, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var action = sent["_act"].ToString();
        if (!TaskAct.Known.Contains(action)) return PortalEndpoints.NotFound(context, caller);
        const string Check = "check:";
        var checks = sent.Where(f => f.Key.StartsWith(Check, StringComparison.Ordinal) && f.Value == "true")
            .ToImmutableSortedDictionary(f => f.Key[Check.Length..], f => new CheckBody(true, sent["evidence:" + f.Key[Check.Length..]].ToString() is { Length: > 0 } evidence ? evidence : null), StringComparer.Ordinal);
        var body = new TaskBody(sent["comment"].ToString() is { Length: > 0 } comment ? comment : null, checks, action == "return" ? sent["to"].ToString() : null);
        var acted = await desk.Act(caller, @case, task, action, body, Key(caller, @case, task, sent, body), null, Languages.Of(context), context.RequestAborted);
        if (acted is Acted.Done) return TypedResults.LocalRedirect($"/cases/{@case}");
        const string Evidence = "evidence:";
        var evidences = sent.Where(f => f.Key.StartsWith(Evidence, StringComparison.Ordinal)).ToImmutableDictionary(f => f.Key[Evidence.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
        var refused = new SentAct(task, action, body, evidences, acted is Acted.Refused { Outcome: ActOutcome.Invalid invalid } ? invalid.Violations : []);
        return await Page(context, @case, caller, cases, loader, refused, Problems(acted), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Page(
        HttpContext context, string id, Caller caller, CaseStore cases, CaseLoader loader, SentAct? sent, IReadOnlyList<Text> problems, int status)
    {
        if (await CaseEndpoints.Seen(id, caller, cases, loader, context.RequestAborted) is not var (loaded, decided)) return await Hidden(context, caller, id, cases);
        var history = await cases.History(id, context.RequestAborted);
        var written = await WrittenEffects.Find(context.RequestServices.GetRequiredService<IDocumentStore>(), history, context.RequestAborted);
        // Who has just sent it is told what was noticed; that belongs to them alone, as the answer does.
        var told = context.Request.Query.ContainsKey("sent") && loaded.State.Submitter.Person == caller.Person.Id && history is [{ Answer: { } answer }, ..] ? SentNotices.Of(answer.Utf8) : [];
        return new RazorComponentResult<CasePage>(new { Page = PageFrame.Of(context, caller), Model = new CaseModel(loaded, decided, history, written, caller, sent), Problems = problems, Noticed = told }) { StatusCode = status };
    }

    private static async Task<IResult> Hidden(HttpContext context, Caller caller, string id, CaseStore cases) =>
        PortalEndpoints.Hidden(context, caller, await cases.Find(id, context.RequestAborted) is not null);

    private static Command Key(Caller caller, string @case, string task, IFormCollection sent, TaskBody body) =>
        Command.Of($"portal\n{caller.Person.Id}\n{@case}\n{task}\n{sent["_key"]}", JsonSerializer.SerializeToUtf8Bytes(body, TaskJson.Default.TaskBody));

    private static IReadOnlyList<Text> Problems(Acted acted) => acted switch
    {
        Acted.Refused { Outcome: ActOutcome.Denied denied } => [denied.Message],
        Acted.Refused { Outcome: ActOutcome.Conflict conflict } => [conflict.Message],
        Acted.Refused { Outcome: ActOutcome.Invalid invalid } => [.. invalid.Violations.Where(v => !v.Pointer.StartsWith("/checks/", StringComparison.Ordinal)).Select(v => v.Message)],
        Acted.KeyReused => [PortalText.KeyReused],
        Acted.Busy => [PortalText.Busy],
        _ => [PortalText.NotFound],
    };
}
