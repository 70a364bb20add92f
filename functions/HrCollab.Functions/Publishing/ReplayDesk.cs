using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Publishing;

/// <summary>Reads recorded submissions and has a candidate decide them again. Who may not see a case learns of it only how it changes, and where.</summary>
internal sealed class ReplayDesk(IDocumentStore store, ActiveDefinitions definitions, CaseStore cases, CaseLoader loader, RecordReader records, OrganizationSource organizations, ProjectorSignal projector)
{
    private const string First = "e-0000000001";

    /// <summary>
    /// {"examined", "changed", "unchanged", "noBaseline", "assumed", "running", "byDepartment", "routes", "items", "next", "total"}. Running cases stay on the revision they
    /// began with; routes are outcomes with their steps, before and after, and how many submissions go so. The first page says how many submissions there are in all.
    /// </summary>
    public async Task<JsonObject> Page(Caller caller, DefinitionSet candidate, ReplayBody body, int limit, CancellationToken cancel)
    {
        var page = await store.Changes(Container.Cases, body.Cursor, limit, cancel);
        var (examined, unchanged, noBaseline, assumed, running) = (0, 0, 0, 0, 0);
        var routes = new Dictionary<(string Workflow, string Before, string After), int>();
        var items = new JsonArray();
        var departments = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in page.Items.Where(i => i.Id == First))
        {
            var command = CaseCommand.Read(item);
            if ((body.Workflow is { } only && only != command.Head.Workflow) || command.Head.SubmittedAt < body.From || command.Head.SubmittedAt > body.To) continue;
            examined++;
            if (await cases.Find(command.Case, cancel) is { State.Status: CaseStatus.Running or CaseStatus.Returned }) running++;
            if (await Replayed(command, candidate, cancel) is not { } replayed)
            {
                noBaseline++;
                continue;
            }

            assumed += replayed.Assumed ? 1 : 0;
            var route = (command.Head.Workflow, Way(replayed.Before), Way(replayed.After));
            routes[route] = routes.GetValueOrDefault(route) + 1;
            if (replayed.Differences.IsEmpty)
            {
                unchanged++;
                continue;
            }

            var department = command.Head.Submitter.Department ?? "";
            departments[department] = departments.GetValueOrDefault(department) + 1;
            items.Add(await Row(command, replayed, caller, cancel));
        }

        return new JsonObject
        {
            ["candidate"] = candidate.Hash,
            ["examined"] = examined,
            ["changed"] = items.Count,
            ["unchanged"] = unchanged,
            ["noBaseline"] = noBaseline,
            ["assumed"] = assumed,
            ["running"] = running,
            ["byDepartment"] = new JsonObject(departments.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
            ["routes"] = new JsonArray([.. routes.Select(r => (JsonNode)new JsonObject { ["workflow"] = r.Key.Workflow, ["before"] = r.Key.Before, ["after"] = r.Key.After, ["count"] = r.Value })]),
            ["items"] = items,
            ["next"] = page.Items.Length < limit ? null : page.Token,
            ["total"] = body.Cursor is null ? await Total(caller, body, cancel) : null,
        };
    }

    /// <summary>How many submissions the active workflows have in the time that is asked for.</summary>
    private async Task<long> Total(Caller caller, ReplayBody body, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var total = 0L;
        var range = new IdRange(CaseRow.Since(body.To ?? DateTimeOffset.MaxValue), CaseRow.Since(body.From ?? DateTimeOffset.MinValue) + "~");
        foreach (var workflow in caller.Set.All<Workflow>().Where(w => body.Workflow is not { } only || only == w.Id))
            total += await store.Count(Container.Views, CaseRow.OfWorkflow(workflow.Id), range, cancel);
        return total;
    }

    private static string Way(ReplayedOutcome outcome) => outcome.Outcome == "accepted" ? string.Join(' ', outcome.Route.Select(s => s.Step).Prepend(outcome.Outcome)) : outcome.Outcome;

    private async Task<Replayed?> Replayed(CaseCommand command, DefinitionSet candidate, CancellationToken cancel)
    {
        var decided = await definitions.For(command.Revision, cancel);
        var today = await organizations.Now(cancel);
        var workflow = decided.Find<Workflow>(command.Head.Workflow);
        var subject = (workflow is null ? null : WorkflowChoice.Again(candidate, workflow) ?? workflow)?.Form.Subject;
        var record = subject is null || !command.Facts.HasSubject ? null : await records.Find(subject, command.Head.Subject.Key, cancel);
        return Replay.Of(decided, candidate, command.Facts, command.Output, today, record?.On(today.Date));
    }

    private async Task<JsonObject> Row(CaseCommand command, Replayed replayed, Caller caller, CancellationToken cancel)
    {
        var row = new JsonObject
        {
            ["workflow"] = command.Head.Workflow,
            ["department"] = command.Head.Submitter.Department,
            ["submittedAt"] = SubmissionAnswer.Time(command.Head.SubmittedAt),
            ["before"] = replayed.Before.Outcome,
            ["after"] = replayed.After.Outcome,
            ["assumed"] = replayed.Assumed,
        };
        var seen = await CaseEndpoints.Seen(command.Case, caller, cases, loader, cancel) is not null;
        if (seen)
        {
            row["case"] = command.Case;
            row["decisionId"] = $"{command.Case}.{command.Version}";
            row["submitter"] = new JsonObject { ["id"] = command.Head.Submitter.Person, ["name"] = command.Head.Submitter.Name };
        }

        row["differences"] = new JsonArray([.. replayed.Differences.Select(d => (JsonNode)new JsonObject
        {
            ["what"] = d.What,
            ["step"] = d.Step,
            ["department"] = d.Department,
            ["before"] = seen || d.What is not "owners" and not "step.added" and not "step.removed" ? d.Before : null,
            ["after"] = seen || d.What is not "owners" and not "step.added" and not "step.removed" ? d.After : null,
        })]);
        return row;
    }
}
