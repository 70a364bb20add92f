using System.Collections.Immutable;
using System.Security.Cryptography;
using HrCollab.Components;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Feedback;
using HrCollab.Functions.Forms;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Submissions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>Builds the pages around a form: choices of references, judged values, the preview.</summary>
internal sealed class FormPageBuilder(FormReader forms, RecordList list, SubjectSearch subjects, ProjectorSignal projector)
{
    private const int MostPeople = 200;

    /// <summary>The page on which one chooses whom the form is about; a text that is no key is looked for in names and keys.</summary>
    public async Task<IResult> Choose(HttpContext context, Caller caller, Workflow workflow, string typed)
    {
        await projector.CaughtUp(context.RequestAborted);
        var found = await subjects.Find(caller, workflow.Form, typed, context.RequestAborted);
        var meant = found.Found;
        if (typed.Length > 0 && !found.More && meant is [{ } only] && only.Value != typed) return TypedResults.LocalRedirect($"/forms/{workflow.Form.Name}?subject={Uri.EscapeDataString(only.Value)}");
        var refused = meant.Count == 0 && typed.Length > 0;
        return new RazorComponentResult<ChoosePage>(new { Page = PageFrame.Of(context, caller), workflow.Form, Typed = typed, People = refused ? found.Near : meant, Refused = refused, More = !refused && found.More })
        {
            StatusCode = !refused ? StatusCodes.Status200OK
                : Unseen.IsTold(caller, await forms.Exists(workflow.Form, typed, context.RequestAborted)) ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound,
        };
    }

    /// <summary>The form with what was typed, judged; with a preview when one was asked for. It answers 422 for what is wrong, unless it is only <paramref name="opened"/>.</summary>
    public async Task<IResult> Form(
        HttpContext context, Caller caller, Workflow workflow, string subject, ImmutableDictionary<string, string> typed, bool showMessages, string? key, Decided? preview, IReadOnlyList<Text> problems,
        (string Case, string Task, DefinitionSet Set)? returned = null, Decided? refused = null, long draft = 0, string? added = null, bool opened = false)
    {
        var body = new SubmissionBody(TypedForm.Input(typed), subject.Length == 0 ? null : subject);
        if (await forms.Evaluate(caller, workflow, body, context.RequestAborted) is not { } state)
            return PortalEndpoints.Hidden(context, caller, await forms.Exists(workflow.Form, subject, context.RequestAborted));
        var form = await forms.Opened(caller, workflow, body.Subject, context.RequestAborted);
        var choices = await Choices(caller, workflow, context.RequestAborted);
        var accepted = preview?.Outcome as SubmissionOutcome.Accepted;
        var judged = preview ?? refused;
        var route = accepted is null ? null : Forecast.Of(preview!.Context, accepted.State);
        return new RazorComponentResult<FormPage>(new
        {
            Page = PageFrame.Of(context, caller),
            View = new FormView(workflow.Form, Languages.Of(context), typed, state, choices, showMessages) { Added = added },
            Subject = subject.Length == 0 ? null : subject,
            SubjectLabel = form?.Subject?[workflow.Form.Subject.Label.Shape.Slot].ToString(),
            Key = key ?? RandomNumberGenerator.GetHexString(24),
            Case = returned?.Case,
            Task = returned?.Task,
            Draft = draft,
            Problems = problems,
            Because = judged?.Outcome.Trace.Where(t => t is { Because.Verdict: not "true", Outcome: not ("hidden" or "optional" or "notConcerned" or "notGiven") }) ?? [],
            Shown = judged is null ? v => new ValueSeen(Text.Same(v.Path), null) : ValueWords.Of(judged.Context, CaseSight.Shown(judged.Context, judged.Subject, caller)),
            Preview = route,
            Sees = (IReadOnlyList<SeenBy>)(route is null ? [] : CaseSight.Sees(preview!.Context, accepted!.State, route)),
            Feedback = (Func<string, string>)(section => FeedbackPages.Address(new ElementAddress("forms", workflow.Form.Id, "sections/" + section), (returned?.Set ?? caller.Set).Hash)),
            Name = (Func<string, string>)(id => preview?.Context.Organization.Department(id)?.Name ?? preview?.Context.Organization.Person(id)?.Name ?? id),
        })
        {
            StatusCode = preview is null && !opened && (problems.Count > 0 || (showMessages && state.Refused)) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    /// <summary>Departments and positions to choose from, and people the organisation knows; any other person is typed by number.</summary>
    private async Task<Dictionary<string, ImmutableArray<FieldChoice>>> Choices(Caller caller, Workflow workflow, CancellationToken cancel)
    {
        var choices = new Dictionary<string, ImmutableArray<FieldChoice>>(StringComparer.Ordinal);
        foreach (var standard in workflow.Form.Fields.Select(f => f.Field.Shape.Standard).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            choices[standard] = standard switch
            {
                OrganizationFields.Department => [.. caller.Organization.Departments.Select(d => new FieldChoice(d.Id, $"{d.Name} ({d.Id})"))],
                OrganizationFields.Person => [.. caller.Organization.People.Where(p => p.IsEmployed).OrderBy(p => p.Id, StringComparer.Ordinal).Take(MostPeople).Select(p => new FieldChoice(p.Id, $"{p.Name} ({p.Id})"))],
                _ => await Others(caller, standard, cancel),
            };
        }

        return choices;
    }

    private async Task<ImmutableArray<FieldChoice>> Others(Caller caller, string standard, CancellationToken cancel)
    {
        if (caller.Set.Find<Standard>(standard) is not { } known) return [];
        var (items, _) = await list.Page(caller, known, null, MostPeople, null, cancel);
        return [.. items.Select(i => new FieldChoice(i.Record.Document.Key, $"{i.Record.On(caller.Today)[known.Label.Shape.Slot]} ({i.Record.Document.Key})"))];
    }
}
