using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Rules;

/// <summary>What lies outside our language is refused where it stands, with what to write instead.</summary>
public sealed class ImportRefusalTests
{
    [Theory]
    [InlineData("Utils.CheckContains(input1.Country, \"india,usa\") == true", "HR-EXP-030", "x in [")]
    [InlineData("new[] { \"a\", \"b\" }.Contains(input1.Country)", "HR-EXP-030", "x in [")]
    [InlineData("input1.Vip ? true : false", "HR-EXP-030", "two rules")]
    [InlineData("DateTime.Now > input2.On", "HR-EXP-030", "today")]
    [InlineData("DateTime.UtcNow.AddDays(1) > input2.On", "HR-EXP-030", "today")]
    [InlineData("string.IsNullOrEmpty(input1.Country)", "HR-EXP-030", "x == null")]
    [InlineData("input1.Tags.Where(t => t == \"a\").Any()", "HR-EXP-030", "any(list")]
    [InlineData("input1.Tags[0] == \"a\"", "HR-EXP-030", "any(list")]
    [InlineData("Math.Round(input1.Billed) > 1", "HR-EXP-030", "round(x, 2)")]
    [InlineData("Convert.ToInt32(input1.Country) > 1", "HR-EXP-030", "Leave it out")]
    [InlineData("input1.Country.ToString() == \"a\"", "HR-EXP-030", "Leave it out")]
    [InlineData("input1.Country.GetType().Assembly == null", "HR-EXP-030", "README")]
    [InlineData("input1.Country.Replace(\"a\", \"b\") == \"b\"", "HR-EXP-030", "README")]
    [InlineData("Regex.IsMatch(input1.Country, \"^(a+)+$\")", "HR-EXP-030", "startsWith")]
    [InlineData("Guid.NewGuid() == null", "HR-EXP-030", "README")]
    [InlineData("\"\".GetType() == null", "HR-EXP-003", "")]
    [InlineData("(input1.Country).GetType() == null", "HR-EXP-030", "README")]
    [InlineData("Enumerable.Range(0, 2147483647).Any()", "HR-EXP-030", "README")]
    [InlineData("input2.TotalOrders / 2 > 1", "HR-EXP-031", "1.0")]
    [InlineData("input1.countri == \"india\"", "HR-EXP-012", "")]
    [InlineData("input4.Country == \"india\"", "HR-EXP-012", "")]
    [InlineData("customer.basic.Country == \"india\"", "HR-EXP-012", "")]
    [InlineData("input1.Billed == \"100\"", "HR-EXP-017", "")]
    [InlineData("input1.Billed > 100m", "HR-EXP-007", "")]
    [InlineData("input1.Country + \"a\" == \"b\"", "HR-EXP-016", "")]
    [InlineData("input1.Country", "HR-EXP-020", "")]
    [InlineData("input1.Vip & true", "HR-EXP-004", "&&")]
    public void AnExpression_IsRefusedWithAdvice(string expression, string code, string help)
    {
        var finding = Assert.Single(Findings($$"""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": {{System.Text.Json.JsonSerializer.Serialize(expression)}} }] }"""));
        Assert.Equal((code, "rules/discount.rules.json"), (finding.Code, finding.File));
        Assert.StartsWith("/workflow/Rules/0", finding.Path);
        Assert.Contains(help, finding.Help.En);
    }

