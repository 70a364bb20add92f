using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>standards/: record types. Refers to code lists and to other standards by name.</summary>
internal sealed class StandardKind() : DefinitionKind<StandardDefinition, Standard>(
    "standards", "standard", new Text("数据标准", "Standard"), StandardJson.Default.StandardDefinition)
{
    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question)
    {
        if (set.Find<Standard>(id) is not { } standard) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var check = StandardCheck.New(standard, question.Input, CheckContext.Of(set, today, (_, _) => null) with { IsTraced = true });
        var outcome = new JsonObject
        {
            ["accepted"] = !check.Refused,
            ["values"] = RecordJson.ToNode(standard, check.Values),
            ["violations"] = new JsonArray([.. check.Violations.Select(v => (JsonNode)SchemaTry.Write(v))]),
        };
        return new TryOutcome(outcome, [.. check.Violations.Select(v => v.ToTrace()), .. check.Steps]);
    }

    internal override void Warm(DefinitionSet set)
    {
        foreach (var standard in set.All<Standard>())
        {
            foreach (var computation in standard.Computations.OfType<Computation.ByScript>())
                ScriptRehearsal.Fault(computation.Script, [.. computation.Reads.Select(r => standard.Fields[r.Slot])]);
        }
    }

    internal override void Failed(CompileContext context, ImmutableArray<DefinitionFile> files) => LostFields.Report(context, files);

    private protected override Standard? Compile(StandardDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        scope.Unique(definition.Groups.Select(g => g.Id), i => $"/groups/{i}/id");
        var fields = ImmutableArray.CreateBuilder<Field>();
        var shapes = ImmutableArray.CreateBuilder<FieldShape>();
        for (var g = 0; g < definition.Groups.Length; g++)
        {
            var group = definition.Groups[g];
            var at = $"/groups/{g}";
            scope.Complete(group.Title, $"{at}/title");
            Owner(group.Owner, scope, $"{at}/owner");
            var source = FieldCompiler.Source(group.SourceOfTruth, scope, at);
            scope.Unique(group.Fields.Select(f => f.Id), i => $"{at}/fields/{i}/id");
            for (var f = 0; f < group.Fields.Length; f++)
            {
                if (FieldCompiler.Compile(group.Fields[f], shapes.Count, $"{group.Id}.{group.Fields[f].Id}", scope, $"{at}/fields/{f}", source) is not { } field) continue;
                fields.Add(field);
                shapes.Add(field.Shape);
            }
        }

        Aliases(fields, scope);
        if (scope.Failed) return null;
        Named(definition.Key, "/key", fields, scope);
        Named(definition.Label, "/label", fields, scope);
        if (fields.FirstOrDefault(f => f.Path == definition.Key) is { } key && (key.Shape.Type != ValueType.Text || !key.Required || key.Definition.Format != "key"))
            scope.Report(StandardFindings.KeyMustBeText, "/key", definition.Key);
        var shape = new RecordShape(definition.Title, shapes.ToImmutable());
        var vocabulary = new Vocabulary((definition.Id, shape));
        var rules = Rules(definition, vocabulary, scope);
        var computations = ComputationCompiler.Compile(fields.ToImmutable(), vocabulary, scope);
        var schema = definition.JsonSchema is { } embedded ? Schema(embedded, scope) : null;
        return scope.Failed ? null : new Standard(definition, shape, fields.ToImmutable(), rules, schema, scope.File.At("")) { Computations = computations };
    }

    /// <summary>A schema of its own, or the name of one.</summary>
    private static EmbeddedSchema? Schema(JsonElement written, CompileScope scope)
    {
        const string At = "/jsonSchema";
        if (written.ValueKind == JsonValueKind.String)
            return scope.Find<NamedSchema>(written.GetString()!, At, new Text("JSON 模式", "JSON Schema")) is { } named ? new EmbeddedSchema(named.Definition.JsonSchema, named.Plan, named.Place) : null;
        return SchemaKind.Compile(written, scope, At) is { } plan ? new EmbeddedSchema(written, plan, scope.File.At(At)) : null;
    }

    private static ImmutableArray<RecordRule> Rules(StandardDefinition definition, Vocabulary vocabulary, CompileScope scope)
    {
        var written = definition.Rules.OrEmpty();
        scope.Unique(written.Select(r => r.Id), i => $"/rules/{i}/id");
        var rules = ImmutableArray.CreateBuilder<RecordRule>();
        for (var i = 0; i < written.Length; i++)
        {
            var at = $"/rules/{i}";
            scope.Complete(written[i].Message, $"{at}/message");
            if (vocabulary.Roots[0].Shape.Find(written[i].At) is null)
                scope.Report(StandardFindings.UnknownField, $"{at}/at", written[i].At, DidYouMean.Hint(written[i].At, vocabulary.Roots[0].Shape.Fields.Select(f => f.Path)));
            var when = written[i].When is { } text ? ExpressionCompiler.Written(text, vocabulary, scope, $"{at}/when") : null;
            if (ExpressionCompiler.Written(written[i].Require, vocabulary, scope, $"{at}/require") is { } require)
                rules.Add(new RecordRule(written[i], when, require, scope.File.At(at)));
        }

        return rules.ToImmutable();
    }

    private static void Aliases(IEnumerable<Field> fields, CompileScope scope)
    {
        var owners = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            foreach (var alias in field.Definition.Aliases.OrEmpty())
            {
                if (!owners.TryAdd(alias, field)) scope.Report(StandardFindings.AmbiguousAlias, $"{field.Place.Pointer}/aliases", alias, owners[alias].Path, field.Path);
            }
        }
    }

    /// <summary>Wrong rows go to whoever holds the duty: it is one that can be held. A company without a list of duties has nothing to compare with.</summary>
    private static void Owner(string duty, CompileScope scope, string at)
    {
        if (scope.Part<CodeList>("duties") is { } duties && duties.Find(duty) is null) scope.Unknown(new Text("职责", "duty"), duty, at, duties.Values.Select(v => v.Code));
    }

    private static void Named(string path, string pointer, IEnumerable<Field> fields, CompileScope scope)
    {
        if (fields.All(f => f.Path != path)) scope.Report(StandardFindings.UnknownField, pointer, path, DidYouMean.Hint(path, fields.Select(f => f.Path)));
    }
}
