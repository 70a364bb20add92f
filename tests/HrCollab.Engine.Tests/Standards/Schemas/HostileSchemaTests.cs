using System.Text;
using HrCollab.Engine.Standards.Schemas;
using HrCollab.Tests;

namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>Schemas and values that were made to hurt: each ends in a verdict or a finding, and a good schema works afterwards.</summary>
public sealed class HostileSchemaTests
{
    public static TheoryData<string, string> Attacks => Data();

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_EndsAndAGoodSchemaStillWorks(string schema, string instance)
    {
        var (plan, findings) = JsonSchemaPlan.Compile(Encoding.UTF8.GetBytes(schema), Plans.Codes);
        Assert.Equal(plan is null, !findings.IsEmpty);
        plan?.Check(Encoding.UTF8.GetBytes(instance), Plans.Today);
        Assert.True(Plans.IsValid("""{"type":"integer","minimum":1}""", "1"));
        Assert.False(Plans.IsValid("""{"type":"integer","minimum":1}""", "0"));
    }

    private static TheoryData<string, string> Data()
    {
        var data = new TheoryData<string, string>();
        foreach (var (schema, instance) in HostileSchemas.All) data.Add(schema, instance);
        return data;
    }
}
