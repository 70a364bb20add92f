using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Responsibilities;

public sealed class MatrixKindTests
{
    private const string Row = """
        "id": "release", "title": { "zh": "调出", "en": "Release" }, "responsible": { "duty": "hr-head" }, "work": { "zh": "确认", "en": "Confirm" },
        "standard": [{ "id": "ok", "title": { "zh": "好", "en": "Good" } }], "deadline": "2 wd"
        """;

    [Theory]
    [InlineData("\"responsible\": { \"duty\": \"hr-head\" }, ", "responsible", "责任人", "the responsible party")]
    [InlineData("\"work\": { \"zh\": \"确认\", \"en\": \"Confirm\" },", "work", "工作内容", "the work content")]
    [InlineData(", \"deadline\": \"2 wd\"", "deadline", "完成时限", "the deadline")]
    [InlineData("\"standard\": [{ \"id\": \"ok\", \"title\": { \"zh\": \"好\", \"en\": \"Good\" } }],", "standard", "工作标准", "the work standard")]
    public void EmptyCell_IsRefusedByProcessStepAndCell(string cell, string member, string zh, string en) // S8
    {
        var finding = Assert.Single(Compile(Row.Replace(cell, "", StringComparison.Ordinal)), d => d.Code == "HR-RSP-001");
        Assert.Contains("“transfer”步骤“release”缺少" + zh, finding.Message.Zh, StringComparison.Ordinal);
        Assert.Contains(en, finding.Message.En, StringComparison.Ordinal);
        Assert.Equal((Severity.Error, "/rows/0/" + member), (finding.Severity, finding.Path));
    }

    [Theory]
    [InlineData("{ \"duty\": \"hr-head\" }", "{ \"duty\": \"hr-head\", \"relation\": \"subject\" }", "HR-RSP-002")]
    [InlineData("{ \"duty\": \"hr-head\" }", "{ \"relation\": \"boss\" }", "HR-RSP-003")]
    [InlineData("{ \"duty\": \"hr-head\" }", "{ \"duty\": \"head\", \"of\": \"person.employment.departmnt\" }", "HR-RSP-004")]
    [InlineData("2 wd", "two days", "HR-RSP-005")]
    [InlineData("2 wd", "2 wd around form.day", "HR-RSP-005")]
    [InlineData("\"id\": \"ok\",", "\"id\": \"ok\", \"evidence\": \"photo\",", "HR-RSP-006")]
    [InlineData("{ \"duty\": \"hr-head\" }", "{ \"duty\": \"chief\", \"of\": \"person.employment.department\" }", "HR-RSP-007")]
    [InlineData("\"id\": \"ok\"", "\"id\": \"by\"", "HR-RSP-008")]
    [InlineData("{ \"duty\": \"hr-head\" }", "{ \"duty\": \"hrhead\" }", "HR-DEF-012")]
    public void BadCell_IsFound(string cell, string bad, string code) =>
        Assert.Contains(Compile(Row.Replace(cell, bad, StringComparison.Ordinal)), d => d.Code == code);

    [Theory]
    [InlineData("2 wd")]
    [InlineData("4 wh")]
    [InlineData("30 d")]
    [InlineData("on person.employment.hireDate")]
    [InlineData("1 wd before person.employment.hireDate")]
    [InlineData("30 d after form.day")]
    public void Deadline_IsRead(string deadline) => Assert.Empty(Compile(Row.Replace("2 wd", deadline, StringComparison.Ordinal)));

    [Fact]
    public void RowWithoutCooperation_IsNoticed() // S36
    {
        var finding = Assert.Single(All(Row), d => d.Code == "HR-RSP-013");
        Assert.Equal((Severity.Notice, "/rows/0"), (finding.Severity, finding.Path));
        Assert.DoesNotContain(All(Row + """, "cooperating": [{ "relation": "subject" }]"""), d => d.Code == "HR-RSP-013");
    }

    private static IEnumerable<Diagnostic> Compile(string row) => All(row).Where(d => d.Severity == Severity.Error);

    private static IEnumerable<Diagnostic> All(string row) => TestSet.Compile([.. Firm.Standards, Firm.Permissions, ("responsibilities/transfer.responsibilities.json", $$"""
        { "id": "transfer", "title": { "zh": "矩阵", "en": "Matrix" }, "subject": "person", "rows": [{ {{row}} }] }
        """)]).Diagnostics;
}
