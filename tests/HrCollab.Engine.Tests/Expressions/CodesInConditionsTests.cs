namespace HrCollab.Engine.Tests.Expressions;

/// <summary>Codes that stand in conditions and imported workflows are codes of their list, and what can never hold by list or bounds is found.</summary>
public sealed class CodesInConditionsTests
{
    private static readonly (string Path, string Json)[] Files =
    [
        ("codeLists/duties.codeList.json", """
            { "id": "duties", "title": { "zh": "职责", "en": "Duties" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "sales", "title": { "zh": "销售", "en": "Sales" } }, { "code": "hr-head", "title": { "zh": "人力负责人", "en": "Head of HR" } }] }
            """),
        ("codeLists/status.codeList.json", """
            { "id": "status", "title": { "zh": "状态", "en": "Status" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "active", "title": { "zh": "在职", "en": "Employed" } }, { "code": "left", "title": { "zh": "已离职", "en": "Gone" } },
                         { "code": "lent", "title": { "zh": "借调", "en": "Lent" }, "to": "2020-12-31" }] }
            """),
        ("codeLists/former.codeList.json", """
            { "id": "former", "title": { "zh": "原状态", "en": "Former status" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "left", "title": { "zh": "已离职", "en": "Gone" } }] }
            """),
        ("standards/card.standard.json", """
            { "id": "card", "title": { "zh": "卡", "en": "Card" }, "key": "basic.no", "label": "basic.no", "groups": [
              { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "sales", "fields": [
                { "id": "no", "title": { "zh": "编号", "en": "Number" }, "type": "text", "format": "key", "required": true },
                { "id": "status", "title": { "zh": "状态", "en": "Status" }, "type": "code", "codes": "status" },
                { "id": "former", "title": { "zh": "原状态", "en": "Former status" }, "type": "code", "codes": "former" },
                { "id": "duty", "title": { "zh": "职责", "en": "Duty" }, "type": "code", "codes": "duties" },
                { "id": "duties", "title": { "zh": "职责", "en": "Duties" }, "type": "codes", "codes": "duties" },
                { "id": "past", "title": { "zh": "经历", "en": "Past" }, "type": "rows", "fields": [{ "id": "status", "title": { "zh": "状态", "en": "Status" }, "type": "code", "codes": "status" }] },
                { "id": "months", "title": { "zh": "月数", "en": "Months" }, "type": "integer", "min": 0, "max": 6 },
                { "id": "rate", "title": { "zh": "费率", "en": "Rate" }, "type": "decimal", "max": 1 }] }] }
            """),
    ];

    [Theory]
    [InlineData("card.basic.status == \"actve\"", "'actve' is not in Status. Did you mean 'active'?")]
    [InlineData("\"actve\" != card.basic.status", "'actve' is not in Status. Did you mean 'active'?")]
    [InlineData("card.basic.status == \"在职\"", "'在职' is not in Status. Write the code \"active\".")]
    [InlineData("card.basic.status == \"gone\"", "'gone' is not in Status. Write the code \"left\".")]
    [InlineData("card.basic.status in [\"active\", \"lefft\"]", "'lefft' is not in Status. Did you mean 'left'?")]
    [InlineData("contains(card.basic.duties, \"sale\")", "'sale' is not in Duties. Did you mean 'sales'?")]
    [InlineData("\"Sales\" in card.basic.duties", "'Sales' is not in Duties. Write the code \"sales\".")]
    [InlineData("any(card.basic.duties, x => x == \"sales2\")", "'sales2' is not in Duties. Did you mean 'sales'?")]
    [InlineData("any(card.basic.past, x => x.status == \"nowhere\")", "'nowhere' is not in Status.")]
    public void ATextThatIsNoCode_IsAFinding(string condition, string message) => Assert.Equal([("HR-EXP-037", message)], Found(condition));

