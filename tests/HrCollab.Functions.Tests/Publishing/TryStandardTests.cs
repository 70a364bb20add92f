using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>B.1: an outside program asks a standard with a record of its own, and is told what was checked, computed and changed, not only what is wrong.</summary>
public sealed class TryStandardTests(Company company) : IClassFixture<Company>
{
    private const string Standard = "standards/person.standard.json";

    private TestHost Host => company.Host;

    [Fact]
    public async Task B_AnAcceptedRecord_IsTracedWithWhatHeld_WhatWasComputedFromWhat_AndWhatWasWrittenOtherwise()
    {
        var record = Sound();
        record["identity"]!["idNumber"] = "\uFF11" + record["identity"]!.Text("idNumber")[1..]; // a full-width digit
        record["contract"] = new JsonObject { ["kind"] = "fixed", ["startDate"] = "2026-09-01", ["endDate"] = "2028-08-31" };
        var answer = await Try(record);
        Assert.True(answer["outcome"]!["accepted"]!.GetValue<bool>(), answer.ToJsonString());

        var held = Entry(answer, "standard", "true", "contract-end-after-start");
        Assert.Contains(held["values"]?.AsArray() ?? [], v => (v!.Text("path"), v!.Text("value")) == ("person.contract.endDate", "2028-08-31"));
        var computed = Assert.Single(answer["trace"]!.AsArray().OfType<JsonNode>(), t => t.Text("topic") == "computed");
        Assert.Equal("computed", computed.Text("outcome"));
        Assert.Equal(
            [("person.contract.endDate", "2028-08-31"), ("person.contract.renewalNoticeBy", "2028-08-01")],
            computed["values"]!.AsArray().Select(v => (v!.Text("path"), v!.Text("value"))));
        Assert.Equal(Standard, computed["source"]!.Text("file"));
        Assert.Contains(answer["trace"]!.AsArray(), t => (t!.Text("topic"), t!.Text("outcome")) == ("standard", "noticed")); // the digit as everybody writes it
        Assert.Equal("2028-08-01", answer["outcome"]!["values"]!["contract"]!.Text("renewalNoticeBy"));
    }

    [Fact]
    public async Task B_AScript_IsTracedWithTheValuesItRead()
    {
        var record = Sound();
        record["performance"] = new JsonObject { ["score"] = "80", ["collaboration"] = "90" };
        var computed = Assert.Single((await Try(record))["trace"]!.AsArray().OfType<JsonNode>(), t => t.Text("topic") == "computed");
        Assert.Equal(["80", "90", "82"], computed["values"]!.AsArray().Select(v => decimal.Parse(v!.Text("value"), System.Globalization.CultureInfo.InvariantCulture).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task B_ARefusedRecord_IsTracedToTheRuleThatRefuses()
    {
        var record = Sound();
        record["employment"]!["hireDate"] = "1998-01-01";
        var answer = await Try(record);
        Assert.False(answer["outcome"]!["accepted"]!.GetValue<bool>());
        Assert.Contains(answer["outcome"]!["violations"]!.AsArray(), v => v!.Text("code") == "person.hire-after-birth" && v!.Text("pointer") == "/employment/hireDate");
        Assert.Equal("refused", Entry(answer, "standard", "refused", "hire-after-birth").Text("outcome"));
    }

    [Fact]
    public async Task B_WhatCannotBeTold_NamesWhatIsMissing_AndRefusesNothing()
    {
        var record = Sound();
        record["contract"] = new JsonObject { ["endDate"] = "2028-08-31", ["probationMonths"] = 6 };
        var answer = await Try(record);
        Assert.True(answer["outcome"]!["accepted"]!.GetValue<bool>(), answer.ToJsonString());
        var violations = answer["outcome"]!["violations"]!.AsArray().OfType<JsonNode>().ToList();
        Assert.All(violations, v => Assert.True(v["warning"]!.GetValue<bool>()));
        Assert.Equal([("HR-STA-013", "/contract/probationMonths")], violations.Select(v => (v.Text("code"), v.Text("pointer"))));
        Assert.Equal("unknown", Entry(answer, "standard", "unknown", "contract-end-after-start").Text("outcome"));
    }

    /// <summary>The shipped "sound" case: a person whom nothing speaks against.</summary>
    private static JsonObject Sound() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(TestHost.DefinitionsPath, "standards/person.standard.cases.json")))!.AsArray().First(c => c!.Text("id") == "sound")!["input"]!.DeepClone().AsObject();

    private static JsonNode Entry(JsonNode answer, string topic, string outcome, string rule)
    {
        var rules = JsonNode.Parse(File.ReadAllText(Path.Combine(TestHost.DefinitionsPath, Standard)))!["rules"]!.AsArray().Select(r => r!.Text("id")).ToList();
        return Assert.Single(answer["trace"]!.AsArray().OfType<JsonNode>(), t => (t.Text("topic"), t.Text("outcome"), t["source"]?.Text("pointer")) == (topic, outcome, $"/rules/{rules.IndexOf(rule)}"));
    }

    private async Task<JsonNode> Try(JsonObject record) =>
        (await Host.Post("E0001", "/api/definitions/try", new JsonObject { ["kind"] = "standards", ["id"] = "person", ["input"] = record.DeepClone() })).Is(HttpStatusCode.OK).Json;
}
