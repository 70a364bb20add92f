using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Tests.Standards.Schemas;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>Repeating groups: rows of fields, judged, kept and shown row by row.</summary>
public sealed class RowsTests
{
    private static readonly CheckContext Context = new(new DateOnly(2026, 9, 18), (_, _) => null);

    private const string Members = """
        { "id": "members", "title": { "zh": "家庭成员", "en": "Family" }, "type": "rows", "sensitivity": "sensitive", "purpose": { "zh": "紧急联系", "en": "Emergencies" }, "basis": "PIPL 13(2)", "retention": "P2Y",
          "rowKey": "name", "minRows": 1, "maxRows": 3, "fields": [
            { "id": "name", "title": { "zh": "姓名", "en": "Name" }, "type": "text", "maxLength": 10, "required": true, "mask": "first1" },
            { "id": "kin", "title": { "zh": "关系", "en": "Relation" }, "type": "code", "codes": "duties", "aliases": ["relation"] },
            { "id": "born", "title": { "zh": "出生日期", "en": "Birth date" }, "type": "date" },
            { "id": "years", "title": { "zh": "年数", "en": "Years" }, "type": "integer" },
            { "id": "abroad", "title": { "zh": "在境外", "en": "Abroad" }, "type": "boolean" },
            { "id": "stay", "title": { "zh": "时长", "en": "Stay" }, "type": "duration" },
            { "id": "share", "title": { "zh": "份额", "en": "Share" }, "type": "decimal", "scale": 2 },
            { "id": "roles", "title": { "zh": "职责", "en": "Roles" }, "type": "codes", "codes": "duties" }] }
        """;

    private static readonly Standard Thing = Of(Members, """{ "id": "young", "require": "all(thing.data.members, m => m.years < 100)", "at": "data.members", "message": { "zh": "年数过大", "en": "Too many years" } }""");

    private static Standard Of(string list, string rules = "") => TestSet.Sound([.. Firm.Standards, File(list, rules)]).Find<Standard>("thing")!;

    private static (string Path, string Json) File(string list, string rules = "") => ("standards/thing.standard.json", $$"""
        { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "key": "data.no", "label": "data.no", "groups": [
          { "id": "data", "title": { "zh": "内容", "en": "Data" }, "owner": "hr-head", "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "No." }, "type": "text", "format": "key", "required": true },
            {{list}},
            { "id": "many", "title": { "zh": "人数", "en": "How many" }, "type": "integer", "compute": { "formula": "count(thing.data.members)" } },
            { "id": "first", "title": { "zh": "首位", "en": "First" }, "type": "text", "compute": { "reads": ["data.members"], "script": ["return input.data.members && input.data.members.length ? input.data.members[0].name : null;"] } }] }],
          "rules": [{{rules}}] }
        """);

    [Fact]
    public void S11_Rows_AreTakenInOrder_NormalisedAndComputedFrom()
    {
        var check = New("""[{ "name": " 李梅 ", "relation": "payroll", "stay": "3个月", "share": "1.50", "abroad": false, "roles": ["payroll", "hr-head"] }, { "姓名": "李雷", "born": "2010/5/1", "years": 9 }]""");
        Assert.False(check.Refused);
        Assert.Equal(["/members/0/stay", "/members/1/born"], check.Violations.Select(v => v.Pointer)); // what was put in its usual form is told
        Assert.Equal("""[{"name":"李梅","kin":"payroll","abroad":false,"stay":"P3M","share":"1.50","roles":["hr-head","payroll"]},{"name":"李雷","born":"2010-05-01","years":9}]""", check.Values["data.members"].ToString());
        Assert.Equal("2", check.Values["data.many"].ToString());
        Assert.Equal("李梅", check.Values["data.first"].ToString());
        Assert.Equal(check.Values["data.members"], StoredValue.Parse(Thing.Find("data.members")!.Shape, check.Values["data.members"].ToString()));
    }

