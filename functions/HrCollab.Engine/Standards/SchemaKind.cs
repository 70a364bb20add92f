using System.Text.Json;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Standards;

/// <summary>schemas/: named JSON Schemas. May name code lists in formats.</summary>
internal sealed class SchemaKind() : DefinitionKind<SchemaDefinition, NamedSchema>(
    "schemas", "schema", new Text("JSON 模式", "JSON Schema"), SchemaJson.Default.SchemaDefinition)
{
    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question) =>
        set.Find<NamedSchema>(id) is { } schema ? SchemaTry.Answer(schema.Plan, [], set, question) : null;

    public override TryOutcome? TryInline(DefinitionSet set, TryQuestion question)
    {
        if (SchemaTry.Member(question.Input, "schema") is not { } schema) return null;
        var (plan, findings) = JsonSchemaPlan.Compile(schema, set.Find<CodeList>);
        return SchemaTry.Answer(plan, findings, set, question);
    }

    /// <summary>The plan of a schema in a definition, or null after its findings at their places.</summary>
    public static JsonSchemaPlan? Compile(JsonElement schema, CompileScope scope, string pointer)
    {
        var (plan, findings) = JsonSchemaPlan.Compile(schema, id => scope.All<CodeList>().FirstOrDefault(l => l.Id == id));
        foreach (var finding in findings) scope.Report(finding.Code, pointer + finding.Pointer, finding.Arguments.AsSpan());
        return plan;
    }

    private protected override NamedSchema? Compile(SchemaDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        return Compile(definition.JsonSchema, scope, "/jsonSchema") is { } plan && !scope.Failed ? new NamedSchema(definition, plan, scope.File.At("")) : null;
    }
}
