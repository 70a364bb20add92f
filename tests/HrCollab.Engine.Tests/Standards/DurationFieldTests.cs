using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>Fields that hold a duration: one usual form, whatever people write.</summary>
public sealed class DurationFieldTests
{
    private static readonly CheckContext Context = new(new DateOnly(2026, 9, 18), (_, _) => null);

    private static readonly Standard Contract = TestSet.Sound([.. Firm.Standards, ("standards/contract.standard.json", """
        { "id": "contract", "title": { "zh": "合同", "en": "Contract" }, "key": "data.no", "label": "data.no", "groups": [
          { "id": "data", "title": { "zh": "内容", "en": "Data" }, "owner": "hr-head", "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "No." }, "type": "text", "format": "key", "required": true },
            { "id": "start", "title": { "zh": "开始", "en": "Start" }, "type": "date" },
            { "id": "term", "title": { "zh": "期限", "en": "Term" }, "type": "duration" },
            { "id": "trial", "title": { "zh": "试用期", "en": "Probation" }, "type": "duration" },
            { "id": "half", "title": { "zh": "半年", "en": "Half a year" }, "type": "duration", "compute": { "reads": ["data.start"], "script": ["return 'P6M';"] } },
            { "id": "end", "title": { "zh": "届满", "en": "End" }, "type": "date", "compute": { "formula": "contract.data.start + contract.data.term" } }] }],
          "rules": [{ "id": "trial-is-shorter", "require": "contract.data.trial < contract.data.term", "at": "data.trial", "message": { "zh": "试用期短于合同期限", "en": "Probation is shorter than the term" } }] }
        """)]).Find<Standard>("contract")!;

    [Theory]
    [InlineData("P3M", "P3M", false)]
    [InlineData(" P3M ", "P3M", false)]
    [InlineData("P18M", "P1Y6M", true)]
    [InlineData("P2W", "P14D", true)]
    [InlineData("P1Y3D", "P1Y0M3D", true)] // RFC 3339, appendix A, has no days right behind years
    [InlineData("3个月", "P3M", true)]
    [InlineData("1 年 6 个月", "P1Y6M", true)]
    [InlineData("2周", "P14D", true)]
    [InlineData("1 year 2 months 10 days", "P1Y2M10D", true)]
    [InlineData("0天", "P0D", true)]
    public void Duration_IsKeptInItsUsualForm_AndTheChangeIsTold(string written, string kept, bool told)
    {
        var check = StandardCheck.New(Contract, Json(written), Context);
        Assert.False(check.Refused);
        Assert.Equal(kept, check.Values["data.term"].ToString());
        Assert.Equal(told, check.Violations.Any(v => v.Code == "HR-STD-120"));
        Assert.Equal(check.Values["data.term"], StoredValue.Parse(Contract.Find("data.term")!.Shape, kept));
        Assert.Equal(kept, RecordJson.ToNode(Contract, check.Values)["data"]!["term"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"PT3H\"")]
    [InlineData("\"-P3M\"")]
    [InlineData("\"3 monthes\"")]
    [InlineData("\"6个月1年\"")]
    [InlineData("\"三个月\"")]
    [InlineData("\"P9999W\"")]
    [InlineData("3")]
    [InlineData("true")]
    public void AnythingElse_IsRefusedAtItsField(string written)
    {
        var violation = Assert.Single(StandardCheck.New(Contract, JsonSerializer.Deserialize<JsonElement>($$"""{ "no": "C1", "data": { "term": {{written}} } }"""), Context).Violations);
        Assert.Equal(("/data/term", "HR-STD-102"), (violation.Pointer, violation.Code));
    }

    [Fact]
    public void Durations_AreComputedAndCompared()
    {
        var check = StandardCheck.New(Contract, JsonSerializer.Deserialize<JsonElement>("""{ "no": "C1", "start": "2026-08-31", "term": "P6M", "trial": "P6M" }"""), Context);
        Assert.Equal("2027-02-28", check.Values["data.end"].ToString());
        Assert.Equal("P6M", check.Values["data.half"].ToString());
        Assert.Equal(("/data/trial", "contract.trial-is-shorter"), (check.Violations[0].Pointer, check.Violations[0].Code));
        Assert.Equal("试用期 不满 期限", check.Violations[0].Because!.Sentence!.Zh);
        Assert.False(StandardCheck.New(Contract, JsonSerializer.Deserialize<JsonElement>("""{ "no": "C1", "term": "P1M", "trial": "P30D" }"""), Context).Refused); // depends on the month: not told, not refused
    }

    private static JsonElement Json(string term) => JsonSerializer.Deserialize<JsonElement>($$"""{ "no": "C1", "term": "{{term}}" }""");
}
