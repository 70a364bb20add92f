using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;

namespace HrCollab.Functions.Decisions;

/// <summary>The parts that the answers about decisions have in common: definitions with their hashes, output, and facts for those who may see them.</summary>
internal static class DecisionMade
{
    /// <summary>The case that a decision is about, or that ordered it: its id, where it is found, and the decision of the case where that is another one.</summary>
    public static JsonObject Case(string id, string? decision = null)
    {
        var named = new JsonObject { ["id"] = id, ["href"] = $"/api/cases/{id}" };
        if (decision is not null) named["decisionId"] = decision;
        return named;
    }

    /// <summary>The definitions a decision about a process was made with, and whether it comes out the same.</summary>
    public static void Of(JsonObject answer, DefinitionSet set, Workflow workflow, IEnumerable<TraceEntry> trace, string output, string? again)
    {
        var calendar = set.Find<Calendar>(set.Manifest.Calendar, workflow.Subsidiary?.Id)?.Id ?? set.Manifest.Calendar;
        answer["calendar"] = new JsonObject { ["id"] = calendar, ["hash"] = Hash(set, $"calendars/{calendar}.calendar.json") };
        // The definitions of the process, the calendar with its years, and every file that a step of the trace names.
        Of(answer, set, new[] { workflow.Place.File, workflow.Form.Place.File, workflow.Form.Permissions.Place.File, workflow.Form.Subject.Place.File }
            .Concat(workflow.Matrix.Rows.Select(r => r.Place.File))
            .Concat(set.Files.Keys.Where(f => f.StartsWith("calendars/", StringComparison.Ordinal)))
            .Concat(trace.Select(t => t.Source?.File).OfType<string>()), output, again);
    }

    /// <summary>The same for these files.</summary>
    public static void Of(JsonObject answer, DefinitionSet set, IEnumerable<string> files, string output, string? again)
    {
        answer["definitions"] = new JsonArray([.. files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(f => (JsonNode)new JsonObject { ["file"] = f, ["hash"] = Hash(set, f) })]);
        answer["output"] = output;
        answer["reproduced"] = new JsonObject { ["output"] = again, ["same"] = again == output };
    }

    /// <summary>Facts, with all evidence, go to those who answer for the cases of the workflow and see, unmasked, every value of the record that was read.</summary>
    public static JsonObject With(JsonObject answer, DecisionFacts facts, Workflow workflow, Access access)
    {
        if (CaseSight.AnswersFor(workflow, access) && MaySeeFacts(workflow, access, facts)) answer["facts"] = JsonSerializer.SerializeToNode(facts, DecisionJson.Default.DecisionFacts);
        else answer["withheld"] = true;
        return answer;
    }

    private static bool MaySeeFacts(Workflow workflow, Access access, DecisionFacts facts)
    {
        var form = workflow.Form;
        var drawn = form.Fields.Select(f => f.Drawn).OfType<Field>();
        return facts.Subject.Keys.Select(form.Subject.Find).OfType<Field>().Concat(drawn).All(f => (access.Fields[f.Shape.Slot] & FieldOperations.Read) != FieldOperations.None);
    }

    private static string? Hash(DefinitionSet set, string file) => set.Files.GetValueOrDefault(file) is { } found ? DefinitionCompiler.Hash(found) : null;
}
