using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Cases;

/// <summary>GET /cases, /cases/{case} and /cases/{case}/trace.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cases", List).WithName("Cases")
            .Describe(new(new("我可以查看的事项:全部、我参与的(mine)或本部门的", "Cases I may open: all, those I take part in (mine), or of my department"), Query: ["view", "limit", "cursor"], Tagged: true));
        routes.MapGet("/api/cases/{case}", Get).WithName("Case")
            .Describe(new(new("一个事项:步骤、责任人、时限、预计完成", "One case: steps, owners, due times, forecast"), Tagged: true, Waits: true));
        routes.MapGet("/api/cases/{case}/trace", Trace).WithName("CaseTrace")
            .Describe(new(new("一个事项的全部痕迹:谁、何时、做了什么、依据哪条定义", "Everything that happened to a case: who, when, what, by which line"), Tagged: true, Waits: true));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, SeenCases seen, ProjectorSignal projector)
    {
        var caller = await callers.Of(context);
        await projector.CaughtUp(context.RequestAborted);
        var (items, next) = context.Request.Query["view"].ToString() switch
        {
            "" or "all" => await seen.All(caller, Paging.Of(context), context.RequestAborted),
            "mine" => await seen.Own(caller, Paging.Of(context), context.RequestAborted),
            "department" => await seen.OfDepartment(caller, Paging.Of(context), context.RequestAborted),
            _ => throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "view"),
        };
        var language = Languages.Of(context);
        return Paging.Tagged(context, items.Select(i => Row(i, caller, language)), next);
    }

    private static async Task<IResult> Get(HttpContext context, string @case, CallerSource callers, CaseStore cases, CaseLoader loader)
    {
        var caller = await callers.Of(context);
        await MinVersion.Reached(context, async () => (await cases.Find(@case, context.RequestAborted))?.Version);
        try
        {
            if (await Seen(@case, caller, cases, loader, context.RequestAborted) is not var (loaded, decided)) return await Unseen(context, caller, @case, cases);
            return ETags.Answer(context, Json(loaded, decided, caller, Languages.Of(context)), loaded.Version);
        }
        catch (RevisionRefusedException refused)
        {
            var state = (await cases.Find(@case, context.RequestAborted))!.State; // cases are never removed
            return Problems.Refused(context, refused, new JsonObject { ["case"] = Row(new CaseRow(state.Id, CaseHead.Of(state)), caller, Languages.Of(context)) });
        }
    }

    private static async Task<IResult> Trace(HttpContext context, string @case, CallerSource callers, CaseStore cases, CaseLoader loader, IDocumentStore store)
    {
        var caller = await callers.Of(context);
        await MinVersion.Reached(context, async () => (await cases.Find(@case, context.RequestAborted))?.Version);
        if (await Seen(@case, caller, cases, loader, context.RequestAborted) is not var (loaded, decided)) return await Unseen(context, caller, @case, cases);
        var history = await cases.History(@case, context.RequestAborted);
        return ETags.Answer(context, TraceJson(history, await WrittenEffects.Find(store, history, context.RequestAborted), loaded, decided, caller, Languages.Of(context)), loaded.Version);
    }

    /// <summary>
    /// A case the caller may see, with what decisions about it read; null for any other. Throws <see cref="RevisionRefusedException"/> for one that the caller sees or takes part in and whose
    /// definitions are not those that were signed.
    /// </summary>
    public static async ValueTask<(LoadedCase Case, CaseContext Context)?> Seen(string id, Caller caller, CaseStore cases, CaseLoader loader, CancellationToken cancel)
    {
        if (await cases.Find(id, cancel) is not { } loaded) return null;
        try
        {
            var context = await loader.Context(loaded.State, caller, cancel);
            return CaseSight.MaySee(context, loaded.State, caller) ? (loaded, context) : null;
        }
        catch (RevisionRefusedException) when (!CaseSight.MaySeeUnread(loaded.State, caller))
        {
            return null;
        }
    }

    /// <summary>A case that is listed for the caller: one they may see, also where its definitions are refused and no more can be said of it.</summary>
    public static async ValueTask<LoadedCase?> Listed(string id, Caller caller, CaseStore cases, CaseLoader loader, CancellationToken cancel)
    {
        try
        {
            return (await Seen(id, caller, cases, loader, cancel))?.Case;
        }
        catch (RevisionRefusedException)
        {
            return await cases.Find(id, cancel);
        }
    }

    /// <summary>What is answered about a case that the caller does not see.</summary>
    private static async Task<IResult> Unseen(HttpContext context, Caller caller, string id, CaseStore cases) =>
        Identity.Unseen.Problem(context, caller, await cases.Find(id, context.RequestAborted) is not null, ApiFindings.NotFound);

    public static JsonObject Json(LoadedCase loaded, CaseContext context, Caller caller, Language language)
    {
        var state = loaded.State;
        var route = Forecast.Of(context, state);
        var open = state.OpenTasks.ToList();
        var values = CaseSight.Values(context, state, caller);
        return new JsonObject
        {
            ["id"] = state.Id,
            ["workflow"] = state.Workflow,
            ["title"] = context.Workflow.Title.In(language),
            ["form"] = SubsidiaryNames.Name(state.Form),
            ["subject"] = new JsonObject { ["standard"] = state.Subject.Standard, ["id"] = state.Subject.Key, ["label"] = state.Subject.Label, ["href"] = CaseSight.HasRecord(context, state, caller) ? RecordSight.Address(state.Subject.Standard, state.Subject.Key) : null },
            ["submitter"] = new JsonObject { ["id"] = state.Submitter.Person, ["name"] = state.Submitter.Name, ["department"] = state.Submitter.Department },
            ["submittedAt"] = SubmissionAnswer.Time(state.SubmittedAt),
            ["state"] = SubmissionAnswer.Word(state.Status),
            ["endedAt"] = SubmissionAnswer.Time(state.EndedAt),
            ["finish"] = SubmissionAnswer.Time(route.Finish),
            ["steps"] = SubmissionAnswer.Route(context, route, language),
            ["tasks"] = new JsonArray([.. open.Select(t => (JsonNode)SubmissionAnswer.Task(context, state, t, language))]),
            ["late"] = new JsonArray([.. open.Where(t => t.Due < context.Now).Select(t => (JsonNode)Late(context, t, language))]),
            ["returns"] = CaseReturns.Json(context, state, language),
            ["input"] = values,
            ["masked"] = CaseSight.Masked(context, state, caller),
            ["version"] = loaded.Version,
            ["revision"] = state.Revision,
            ["commit"] = context.Set.Commit,
            ["running"] = state.Revision == caller.Set.Hash ? "current" : "earlier",
        };
    }

    public static JsonObject TraceJson(IEnumerable<CaseCommand> history, WrittenEffects written, LoadedCase loaded, CaseContext context, Caller caller, Language language)
    {
        var shown = CaseSight.Shown(context, loaded.State, caller);
        var events = history.SelectMany(command => command.Happened().Select(e => (command, Event: e))).Select(x =>
        {
            var happened = new JsonObject
            {
                ["type"] = x.Event.Type,
                ["at"] = SubmissionAnswer.Time(x.Event.At),
                ["by"] = x.Event.By is { } by ? new JsonObject { ["id"] = by, ["name"] = context.Organization.Person(by)?.Name ?? by } : null,
                ["step"] = x.Event.Step,
                ["text"] = x.Event.Text.In(language),
                ["decisionId"] = SubmissionAnswer.DecisionId(x.command.Case, x.command.Version),
                ["revision"] = x.command.Revision,
                ["commit"] = x.command.Commit ?? context.Set.Commit,
            };
            if (x.Event.Task is { } task) happened["task"] = SubmissionAnswer.Task(context, loaded.State, task, language);
            if (!x.Event.To.OrEmpty().IsEmpty) happened["to"] = new JsonArray([.. x.Event.To.Select(p => (JsonNode)JsonValue.Create(p))]);
            if (x.Event.Comment is { } comment) happened["comment"] = comment;
            if (x.Event.Evidence is { } evidence) happened["evidence"] = CaseSight.Evidence(evidence, x.Event.Step, shown);
            if (x.Event.Effect is { } effect)
            {
                happened["record"] = new JsonObject { ["standard"] = effect.Standard, ["id"] = effect.Key, ["from"] = SubmissionAnswer.Day(effect.From), ["href"] = CaseSight.HasRecord(context, loaded.State, caller) ? RecordSight.Address(effect.Standard, effect.Key) : null };
                happened["changes"] = new JsonArray([.. CaseSight.Changes(effect, written.Of(x.command, x.Event), shown).Select(c => (JsonNode)new JsonObject { ["path"] = c.Path, ["before"] = c.Before, ["after"] = c.After })]);
            }

            if (!x.Event.Trace.OrEmpty().IsEmpty) happened["trace"] = SubmissionAnswer.Trace(x.Event.Trace, shown, language);
            return (JsonNode)happened;
        });
        return new JsonObject { ["case"] = loaded.State.Id, ["events"] = new JsonArray([.. events]), ["revision"] = loaded.State.Revision, ["commit"] = context.Set.Commit };
    }

    private static JsonObject Late(CaseContext context, TaskState task, Language language)
    {
        var hours = context.Calendar.WorkingHoursBetween(task.Due!.Value, context.Now, context.Set.Manifest.Zone);
        return new JsonObject
        {
            ["step"] = task.Step,
            ["department"] = context.Organization.Department(task.Department)?.Name ?? task.Department,
            ["owners"] = new JsonArray([.. task.Owners.Select(o => (JsonNode)JsonValue.Create(context.Organization.Person(o)?.Name ?? o))]),
            ["workingHours"] = hours is { } h ? decimal.Round(h, 1) : null,
            ["text"] = CaseSight.Late(context, task).In(language),
        };
    }

    private static JsonObject Row(CaseRow row, Caller caller, Language language) => new()
    {
        ["id"] = row.Case,
        ["workflow"] = row.Head.Workflow,
        ["title"] = caller.Set.Find<Workflow>(row.Head.Workflow)?.Title.In(language),
        ["subject"] = new JsonObject { ["standard"] = row.Head.Subject.Standard, ["id"] = row.Head.Subject.Key, ["label"] = row.Head.Subject.Label },
        ["submitter"] = new JsonObject { ["id"] = row.Head.Submitter.Person, ["name"] = row.Head.Submitter.Name },
        ["submittedAt"] = SubmissionAnswer.Time(row.Head.SubmittedAt),
        ["state"] = SubmissionAnswer.Word(row.Head.Status),
        ["endedAt"] = SubmissionAnswer.Time(row.Head.EndedAt),
    };
}
