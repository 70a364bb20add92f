using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules;

/// <summary>rules/: named conditions over a standard.</summary>
internal sealed class RulesKind() : DefinitionKind<RulesDefinition, RuleSet>(
    "rules", "rules", new Text("规则", "Rules"), RulesJson.Default.RulesDefinition)
{
    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question)
    {
        if (set.Find<RuleSet>(id) is not { } rules) return null;
        var asked = AskedRecord.Of(rules.Subject, set, question);
        if (asked.Refused is { } refused) return refused;
        if (rules.Table is { } table) return TableTry.Answer(table, asked);
        var verdicts = rules.Judge(asked.Values, asked.Today);
        var outcome = new JsonObject();
        foreach (var verdict in verdicts) outcome[verdict.Condition.Id] = verdict.Result is { } result ? ResultJson.Of(result) : verdict.Verdict.Word();
        return new TryOutcome(outcome, [.. asked.Notes, .. verdicts.Select(v => v.ToTrace())]);
    }

    private protected override byte[]? Canonical(DefinitionFile file, RulesDefinition definition) => PlainWorkflows.Is(file) ? PlainWorkflows.Canonical(file) : base.Canonical(file, definition);

    private protected override RulesDefinition? Read(DefinitionFile file, Action<Diagnostic> report) => PlainWorkflows.Is(file) ? PlainWorkflows.Read(file, report) : base.Read(file, report);

    private protected override RuleSet? Compile(RulesDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        var forms = (definition.Conditions.IsDefault ? 0 : 1) + (definition.Workflow is null ? 0 : 1) + (definition.Workflows.IsDefault ? 0 : 1) + (definition.Table is null ? 0 : 1);
        if (forms != 1 || (definition.Workflow is null && definition.Workflows.IsDefault && definition.Inputs is not null)) scope.Report(ImportFindings.OneForm, "");
        scope.Unique(definition.Conditions.OrEmpty().Select(c => c.Id), i => $"/conditions/{i}/id");
        if (definition.IsPlain) definition = definition with { Subject = PlainWorkflows.Subject(definition.Workflows, scope) };
        if (scope.Find<Standard>(definition.Subject, "/subject", new Text("标准", "standard")) is not { } subject) return null;
        var vocabulary = new Vocabulary((subject.Id, subject.Shape));
        var conditions = ImmutableArray.CreateBuilder<NamedCondition>();
        if (definition.Workflow is { } workflow) conditions.AddRange(new WorkflowImport(workflow, vocabulary, scope, "/workflow").Compile(definition.Inputs));
        if (!definition.Workflows.IsDefault) conditions.AddRange(PlainWorkflows.Compile(definition, vocabulary, scope));
        for (var i = 0; i < definition.Conditions.OrEmpty().Length; i++)
        {
            var written = definition.Conditions[i];
            var at = $"/conditions/{i}";
            scope.Complete(written.Message, $"{at}/message");
            var when = written.When is { } text ? ExpressionCompiler.Written(text, vocabulary, scope, $"{at}/when", together: true) : null;
            if (ExpressionCompiler.Written(written.Require, vocabulary, scope, $"{at}/require", together: true) is { } require)
                conditions.Add(new NamedCondition(written.Id, when, require, written.Message, scope.File.At(at)));
        }

        var table = definition.Table is { } rows ? new TableCompiler(definition, rows, subject, scope).Compile() : null;
        if (definition.Statute is not null && definition.Table is null) scope.Report(StatuteFindings.NoTable, "/statute");
        if (definition.Statute is not null && SubsidiaryNames.OfPath(scope.File.Path) is not null)
            scope.Report(StatuteFindings.GroupsLaw, SubsidiaryNames.OfPath(scope.File.At("/statute").File) is null ? "" : "/statute");
        var statute = definition.Statute is { } law && table is not null ? Statutes.Statute.Compile(law, table, scope) : null;
        if (statute is not null && scope.File.Subsidiary is null && scope.Manifest.Locked?.ContainsKey(scope.File.Path) != true)
            scope.Report(StatuteFindings.NotLocked, "/statute", definition.Id, scope.File.Path, DefinitionCompiler.Hash(scope.File));
        if (scope.Failed) return null;
        foreach (var condition in conditions.Where(c => c.Imported is not null).SelectMany(c => new[] { c.When, c.Require }).OfType<Condition>()) ExpressionCompiler.Doubt(condition, scope);
        var all = ExpressionCompiler.Rules([.. conditions.Select(c => (c.When, c.Require))], scope);
        return new RuleSet(definition, subject, vocabulary, conditions.ToImmutable(), all) { Table = table, Statute = statute, Place = scope.File.At("") };
    }

    /// <summary>A law holds for every company of the group as it is: no subsidiary reads it otherwise, whatever it has of its own.</summary>
    private protected override bool IsCommon(RulesDefinition definition) => definition.Statute is not null;

    private protected override Deciding DecidingIn(JsonObject holder, string member) => member == "rows" && holder["hitPolicy"]?.ToString() == "FIRST" ? Deciding.Before : Deciding.None;

    private protected override void Compare(RulesDefinition group, RulesDefinition own, CompileScope scope) => GroupRules.Compare(group, own, scope);

    /// <summary>Every table of the company is held to every law about the same thing.</summary>
    private protected override void Complete(CompileContext context)
    {
        var whole = context.All<RuleSet>().Count() == context.Declared<RuleSet>().Count; // a statute with findings of its own is no unknown one
        var statutes = context.All<RuleSet>().Select(r => r.Statute).OfType<Statute>().OrderBy(s => s.Table.Id, StringComparer.Ordinal).ToList();
        context.Add(RecordLaws.Id, new RecordLaws(new StatuteLaws([.. statutes]).Judge));
        foreach (var rules in context.All<RuleSet>().Where(r => r is { Table: not null, Statute: null }).OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            var file = context.FileOf<RuleSet>(rules.Id)!;
            if (whole) Known(rules, statutes, file, context);
            foreach (var statute in statutes.Where(s => s.Table.Subject == rules.Subject)) new StatuteGate(statute, rules.Table!, file, context).Check();
        }
    }

    private static void Known(RuleSet rules, List<Statute> statutes, DefinitionFile file, CompileContext context)
    {
        for (var i = 0; i < rules.Table!.Outputs.Length; i++)
        {
            if (rules.Table.Outputs[i].Limits is not { } limits) continue;
            if (!Statutes.Statute.IsHeld(rules.Table, rules.Table.Outputs[i])) context.Report(StatuteFindings.NotComparable.At(file, $"/table/outputs/{i}", rules.Table.Outputs[i].Title, limits));
            if (rules.Subject.Find(limits) is not null || statutes.Any(s => s.Definition.Limits == limits)) continue;
            var hint = DidYouMean.Hint(limits, statutes.Select(s => s.Definition.Limits).Concat(rules.Subject.Fields.Select(f => f.Path)));
            context.Report(StatuteFindings.UnknownLimit.At(file, $"/table/outputs/{i}/limits", limits, hint));
        }
    }
}