    [Theory]
    [InlineData("""[{ "name": "a" }, { "name": "12345678901" }]""", "/members/1/name HR-STD-104")]
    [InlineData("""[{ "name": "a" }, { "kin": "payroll" }]""", "/members/1/name HR-STD-101")]
    [InlineData("""[{ "name": "a", "kin": "nobody", "years": "x" }]""", "/members/0/kin HR-STD-103 /members/0/years HR-STD-102")]
    [InlineData("""[{ "name": "a", "nom": 1 }]""", "/members/0/nom HR-STD-115")]
    [InlineData("""[{ "name": "a", "姓名": "b" }]""", "/members/0/姓名 HR-STD-116")]
    [InlineData("""[{ "name": "a" }, { "name": "b" }, { "name": "a" }]""", "/members/2/name HR-STD-131")]
    [InlineData("""[]""", "/members HR-STD-130")]
    [InlineData("""[{ "name": "a" }, { "name": "b" }, { "name": "c" }, { "name": "d" }]""", "/members HR-STD-117")]
    [InlineData("""["a"]""", "/members/0 HR-STD-102")]
    [InlineData("""{ "name": "a" }""", "/members HR-STD-102")]
    [InlineData("3", "/members HR-STD-102")]
    [InlineData("\"[{\"", "/members HR-STD-102")]
    [InlineData("""[{ "name": { "x": [] } }]""", "/members/0/name HR-STD-102 /members/0/name HR-STD-101")]
    [InlineData("""[{ "name": "a", "years": 100 }]""", "/data/members thing.young")]
    public void S11_BadRow_IsRefusedAtItsPlace_AndNothingIsKept(string members, string found)
    {
        var check = New(members);
        Assert.True(check.Refused);
        Assert.Equal(found.Replace(" /members/0/name HR-STD-101", "", StringComparison.Ordinal), string.Join(' ', check.Violations.Where(v => !v.Warning).Select(v => $"{v.Pointer} {v.Code}")));
    }

    [Fact]
    public void MergePatch_ReplacesTheRowsAsAWhole_AndNullRemovesThem()
    {
        var record = New("""[{ "name": "a", "years": 3 }, { "name": "b" }]""").Values;
        var changed = Patch(record, """{ "data": { "members": [{ "name": "b" }] } }"""); // RFC 7396: arrays are not merged
        Assert.Equal("""[{"name":"b"}]""", changed.Changes(record)["data.members"].ToString());
        Assert.Equal("1", changed.Values["data.many"].ToString());
        Assert.Empty(Patch(record, """{ "members": [{ "years": 3, "name": "a" }, { "name": "b" }] }""").Changes(record));
        var without = Patch(record, """{ "members": null }""");
        Assert.True(without.Values["data.members"].IsMissing && without.Values["data.many"].IsMissing);
    }

    [Fact]
    public void FileColumn_HoldsTheRowsAsJson_AndIsJudgedAlike()
    {
        var (no, members) = (Thing.Find("data.no")!, Thing.Find("data.members")!);
        Assert.Equal("""[{"name":"a"}]""", StandardCheck.Columns(Thing, [(no, "T1"), (members, """[{"name":"a"}]""")], Context).Values["data.members"].ToString());
        var bad = Assert.Single(StandardCheck.Columns(Thing, [(no, "T1"), (members, """[{"name":"a"},{"name":""}]""")], Context).Violations);
        Assert.Equal(("/data/members/1/name", "HR-STD-101"), (bad.Pointer, bad.Code));
        Assert.True(StandardCheck.Columns(Thing, [(no, "T1"), (members, "a, b")], Context).Refused);
    }

    [Theory]
    [InlineData("""[{ "name": "a", "stay": "P3M", "share": "1.50" }, { "name": "b", "roles": ["payroll"] }]""")]
    [InlineData("""[{ "name": "a" }, { "name": "12345678901" }]""")]
    [InlineData("""[{ "name": "a" }, { "kin": "payroll" }]""")]
    [InlineData("""[{ "name": "a", "kin": "nobody" }]""")]
    [InlineData("""[{ "name": "a", "nom": 1 }]""")]
    [InlineData("[]")]
    [InlineData("""[{ "name": "a" }, { "name": "b" }, { "name": "c" }, { "name": "d" }]""")]
    [InlineData("3")]
    public void ExportedSchema_JudgesRowsOverBytesLikeTheStandard(string members)
    {
        var plan = Plans.Of(StandardSchema.Json(Thing, Language.English).ToJsonString());
        var check = New(members);
        var bytes = Encoding.UTF8.GetBytes($$"""{"data":{"no":"T1","members":{{members}} } }""");
        Assert.Equal(!check.Refused, plan.IsValid(bytes, Plans.Today));
        if (check.Refused) Assert.Equal("/data" + check.Violations[0].Pointer, plan.Check(bytes, Plans.Today)[0].Pointer);
    }

