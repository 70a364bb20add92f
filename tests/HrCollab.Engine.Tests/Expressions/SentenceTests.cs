namespace HrCollab.Engine.Tests.Expressions;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("form.newBaseSalary != person.pay.baseSalary", "新基本工资 不等于 基本工资", "New base salary is not Base salary")]
    [InlineData("form.count >= 3 && form.count < 10", "人数 不小于 3 且 人数 小于 10", "Headcount is at least 3 and Headcount is less than 10")]
    [InlineData("form.count <= 3 || form.count > 10", "人数 不大于 3 或 人数 大于 10", "Headcount is at most 3 or Headcount is more than 10")]
    [InlineData("form.urgent && (form.count == 1 || form.count == 2)", "加急 为真 且 (人数 等于 1 或 人数 等于 2)", "Urgent is true and (Headcount is 1 or Headcount is 2)")]
    [InlineData("form.urgent || form.count == 1 && true", "加急 为真 或 人数 等于 1 且 真", "Urgent is true or Headcount is 1 and true")]
    [InlineData("!(form.urgent || form.count == 1)", "非 (加急 为真 或 人数 等于 1)", "not (Urgent is true or Headcount is 1)")]
    [InlineData("!form.urgent", "非 (加急 为真)", "not (Urgent is true)")]
    [InlineData("form.urgent == (form.count > 1)", "加急 等于 (人数 大于 1)", "Urgent equals (Headcount is more than 1)")]
    [InlineData("form.effectiveDate < today", "生效日期 早于 今天", "Effective date is before today")]
    [InlineData("form.effectiveDate >= date(\"2026-10-01\")", "生效日期 不早于 2026-10-01", "Effective date is not before 2026-10-01")]
    [InlineData("form.reason == \"a\\\"b\"", "原因 等于 “a\"b”", "Reason is \"a\\\"b\"")]
    [InlineData("form.reason in [\"a\", \"b\"]", "原因 属于 “a”、“b”", "Reason is one of \"a\", \"b\"")]
    [InlineData("\"a\" in form.tags", "“a” 属于 标签", "\"a\" is one of Tags")]
    [InlineData("contains(form.tags, \"a\")", "标签 包含 “a”", "Tags contains \"a\"")]
    [InlineData("form.reason == null", "原因 无值", "Reason has no value")]
    [InlineData("has(form.reason)", "原因 有值", "Reason has a value")]
    [InlineData("age(birthDateOf(person.identity.idNumber)) >= 16", "(证件号码中的出生日期)至今的周岁 不小于 16", "full years since (the birth date in ID number) is at least 16")]
    [InlineData("(form.count + 1) * 2 - 3 > -form.count", "(人数 + 1) \u00D7 2 - 3 大于 -人数", "(Headcount + 1) \u00D7 2 - 3 is more than -Headcount")]
    [InlineData("form.count - (2 - 1) == 0", "人数 - (2 - 1) 等于 0", "Headcount - (2 - 1) is 0")]
    [InlineData("age(today) + 1 > 2", "(今天至今的周岁) + 1 大于 2", "(full years since today) + 1 is more than 2")]
    public void AnExpression_ReadsAsASentence(string text, string zh, string en)
    {
        var sentence = Lab.Condition(text).Sentence;
        Assert.Equal(zh, sentence.Zh);
        Assert.Equal(en, sentence.En);
    }

    [Fact]
    public void FieldsOfOneTitle_AreToldApartByTheirRecords()
    {
        var sentence = Lab.Condition("form.name != person.name && form.count > 1").Sentence;
        Assert.Equal("调岗申请的姓名 不等于 人员的姓名 且 人数 大于 1", sentence.Zh);
        Assert.Equal("Name of Transfer form is not Name of Person and Headcount is more than 1", sentence.En);
    }
}
