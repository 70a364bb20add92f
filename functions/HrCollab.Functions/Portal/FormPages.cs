using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Components;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Drafts;
using HrCollab.Functions.Forms;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Refusals;
using HrCollab.Functions.Submissions;
using Microsoft.AspNetCore.Antiforgery;

namespace HrCollab.Functions.Portal;

/// <summary>Choosing whom a form is about, filling it in, previewing its route, submitting it.</summary>
internal static class FormPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/forms/{form}", Show);
        routes.MapPost("/forms/{form}", Send);
        routes.MapPost("/forms/{form}/evaluate", Evaluate);
    }

    private static async Task<IResult> Show(HttpContext context, string form, CallerSource callers, FormReader forms, FormPageBuilder pages, DraftDesk drafts, ToFixList toFix)
    {
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return PortalEndpoints.NotFound(context, caller);
        var subject = context.Request.Query["subject"].ToString().Trim();
        if (subject.Length == 0 && !workflow.Form.Creates) return await pages.Choose(context, caller, workflow, "");
        // Which company's form it is may stand in what was filled in before.
        var refused = await toFix.Find(caller, context.Request.Query["refused"].ToString(), context.RequestAborted) is { Kind: RefusedItem.Form, Sent: not null } found && found.Name == form && (workflow.Form.Creates || found.Subject == subject) ? found : null;
        var draft = refused is null ? await drafts.Find(caller, form, PortalDraft.Id(subject), context.RequestAborted) : null;
        var kept = refused is not null ? JsonElement.Parse(refused.Sent!.Utf8.Span) : draft is not null ? PortalDraft.Input(draft) : default;
        workflow = await forms.Whose(caller, workflow, subject.Length == 0 ? null : subject, kept, context.RequestAborted);
        if (await forms.Opened(caller, workflow, subject.Length == 0 ? null : subject, context.RequestAborted) is not { } opened)
            return workflow.Form.Creates ? PortalEndpoints.NotFound(context, caller) : await pages.Choose(context, caller, workflow, subject);
        if (refused is not null && JsonNode.Parse(refused.Sent!.Utf8.Span) is JsonObject input)
            return await pages.Form(context, caller, workflow, subject, TypedForm.Of(workflow.Form, f => input[f.Id]), showMessages: true, key: null, preview: null, problems: [.. refused.Findings.Where(f => f.Pointer.Length == 0).Select(f => f.Message)], opened: true);
        var typed = draft is null ? TypedForm.Of(workflow.Form, opened.Prefilled) : PortalDraft.Typed(workflow.Form, draft);
        return await pages.Form(context, caller, workflow, subject, typed, showMessages: false, key: null, preview: null, problems: [], draft: draft?.Version ?? 0);
    }

    private static async Task<IResult> Send(HttpContext context, string form, CallerSource callers, SubmissionDesk desk, FormPageBuilder pages, DraftDesk drafts, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return PortalEndpoints.NotFound(context, caller);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var subject = sent["_subject"].ToString();
        workflow = await desk.Whose(caller, workflow, new SubmissionBody(TypedForm.Input(TypedForm.Of(workflow.Form, Sent(sent))), subject.Length == 0 ? null : subject), context.RequestAborted);
        var typed = TypedForm.Of(workflow.Form, Sent(sent));
        var body = new SubmissionBody(TypedForm.Input(typed), subject.Length == 0 ? null : subject);
        var key = sent["_key"].ToString();
        var draft = long.TryParse(sent["_draft"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        if (TypedForm.Pressed(sent[TypedForm.Button]) is var (list, row)) return await pages.Form(context, caller, workflow, subject, typed, showMessages: false, key, null, [], draft: draft, added: row is null ? list : null);
        if (sent["_act"] == "discard") await drafts.Delete(caller, form, PortalDraft.Id(subject), context.RequestAborted);
        if (sent["_act"] == "draft" && await drafts.Save(caller, form, PortalDraft.Id(subject), PortalDraft.Write(subject, typed), draft, context.RequestAborted) is not DraftResult.Saved and var unsaved)
        {
            draft = (unsaved as DraftResult.Stale)?.Held?.Version ?? draft;
            return await pages.Form(context, caller, workflow, subject, typed, showMessages: false, key, null, [PortalDraft.Problem(unsaved)], draft: draft);
        }

        if (sent["_act"] == "draft" || sent["_act"] == "discard") return TypedResults.LocalRedirect($"/forms/{form}{(subject.Length == 0 ? "" : "?subject=" + Uri.EscapeDataString(subject))}");
        if (sent["_act"] == "preflight")
        {
            var decided = await desk.Decide(caller, workflow, body, "preflight", context.RequestAborted);
            return await pages.Form(context, caller, workflow, subject, typed, showMessages: true, key, decided, Problems(decided.Outcome), draft: draft);
        }

        var command = Command.Of($"portal\n{caller.Person.Id}\n{form}\n{key}", JsonSerializer.SerializeToUtf8Bytes(body, SubmissionJson.Default.SubmissionBody));
        var submitted = await desk.Submit(caller, workflow, body, command, Languages.Of(context), context.RequestAborted);
        // What another window has saved since is not of this submission.
        if (submitted is Submitted.Created && draft > 0 && (await drafts.Find(caller, form, PortalDraft.Id(subject), context.RequestAborted))?.Version == draft)
            await drafts.Delete(caller, form, PortalDraft.Id(subject), context.RequestAborted);
        return submitted switch
        {
            Submitted.Created created => TypedResults.LocalRedirect($"/cases/{created.Id}{(SentNotices.Of(created.Answer).Count > 0 ? SentNotices.Query : "")}"),
            Submitted.Refused refused => await pages.Form(context, caller, workflow, subject, typed, showMessages: true, key, null, Problems(refused.Decided.Outcome), refused: refused.Decided, draft: draft),
            _ => await pages.Form(context, caller, workflow, subject, typed, showMessages: true, null, null, [PortalText.KeyReused], draft: draft),
        };
    }

    /// <summary>What the page's script asks while somebody types; the page works without it.</summary>
    private static async Task<IResult> Evaluate(HttpContext context, string form, CallerSource callers, FormReader forms, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is not { } workflow) return TypedResults.NotFound();
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var subject = sent["_subject"].ToString();
        workflow = await forms.Whose(caller, workflow, subject.Length == 0 ? null : subject, TypedForm.Input(TypedForm.Of(workflow.Form, Sent(sent))), context.RequestAborted);
        var body = new SubmissionBody(TypedForm.Input(TypedForm.Of(workflow.Form, Sent(sent))), subject.Length == 0 ? null : subject);
        if (await forms.Evaluate(caller, workflow, body, context.RequestAborted) is { } state) return JsonAnswer.Ok(FormReader.Json(workflow.Form, state, Languages.Of(context)));
        return PortalEndpoints.Hidden(context, caller, await forms.Exists(workflow.Form, body.Subject, context.RequestAborted));
    }

    /// <summary>What a browser sent, by name.</summary>
    public static Func<string, string?> Sent(IFormCollection sent) => name => sent.TryGetValue(name, out var text) ? text.ToString() : null;

    /// <summary>Refusals that belong to no field.</summary>
    public static IReadOnlyList<Text> Problems(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Denied denied => [denied.Message],
        SubmissionOutcome.NotFound => [PortalText.NotFound],
        SubmissionOutcome.Invalid { Form: { Refused: false } } invalid => [.. invalid.Violations.Select(v => v.Message)],
        _ => [],
    };
}
