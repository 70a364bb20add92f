using System.Text.Json;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.CodeLists;

public sealed class CodeListTests
{
    private const string Head = """ "title": { "zh": "表", "en": "List" }, "status": "corroborated", "source": { "title": { "zh": "来源", "en": "Source" } } """;

    private static readonly (string Path, string Json) Colours = List("colours", """
        [{ "code": "1", "title": { "zh": "红色", "en": "Red" }, "aliases": ["红", "crimson"] },
         { "code": "2", "title": { "zh": "深红色", "en": "Dark red" }, "parent": "1" },
         { "code": "3", "title": { "zh": "蓝色", "en": "Blue" }, "from": "2026-01-01", "to": "2026-12-31" },
         { "code": "4", "title": { "zh": "其他", "en": "Other 1" } }, { "code": "5", "title": { "zh": "其他", "en": "Other 2" } }]
        """);

    [Theory]
    [InlineData("红色", "1")]
    [InlineData("RED", "1")]
    [InlineData(" crimson ", "1")]
    [InlineData("dark red", "2")]
    [InlineData("1", null)]
    [InlineData("其他", null)] // two values have it
    [InlineData("绿色", null)]
    public void Label_NamesOneValueOrNone(string label, string? code) => Assert.Equal(code, Colour.ByLabel(label)?.Code);

    [Theory]
    [InlineData("红色", "1,2")]
    [InlineData("深红", "2")]
    [InlineData("blu", "3")]
    [InlineData("bleu", "3")]
    [InlineData("2", "2,5")]
    [InlineData("", "")]
    [InlineData("毫不相干的文字", "")]
    public void Suggestions_AreNearestFirst(string written, string codes) => Assert.Equal(codes, string.Join(',', Colour.Suggest(written, 2).Select(v => v.Code)));

    [Theory]
    [InlineData("1", "1990-01-01", true)]
    [InlineData("3", "2025-12-31", false)]
    [InlineData("3", "2026-01-01", true)]
    [InlineData("3", "2026-12-31", true)]
    [InlineData("3", "2027-01-01", false)]
    [InlineData("9", "2026-01-01", false)]
    public void Code_IsValidWithinItsDates(string code, string on, bool valid) => Assert.Equal(valid, Colour.IsValid(code, DateOnly.ParseExact(on, "yyyy-MM-dd")));

    [Fact]
    public void ExpiredCode_IsStillFound() => Assert.Equal("蓝色", Colour.Find("3")!.Title.Zh);

    [Fact]
    public void ExtendingList_AddsAndReplaces()
    {
        var set = TestSet.Sound(Colours, List("company", """
            [{ "code": "9", "title": { "zh": "绿色", "en": "Green" }, "parent": "1" }, { "code": "4", "title": { "zh": "不明", "en": "Unknown" } }]
            """, extends: "colours"));
        var list = set.Find<CodeList>("company")!;
        Assert.Equal(["1", "2", "3", "4", "5", "9"], list.Values.Select(v => v.Code));
        Assert.Equal(("4", "1", null), (list.ByLabel("不明")!.Code, list.ByLabel("红")!.Code, list.ByLabel("Other 1")?.Code));
        Assert.Equal("其他", set.Find<CodeList>("colours")!.Find("4")!.Title.Zh);
    }

