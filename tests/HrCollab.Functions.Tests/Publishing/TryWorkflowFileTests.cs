using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>B: a plain file of Microsoft RulesEngine, a list as its documentation writes it, is asked, checked and judged as it is.</summary>
public sealed class TryWorkflowFileTests(Company company) : IClassFixture<Company>
{
    /// <summary>The first example of the documentation.</summary>
    private const string Discount = """
        [
          {
            "WorkflowName": "Discount",
            "Rules": [
              {
                "RuleName": "GiveDiscount10",
                "SuccessEvent": "10",
                "ErrorMessage": "One or more adjust rules failed.",
                "ErrorType": "Error",
                "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.country == \"india\" AND input1.loyaltyFactor <= 2 AND input1.totalPurchasesToDate >= 5000 AND input2.totalOrders > 2 AND input3.noOfVisitsPerMonth > 2"
              },
              {
                "RuleName": "GiveDiscount20",
                "SuccessEvent": "20",
                "ErrorMessage": "One or more adjust rules failed.",
                "ErrorType": "Error",
                "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.country == \"india\" AND input1.loyaltyFactor == 3 AND input1.totalPurchasesToDate >= 10000 AND input2.totalOrders > 2 AND input3.noOfVisitsPerMonth > 2"
              }
            ]
          }
        ]
        """;

    /// <summary>Nested rules and global params, two workflows in one file.</summary>
    private const string Nested = """
        [
          { "WorkflowName": "NestedInputDemoWorkflow1", "Rules": [
            { "RuleName": "CheckNestedSimpleProp", "SuccessEvent": "ok", "Operator": "And", "Rules": [
              { "RuleName": "country", "Expression": "input1.country == \"india\"" }, { "RuleName": "loyal", "Expression": "input1.loyaltyFactor > 1" }] }] },
          { "WorkflowName": "NestedInputDemoWorkflow2", "GlobalParams": [{ "Name": "low", "Expression": "input1.country.ToLower()" }], "Rules": [
            { "RuleName": "CheckNestedMethodCall", "ErrorMessage": "$(low) is not long", "Expression": "low.Length > 10" }] }
        ]
        """;

    private const string Customer = """
        { "id": "customer", "title": { "zh": "客户", "en": "Customer" }, "key": "basic.no", "label": "basic.no", "groups": [
          { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "hr-head", "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "Number" }, "type": "text", "format": "key", "required": true },
            { "id": "country", "title": { "zh": "国家", "en": "Country" }, "type": "text" },
            { "id": "loyaltyFactor", "title": { "zh": "忠诚度", "en": "Loyalty" }, "type": "integer" },
            { "id": "totalPurchasesToDate", "title": { "zh": "累计购买", "en": "Purchases" }, "type": "decimal" }] },
          { "id": "orders", "title": { "zh": "订单", "en": "Orders" }, "owner": "hr-head", "fields": [
            { "id": "totalOrders", "title": { "zh": "订单数", "en": "Orders" }, "type": "integer" }] },
          { "id": "telemetry", "title": { "zh": "访问", "en": "Visits" }, "owner": "hr-head", "fields": [
            { "id": "noOfVisitsPerMonth", "title": { "zh": "每月访问", "en": "Visits a month" }, "type": "integer" }] }] }
        """;

    private TestHost Host => company.Host;

    [Theory]
    [InlineData(2, 5_000, "true", "false")]
    [InlineData(3, 10_000, "false", "true")]
    [InlineData(9, 10_000, "false", "false")]
    public async Task B_TheDocumentedDiscountFile_IsAnsweredAsItStands(int loyalty, int purchases, string ten, string twenty)
    {
        var answer = (await Ask(new JsonObject
        {
            ["kind"] = "rules",
            ["definition"] = JsonNode.Parse(Discount),
            ["subject"] = "customer",
            ["inputs"] = new JsonObject { ["input1"] = "customer.basic", ["input2"] = "customer.orders", ["input3"] = "customer.telemetry" },
        }, loyalty, purchases)).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal((ten, twenty), (answer["GiveDiscount10"]!.Text("verdict"), answer["GiveDiscount20"]!.Text("verdict")));
        if (ten == "true") Assert.Equal("10", answer["GiveDiscount10"]!.Text("event"));
        else Assert.Equal("One or more adjust rules failed.", answer["GiveDiscount10"]!.Text("message"));
    }

    [Fact]
    public async Task B_AFileOfSeveralWorkflows_FindsItsRecordsByItself_AndItsPropertiesInTheirGroups()
    {
        var answer = (await Ask(new JsonObject { ["kind"] = "rules", ["id"] = "nested", ["definition"] = JsonNode.Parse(Nested) }, 2, 1)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("true", "ok"), (answer["outcome"]!["CheckNestedSimpleProp"]!.Text("verdict"), answer["outcome"]!["CheckNestedSimpleProp"]!.Text("event")));
        Assert.Equal("india is not long", answer["outcome"]!["CheckNestedMethodCall"]!.Text("message"));
        Assert.Equal(("rules/nested.rules.json", "/1/Rules/0"), (answer["trace"]![1]!["source"]!.Text("file"), answer["trace"]![1]!["source"]!.Text("pointer")));
    }

    [Theory]
    [InlineData("loyaltyFactor > 1", "loyaltyFaktor > 1", "HR-EXP-012", "/0/Rules/0/Rules/1/Expression")]
    [InlineData("\"RuleName\": \"country\"", "\"RulName\": \"country\"", "HR-DEF-002", "/0/Rules/0/Rules/0/RulName")]
    [InlineData("CheckNestedMethodCall", "CheckNestedSimpleProp", "HR-REW-009", "/1/Rules/0")]
    public async Task B_ASlipInAPlainFile_IsFoundAtItsPlace(string old, string text, string code, string path)
    {
        var files = new[] { new { path = "standards/customer.standard.json", text = Customer }, new { path = "rules/nested.rules.json", text = Nested.Replace(old, text, StringComparison.Ordinal) } };
        var found = (await Host.Post("E0023", "/api/definitions/check", new { files })).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray();
        Assert.Contains(found, d => d!.Text("code") == code && d!.Text("path") == path && d!["line"]!.GetValue<int>() > 1);
    }

    private Task<Answer> Ask(JsonObject question, int loyalty, int purchases)
    {
        question["files"] = new JsonArray(new JsonObject { ["path"] = "standards/customer.standard.json", ["text"] = Customer });
        question["input"] = JsonNode.Parse($$"""{ "basic": { "country": "india", "loyaltyFactor": {{loyalty}}, "totalPurchasesToDate": "{{purchases}}" }, "orders": { "totalOrders": 3 }, "telemetry": { "noOfVisitsPerMonth": 3 } }""");
        return Host.Send("E0003", HttpMethod.Post, "/api/definitions/try", question.ToJsonString(), language: "en");
    }
}