    [Theory]
    [InlineData("\"type\": \"rows\"", "\"type\": \"text\"", "HR-STD-020")]
    [InlineData("\"rowKey\": \"name\"", "\"rowKey\": \"nam\"", "HR-STD-023")]
    [InlineData("\"rowKey\": \"name\"", "\"rowKey\": \"kin\"", "HR-STD-023")]
    [InlineData("\"maxRows\": 3", "\"maxRows\": 201", "HR-STD-022")]
    [InlineData("\"minRows\": 1", "\"minRows\": 4", "HR-STD-022")]
    [InlineData("\"type\": \"integer\"", "\"type\": \"rows\"", "HR-STD-021")]
    [InlineData("\"type\": \"integer\"", "\"type\": \"reference\", \"reference\": \"person\"", "HR-STD-021")]
    [InlineData("\"type\": \"rows\", \"sensitivity\": \"sensitive\"", "\"type\": \"rows\", \"sensitivity\": \"internal\"", "HR-STD-024")]
    [InlineData("\"id\": \"kin\"", "\"id\": \"name\"", "HR-DEF-")]
    public void RowsWrittenWrongly_AreFound(string written, string instead, string code)
    {
        var list = Members.Replace("\"type\": \"integer\"", "\"type\": \"integer\", \"sensitivity\": \"sensitive\"", StringComparison.Ordinal).Replace(written, instead, StringComparison.Ordinal);
        Assert.Contains(TestSet.Compile([.. Firm.Standards, File(list)]).Diagnostics, d => d.Code.StartsWith(code, StringComparison.Ordinal) && d.Path.StartsWith("/groups/0/fields/1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("r", "", "r r r", """[{"name":"李梅","born":"2010-05-01","years":9}]""")]
    [InlineData("m", "", "m m m", """[{"name":"李■■","born":"■■","years":"■■"}]""")]
    [InlineData("ru", "", "ru ru ru", """[{"name":"李梅","born":"2010-05-01","years":9}]""")]
    [InlineData("ru", "m", "m m ru", """[{"name":"李■■","born":"2010-05-01","years":9}]""")] // a change would replace what is not seen
    [InlineData("ru", "-", "m - ru", """[{"born":"2010-05-01","years":9}]""")]
    [InlineData("-", "r", "m r -", """[{"name":"李梅"}]""")]
    [InlineData("r", "!r", "m - r", """[{"born":"2010-05-01","years":9}]""")]
    [InlineData("-", "", "- - -", null)]
    public void S15_Rows_AreSeenFieldByField_WhicheverWayTheyLeave(string list, string name, string letters, string? seen)
    {
        var own = name.Length == 0 ? "" : $$""", "data.members.name": "{{name}}" """;
        var set = TestSet.Sound([.. Firm.Standards, File(Members), ("permissions/thing.permissions.json", $$"""
            { "id": "thing", "title": { "zh": "权限", "en": "Permissions" }, "standard": "thing", "roles": [{ "id": "all", "title": { "zh": "所有人", "en": "All" }, "relation": "anyone" }],
              "matrix": [{ "role": "all", "allow": { "data.no": "r", "data.members": "{{list}}"{{own}} } }] }
            """)]);
        var access = set.Find<PermissionMatrix>("thing")!.Merge(["all"]);
        var fields = access.ToJson()["fields"]!;
        Assert.Equal(letters, $"{Letters("data.members")} {Letters("data.members.name")} {Letters("data.members.born")}");
        var field = access.Standard.Find("data.members")!;
        var values = StandardCheck.New(access.Standard, JsonSerializer.Deserialize<JsonElement>("""{ "no": "T1", "members": [{ "name": "李梅", "born": "2010-05-01", "years": 9 }] }"""), Context).Values;
        Assert.Equal(seen, Text(Projection.Value(access, field, values["data.members"])));
        Assert.Equal(seen, Text(JsonNode.Parse(Projection.Record(access, values).ToJsonString())!["data"]!["members"]));
        Assert.Equal(seen ?? "■■", Projection.Text(access, field, values["data.members"]));
        Assert.Equal(list.Contains('u', StringComparison.Ordinal) && name.Length == 0, access.MayUpdate(field));
        Assert.Equal(name == "-" || name == "!r", Projection.Hidden(access).Any(h => (string?)h == "data.members.name"));
        Assert.Equal(list == "-" && name.Length == 0, Projection.Hidden(access).Any(h => (string?)h == "data.members"));

        string Letters(string path) => (string)fields[path]!;

        static string? Text(JsonNode? node) => node?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static CheckedRecord New(string members) => StandardCheck.New(Thing, JsonSerializer.Deserialize<JsonElement>($$"""{ "no": "T1", "members": {{members}} }"""), Context);

    private static CheckedRecord Patch(RecordValues record, string patch) => StandardCheck.Patch(Thing, JsonSerializer.Deserialize<JsonElement>(patch), record, Context);
}
