using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Decisions;

/// <summary>Decisions that changed a case, for those who may see the case.</summary>
internal sealed class CaseDecisions(CaseStore cases, CaseLoader loader, ActiveDefinitions definitions)
{
    /// <summary>Whether there is such a decision, whoever may see it.</summary>
    public async ValueTask<bool> Exists(string id, long version, CancellationToken cancel) =>
        await cases.Find(id, cancel) is { } found && await cases.At(found.State.Id, version, cancel) is not null;

    public async ValueTask<DecisionFound?> Find(Caller caller, string id, long version, CancellationToken cancel)
    {
        if (await CaseEndpoints.Seen(id, caller, cases, loader, cancel) is not var (loaded, decided) || await cases.At(loaded.State.Id, version, cancel) is not { } command) return null;
        var set = await definitions.For(command.Revision, cancel);
        var answer = new JsonObject
        {
            ["decisionId"] = SubmissionAnswer.DecisionId(command.Case, version),
            ["case"] = DecisionMade.Case(command.Case),
            ["version"] = command.Version,
            ["revision"] = command.Revision,
            ["commit"] = command.Commit ?? set.Commit,
            ["engine"] = command.Engine,
            ["clock"] = SubmissionAnswer.Time(command.Facts.Now),
        };
        DecisionMade.Of(answer, set, decided.Workflow, command.Happened().SelectMany(e => e.Trace.OrEmpty()), command.Output, Decision.Output(set, command.Facts));
        return new DecisionFound.OfCase(DecisionMade.With(answer, command.Facts, decided.Workflow, CaseSight.Access(decided, loaded.State, caller)), loaded, decided, command);
    }
}
