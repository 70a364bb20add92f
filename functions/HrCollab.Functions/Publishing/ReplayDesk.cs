using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
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
    /// {"examined", "changed", "unchanged", "noBaseline", "assumed", "running", "byDepartment", "routes", "items", "withoutBaseline", "names", "next", "total"}. Running cases stay on
    /// the revision they began with; routes are outcomes with their steps, before and after, and how many submissions go so; names say what ids are called. The first page says
    /// how many submissions there are in all.
    /// </summary>
    /// <param name="basis">What the candidate is compared with; null: with what decided.</param>
    public async Task<JsonObject> Page(Caller caller, DefinitionSet candidate, DefinitionSet? basis, ReplayBody body, int limit, CancellationToken cancel)
    {
        var page = await Changes(body.Cursor, limit, cancel);
        var (examined, unchanged, assumed, running) = (0, 0, 0, 0);
        var routes = new Dictionary<(string Workflow, string Before, string After), int>();
        var (items, baseless) = (new JsonArray(), new JsonArray());
        var departments = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var names = new ReplayNames(await organizations.Now(cancel));
        foreach (var item in page.Items.Where(i => i.Id == First))
        {
            var command = CaseCommand.Read(item);
            if ((body.Workflow is { } only && only != command.Head.Workflow) || command.Head.SubmittedAt < body.From || command.Head.SubmittedAt > body.To) continue;
            examined++;
            if (await cases.Find(command.Case, cancel) is { State.Status: CaseStatus.Running or CaseStatus.Returned }) running++;
            var decided = await Decided(command, cancel);
            var title = (decided?.Find<Workflow>(command.Head.Workflow) ?? candidate.Find<Workflow>(command.Head.Workflow))?.Title;
            if (decided is null || await Replayed(command, decided, candidate, basis, cancel) is not { } replayed)
            {
                names.Add(command.Head.Workflow, title);
                baseless.Add(await Row(command, caller, names, cancel));
                continue;
            }

            names.Add(command.Head.Workflow, title, replayed.Before, replayed.After);
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
            items.Add(Changed(await Row(command, caller, names, cancel), replayed, names));
        }

        return new JsonObject
        {
            ["candidate"] = candidate.Hash,
            ["base"] = basis?.Hash,
            ["examined"] = examined,
            ["changed"] = items.Count,
            ["unchanged"] = unchanged,
            ["noBaseline"] = baseless.Count,
            ["assumed"] = assumed,
            ["running"] = running,
            ["byDepartment"] = new JsonObject(departments.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
            ["routes"] = new JsonArray([.. routes.Select(r => (JsonNode)new JsonObject { ["workflow"] = r.Key.Workflow, ["before"] = r.Key.Before, ["after"] = r.Key.After, ["count"] = r.Value })]),
            ["items"] = items,
            ["withoutBaseline"] = baseless,
            ["names"] = names.Json(),
            ["next"] = page.Items.Length < limit ? null : page.Token,
            ["total"] = body.Cursor is null ? await Total(caller, body, cancel) : null,
        };
    }

    /// <summary>The next cases of the feed; a cursor that the store has not given is refused.</summary>
    private async Task<ChangePage> Changes(string? cursor, int limit, CancellationToken cancel)
    {
        try
        {
            return await store.Changes(Container.Cases, cursor, limit, cancel);
        }
        catch (ArgumentException) when (cursor is not null)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, "cursor");
        }
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

    /// <summary>The set that decided a submission; null when its revision is not kept, does not compile any more or is not what was signed.</summary>
    private async Task<DefinitionSet?> Decided(CaseCommand command, CancellationToken cancel)
    {
        try
        {
            return await definitions.For(command.Revision, cancel);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<Replayed?> Replayed(CaseCommand command, DefinitionSet decided, DefinitionSet candidate, DefinitionSet? basis, CancellationToken cancel)
    {
        var today = await organizations.Now(cancel);
        var workflow = decided.Find<Workflow>(command.Head.Workflow);
        var subject = (workflow is null ? null : WorkflowChoice.Again(candidate, workflow) ?? workflow)?.Form.Subject;
        var record = subject is null || !command.Facts.HasSubject ? null : await records.Find(subject, command.Head.Subject.Key, cancel);
        return Replay.Of(decided, candidate, command.Facts, command.Output, today, record?.On(today.Date), basis);
    }

    /// <summary>The submission: whose it is, and about whom, only for who may see the case.</summary>
    private async Task<JsonObject> Row(CaseCommand command, Caller caller, ReplayNames names, CancellationToken cancel)
    {
        var row = new JsonObject
        {
            ["workflow"] = command.Head.Workflow,
            ["department"] = command.Head.Submitter.Department,
            ["submittedAt"] = SubmissionAnswer.Time(command.Head.SubmittedAt),
        };
        names.Department(command.Head.Submitter.Department);
        if (await CaseEndpoints.Listed(command.Case, caller, cases, loader, cancel) is null) return row;
        row["case"] = command.Case;
        row["decisionId"] = $"{command.Case}.{command.Version}";
        row["submitter"] = new JsonObject { ["id"] = command.Head.Submitter.Person, ["name"] = command.Head.Submitter.Name };
        row["subject"] = new JsonObject { ["standard"] = command.Head.Subject.Standard, ["id"] = command.Head.Subject.Key, ["label"] = command.Head.Subject.Label };
        return row;
    }

    private static JsonObject Changed(JsonObject row, Replayed replayed, ReplayNames names)
    {
        var seen = row.ContainsKey("case");
        (row["before"], row["after"], row["assumed"]) = (replayed.Before.Outcome, replayed.After.Outcome, replayed.Assumed);
        row["differences"] = new JsonArray([.. replayed.Differences.Select(d => (JsonNode)Difference(d, replayed, seen, names))]);
        return row;
    }

    private static JsonObject Difference(ReplayDifference difference, Replayed replayed, bool seen, ReplayNames names)
    {
        var whose = difference.What is "owners" or "step.added" or "step.removed";
        var told = new JsonObject
        {
            ["what"] = difference.What,
            ["step"] = difference.Step,
            ["department"] = difference.Department,
            ["before"] = seen || !whose ? difference.Before : null,
            ["after"] = seen || !whose ? difference.After : null,
        };
        names.Department(difference.Department);
        if (seen && whose)
        {
            names.People(difference.Before);
            names.People(difference.After);
        }

        if (seen && difference.What == "codes") (told["reasonsBefore"], told["reasonsAfter"]) = (Reasons(replayed.Before), Reasons(replayed.After));
        return told;
    }

    private static JsonArray Reasons(ReplayedOutcome outcome) => new([.. outcome.Reasons.Select(r => (JsonNode)ReplayNames.Both(r))]);
}