    [Theory]
    [InlineData("card.basic.status == card.basic.duty")]
    [InlineData("card.basic.status in card.basic.duties")]
    [InlineData("contains(card.basic.duties, card.basic.former)")]
    public void CodesOfListsWithNoneInCommon_AreAFinding(string condition) => Assert.Equal(["HR-EXP-038"], Found(condition).Select(f => f.Code));

    [Theory]
    [InlineData("card.basic.status == \"lent\"")] // has ended, and records may still hold it
    [InlineData("card.basic.status == card.basic.former")]
    [InlineData("card.basic.duty in card.basic.duties")]
    [InlineData("startsWith(card.basic.status, \"act\") && card.basic.no == \"在职\"")]
    [InlineData("card.basic.months in [0, 6] || card.basic.rate > 0.5")]
    public void WhatCanBe_IsNoFinding(string condition) => Assert.Empty(Found(condition));

    [Theory]
    [InlineData("card.basic.months > 99")]
    [InlineData("card.basic.months < 0")]
    [InlineData("card.basic.rate > 1 || card.basic.months == 7")]
    [InlineData("card.basic.status == \"active\" && card.basic.status == \"left\"")]
    [InlineData("card.basic.status != \"active\" && !(card.basic.status in [\"left\", \"lent\"])")]
    public void WhatListsAndBoundsRuleOut_CanNeverHold(string condition)
    {
        Assert.Equal(["HR-EXP-034"], Found(condition).Select(f => f.Code));
        Assert.Equal(["HR-EXP-035"], Found($"!({condition})").Select(f => f.Code));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(300)]
    public void EveryCodeOfALongListExcluded_CanNeverHold(int many)
    {
        var codes = Enumerable.Range(100, many).Select(n => $"\"c{n}\"").ToArray();
        var site = ("codeLists/former.codeList.json", $$"""
            { "id": "former", "title": { "zh": "原状态", "en": "Former status" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{{string.Join(", ", codes.Select(c => $$"""{ "code": {{c}}, "title": { "zh": "甲", "en": "A" } }"""))}}] }
            """);
        Assert.Equal(["HR-EXP-034"], Found(Excluded(codes), site).Select(f => f.Code));
        Assert.Equal(["HR-EXP-034"], Found($"{Excluded(codes[..60])} && {Excluded(codes[60..])}", site).Select(f => f.Code));
        Assert.Empty(Found(Excluded(codes[1..]), site));

        static string Excluded(string[] codes) => $"!(card.basic.former in [{string.Join(", ", codes)}])";
    }

    [Theory]
    [InlineData("input1.basic.status == \\\"actve\\\"")]
    [InlineData("input1.basic.status.Equals(\\\"actve\\\")")]
    [InlineData("input1.basic.duties.Contains(\\\"actve\\\")")]
    public void AnImportedWorkflow_IsHeldToTheSame(string expression)
    {
        var found = Compiled("\"workflow\": { \"WorkflowName\": \"w\", \"Rules\": [{ \"RuleName\": \"r\", \"Expression\": \"" + expression + "\" }] }");
        Assert.Equal(["HR-EXP-037"], found.Select(f => f.Code));
    }

    private static List<(string Code, string Message)> Found(string condition, params (string Path, string Json)[] instead) =>
        Compiled("\"conditions\": [{ \"id\": \"c\", \"require\": " + System.Text.Json.JsonSerializer.Serialize(condition) + ", \"message\": { \"zh\": \"不行\", \"en\": \"No\" } }]", instead);

    private static List<(string Code, string Message)> Compiled(string body, params (string Path, string Json)[] instead) =>
        [.. TestSet.Compile([.. Files.ExceptBy(instead.Select(i => i.Path), f => f.Path), .. instead, ("rules/card-rules.rules.json", "{ \"id\": \"card-rules\", \"title\": { \"zh\": \"规则\", \"en\": \"Rules\" }, \"subject\": \"card\", " + body + " }")]).Diagnostics
            .Where(d => d.Severity == Engine.Kernel.Severity.Error || d.Code.StartsWith("HR-EXP", StringComparison.Ordinal)).Select(d => (d.Code, d.Message.En))];
}
