using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Forms;

/// <summary>forms/: before workflows, because a workflow reads the fields of its form.</summary>
internal sealed class FormKind() : DefinitionKind<FormDefinition, Form>(
    "forms", "form", new Text("表单", "Form"), FormJson.Default.FormDefinition)
{
    private protected override Form? Compile(FormDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        scope.Complete(definition.Description, "/description");
        if (scope.Find<Standard>(definition.Subject, "/subject", new Text("标准", "standard")) is not { } subject) return null;
        if (scope.Find<PermissionMatrix>(definition.Subject, "/subject", new Text("权限矩阵", "permission matrix")) is not { } permissions) return null;
        Submitters(definition, permissions, scope);
        var places = definition.Sections.SelectMany((s, i) => s.Fields.Select((f, j) => (Field: f, At: $"/sections/{i}/fields/{j}"))).ToImmutableArray();
        for (var i = 0; i < definition.Sections.Length; i++) scope.Complete(definition.Sections[i].Title, $"/sections/{i}/title");
        scope.Unique(places.Select(p => p.Field.Id), i => $"{places[i].At}/id");
        var compiled = places.Select((p, slot) => (Written: p.Field, p.At, Field: Field(p.Field, slot, subject, scope, p.At), Drawn: p.Field.Draws is { } draws ? subject.Find(draws) : null)).ToList();
        if (scope.Failed) return null;
        var shape = new RecordShape(definition.Title, [.. compiled.Select(c => c.Field!.Shape)]);
        var rules = RuleSets(definition, scope);
        var tables = new TableFacts([.. rules.Select(r => r.Table).OfType<DecisionTable>()]);
        var vocabulary = new Vocabulary(("form", shape), (subject.Id, subject.Shape), (TableFacts.Root, tables.Shape));
        var fields = compiled.Select(c => Conditions(c.Written, c.Field!, c.Drawn, subject, vocabulary, scope, c.At)).ToImmutableArray();
        if (definition.Creates && fields.All(f => f.Drawn != subject.Key)) scope.Report(FormFindings.CannotCreate, "/creates", subject.Key.Path);
        ImmutableArray<string> broken = [.. definition.Rules.OrEmpty().Except(rules.Select(r => SubsidiaryNames.Name(r.Id)), StringComparer.Ordinal).Select(name => $"{TableFacts.Root}.{name}.")];
        var checks = Checks(definition, shape, vocabulary, scope, broken);
        return scope.Failed ? null : new Form(definition, subject, permissions, vocabulary, tables, fields)
        {
            Rules = [.. rules.Where(r => r.Table is null)],
            Checks = checks,
            Place = scope.File.At(""),
            Statutes = StatutesOf(subject, fields, scope),
        };
    }

    private protected override void Complete(CompileContext context) => HeldOutputs.Check(context);

    private protected override void Compare(FormDefinition group, FormDefinition own, CompileScope scope) => GroupForm.Compare(group, own, scope);

    private static void Submitters(FormDefinition definition, PermissionMatrix permissions, CompileScope scope)
    {
        if (definition.Submitters.IsEmpty) scope.Report(FormFindings.NobodyMaySubmit, "/submitters");
        for (var i = 0; i < definition.Submitters.Length; i++)
        {
            if (permissions.Role(definition.Submitters[i]) is null)
                scope.Unknown(new Text("角色", "role"), definition.Submitters[i], $"/submitters/{i}", permissions.Roles.Select(r => r.Id));
        }
    }

    private static Field? Field(FormFieldDefinition written, int slot, Standard subject, CompileScope scope, string at)
    {
        scope.Complete(written.Title, $"{at}/title");
        scope.Complete(written.Help, $"{at}/help");
        if (written.Draws is { } path)
        {
            if (subject.Find(path) is not { } drawn)
            {
                scope.Report(FormFindings.UnknownField, $"{at}/draws", path, DidYouMean.Hint(path, subject.Fields.Select(f => f.Path)));
                return null;
            }

            if (drawn.IsComputed) scope.Report(FormFindings.ComputedField, $"{at}/draws", path);
            if (drawn.Definition.Sensitivity is not "public" && (drawn.Definition.Purpose is null || drawn.Definition.Basis is null))
                scope.Report(FormFindings.NoPurpose, $"{at}/draws", path);
            return FieldCompiler.Compile(
                drawn.Definition with { Id = written.Id, Title = written.Title ?? drawn.Title, Help = written.Help ?? drawn.Definition.Help, Required = written.Required, Aliases = default },
                slot, written.Id, scope, at);
        }

        if (written.Type is null)
        {
            scope.Report(FormFindings.NeitherOwnNorDrawn, at, written.Id);
            return null;
        }

        if (written.Title is null) scope.Report(FormFindings.OwnNeedsTitle, at, written.Id);
        scope.Complete(written.Purpose, $"{at}/purpose");
        if (written.Purpose is null) scope.Report(FormFindings.OwnNeedsPurpose, at, written.Id);
        return FieldCompiler.Compile(
            new FieldDefinition(
                written.Id, written.Title ?? Text.Same(written.Id), written.Type, written.Codes, written.Reference, MaxLength: written.MaxLength ?? (written.Type == "text" ? 500 : null),
                Min: written.Min, Max: written.Max, Scale: written.Scale, Required: written.Required, Help: written.Help),
            slot, written.Id, scope, at);
    }

    private static FormField Conditions(
        FormFieldDefinition written, Field field, Field? drawn, Standard subject, Vocabulary vocabulary, CompileScope scope, string at)
    {
        var visible = written.VisibleWhen is { } when ? ExpressionCompiler.Written(when, vocabulary, scope, $"{at}/visibleWhen") : null;
        var required = written.RequiredWhen is { } text ? ExpressionCompiler.Written(text, vocabulary, scope, $"{at}/requiredWhen") : null;
        foreach (var path in visible?.Reads ?? [])
        {
            if (path.StartsWith("form.", StringComparison.Ordinal) && vocabulary.Roots[0].Shape.Find(path[5..]) is { } read && read.Slot >= field.Shape.Slot)
                scope.Report(FormFindings.ReadsLater, $"{at}/visibleWhen", written.Id, path);
        }

        return new FormField(field, drawn, written.Required, required, visible, Prefill(written, field, drawn, subject, scope, at));
    }

    /// <summary>The field of the subject that a field starts with: one of its type, from which rows are taken only as they are.</summary>
    private static Field? Prefill(FormFieldDefinition written, Field field, Field? drawn, Standard subject, CompileScope scope, string at)
    {
        if (written.Prefill is not { } path) return null;
        var source = path.StartsWith(subject.Id + ".", StringComparison.Ordinal) ? subject.Find(path[(subject.Id.Length + 1)..]) : null;
        if (source is null) scope.Report(FormFindings.UnknownField, $"{at}/prefill", path, DidYouMean.Hint(path, subject.Fields.Select(f => $"{subject.Id}.{f.Path}")));
        else if (source != drawn && (source.Shape.Type != field.Shape.Type || source.Codes?.Id != field.Codes?.Id || source.Shape.Standard != field.Shape.Standard || source.Rows is not null))
            scope.Report(FormFindings.OtherPrefill, $"{at}/prefill", path, written.Id);
        else return source;
        return null;
    }

    private static ImmutableArray<RuleSet> RuleSets(FormDefinition definition, CompileScope scope)
    {
        var sets = ImmutableArray.CreateBuilder<RuleSet>();
        var names = definition.Rules.OrEmpty();
        for (var i = 0; i < names.Length; i++)
        {
            if (scope.Find<RuleSet>(names[i], $"/rules/{i}", new Text("规则", "rules")) is not { } rules) continue;
            if (rules.Subject.Id != definition.Subject) scope.Report(FormFindings.OtherSubject, $"/rules/{i}", rules.Id, rules.Subject.Id, definition.Subject);
            sets.Add(rules);
        }

        return sets.ToImmutable();
    }

    /// <summary>The law holds for every form that draws what it limits, named or not.</summary>
    private static ImmutableArray<(Statute, FormField)> StatutesOf(Standard subject, ImmutableArray<FormField> fields, CompileScope scope) =>
    [
        .. from statute in scope.All<RuleSet>().Select(r => r.Statute).OfType<Statute>().OrderBy(s => s.Table.Id, StringComparer.Ordinal)
           where statute.Table.Subject == subject
           from field in fields
           where field.Drawn?.Path == statute.Definition.Limits
           select (statute, field),
    ];

    /// <summary>The checks. What reads a table that has findings of its own is not found to read what is not there.</summary>
    private static ImmutableArray<FormCheck> Checks(FormDefinition definition, RecordShape shape, Vocabulary vocabulary, CompileScope scope, ImmutableArray<string> broken)
    {
        var written = definition.Checks.OrEmpty();
        scope.Unique(written.Select(c => c.Id), i => $"/checks/{i}/id");
        var checks = ImmutableArray.CreateBuilder<FormCheck>();
        for (var i = 0; i < written.Length; i++)
        {
            var at = $"/checks/{i}";
            scope.Complete(written[i].Message, $"{at}/message");
            if (shape.Find(written[i].At) is null)
                scope.Report(FormFindings.UnknownField, $"{at}/at", written[i].At, DidYouMean.Hint(written[i].At, shape.Fields.Select(f => f.Path)));
            if (broken.Any(table => written[i].Require.Contains(table, StringComparison.Ordinal) || written[i].When?.Contains(table, StringComparison.Ordinal) == true)) continue;
            var when = written[i].When is { } text ? ExpressionCompiler.Written(text, vocabulary, scope, $"{at}/when") : null;
            if (ExpressionCompiler.Written(written[i].Require, vocabulary, scope, $"{at}/require") is { } require)
                checks.Add(new FormCheck(written[i].Id, when, require, written[i].At, written[i].Message, scope.File.At(at), written[i].Warning));
        }

        return checks.ToImmutable();
    }

    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question)
    {
        if (set.Find<Form>(id) is not { } form) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var state = FormEvaluation.Evaluate(form, question.Input, form.Subject.Shape.Empty, CheckContext.Of(set, today, (_, _) => null));
        return new TryOutcome(
            new JsonObject
            {
                ["accepted"] = !state.Refused,
                ["visible"] = new JsonArray([.. form.Fields.Where(state.IsVisible).Select(f => (JsonNode)JsonValue.Create(f.Id))]),
            },
            [
                .. state.Violations.Select(v => v.ToTrace("form")),
                .. state.Unclear.Select(u => u.Step),
                .. FormTrace.Of(form, state, form.Subject.Shape.Empty, today),
            ]);
    }
}
