using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules;

/// <summary>rules/: named conditions over a standard.</summary>
internal sealed class RulesKind() : DefinitionKind<RulesDefinition, RuleSet>(
    "rules", "rules", new Text("规则", "Rules"), RulesJson.Default.RulesDefinition)
{
    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question)
    {
        if (set.Find<RuleSet>(id) is not { } rules) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var record = StandardCheck.New(rules.Subject, question.Input, new CheckContext(today, (_, _) => null)).Values;
        var verdicts = rules.Judge(record, today);
        var outcome = new JsonObject();
        foreach (var verdict in verdicts) outcome[verdict.Condition.Id] = verdict.Result is { } result ? ResultJson.Of(result) : verdict.Verdict.Word();
        return new TryOutcome(outcome, [.. verdicts.Select(v => v.ToTrace())]);
    }

    private protected override RuleSet? Compile(RulesDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        if (definition.Conditions.IsDefault == definition.Workflow is null || (definition.Workflow is null && definition.Inputs is not null)) scope.Report(ImportFindings.OneForm, "");
        scope.Unique(definition.Conditions.OrEmpty().Select(c => c.Id), i => $"/conditions/{i}/id");
        if (scope.Find<Standard>(definition.Subject, "/subject", new Text("标准", "standard")) is not { } subject) return null;
        var vocabulary = new Vocabulary((subject.Id, subject.Shape));
        var conditions = ImmutableArray.CreateBuilder<NamedCondition>();
        if (definition.Workflow is { } workflow) conditions.AddRange(new WorkflowImport(workflow, vocabulary, scope).Compile(definition.Inputs));
        for (var i = 0; i < definition.Conditions.OrEmpty().Length; i++)
        {
            var written = definition.Conditions[i];
            var at = $"/conditions/{i}";
            scope.Complete(written.Message, $"{at}/message");
            var when = written.When is { } text ? ExpressionCompiler.Condition(text, vocabulary, scope, $"{at}/when", fused: true) : null;
            if (ExpressionCompiler.Condition(written.Require, vocabulary, scope, $"{at}/require", fused: true) is { } require)
                conditions.Add(new NamedCondition(written.Id, when, require, written.Message, scope.File.At(at)));
        }

        if (scope.Failed) return null;
        foreach (var condition in conditions.SelectMany(c => new[] { c.When, c.Require }).OfType<Condition>()) ExpressionCompiler.Doubt(condition, scope);
        var fused = ExpressionCompiler.Fused([.. conditions.Select(c => (c.When, c.Require))], scope);
        return new RuleSet(definition, subject, vocabulary, conditions.ToImmutable(), fused);
    }
}
