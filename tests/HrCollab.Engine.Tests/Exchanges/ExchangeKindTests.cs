using System.Text.Json;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Exchanges;

public sealed class ExchangeKindTests
{
    private const string File = "exchanges/things.exchange.json";
    private const string Code = """{ "to": "basic.code", "from": "no" }, { "to": "basic.name", "from": "name" }""";

    [Fact]
    public void UsualExchange_HasNoFindings() => Assert.Empty(Findings(ExchangeFiles.With()));

    [Theory]
    [InlineData("HR-EXC-001 #/formats/0", "\"cvs\"", "\"keeper\"", "")]
    [InlineData("HR-EXC-002 #/formats", "", "\"keeper\"", "")]
    [InlineData("HR-EXC-003 #/importers", "\"csv\"", "", "")]
    [InlineData("HR-EXC-004 #/importers/0", "\"csv\"", "\"anyone\"", "")]
    [InlineData("HR-EXC-012 #/onUnknownColumn", "\"csv\"", "\"keeper\"", ", \"onUnknownColumn\": \"drop\"")]
    [InlineData("HR-EXC-013 #/ignore/0", "\"csv\"", "\"keeper\"", ", \"ignore\": [\"make\"]")]
    [InlineData("HR-EXC-013 #/ignore/0", "\"csv\"", "\"keeper\"", ", \"onlyWhen\": { \"to\": [\"\"] }, \"ignore\": [\"to\"]")]
    [InlineData("HR-EXC-017 #/onlyWhen", "\"csv\"", "\"keeper\"", ", \"onlyWhen\": {}")]
    [InlineData("HR-EXC-018 #/onlyWhen/to", "\"csv\"", "\"keeper\"", ", \"onlyWhen\": { \"to\": [] }")]
    [InlineData("HR-EXC-019 #/onlyWhen/to", "\"csv\"", "\"keeper\"", ", \"onlyWhen\": { \"to\": [\"now \"] }")]
    [InlineData("HR-DEF-012 #/importers/0", "\"csv\"", "\"keeprs\"", "")]
    public void Head_IsFoundAtItsPlace(string expected, string formats, string importers, string members) =>
        Assert.Equal([expected.Replace("#", File + "#", StringComparison.Ordinal)], Findings(ExchangeFiles.With(members, importers: importers, formats: formats)));

    [Theory]
    [InlineData("HR-EXC-006 #/columns/2/to", Code + """, { "to": "basic.color", "from": "c" }""")]
    [InlineData("HR-EXC-007 #/columns/2/to", Code + """, { "to": "basic.name", "from": "c" }""")]
    [InlineData("HR-EXC-008 #/columns/2", Code + """, { "to": "basic.colour" }""")]
    [InlineData("HR-EXC-008 #/columns/2", Code + """, { "to": "basic.colour", "from": "c", "constant": "1" }""")]
    [InlineData("HR-EXC-009 #/columns", """{ "to": "basic.name", "from": "name" }""")]
    [InlineData("HR-EXC-010 #/columns/2/template", Code + """, { "to": "basic.colour", "template": "{a" }""")]
    [InlineData("HR-EXC-010 #/columns/2/template", Code + """, { "to": "basic.colour", "template": "a}{b}" }""")]
    [InlineData("HR-EXC-010 #/columns/2/template", Code + """, { "to": "basic.colour", "template": "none" }""")]
    [InlineData("HR-EXC-011 #/columns/2", Code + """, { "to": "basic.colour", "from": "c", "split": "|" }""")]
    [InlineData("HR-EXC-011 #/columns/2", Code + """, { "to": "basic.colour", "from": "c", "split": "|", "take": "second" }""")]
    [InlineData("HR-EXC-014 #/columns", """{ "to": "basic.code", "from": "no" }""")]
    public void Column_IsFoundAtItsPlace(string expected, string columns) =>
        Assert.Equal([expected.Replace("#", File + "#", StringComparison.Ordinal)], Findings(ExchangeFiles.With(columns: $"\"columns\": [{columns}]")));

    [Fact]
    public void RoleThatMayNotChangeAField_CannotImportIt() =>
        Assert.Equal(["HR-EXC-005", "HR-EXC-005"], Findings(ExchangeFiles.With(importers: "\"keeper\", \"clerk\"")).Select(f => f[..10]));

    [Fact]
    public void UnknownOwner_IsFound() => Assert.Equal([$"HR-DEF-012 {File}#/owner"], Findings(ExchangeFiles.With(", \"owner\": \"ofice\"")));

    [Fact]
    public void MisspeltField_IsTold()
    {
        var finding = TestSet.Compile(ExchangeFiles.With(columns: $$"""
            "columns": [{{Code}}, { "to": "basic.color", "from": "c" }]
            """)).Diagnostics.Single(d => d.File == File);
        Assert.Contains("basic.colour", finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Try_JudgesOneRow()
    {
        var set = TestSet.Sound(ExchangeFiles.With());
        using var row = JsonDocument.Parse("""{ "no": "a1", "make": "Ada", "colours": "red|grey", "price": -1 }""");
        var outcome = DefinitionKinds.Find("exchanges")!.Try(set, "things", new TryQuestion(row.RootElement, new DateTimeOffset(2026, 9, 16, 10, 0, 0, TimeSpan.FromHours(8))))!.Outcome!;
        Assert.False(outcome["accepted"]!.GetValue<bool>());
        Assert.Equal("T-A1", outcome["key"]!.GetValue<string>());
        Assert.Equal(
            ["/basic/name stock", "/basic/colour stock", "/price/net sales"],
            outcome["violations"]!.AsArray().Where(v => !v!["warning"]!.GetValue<bool>()).OrderBy(v => Array.IndexOf(["/basic/name", "/basic/colour", "/price/net"], v!["pointer"]!.GetValue<string>()))
                .Select(v => $"{v!["pointer"]} {v["owner"]}"));
    }

    [Fact]
    public void Try_SaysThatARowIsPassedOver()
    {
        var set = TestSet.Sound(ExchangeFiles.With(", \"onlyWhen\": { \"until\": [\"9999\", \"\"] }"));
        Assert.Equal(["True", "False", "False"], new[] { "2001", "9999", "" }.Select(until =>
        {
            using var row = JsonDocument.Parse($$"""{ "no": "a1", "make": "Ada", "model": "L", "until": "{{until}}" }""");
            return DefinitionKinds.Find("exchanges")!.Try(set, "things", new TryQuestion(row.RootElement, new DateTimeOffset(2026, 9, 16, 10, 0, 0, TimeSpan.FromHours(8))))!.Outcome!["passedOver"]!.GetValue<bool>().ToString();
        }));
    }

    private static IEnumerable<string> Findings(params (string Path, string Json)[] files) => TestSet.Findings("HR-", files).Where(f => !f.StartsWith("HR-CAL", StringComparison.Ordinal));
}
