using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>Schemas and values written in tests.</summary>
internal static class Plans
{
    public static readonly DateOnly Today = new(2026, 9, 18);

    private static readonly DefinitionSet Set = Firm.Set();

    public static CodeList? Codes(string id) => Set.Find<CodeList>(id);

    public static JsonSchemaPlan Of(string schema)
    {
        var (plan, findings) = JsonSchemaPlan.Compile(Encoding.UTF8.GetBytes(schema), Codes);
        Assert.True(plan is not null, $"{schema}\n{string.Join('\n', findings.Select(f => $"{f.Code.Code} {f.Pointer} {f.Message.En}"))}");
        return plan;
    }

    public static ImmutableArray<SchemaFinding> Findings(string schema)
    {
        var (plan, findings) = JsonSchemaPlan.Compile(Encoding.UTF8.GetBytes(schema), Codes);
        Assert.Equal(plan is null, !findings.IsEmpty);
        return findings;
    }

    public static ImmutableArray<Violation> Check(string schema, string instance) => Of(schema).Check(Encoding.UTF8.GetBytes(instance), Today);

    public static bool IsValid(string schema, string instance) => Check(schema, instance).IsEmpty;
}