    [Theory]
    [InlineData("""{ "WorkflowName": "w", "WorkflowsToInject": ["x"], "Rules": [] }""", "HR-REW-005", "/workflow/WorkflowsToInject")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "RuleExpressionType": "Other", "Expression": "true" }] }""", "HR-REW-002", "/workflow/Rules/0/RuleExpressionType")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Operator": "and", "Rules": [{ "RuleName": "b", "Expression": "true" }] }] }""", "HR-REW-003", "/workflow/Rules/0/Operator")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a" }] }""", "HR-REW-004", "/workflow/Rules/0")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Operator": "And", "Rules": [] }] }""", "HR-REW-004", "/workflow/Rules/0")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Operator": "And", "Expression": "true", "Rules": [{ "RuleName": "b", "Expression": "true" }] }] }""", "HR-REW-004", "/workflow/Rules/0")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true" }, { "RuleName": "a", "Expression": "true" }] }""", "HR-REW-009", "/workflow/Rules/1/RuleName")]
    [InlineData("""{ "WorkflowName": "w", "GlobalParams": [{ "Name": "input1", "Expression": "1" }], "Rules": [] }""", "HR-REW-009", "/workflow/GlobalParams/0/Name")]
    [InlineData("""{ "WorkflowName": "w", "GlobalParams": [{ "Name": "x", "Expression": "nope" }], "Rules": [] }""", "HR-EXP-012", "/workflow/GlobalParams/0/Expression")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "ErrorMessage": "$(input1.Nope)" }] }""", "HR-EXP-012", "/workflow/Rules/0/ErrorMessage")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "ErrorMessage": "$(1 + 1)" }] }""", "HR-REW-011", "/workflow/Rules/0/ErrorMessage")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "Actions": { "OnSuccess": { "Name": "MyAction" } } }] }""", "HR-REW-006", "/workflow/Rules/0/Actions/OnSuccess/Name")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "Actions": { "OnFailure": { "Name": "OutputExpression" } } }] }""", "HR-REW-007", "/workflow/Rules/0/Actions/OnFailure/Context")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "Actions": { "OnFailure": { "Name": "OutputExpression", "Context": { "Expression": "duration(\"P1M\")" } } } }] }""", "HR-REW-012", "/workflow/Rules/0/Actions/OnFailure/Context/Expression")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "Actions": { "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "w", "ruleName": "b" } } } }] }""", "HR-REW-007", "/workflow/Rules/0")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "Actions": { "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "w", "ruleName": "a", "inputFilter": ["input1"] } } } }] }""", "HR-REW-007", "/workflow/Rules/0/Actions/OnFailure/Context")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "Expression": "true", "Actions": { "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "w", "ruleName": "a" } } } }] }""", "HR-REW-008", "/workflow/Rules/0")]
    [InlineData("""{ "WorkflowName": "w", "Rules": [{ "RuleName": "a", "localParams": [], "Expression": "true" }] }""", "HR-DEF-002", "/workflow/Rules/0/localParams")]
    [InlineData("""{ "WorkflowName": "w", "rules": [] }""", "HR-DEF-002", "/workflow/rules")]
    public void AWorkflow_IsReadStrictly(string workflow, string code, string path) => Assert.Contains(Findings(workflow), f => f.Code == code && f.Path == path);

    [Theory]
    [InlineData("""{ "input1": "customer.nope" }""", "HR-REW-010")]
    [InlineData("""{ "in put": "customer" }""", "HR-REW-009")]
    [InlineData("""{ "today": "customer" }""", "HR-REW-009")]
    public void AnInput_StandsForWhatIsThere(string inputs, string code) =>
        Assert.Equal(code, Assert.Single(Findings("""{ "WorkflowName": "w", "Rules": [] }""", inputs)).Code);

    [Fact]
    public void ConditionsAndAWorkflow_DoNotStandTogether()
    {
        var files = WorkflowLab.Files("""{ "WorkflowName": "w", "Rules": [] }""");
        files[^1].Json = files[^1].Json.Replace("\"workflow\"", "\"conditions\": [], \"workflow\"", StringComparison.Ordinal);
        Assert.Contains(TestSet.Compile(files).Diagnostics, d => d.Code == "HR-REW-001");
        files[^1].Json = """{ "id": "discount", "title": { "zh": "折扣", "en": "Discount" }, "subject": "customer" }""";
        Assert.Contains(TestSet.Compile(files).Diagnostics, d => d.Code == "HR-REW-001");
    }

    /// <summary>Each param says the one before it twice: 2 to the 40th parts when written out.</summary>
    [Fact]
    public void ParamsThatGrow_AreAFindingAndNotAHang()
    {
        var grown = string.Join(", ", Enumerable.Range(1, 40).Select(i => $$"""{ "Name": "p{{i}}", "Expression": "p{{i - 1}} && p{{i - 1}}" }"""));
        Assert.Contains(Findings($$"""{ "WorkflowName": "w", "GlobalParams": [{ "Name": "p0", "Expression": "input1.Vip" }, {{grown}}], "Rules": [{ "RuleName": "a", "Expression": "p8" }] }"""), f => f.Code == "HR-EXP-010");
        var deep = string.Join(", ", Enumerable.Range(1, 60).Select(i => $$"""{ "Name": "p{{i}}", "Expression": "!p{{i - 1}}" }"""));
        Assert.Contains(Findings($$"""{ "WorkflowName": "w", "GlobalParams": [{ "Name": "p0", "Expression": "input1.Vip" }, {{deep}}], "Rules": [] }"""), f => f.Code == "HR-EXP-009");
    }

    private static IEnumerable<Diagnostic> Findings(string workflow, string? inputs = WorkflowLab.Inputs) => TestSet.Compile(WorkflowLab.Files(workflow, inputs)).Diagnostics.Where(d => d.Severity == Severity.Error);
}
