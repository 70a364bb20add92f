using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>Fields that follow from others: the same value on every way in, written by nobody.</summary>
public sealed class ComputedFieldTests
{
    private static readonly CheckContext Context = new(new DateOnly(2026, 9, 18), (_, _) => null);

    [Fact]
    public void NewRecord_HasWhatFollowsFromIt()
    {
        var check = New("""{ "no": "A1", "start": "2026-01-31", "price": "19.99", "count": 3 }""");
        Assert.False(check.Refused);
        Assert.Empty(check.Violations);
        Assert.Equal("2026-02-28", check.Values["data.end"].ToString());
        Assert.Equal("59.97", check.Values["data.total"].ToString());
        Assert.Equal("59.97 to 2026-02-28", check.Values["data.label"].ToString());
    }

    [Fact]
    public void Change_ComputesWhatReadsIt_AndWhatReadsThat()
    {
        var record = New("""{ "no": "A1", "start": "2026-01-31", "price": "19.99", "count": 3 }""").Values;
        var check = Patch(record, """{ "count": 4 }""");
        Assert.Equal(["data.count", "data.label", "data.total"], check.Changes(record).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("79.96 to 2026-02-28", check.Values["data.label"].ToString());
        Assert.Equal(["data.other"], Patch(record, """{ "other": "x" }""").Changes(record).Keys);
        Assert.True(Patch(record, """{ "price": null }""").Values["data.total"].IsMissing);
    }

    [Fact]
    public void RowOfAFile_HasWhatFollowsFromIt()
    {
        var standard = Standard();
        var check = StandardCheck.Columns(standard, [(standard.Find("data.no")!, "A1"), (standard.Find("data.price")!, "2.50"), (standard.Find("data.count")!, "2")], Context);
        Assert.Equal("5.00", check.Values["data.total"].ToString());
        Assert.Equal("HR-STD-126", Assert.Single(StandardCheck.Columns(standard, [(standard.Find("data.no")!, "A1"), (standard.Find("data.total")!, "9")], Context).Violations).Code);
    }

    [Fact]
    public void Effect_BringsWhatFollowsFromIt()
    {
        var standard = Standard();
        var record = New("""{ "no": "A1", "price": "10", "count": 1 }""").Values;
        var changes = StandardCheck.WithComputed(standard, new Dictionary<string, FieldValue> { ["data.count"] = FieldValue.Of(Engine.Expressions.ValueType.Integer, 5), ["data.total"] = FieldValue.Of(Engine.Expressions.ValueType.Decimal, 1) }, record, Context.Today);
        Assert.Equal("50", changes["data.total"].ToString());
    }

    [Fact]
    public void WritingAComputedField_IsRefused()
    {
        var refused = New("""{ "no": "A1", "total": "1.00" }""");
        Assert.True(refused.Refused);
        Assert.Equal(("/total", "HR-STD-126"), (refused.Violations[0].Pointer, refused.Violations[0].Code));
        Assert.True(Patch(New("""{ "no": "A1" }""").Values, """{ "data": { "end": null } }""").Refused);
    }

    [Theory]
    [InlineData(13, "HR-SCR-101")] // throws
    [InlineData(14, "HR-SCR-102")] // loops
    [InlineData(15, "HR-SCR-106")] // gives another type
    [InlineData(16, "HR-SCR-107")] // gives what the field does not take
    public void ScriptThatFails_LeavesTheFieldMissingWithAWarning_AndTheRecordIsTaken(int count, string reason)
    {
        var check = New($$"""{ "no": "A1", "price": "1", "count": {{count}} }""");
        Assert.False(check.Refused);
        Assert.True(check.Values["data.total"].IsMissing);
        var warning = Assert.Single(check.Violations);
        Assert.True(warning.Warning);
        Assert.Equal("HR-STD-127", warning.Code);
        Assert.Contains(reason, warning.Message.En);
        Assert.Contains("合计", warning.Message.Zh);
        Assert.DoesNotContain("secret", warning.Message.En); // what a script throws may hold values
        Assert.Equal("standards/thing.standard.json", warning.Source!.File);
    }

    [Theory]
    [InlineData("\"formula\": \"addMonths(thing.data.start, 1)\"", "\"formula\": \"addMonths(thing.data.start, 1)\", \"script\": [\"1\"]", "HR-STD-014", "/groups/0/fields/6/compute")]
    [InlineData("\"formula\": \"addMonths(thing.data.start, 1)\"", "\"formula\": \"addMonths(thing.data.strt, 1)\"", "HR-EXP-012", "/groups/0/fields/6/compute/formula")]
    [InlineData("\"formula\": \"addMonths(thing.data.start, 1)\"", "\"formula\": \"thing.data.price\"", "HR-EXP-021", "/groups/0/fields/6/compute/formula")]
    [InlineData("\"data.price\", \"data.count\"", "\"data.price\", \"data.cont\"", "HR-STD-006", "/groups/0/fields/7/compute/reads/1")]
    [InlineData("\"data.price\", \"data.count\"", "\"data.price\", \"data.count\", \"data.label\"", "HR-STD-015", "/groups/0/fields/7/compute")]
    [InlineData("\"reads\": [\"data.price\", \"data.count\"]", "\"reads\": []", "HR-STD-017", "/groups/0/fields/7/compute/reads")]
    [InlineData("const { price, count }", "const { price count }", "HR-SCR-003", "/groups/0/fields/7/compute/script/0")]
    [InlineData("money.mul", "mony.mul", "HR-SCR-004", "/groups/0/fields/7/compute/script")]
    [InlineData("for (;;)", "eval('1'); for (;;)", "HR-SCR-004", "/groups/0/fields/7/compute/script")]
    [InlineData("for (;;)", "this.x; for (;;)", "HR-SCR-005", "/groups/0/fields/7/compute/script/3")]
    [InlineData("if (price === null || count === null) return null;", "", "HR-SCR-007", "/groups/0/fields/7/compute/script")] // fails when a value is missing
    [InlineData("if (price === null || count === null) return null;", "for (;;);", "HR-SCR-007", "/groups/0/fields/7/compute/script")] // overruns at once
    [InlineData("\"type\": \"decimal\", \"max\": 1000", "\"type\": \"codes\", \"codes\": \"c\"", "HR-SCR-006", "/groups/0/fields/7/compute/script")]
    [InlineData("\"id\": \"end\"", "\"required\": true, \"id\": \"end\"", "HR-STD-016", "/groups/0/fields/6")]
    public void Mistake_IsFoundWhereItStands(string old, string text, string code, string pointer)
    {
        Assert.Contains(old, Thing.Json);
        Assert.Contains($"{code} {Thing.Path}#{pointer}", TestSet.Findings("HR-", Codes, (Thing.Path, Thing.Json.Replace(old, text, StringComparison.Ordinal))));
    }

    [Fact]
    public void DryRun_SaysOnWhichSampleAndWhy()
    {
        var result = TestSet.Compile(Codes, (Thing.Path, Thing.Json.Replace("if (price === null || count === null) return null;", "", StringComparison.Ordinal)));
        Assert.Null(result.Set);
        var finding = result.Diagnostics.Single(d => d.Code == "HR-SCR-007");
        Assert.Contains("money: argument 1 must be a decimal text or a whole number", finding.Message.En);
        Assert.Contains("data.price = null", finding.Help.En);
    }

    [Theory]
    [InlineData("""{ "data": "r" }""", true)]
    [InlineData("""{ "data": "m" }""", false)]
    [InlineData("""{ "data": "r", "data.price": "-" }""", false)] // the total would tell the price
    [InlineData("""{ "data": "r", "data.price": "m" }""", false)]
    [InlineData("""{ "data": "r", "data.price": "!r" }""", false)]
    [InlineData("""{ "data": "r", "data.price": "-", "data.total": "r" }""", true)] // granted by its own name
    public void ComputedField_IsSeenByThoseWhoMayReadAllItFollowsFrom_OrAreGrantedItByName(string allow, bool seen)
    {
        var set = TestSet.Sound(Codes, Thing, ("permissions/thing.permissions.json", $$"""
            { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "standard": "thing", "roles": [{ "id": "all", "title": { "zh": "全体", "en": "All" }, "relation": "anyone" }],
              "matrix": [{ "role": "all", "allow": {{allow}} }] }
            """));
        var access = set.Find<PermissionMatrix>("thing")!.Merge(["all"]);
        Assert.Equal(seen, access.MayRead(set.Find<Standard>("thing")!.Find("data.total")!));
        var record = StandardCheck.New(set.Find<Standard>("thing")!, JsonDocument.Parse("""{ "no": "A1", "price": "2.50", "count": 2, "start": "2026-01-31" }""").RootElement, Context).Values;
        Assert.Equal(seen, Projection.Record(access, record).ToJsonString().Contains("5.00", StringComparison.Ordinal));
    }

    [Fact]
    public void ComputedField_IsUpdatedByNobody()
    {
        var set = TestSet.Sound(Codes, Thing, ("permissions/thing.permissions.json", """
            { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "standard": "thing", "roles": [{ "id": "all", "title": { "zh": "全体", "en": "All" }, "relation": "anyone" }],
              "matrix": [{ "role": "all", "allow": { "data": "ru", "data.total": "ru" } }] }
            """));
        var (access, standard) = (set.Find<PermissionMatrix>("thing")!.Merge(["all"]), set.Find<Standard>("thing")!);
        Assert.Equal(standard.Fields.Where(f => !f.IsComputed), standard.Fields.Where(access.MayUpdate));
    }

    private static readonly (string Path, string Json) Codes = ("codeLists/c.codeList.json", """
        { "id": "c", "title": { "zh": "表", "en": "List" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } }, "values": [{ "code": "1", "title": { "zh": "一", "en": "One" } }] }
        """);

    private static readonly (string Path, string Json) Thing = ("standards/thing.standard.json", """
        { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "key": "data.no", "label": "data.no", "groups": [{ "id": "data", "title": { "zh": "数据", "en": "Data" }, "owner": "hr", "fields": [
          { "id": "no", "title": { "zh": "编号", "en": "Number" }, "type": "text", "format": "key", "required": true },
          { "id": "start", "title": { "zh": "开始", "en": "Start" }, "type": "date" },
          { "id": "price", "title": { "zh": "单价", "en": "Price" }, "type": "decimal", "scale": 2 },
          { "id": "count", "title": { "zh": "数量", "en": "Count" }, "type": "integer", "min": 0, "max": 100 },
          { "id": "other", "title": { "zh": "其他", "en": "Other" }, "type": "text" },
          { "id": "kind", "title": { "zh": "种类", "en": "Kind" }, "type": "code", "codes": "c" },
          { "id": "end", "title": { "zh": "结束", "en": "End" }, "type": "date", "compute": { "formula": "addMonths(thing.data.start, 1)" } },
          { "id": "total", "title": { "zh": "合计", "en": "Total" }, "type": "decimal", "max": 1000, "compute": { "reads": ["data.price", "data.count"], "script": [
            "const { price, count } = input.data;",
            "if (price === null || count === null) return null;",
            "if (count === 13) throw new Error('secret ' + price);",
            "if (count === 14) for (;;);",
            "if (count === 15) return 1.5;",
            "if (count === 16) return '1001';",
            "return money.mul(price, count);"] } },
          { "id": "label", "title": { "zh": "标签", "en": "Label" }, "type": "text", "compute": { "reads": ["data.total", "data.end"], "script": [
            "const { total, end } = input.data;",
            "return total === null || end === null ? null : total + ' to ' + end;"] } } ] }] }
        """);

    private static Standard Standard() => TestSet.Sound(Codes, Thing).Find<Standard>("thing")!;

    private static CheckedRecord New(string json) => StandardCheck.New(Standard(), JsonDocument.Parse(json).RootElement, Context);

    private static CheckedRecord Patch(RecordValues record, string json) => StandardCheck.Patch(Standard(), JsonDocument.Parse(json).RootElement, record, Context);
}
