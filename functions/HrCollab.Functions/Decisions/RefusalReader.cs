using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Decisions;

/// <summary>Refused forms, sent first or again, for whoever sent them and for those who answer for such cases.</summary>
internal sealed class RefusalReader(RefusedDecisions refusals, ActiveDefinitions definitions)
{
    /// <summary>Whether there is such a decision, whoever may see it.</summary>
    public async ValueTask<bool> Exists(string decision, CancellationToken cancel) => await refusals.Find(decision, cancel) is not null;

    public async ValueTask<DecisionFound?> Find(Caller caller, string decision, Language language, CancellationToken cancel)
    {
        if (await refusals.Find(decision, cancel) is not { } refused) return null;
        var set = await definitions.For(refused.Revision, cancel);
        if (set.Find<Workflow>(refused.Workflow) is not { } workflow) return null;
        var place = new SubjectPlace(refused.Subject, refused.Department);
        var access = CaseSight.Today(workflow.Form.Permissions.For(caller.Person, place, caller.Organization), workflow, caller.Person, place, caller.Set, caller.Organization);
        var own = refused.Asker == caller.Person.Id;
        if (!own && !CaseSight.AnswersFor(workflow, access)) return null;
        var refusal = JsonSerializer.Deserialize(refused.Refusal.Utf8.Span, DecisionJson.Default.Refusal)!;
        var shown = CaseSight.Shown(workflow, access, own);
        var answer = new JsonObject
        {
            ["decisionId"] = decision,
            ["workflow"] = refused.Workflow,
            ["form"] = workflow.Form.Name,
            ["by"] = refused.Asker,
            ["outcome"] = refused.Outcome,
            ["findings"] = new JsonArray([.. refused.Findings.Select(f => (JsonNode)JsonValue.Create(f))]),
            ["trace"] = SubmissionAnswer.Trace(refusal.Trace, shown, language),
            ["revision"] = refused.Revision,
            ["commit"] = refused.Commit,
            ["engine"] = refused.Engine,
            ["clock"] = SubmissionAnswer.Time(refused.Facts.Now),
            ["keptUntil"] = SubmissionAnswer.Time(refused.Until),
        };
        if (refused.Facts.Question is { Before: not null } again) answer["case"] = DecisionMade.Case(again.Case);
        DecisionMade.Of(answer, set, workflow, refusal.Trace, refused.Output, Decision.Output(set, refused.Facts));
        return new DecisionFound.OfForm(DecisionMade.With(answer, refused.Facts, workflow, access), workflow, refusal.Trace, shown);
    }
}
