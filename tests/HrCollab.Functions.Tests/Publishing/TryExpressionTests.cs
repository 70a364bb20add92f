using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>An outside program asks with its own rules, expressions and RulesEngine workflows, and nothing of it stays.</summary>
public sealed class TryExpressionTests(Company company) : IClassFixture<Company>
{
    private const string Now = "2026-09-18T10:00:00+08:00";

    private const string RowInChinese = "合同期限类型 等于 “fixed”(固定期限) 且 合同期限(月) 不小于 12 且 合同期限(月) 小于 36";
    private const string RowInEnglish = "Contract term is \"fixed\" (Fixed term) and Term in months is at least 12 and Term in months is less than 36";

    private TestHost Host => company.Host;

    [Theory]
    [InlineData("person.employment.status == \"active\"", "verdict", "true")]
    [InlineData("!(person.employment.status in [\"active\"])", "verdict", "false")]
    [InlineData("person.employment.leaveDate < today", "verdict", "unknown")]
    [InlineData("workingDaysBetween(person.employment.hireDate, today)", "value", "9")] // 2026-09-07 to 2026-09-18
    [InlineData("person.employment.hireDate + duration(\"P3M\")", "value", "2026-12-07")]
    [InlineData("duration(\"P13M\")", "value", "P1Y1M")]
    [InlineData("isWorkday(date(\"2026-10-01\"))", "verdict", "false")] // 国庆节
    [InlineData("isWorkday(date(\"2099-10-01\"))", "verdict", "unknown")]
    [InlineData("upper(person.employment.status)", "value", "ACTIVE")]
    public async Task AnExpressionAlone_IsAnswered(string expression, string member, string value)
    {
        var answer = (await Ask(expression)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(value, answer["outcome"]![member]!.ToString());
        Assert.Single(answer["trace"]!.AsArray());
        Assert.NotEmpty(answer["outcome"]!["sentence"]!["zh"]!.ToString());
    }

    [Fact]
    public async Task X23_ASentence_IsAskedLikeItsExpression()
    {
        var answer = (await Ask("has(person.employment.hireDate) && person.employment.hireDate<today")).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal("person.employment.hireDate != null && person.employment.hireDate < today", answer.Text("expression"));
        foreach (var (language, sentence) in new[] { ("zh-CN", answer["sentence"]!.Text("zh")), ("en", answer["sentence"]!.Text("en")) })
        {
            var again = (await Host.Send("E0003", HttpMethod.Post, "/api/definitions/try", new { kind = "expressions", sentence, subject = "person", input = Input, now = Now }, language: language)).Is(HttpStatusCode.OK).Json["outcome"]!;
            Assert.Equal((answer.Text("expression"), "true"), (again.Text("expression"), again.Text("verdict")));
        }

        var refused = (await Host.Post("E0003", "/api/definitions/try", new { kind = "expressions", sentence = "天气 等于 “好”", subject = "person", input = Input })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("HR-EXP-032", refused["diagnostics"]![0]!.Text("code"));
    }

    /// <summary>The cells, the expression or either sentence of a row of the probation table give the other three, and the verdict about a person.</summary>
    [Theory]
    [InlineData("cells", "", "zh-CN")]
    [InlineData("expression", "person.contract.termMonths < 36 && 12 <= person.contract.termMonths && person.contract.kind == \"fixed\"", "zh-CN")]
    [InlineData("sentence", RowInChinese, "zh-CN")]
    [InlineData("sentence", RowInEnglish, "en")]
    public async Task X23_ARowsCells_ItsExpressionAndItsSentences_GiveEachOther(string member, string written, string language)
    {
        var question = new JsonObject { ["kind"] = "expressions", ["table"] = "probation", ["input"] = JsonNode.Parse("""{"contract":{"kind":"fixed","termMonths":24}}""") };
        question[member] = member == "cells" ? new JsonArray("\"fixed\"", "[12..36)") : written;
        var answer = (await Host.Send("E0003", HttpMethod.Post, "/api/definitions/try", question, language: language)).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal(["\"fixed\"", "[12..36)"], answer["cells"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(("true", RowInChinese, RowInEnglish), (answer.Text("verdict"), answer["sentence"]!.Text("zh"), answer["sentence"]!.Text("en")));
    }

    [Fact]
    public async Task X23_WhatNoRowCanSay_IsNamed_AndWrongCellsAreFindings()
    {
        var input = new { contract = new { kind = "fixed", termMonths = 24 } };
        var outcome = (await Host.Post("E0003", "/api/definitions/try", new { kind = "expressions", table = "probation", expression = "person.contract.kind == \"open\" || person.contract.termMonths > 3", input })).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal(("true", "person.contract.kind == \"open\" || person.contract.termMonths > 3", null), (outcome.Text("verdict"), outcome.Text("noCell"), outcome["cells"]));
        foreach (var (cells, table, code) in new[] { (new[] { "\"fixed\"" }, "probation", "HR-TBL-005"), (["\"fxied\"", "-"], "probation", "HR-TBL-019"), (["-", "-"], "probaton", "HR-DEF-012") })
        {
            var refused = (await Host.Post("E0003", "/api/definitions/try", new { kind = "expressions", table, cells, input })).Is(HttpStatusCode.UnprocessableEntity).Json;
            Assert.Equal(code, refused["diagnostics"]![0]!.Text("code"));
        }
    }

    [Fact]
    public async Task AMissingCalendarYear_IsNamed() =>
        Assert.Equal("calendar.2099", (await Ask("isWorkday(date(\"2099-10-01\"))")).Json["outcome"]!["missing"]![0]!.ToString());

    [Theory]
    [InlineData("person.employment.statsu == \"active\"", "person", "HR-EXP-012")]
    [InlineData("person.employment.status ==", "person", "HR-EXP-008")]
    [InlineData("", "person", "HR-EXP-001")]
    [InlineData("true", "persn", "HR-DEF-012")]
    public async Task AnExpressionThatDoesNotCompile_IsRefusedWithItsFindings(string expression, string subject, string code)
    {
        var refused = (await Host.Post("E0003", "/api/definitions/try", new { kind = "expressions", expression, subject, input = new { } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal(code, refused["diagnostics"]![0]!.Text("code"));
    }

    [Fact]
    public async Task ARuleSetInTheQuestion_IsAnsweredAndForgotten()
    {
        var definition = JsonNode.Parse("""
            { "id": "mine", "title": { "zh": "我的", "en": "Mine" }, "subject": "person", "conditions": [
              { "id": "active", "require": "person.employment.status == \"active\"", "message": { "zh": "不在职", "en": "Not active" } },
              { "id": "left", "require": "has(person.employment.leaveDate)", "message": { "zh": "未离职", "en": "Still here" } }] }
            """);
        var before = (await Host.Get("E0003", "/api/ready")).Json.Text("revision");
        var answer = (await Host.Post("E0003", "/api/definitions/try", new { kind = "rules", definition, input = Input, now = Now })).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("true", "false"), (answer["outcome"]!["active"]!.ToString(), answer["outcome"]!["left"]!.ToString()));
        Assert.NotEqual(before, answer.Text("revision"));
        Assert.Equal(before, (await Host.Get("E0003", "/api/ready")).Json.Text("revision"));
        (await Host.Get("E0003", "/api/definitions/rules/mine")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>Fails without the RulesEngine package: nothing compiles an expression, ours or theirs, but its parser.</summary>
    [Fact]
    public async Task ARulesEngineWorkflow_IsAnsweredWithEventsMessagesAndOutputs()
    {
        var definition = JsonNode.Parse("""
            { "id": "bonus", "title": { "zh": "奖金", "en": "Bonus" }, "subject": "person", "inputs": { "input1": "person.employment" }, "workflow": { "WorkflowName": "Bonus",
              "GlobalParams": [{ "Name": "upper", "Expression": "input1.status.ToUpper()" }], "Rules": [
              { "RuleName": "Stays", "SuccessEvent": "bonus", "Operator": "And", "Rules": [
                { "RuleName": "Active", "Expression": "upper == \"ACTIVE\"" }, { "RuleName": "NotLeaving", "Expression": "input1.leaveDate == null" }],
                "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "monthsBetween(input1.hireDate, today) * 100 + 0.5" } } } },
              { "RuleName": "Long", "ErrorMessage": "Only since $(input1.hireDate)", "Expression": "input1.hireDate.AddYears(1) <= today" }] } }
            """);
        var outcome = (await Host.Post("E0003", "/api/definitions/try", new { kind = "rules", definition, input = Input, now = Now })).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal("""{"verdict":"true","event":"bonus","output":0.5,"rules":{"Active":{"verdict":"true"},"NotLeaving":{"verdict":"true"}}}""", outcome["Stays"]!.ToJsonString());
        Assert.Equal("""{"verdict":"false","message":"Only since 2026-09-07"}""", outcome["Long"]!.ToJsonString());
    }

    /// <summary>Issue: 40 hostile expressions; after each one the process answers and a good rule still evaluates.</summary>
    [Theory]
    [MemberData(nameof(HostileExpressions.All), MemberType = typeof(HostileExpressions))]
    public async Task AHostileExpression_IsAnsweredAndTheProcessGoesOn(string what, string expression)
    {
        var status = (await Ask(expression)).Status;
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{what}: {status}");
        Assert.Equal("true", (await Ask("person.employment.status == \"active\"")).Is(HttpStatusCode.OK).Json["outcome"]!.Text("verdict"));
    }

    [Theory]
    [InlineData("zh-CN", "人员状态 属于 “active”(在职)、“probation”(试用)")]
    [InlineData("en", "Employment status is one of \"active\" (Active), \"probation\" (On probation)")]
    public async Task X23_Codes_AreShownWithTheirLabels_AndReadBack(string language, string sentence)
    {
        const string Expression = "person.employment.status in [\"active\", \"probation\"]";
        var told = (await Host.Send("E0003", HttpMethod.Post, "/api/definitions/try", new { kind = "expressions", expression = Expression, subject = "person", input = Input, now = Now }, language: language)).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal(sentence, told["sentence"]!.Text(language == "en" ? "en" : "zh"));
        var read = (await Host.Send("E0003", HttpMethod.Post, "/api/definitions/try", new { kind = "expressions", sentence, subject = "person", input = Input, now = Now }, language: language)).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal((Expression, "true"), (read.Text("expression"), read.Text("verdict")));
    }

    private static object Input => new { employment = new { status = "active", hireDate = "2026-09-07" } };

    private Task<Answer> Ask(string expression) => Host.Post("E0003", "/api/definitions/try", new { kind = "expressions", expression, subject = "person", input = Input, now = Now });
}
