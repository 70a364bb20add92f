using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Decisions;

/// <summary>GET /decisions/{decision}: what a decision was made of, and whether it comes out the same today.</summary>
internal static class DecisionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/decisions/{decision}", Get).WithName("Decision")
            .Describe(new(new("一项决定的依据:定义版本、引擎、时钟、日历、事实,以及现在重算是否一致", "What a decision was made of: revision, engine, clock, calendar, facts; and whether it comes out the same when made again")));

    private static async Task<IResult> Get(HttpContext context, string decision, CallerSource callers, CaseStore cases, CaseLoader loader, ActiveDefinitions definitions)
    {
        var caller = await callers.Of(context);
        var dot = decision.LastIndexOf('.');
        if (dot < 1 || !long.TryParse(decision.AsSpan(dot + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)
            || await CaseEndpoints.Seen(decision[..dot], caller, cases, loader, context.RequestAborted) is not var (loaded, decided)
            || await cases.At(loaded.State.Id, version, context.RequestAborted) is not { } command)
            return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var set = await definitions.For(command.Revision, context.RequestAborted);
        var again = Decision.Again(set, command.Facts) is { } output ? Decision.Hash(output) : null;
        var answer = new JsonObject
        {
            ["decisionId"] = decision,
            ["case"] = command.Case,
            ["version"] = command.Version,
            ["revision"] = command.Revision,
            ["engine"] = command.Engine,
            ["clock"] = SubmissionAnswer.Time(command.Facts.Now),
            ["calendar"] = new JsonObject { ["id"] = set.Manifest.Calendar, ["hash"] = Hash(set, $"calendars/{set.Manifest.Calendar}.calendar.json") },
            ["definitions"] = new JsonArray([.. Used(decided.Workflow, command).Select(f => (JsonNode)new JsonObject { ["file"] = f, ["hash"] = Hash(set, f) })]),
            ["output"] = command.Output,
            ["reproduced"] = new JsonObject { ["output"] = again, ["same"] = again == command.Output },
        };
        if (MaySeeFacts(decided, loaded.State, command.Facts, caller)) answer["facts"] = JsonSerializer.SerializeToNode(command.Facts, DecisionJson.Default.DecisionFacts);
        else answer["withheld"] = true;
        return JsonAnswer.Ok(answer);
    }

    /// <summary>The definitions of the process, and every file that a step of the trace names.</summary>
    private static IEnumerable<string> Used(Workflow workflow, CaseCommand command) =>
        new[] { workflow.Place.File, workflow.Form.Place.File, workflow.Form.Permissions.Place.File, workflow.Form.Subject.Place.File }
            .Concat(workflow.Matrix.Rows.Select(r => r.Place.File))
            .Concat(command.Events.SelectMany(e => e.Trace.OrEmpty()).Select(t => t.Source?.File).OfType<string>())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string? Hash(DefinitionSet set, string file) => set.Files.GetValueOrDefault(file) is { } found ? DefinitionCompiler.Hash(found) : null;

    /// <summary>Facts go to those who may see the cases of the workflow and, unmasked, every value of the record that was read.</summary>
    private static bool MaySeeFacts(CaseContext context, CaseState state, DecisionFacts facts, Caller caller)
    {
        var access = CaseSight.Access(context, state, caller);
        if (!access.Roles.Any(r => context.Workflow.Definition.VisibleTo.OrEmpty().Contains(r))) return false;
        var form = context.Workflow.Form;
        var drawn = form.Fields.Select(f => f.Drawn).OfType<Engine.Standards.Field>();
        return facts.Subject.Keys.Select(form.Subject.Find).OfType<Engine.Standards.Field>().Concat(drawn)
            .All(f => (access.Fields[f.Shape.Slot] & FieldOperations.Read) != FieldOperations.None);
    }
}
