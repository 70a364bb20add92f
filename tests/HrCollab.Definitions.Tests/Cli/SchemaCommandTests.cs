using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Engine;

namespace HrCollab.Definitions.Tests.Cli;

public sealed class SchemaCommandTests
{
    [Fact]
    public void ShippedSchemas_AreThoseOfTheModel()
    {
        using var tool = Tool.WithShipped();
        var (code, output) = tool.Run("schema", "--lang", "en");
        Assert.Equal(0, code);
        Assert.True(output.Length == 0, $"Run `dotnet run --project designer/HrCollab.Cli -- schema`:\n{output}");
    }

    [Fact]
    public void EveryDefinition_NamesTheSchemaOfItsKind()
    {
        var files = Shipped.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Shipped.Files)
        {
            if (DefinitionKinds.All.FirstOrDefault(k => k.Owns(file.Path)) is not { } kind) continue;
            var schema = JsonNode.Parse(file.Utf8.Span)!["$schema"]?.GetValue<string>();
            Assert.True(schema == $"../schema/{kind.Suffix}.schema.json", $"{file.Path}: {schema}");
            Assert.Contains($"schema/{kind.Suffix}.schema.json", files);
        }
    }

    [Fact]
    public void MemberOfARecord_HasTheWordsOfTheModel()
    {
        var schema = JsonNode.Parse(Encoding.UTF8.GetString(Shipped.Files.Single(f => f.Path == "schema/workflow.schema.json").Utf8.Span))!;
        Assert.Equal("Row of the responsibility matrix (approvals and tasks).", schema["$defs"]!["step"]!["properties"]!["row"]!["description"]!.GetValue<string>());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }
}
