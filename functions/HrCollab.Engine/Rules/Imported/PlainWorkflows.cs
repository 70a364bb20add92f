using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>
/// A rules file that is a list of workflows and nothing else, as the documentation, the editors and the stores of RulesEngine have it. Its id is its
/// name; its subject is the first standard, people first, that has everything its expressions read.
/// </summary>
internal static class PlainWorkflows
{
    private const string Folder = "rules/";
    private const string Suffix = ".rules.json";

    public static bool Is(DefinitionFile file) => file.Utf8.Span.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'[', ..];

    public static byte[]? Canonical(DefinitionFile file) =>
        StrictJson.Read(file, RulesJson.Default.IReadOnlyListImportedWorkflow, _ => { }) is { } workflows ? CanonicalJson.Write(workflows, RulesJson.Default.IReadOnlyListImportedWorkflow) : null;

    public static RulesDefinition? Read(DefinitionFile file, Action<Diagnostic> report)
    {
        if (StrictJson.Read(file, RulesJson.Default.IReadOnlyListImportedWorkflow, report) is not { } workflows) return null;
        var title = Text.Same(string.Join(", ", workflows.Select(w => w.WorkflowName)));
        return new RulesDefinition(file.Path[Folder.Length..^Suffix.Length], title, "", Workflows: [.. workflows]) { IsPlain = true };
    }

    public static string Subject(ImmutableArray<ImportedWorkflow> workflows, CompileScope scope)
    {
        var standards = scope.All<Standard>().OrderBy(s => s.Id == OrganizationFields.Person ? 0 : 1).ThenBy(s => s.Id, StringComparer.Ordinal).ToList();
        return standards.FirstOrDefault(s => Fits(workflows, s, scope))?.Id ?? standards.FirstOrDefault()?.Id ?? OrganizationFields.Person;
    }

    /// <summary>The conditions of every workflow; a name stands for one rule, whichever workflow it is in.</summary>
    public static IEnumerable<NamedCondition> Compile(RulesDefinition definition, Vocabulary vocabulary, CompileScope scope)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var root = definition.IsPlain ? "" : "/workflows";
        if (definition.Workflows.IsEmpty) scope.Report(ImportFindings.OneForm, root);
        for (var i = 0; i < definition.Workflows.Length; i++)
        {
            foreach (var condition in new WorkflowImport(definition.Workflows[i], vocabulary, scope, $"{root}/{i}").Compile(definition.Inputs))
            {
                if (seen.Add(condition.Id)) yield return condition;
                else scope.Report(ImportFindings.BadName, condition.Place.Pointer, condition.Id);
            }
        }
    }

    private static bool Fits(ImmutableArray<ImportedWorkflow> workflows, Standard standard, CompileScope scope)
    {
        var trial = scope.Trial();
        foreach (var workflow in workflows) new WorkflowImport(workflow, new Vocabulary((standard.Id, standard.Shape)), trial, "").Compile(null);
        return !trial.Failed;
    }
}
