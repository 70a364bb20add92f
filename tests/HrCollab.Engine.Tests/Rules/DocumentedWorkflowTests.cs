using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using RulesEngine.Models;

namespace HrCollab.Engine.Tests.Rules;

/// <summary>
/// The examples of RulesEngine's documentation (docs/index.md, docs/Getting-Started.md, demo/DemoApp/Workflows), letter by letter: each comes out as the package itself has it over
/// the same inputs, or is refused with what to write instead.
/// </summary>
public sealed class DocumentedWorkflowTests
{
    private const string Basic = "\"input1\": \"customer.basic\", \"input2\": \"customer.orders\", \"input3\": \"customer.telemetry\"";
    private const string Named = "\"basicInfo\": \"customer.basic\", \"orderInfo\": \"customer.orders\", \"telemetryInfo\": \"customer.telemetry\"";
    private const string Mine = "\"myInput\": \"customer.mine\"";

    public static TheoryData<string, string, string> Examples => new()
    {
        {
            "GiveDiscount10 to 20", Basic, """
            { "WorkflowName": "Discount", "Rules": [
              { "RuleName": "GiveDiscount10", "Expression": "input1.country == \"india\" AND input1.loyalityFactor <= 2 AND input1.totalPurchasesToDate >= 5000 AND input2.totalOrders > 2 AND input3.noOfVisitsPerMonth > 2" },
              { "RuleName": "GiveDiscount20", "Expression": "input1.country == \"india\" AND input1.loyalityFactor == 3 AND input1.totalPurchasesToDate >= 10000 AND input2.totalOrders > 2 AND input3.noOfVisitsPerMonth > 2" }] }
            """
        },
        {
            "custom names for inputs", Named, """
            { "WorkflowName": "DiscountWithCustomInputNames", "Rules": [
              { "RuleName": "GiveDiscount10", "Expression": "basicInfo.country == \"india\" AND basicInfo.loyalityFactor <= 2 AND basicInfo.totalPurchasesToDate >= 5000 AND orderInfo.totalOrders > 2 AND telemetryInfo.noOfVisitsPerMonth > 2" },
              { "RuleName": "GiveDiscount20", "Expression": "basicInfo.country == \"india\" AND basicInfo.loyalityFactor == 3 AND basicInfo.totalPurchasesToDate >= 10000 AND orderInfo.totalOrders > 2 AND telemetryInfo.noOfVisitsPerMonth > 2" }] }
            """
        },
        {
            "global params", Mine, """
            { "WorkflowName": "workflowWithGlobalParam", "GlobalParams": [{ "Name": "myglobal1", "Expression": "myInput.hello.ToLower()" }], "Rules": [
              { "RuleName": "checkGlobalEqualsHello", "Expression": "myglobal1 == \"hello\"" },
              { "RuleName": "checkGlobalEqualsInputHello", "Expression": "myInput.hello.ToLower() == myglobal1" }] }
            """
        },
        {
            "local params", Mine, """
            { "WorkflowName": "workflowWithLocalParam", "Rules": [
              { "RuleName": "checkLocalEqualsHello", "LocalParams": [{ "Name": "mylocal1", "Expression": "myInput.hello.ToLower()" }], "Expression": "mylocal1 == \"hello\"" },
              { "RuleName": "checkLocalEqualsInputHelloInNested", "LocalParams": [{ "Name": "mylocal1", "Expression": "myInput.hello.ToLower()" }], "Operator": "And", "Rules": [
                { "RuleName": "nestedRule", "Expression": "myInput.hello.ToLower() == mylocal1" }] }] }
            """
        },
        {
            "params over params", Mine, """
            { "WorkflowName": "workflowWithReferencedRule", "GlobalParams": [{ "Name": "myglobal1", "Expression": "myInput.hello" }], "Rules": [
              { "RuleName": "checkGlobalAndLocalEqualsHello", "LocalParams": [{ "Name": "mylocal1", "Expression": "myglobal1.ToLower()" }], "Expression": "mylocal1 == \"hello\"" },
              { "RuleName": "checklocalEqualsInputHello", "LocalParams": [{ "Name": "mylocal1", "Expression": "myglobal1.ToLower()" }, { "Name": "mylocal2", "Expression": "myInput.hello.ToLower() == mylocal1" }], "Expression": "mylocal2 == true" }] }
            """
        },
        {
            "an output expression, whose properties are spelled in either case", Basic, """
            { "WorkflowName": "inputWorkflow", "Rules": [
              { "RuleName": "GiveDiscount10Percent", "SuccessEvent": "10", "ErrorMessage": "One or more adjust rules failed.", "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.couy == \"india\" AND input1.loyalityFactor <= 2 AND input1.totalPurchasesToDate >= 5000 AND input2.totalOrders > 2 AND input2.noOfVisitsPerMonth > 2",
                "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "input1.TotalBilled * 0.9" } } } }] }
            """
        },
        {
            "a rule that evaluates another", Basic, """
            { "WorkflowName": "inputWorkflow", "Rules": [
              { "RuleName": "GiveDiscount20Percent", "Expression": "input1.couy == \"india\" AND input1.loyalityFactor <= 5 AND input1.totalPurchasesToDate >= 20000",
                "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "input1.TotalBilled * 0.8" } },
                             "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "inputWorkflow", "ruleName": "GiveDiscount10Percent" } } } },
              { "RuleName": "GiveDiscount10Percent", "SuccessEvent": "10", "ErrorMessage": "One or more adjust rules failed.", "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.couy == \"india\" AND input1.loyalityFactor <= 2 AND input1.totalPurchasesToDate >= 5000 AND input2.totalOrders > 2 AND input2.noOfVisitsPerMonth > 2",
                "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "input1.TotalBilled * 0.9" } } } }] }
            """
        },
        {
            "the nested discounts of the demo", Basic, """
            { "WorkflowName": "Discount", "Rules": [
              { "RuleName": "GiveDiscount30", "SuccessEvent": "30", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.loyalityFactor > 3 AND input1.totalPurchasesToDate >= 50000 AND input1.totalPurchasesToDate <= 100000 AND input2.totalOrders > 5 AND input3.noOfVisitsPerMonth > 15" },
              { "RuleName": "GiveDiscount30NestedOrExample", "SuccessEvent": "30", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "Operator": "OrElse", "Rules": [
                { "RuleName": "IsLoyalAndHasGoodSpend", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression",
                  "Expression": "input1.loyalityFactor > 3 AND input1.totalPurchasesToDate >= 50000 AND input1.totalPurchasesToDate <= 100000" },
                { "RuleName": "OrHasHighNumberOfTotalOrders", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression", "Expression": "input2.totalOrders > 15" }] },
              { "RuleName": "GiveDiscount35NestedAndExample", "SuccessEvent": "35", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "Operator": "AndAlso", "Rules": [
                { "RuleName": "IsLoyal", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression", "Expression": "input1.loyalityFactor > 3" },
                { "RuleName": "AndHasTotalPurchased100000", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression", "Expression": "input1.totalPurchasesToDate >= 100000" },
                { "RuleName": "AndOtherConditions", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression", "Expression": "input2.totalOrders > 15 AND input3.noOfVisitsPerMonth > 25" }] }] }
            """
        },
        {
            "a property of a property", "\"input1\": \"customer\"", """
            { "WorkflowName": "NestedInputDemoWorkflow1", "Rules": [
              { "RuleName": "CheckNestedSimpleProp", "ErrorMessage": "One or more adjust rules failed.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression", "Expression": "input1.mine.hello == \"HELLO\"" }] }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task AnExample_ComesOutAsThePackageHasIt(string what, string inputs, string workflow)
    {
        var rules = TestSet.Sound(Files(inputs, workflow)).Find<RuleSet>("documented")!;
        var (name, random, seen) = (JsonNode.Parse(workflow)!["WorkflowName"]!.GetValue<string>(), new Random(what.Length), new HashSet<string>());
        var engine = new global::RulesEngine.RulesEngine([workflow]);
        for (var i = 0; i < 60; i++)
        {
            var customer = Next(random);
            var verdicts = rules.Judge(customer.Record(rules), new DateOnly(2026, 9, 18));
            var ours = Lines(verdicts.Select(v => (v.Condition.Id, v.Verdict == Verdict.True, v.Result!.Event, v.Result.Output is { IsMissing: false, Number: { } number } ? number : (decimal?)null)));
            var theirs = new List<(string, bool, string?, decimal?)>();
            foreach (var result in await engine.ExecuteAllRulesAsync(name, customer.Inputs(inputs)))
            {
                var acted = await engine.ExecuteActionWorkflowAsync(name, result.Rule.RuleName, customer.Inputs(inputs)); // runs what one rule does, other rules it names included
                theirs.Add((result.Rule.RuleName, result.IsSuccess, result.IsSuccess ? result.Rule.SuccessEvent : null, acted.Output is { } output ? Convert.ToDecimal(output, CultureInfo.InvariantCulture) : null));
            }

            seen.Add(ours);
            Assert.Equal(Lines(theirs), ours);
        }

        Assert.True(seen.Count > 1, "The inputs tell the outcomes apart.");
    }

    [Theory]
    [InlineData("own functions", "\"Expression\": \"Utils.CheckContains(input1.country, \\\"india,usa,canada,France\\\") == true\"", "HR-EXP-030", "x in [")]
    [InlineData("an entry of a list", "\"Expression\": \"input1.tags[0] == \\\"a\\\"\"", "HR-EXP-030", "any(list")]
    [InlineData("actions of one's own", "\"Expression\": \"input1.loyalityFactor > 1\", \"Actions\": { \"OnSuccess\": { \"Name\": \"MyCustomAction\", \"Context\": { \"Expression\": \"input1.TotalBilled * 0.9\" } } }", "HR-REW-006", "OutputExpression")]
    [InlineData("other inputs for another rule", "\"Expression\": \"input1.loyalityFactor > 1\", \"Actions\": { \"OnSuccess\": { \"Name\": \"EvaluateRule\", \"Context\": { \"workflowName\": \"w\", \"ruleName\": \"r\", \"inputFilter\": [\"input2\"], \"additionalInputs\": [{ \"Name\": \"currentDiscount\", \"Expression\": \"input1.TotalBilled * 0.9\" }] } } }", "HR-REW-007", "write another rule")]
    [InlineData("members in lower case", "\"expression\": \"input1.loyalityFactor > 1\"", "HR-DEF-002", "")]
    public void WhatIsNotRead_IsRefusedWithWhatToWrite(string what, string rule, string code, string help)
    {
        var found = TestSet.Compile(Files(Basic, $$"""{ "WorkflowName": "w", "Rules": [{ "RuleName": "r", {{rule}} }] }""")).Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        Assert.True(found.Exists(d => d.Code == code && d.Help.En.Contains(help, StringComparison.Ordinal) && d.Path.StartsWith("/workflow/Rules/0", StringComparison.Ordinal)), $"{what}: {string.Join('\n', found)}");
    }

    [Fact]
    public void ANameThatNoInputHas_IsAskedFor()
    {
        var found = Assert.Single(TestSet.Compile(Files(Basic, """{ "WorkflowName": "w", "Rules": [{ "RuleName": "r", "Expression": "basicInfo.country == \"india\"" }] }""")).Diagnostics, d => d.Code == "HR-EXP-012");
        Assert.Equal("There is no field 'basicInfo.country'. Say in inputs what 'basicInfo' stands for.", found.Message.En);
    }

    private static string Lines(IEnumerable<(string Rule, bool Holds, string? Event, decimal? Output)> results) =>
        string.Join('\n', results.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Rule}: {r.Holds} {r.Event} {r.Output:0.##}")));

    private static (string Path, string Json)[] Files(string inputs, string workflow) =>
    [
        .. WorkflowLab.Files(workflow).Where(f => f.Path.StartsWith("codeLists/", StringComparison.Ordinal)),
        ("standards/customer.standard.json", """
            { "id": "customer", "title": { "zh": "客户", "en": "Customer" }, "key": "basic.no", "label": "basic.no", "groups": [
              { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "sales", "fields": [
                { "id": "no", "title": { "zh": "编号", "en": "Number" }, "type": "text", "format": "key", "required": true },
                { "id": "country", "title": { "zh": "国家", "en": "Country" }, "type": "text" }, { "id": "couy", "title": { "zh": "国", "en": "Couy" }, "type": "text" },
                { "id": "loyalityFactor", "title": { "zh": "忠诚度", "en": "Loyality" }, "type": "integer" },
                { "id": "totalPurchasesToDate", "title": { "zh": "累计购买", "en": "Purchases" }, "type": "decimal" }, { "id": "totalBilled", "title": { "zh": "账单", "en": "Billed" }, "type": "decimal" },
                { "id": "tags", "title": { "zh": "标签", "en": "Tags" }, "type": "codes", "codes": "tags" }] },
              { "id": "orders", "title": { "zh": "订单", "en": "Orders" }, "owner": "sales", "fields": [
                { "id": "totalOrders", "title": { "zh": "订单数", "en": "Orders" }, "type": "integer" }, { "id": "noOfVisitsPerMonth", "title": { "zh": "每月访问", "en": "Visits of orders" }, "type": "integer" }] },
              { "id": "telemetry", "title": { "zh": "访问", "en": "Telemetry" }, "owner": "sales", "fields": [
                { "id": "noOfVisitsPerMonth", "title": { "zh": "每月访问", "en": "Visits" }, "type": "integer" }] },
              { "id": "mine", "title": { "zh": "我的", "en": "Mine" }, "owner": "sales", "fields": [{ "id": "hello", "title": { "zh": "问候", "en": "Hello" }, "type": "text" }] }] }
            """),
        ("rules/documented.rules.json", $$"""{ "id": "documented", "title": { "zh": "示例", "en": "Documented" }, "subject": "customer", "inputs": { {{inputs}} }, "workflow": {{workflow}} }"""),
    ];

    private static Customer Next(Random random) => new(
        random.Next(3) == 0 ? "USA" : "india", random.Next(0, 6), random.Next(0, 13) * 10_000m, random.Next(1, 40) * 25m, random.Next(0, 20), random.Next(0, 30), new[] { "HELLO", "hello", "Goodbye" }[random.Next(3)]);

    /// <summary>One customer, as the package gets it and as a record.</summary>
    private sealed record Customer(string Country, int Loyality, decimal Purchases, decimal Billed, int Orders, int Visits, string Hello)
    {
        public RuleParameter[] Inputs(string inputs)
        {
            var (basic, orders, telemetry, mine) = (new { Country, Couy = Country, LoyalityFactor = Loyality, TotalPurchasesToDate = Purchases, TotalBilled = Billed }, new { TotalOrders = Orders, NoOfVisitsPerMonth = Visits }, new { NoOfVisitsPerMonth = Visits }, new { Hello });
            return inputs switch
            {
                Basic => [new("input1", basic), new("input2", orders), new("input3", telemetry)],
                Named => [new("basicInfo", basic), new("orderInfo", orders), new("telemetryInfo", telemetry)],
                Mine => [new("myInput", mine)],
                _ => [new("input1", new { Mine = mine })],
            };
        }

        public RecordValues Record(RuleSet rules) => rules.Subject.Shape.Empty.With(new (string Path, FieldValue Value)[]
        {
            ("basic.country", FieldValue.Of(Engine.Expressions.ValueType.Text, Country)), ("basic.couy", FieldValue.Of(Engine.Expressions.ValueType.Text, Country)),
            ("basic.loyalityFactor", FieldValue.Of(Engine.Expressions.ValueType.Integer, Loyality)), ("basic.totalPurchasesToDate", FieldValue.Of(Engine.Expressions.ValueType.Decimal, Purchases)),
            ("basic.totalBilled", FieldValue.Of(Engine.Expressions.ValueType.Decimal, Billed)), ("orders.totalOrders", FieldValue.Of(Engine.Expressions.ValueType.Integer, Orders)),
            ("orders.noOfVisitsPerMonth", FieldValue.Of(Engine.Expressions.ValueType.Integer, Visits)), ("telemetry.noOfVisitsPerMonth", FieldValue.Of(Engine.Expressions.ValueType.Integer, Visits)),
            ("mine.hello", FieldValue.Of(Engine.Expressions.ValueType.Text, Hello)),
        }.Select(v => KeyValuePair.Create(v.Path, v.Value)));
    }
}
