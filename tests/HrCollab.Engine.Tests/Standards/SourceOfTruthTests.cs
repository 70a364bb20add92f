using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>S10: a field says what it is taken from, by its own word or that of its group; what nobody knows is found.</summary>
public sealed class SourceOfTruthTests
{
    private const string At = "standards/item.standard.json";

    private const string Sources = """
        { "id": "sources", "title": { "zh": "来源", "en": "Sources" }, "status": "company", "source": { "title": { "zh": "测试", "en": "Test" } },
          "values": [ { "code": "card", "title": { "zh": "证件", "en": "Card" } }, { "code": "contract", "title": { "zh": "合同", "en": "Contract" } } ] }
        """;

    private const string Duties = """
        { "id": "duties", "title": { "zh": "职责", "en": "Duties" }, "status": "company", "source": { "title": { "zh": "测试", "en": "Test" } },
          "values": [ { "code": "hr-head", "title": { "zh": "负责人", "en": "Head" } } ] }
        """;

    [Fact]
    public void Field_TakesThatOfItsGroup_UnlessItSaysItself()
    {
        var set = TestSet.Sound(("codeLists/sources.codeList.json", Sources), (At, Standard("\"sourceOfTruth\": \"card\",", "\"sourceOfTruth\": \"contract\",")));
        var standard = set.Find<Standard>("item")!;
        Assert.Equal(["Card", "Contract"], standard.Fields.Select(f => f.SourceOfTruth!.Title.En));
        var document = StandardDocument.Of(set, standard, new DocumentVersion("1", "2", Text.Same("x")));
        Assert.Equal(["Card", "Contract"], document[1].Rows.Select(r => r[document[1].Heads.IndexOf(new Text("权威来源", "Source of truth"))].En));
    }

    [Fact]
    public void WhereNobodySays_ThereIsNone() => Assert.All(TestSet.Sound((At, Standard())).Find<Standard>("item")!.Fields, f => Assert.Null(f.SourceOfTruth));

    [Fact]
    public void UnknownSource_IsFoundWhereItStands()
    {
        Assert.Equal(
            ["HR-DEF-012 " + At + "#/groups/0/sourceOfTruth", "HR-DEF-012 " + At + "#/groups/0/fields/1/sourceOfTruth"],
            Findings(("codeLists/sources.codeList.json", Sources), (At, Standard("\"sourceOfTruth\": \"crad\",", "\"sourceOfTruth\": \"x\","))));
        Assert.Equal(["HR-DEF-012 " + At + "#/groups/0/sourceOfTruth"], Findings((At, Standard("\"sourceOfTruth\": \"card\",")))); // no list of sources at all
    }

    [Fact]
    public void OwnerThatIsNoDuty_IsFound() =>
        Assert.Equal(["HR-DEF-012 " + At + "#/groups/0/owner"], Findings(("codeLists/duties.codeList.json", Duties), (At, Standard().Replace("\"hr-head\"", "\"hr-haed\"", StringComparison.Ordinal))));

    private static IEnumerable<string> Findings(params (string, string)[] files) => TestSet.Findings("HR-DEF-", files);

    private static string Standard(string group = "", string field = "") => $$"""
        { "id": "item", "title": { "zh": "物品", "en": "Item" }, "key": "data.no", "label": "data.no", "groups": [
          { "id": "data", "title": { "zh": "数据", "en": "Data" }, "owner": "hr-head", {{group}} "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "No" }, "type": "text", "format": "key", "required": true },
            { "id": "name", "title": { "zh": "名称", "en": "Name" }, {{field}} "type": "text" } ] } ] }
        """;
}
