using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Tests.Rules;

/// <summary>What the documentation of RulesEngine shows works here, and comes out as the package itself has it.</summary>
public sealed class ImportedWorkflowTests
{
    public static TheoryData<string, string> Documented => new()
    {
        {
            "discounts over three inputs", """
            { "WorkflowName": "Discount", "Rules": [
              { "RuleName": "GiveDiscount10", "SuccessEvent": "10", "ErrorMessage": "No 10 for $(input1.Country) with $(input2.TotalOrders) orders.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.Country == \"india\" AND input1.LoyaltyFactor <= 2 AND input1.TotalPurchases >= 5000 AND input2.TotalOrders > 2 AND input3.PerMonth > 2" },
              { "RuleName": "GiveDiscount25", "SuccessEvent": "25", "ErrorMessage": "No 25.",
                "Expression": "input1.Country != \"india\" AND input1.LoyaltyFactor >= 2 AND input1.TotalPurchases >= 10000 AND input2.TotalOrders > 2 AND input3.PerMonth > 5" }] }
            """
        },
        {
            "nested rules", """
            { "WorkflowName": "Nested", "Rules": [
              { "RuleName": "Either", "SuccessEvent": "30", "ErrorMessage": "Neither.", "Operator": "OrElse", "Rules": [
                { "RuleName": "LoyalSpender", "ErrorMessage": "Not loyal.", "Expression": "input1.LoyaltyFactor > 3 AND input1.TotalPurchases >= 5000 AND input1.TotalPurchases <= 10000" },
                { "RuleName": "ManyOrders", "ErrorMessage": "Only $(input2.TotalOrders).", "Expression": "input2.TotalOrders > 15" }] },
              { "RuleName": "Both", "Operator": "And", "Rules": [
                { "RuleName": "Inner", "Operator": "Or", "Rules": [{ "RuleName": "a", "Expression": "input1.Vip" }, { "RuleName": "b", "Expression": "not input1.Vip and input3.PerMonth > 20" }] },
                { "RuleName": "Off", "Enabled": false, "Expression": "1 == 2" },
                { "RuleName": "One", "Operator": "AndAlso", "Rules": [{ "RuleName": "c", "Expression": "input2.TotalOrders <> 3" }] }] }] }
            """
        },
        {
            "global params", """
            { "WorkflowName": "workflowWithGlobalParam", "GlobalParams": [{ "Name": "low", "Expression": "input2.Last.ToLower()" }], "Rules": [
              { "RuleName": "equalsHello", "Expression": "low == \"hello\"" }, { "RuleName": "equalsInput", "Expression": "input2.Last.ToLower() == low" },
              { "RuleName": "length", "ErrorMessage": "$(low) is short", "Expression": "low.Length > 5" }] }
            """
        },
        {
            "local params, seen by the rules below", """
            { "WorkflowName": "workflowWithLocalParam", "Rules": [
              { "RuleName": "local", "LocalParams": [{ "Name": "mine", "Expression": "input2.Last.ToLower()" }], "Expression": "mine == \"hello\"" },
              { "RuleName": "localInNested", "LocalParams": [{ "Name": "mine", "Expression": "input2.Last.ToUpper()" }], "Operator": "And", "Rules": [
                { "RuleName": "below", "Expression": "input2.Last.ToUpper() == mine" }, { "RuleName": "starts", "Expression": "mine.StartsWith(\"HE\")" }] }] }
            """
        },
        {
            "params over params", """
            { "WorkflowName": "workflowWithReferencedRule", "GlobalParams": [{ "Name": "first", "Expression": "input2.Last" }], "Rules": [
              { "RuleName": "two", "LocalParams": [{ "Name": "second", "Expression": "first.ToLower()" }, { "Name": "third", "Expression": "input2.Last.ToLower() == second" }], "Expression": "third == true" },
              { "RuleName": "sum", "LocalParams": [{ "Name": "points", "Expression": "input2.TotalOrders * 2 + input3.PerMonth" }], "ErrorMessage": "$(points) points", "Expression": "points >= 30" }] }
            """
        },
        {
            "output expressions", """
            { "WorkflowName": "inputWorkflow", "Rules": [
              { "RuleName": "GiveDiscount10Percent", "SuccessEvent": "10", "ErrorMessage": "One or more adjust rules failed.", "RuleExpressionType": "LambdaExpression",
                "Expression": "input1.Country == \"india\" AND input1.LoyaltyFactor <= 2 OR input2.TotalOrders > 12",
                "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "input1.Billed * 0.9" } },
                             "OnFailure": { "Name": "OutputExpression", "Context": { "Expression": "input1.Billed" } } } },
              { "RuleName": "Texts", "Expression": "input1.Vip = true", "Actions": { "OnFailure": { "Name": "OutputExpression", "Context": { "Expression": "input1.Country.Trim()" } } } }] }
            """
        },
        {
            "operators and precedence", """
            { "WorkflowName": "Operators", "Rules": [
              { "RuleName": "upper", "Expression": "input2.Last.ToUpper() = \"SECOND\"" },
              { "RuleName": "precedence", "Expression": "input1.Vip or input3.PerMonth > 10 and input2.TotalOrders < 5" },
              { "RuleName": "arithmetic", "Expression": "(input1.TotalPurchases - input1.Billed) * 2 >= 6000 || -input3.PerMonth < -20" },
              { "RuleName": "methods", "Expression": "input1.Country.Contains(\"nd\") && !input2.Last.EndsWith(\"O\")" },
              { "RuleName": "chain", "Expression": "input2.Last.ToLower().StartsWith(\"he\") && input2.Last.Equals(\"HELLO\") == false" },
              { "RuleName": "static", "Expression": "Math.Abs(input2.TotalOrders - 10) < 4 && Math.Max(input2.TotalOrders, input3.PerMonth) > 8" }] }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task WhatTheDocumentationShows_ComesOutAsThePackageHasIt(string what, string workflow)
    {
        var rules = WorkflowLab.Rules(workflow);
        var random = new Random(what.Length);
        var seen = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            var customer = WorkflowLab.Next(random);
            var ours = WorkflowLab.Ours(rules, customer);
            seen.Add(ours);
            Assert.Equal(await WorkflowLab.Theirs(workflow, customer), ours);
        }

        Assert.True(seen.Count > 1, "The customers tell the rules apart.");
    }

    /// <summary>The package evaluates EvaluateRule only when it runs one rule, so what it does is written down here: the output of the other rule.</summary>
    [Theory]
    [InlineData(5, 25_000, "80")]
    [InlineData(2, 6_000, "90")]
    [InlineData(9, 100, "")]
    public void ARuleThatFails_MayPutOutWhatAnotherPutsOut(int loyalty, int purchases, string output)
    {
        var rules = WorkflowLab.Rules("""
            { "WorkflowName": "chained", "Rules": [
              { "RuleName": "Twenty", "Expression": "input1.LoyaltyFactor <= 5 AND input1.TotalPurchases >= 20000",
                "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "input1.Billed * 0.8" } },
                             "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "chained", "ruleName": "Ten" } } } },
              { "RuleName": "Ten", "Expression": "input1.LoyaltyFactor <= 2", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "input1.Billed * 0.9" } } } }] }
            """);
        var customer = WorkflowLab.Next(new Random(1)) with { Basic = new("india", loyalty, purchases, 100, false) };
        var verdict = rules.Judge(WorkflowLab.Record(rules, customer), new DateOnly(2026, 9, 18))[0];
        Assert.Equal(output, verdict.Result!.Output!.Value.ToString().Replace(".0", "", StringComparison.Ordinal));
    }

    [Fact]
    public void WhereTheyTurnAMissingValueIntoFalse_WeCannotTell()
    {
        var rules = WorkflowLab.Rules("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "ErrorMessage": "no", "SuccessEvent": "yes", "Expression": "!(input2.TotalOrders > 5)" }] }""");
        var verdict = Assert.Single(rules.Judge(rules.Subject.Shape.Empty, new DateOnly(2026, 9, 18)));
        Assert.Equal(Verdict.Unknown, verdict.Verdict);
        Assert.Equal((null, null), (verdict.Result!.Event, verdict.Result.Message));
        Assert.Equal(["customer.orders.TotalOrders"], verdict.Because.Missing.AsEnumerable());
    }

    [Fact]
    public void AMessageOutsideTheTry_NamesTheFieldInsteadOfItsValue()
    {
        var rules = WorkflowLab.Rules("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "ErrorMessage": "Only $(input1.Billed) billed", "Expression": "input1.Billed > 5000" }] }""");
        var verdict = Assert.Single(rules.Judge(WorkflowLab.Record(rules, WorkflowLab.Next(new Random(1)) with { Basic = new("x", 1, 1, 75, false) }), new DateOnly(2026, 9, 18)));
        Assert.Equal("Only 'Billed' billed", verdict.Condition.Message.En);
        Assert.Equal("Only “账单” billed", verdict.ToTrace().Sentence.Zh);
        Assert.Equal("Only 75 billed", verdict.Result!.Message);
    }

    [Fact]
    public void WithoutDeclaredInputs_Input1IsTheRecord()
    {
        var rules = WorkflowLab.Rules("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "input1.orders.TotalOrders > 5 && customer.orders.TotalOrders > 5 && input1.basic.Tags.Contains(\"a\")" }] }""", null);
        Assert.Equal(["customer.orders.TotalOrders", "customer.basic.Tags"], Assert.Single(rules.Conditions).Require.Reads.AsEnumerable());
    }

    [Fact]
    public void WhatIsBeyondTheirLanguage_IsAtHandToo()
    {
        var rules = WorkflowLab.Rules("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "input1.Tags.Any(t => t == \"a\") && input2.On + duration(\"P1M\") > today && input2.On.Year == 2026 && input2.On.HasValue" }] }""");
        Assert.Equal("some item of Tags satisfies (the item is \"a\" (A)) and Order day + 1 month is after today and the year of Order day is 2026 and Order day has a value", rules.Conditions[0].Require.Sentence.En);
    }
}
