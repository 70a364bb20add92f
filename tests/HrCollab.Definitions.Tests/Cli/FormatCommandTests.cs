namespace HrCollab.Definitions.Tests.Cli;

public sealed class FormatCommandTests
{
    private const string Rules = "rules/transfer-eligibility.rules.json";

    [Fact]
    public void OtherLayoutOfTheSameContent_IsWrittenAsItWas()
    {
        using var tool = Tool.WithShipped();
        var before = tool.Read(Rules);
        tool.Write(Rules, System.Text.Json.Nodes.JsonNode.Parse(before)!.ToJsonString());
        Assert.Equal(1, tool.Run("format", "--check", "--lang", "en").Code);
        Assert.Contains("transfer-eligibility.rules.json: written", tool.Run("format", "--lang", "en").Output);
        Assert.Equal(before, tool.Read(Rules));
        Assert.Equal((0, ""), tool.Run("format", "--check"));
    }

    [Fact]
    public void UnreadableFile_IsLeftAsItIs()
    {
        using var tool = Tool.WithShipped();
        tool.Write(Rules, "{ \"id\": ");
        var (code, output) = tool.Run("format", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("cannot be read", output);
        Assert.Equal("{ \"id\": ", tool.Read(Rules));
    }
}