    [Theory]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "A" } }, { "code": "1", "title": { "zh": "乙", "en": "B" } }]""", "HR-COD-001 /values/1/code")]
    [InlineData("""[{ "code": " 1", "title": { "zh": "甲", "en": "A" } }]""", "HR-COD-002 /values/0/code")]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "A" }, "parent": "2" }]""", "HR-DEF-012 /values/0/parent")]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "A" }, "parent": "1" }]""", "HR-COD-003 /values/0/parent")]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "A" }, "from": "2026-02-01", "to": "2026-01-01" }]""", "HR-COD-004 /values/0")]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "A" }, "from": "2026-02-30" }]""", "HR-DEF-004 /values/0/from")]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "A" }, "aliases": ["X"] }, { "code": "2", "title": { "zh": "乙", "en": "B" }, "aliases": ["x"] }]""", "HR-COD-006 /values/1/aliases/0")]
    [InlineData("""[{ "code": "1", "title": { "zh": "甲", "en": "" } }]""", "HR-DEF-016 /values/0/title")]
    [InlineData("[]", "HR-COD-007 /values")]
    public void Mistake_IsFoundWhereItStands(string values, string finding) =>
        Assert.Equal([finding], Findings(List("x", values)));

    [Fact]
    public void CycleOfParents_IsFoundOnEachOfThem() => Assert.Equal(["HR-COD-003 /values/0/parent", "HR-COD-003 /values/1/parent"], Findings(List("x", """
        [{ "code": "1", "title": { "zh": "甲", "en": "A" }, "parent": "2" }, { "code": "2", "title": { "zh": "乙", "en": "B" }, "parent": "1" },
         { "code": "3", "title": { "zh": "丙", "en": "C" }, "parent": "1" }]
        """)));

    [Fact]
    public void UnknownExtendedList_IsFoundWithWhatWasMeant()
    {
        var result = TestSet.Compile(Colours, List("x", "[]", extends: "colour"));
        Assert.Contains(result.Diagnostics, d => d.Code == "HR-DEF-012" && d.Path == "/extends" && d.Message.En.Contains("'colours'"));
    }

    [Fact]
    public void ListsThatExtendEachOther_AreACycle() =>
        Assert.Contains("HR-DEF-008 /extends", Findings(List("a", "[]", extends: "b"), List("b", "[]", extends: "a")));

    [Theory]
    [InlineData("single-source", "HR-COD-008", Severity.Notice)]
    [InlineData("unverified", "HR-COD-008", Severity.Notice)]
    [InlineData("coroborated", "HR-COD-005", Severity.Error)]
    public void StatusShortOfCorroborated_IsSaid(string status, string code, Severity severity)
    {
        var finding = Assert.Single(TestSet.Compile((Colours.Path, Colours.Json.Replace("corroborated", status))).Diagnostics, d => d.File == Colours.Path);
        Assert.Equal((code, severity, "/status"), (finding.Code, finding.Severity, finding.Path));
    }

    [Theory]
    [InlineData("\"standing\": \"replaced\", \"replacedBy\": \"GB/T 2-2020\"", "HR-COD-010", Severity.Notice, "GB/T 2-2020")]
    [InlineData("\"standing\": \"inforce\"", "HR-COD-009", Severity.Error, "'in-force'")]
    public void StandardThatIsNotInForce_IsSaid(string standing, string code, Severity severity, string named)
    {
        var finding = Assert.Single(TestSet.Compile((Colours.Path, Colours.Json.Replace("\"values\"", standing + ", \"values\""))).Diagnostics, d => d.File == Colours.Path);
        Assert.Equal((code, severity, "/standing"), (finding.Code, finding.Severity, finding.Path));
        Assert.Contains(named, finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardInForce_HasNoFinding() =>
        Assert.Equal("in-force", TestSet.Sound((Colours.Path, Colours.Json.Replace("\"values\"", "\"standing\": \"in-force\", \"replaces\": [\"GB/T 1-1990\"], \"values\""))).Find<CodeList>("colours")!.Standing);

    [Fact]
    public void ListOfTheCompany_NeedsNoConfirmation() =>
        Assert.Equal(CodeListStatus.Company, TestSet.Sound((Colours.Path, Colours.Json.Replace("corroborated", "company"))).Find<CodeList>("colours")!.Status);

    [Theory]
    [InlineData("""{ "code": "1" }""", "1")]
    [InlineData("""{ "label": "蓝色" }""", "3 invalid")]
    [InlineData("""{ "label": "blu" }""", "? 3")]
    [InlineData("""{ "code": "7" }""", "? ")]
    [InlineData("""{ "code": "1", "label": "蓝色" }""", null)]
    [InlineData("{}", null)]
    public void Try_SaysWhatAWordStandsFor(string input, string? expected)
    {
        var question = new TryQuestion(JsonDocument.Parse(input).RootElement, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var outcome = DefinitionKinds.Find("codeLists")!.Try(TestSet.Sound(Colours), "colours", question)!.Outcome;
        var shown = outcome switch
        {
            null => null,
            _ when outcome["value"] is { } value => $"{value["code"]}{((bool)value["valid"]! ? "" : " invalid")}",
            _ => "? " + string.Join(',', outcome["suggestions"]!.AsArray().Select(v => v!["code"])),
        };
        Assert.Equal(expected, shown);
    }

    private static CodeList Colour { get; } = TestSet.Sound(Colours).Find<CodeList>("colours")!;

    private static (string Path, string Json) List(string id, string values, string? extends = null) => (
        $"codeLists/{id}.codeList.json",
        $$"""{ "id": "{{id}}", {{Head}}{{(extends is null ? "" : $", \"extends\": \"{extends}\"")}}, "values": {{values}} }""");

    private static IEnumerable<string> Findings(params (string Path, string Json)[] files) =>
        TestSet.Compile(files).Diagnostics.Where(d => d.File != "manifest.json").Select(d => $"{d.Code} {d.Path}");
}
