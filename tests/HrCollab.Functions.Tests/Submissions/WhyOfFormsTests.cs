using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Submissions;

/// <summary>X2, S35: checks and conditions of forms and rules of the standard say why, like rules do; what cannot be told drops no requirement.</summary>
public sealed class WhyOfFormsTests : IAsyncLifetime
{
    private const string Fields = """
        , { "id": "note", "title": { "zh": "说明", "en": "Note" }, "purpose": { "zh": "办理", "en": "To handle it" }, "type": "text", "requiredWhen": "person.absence.from < today" },
          { "id": "cover", "title": { "zh": "代理安排", "en": "Cover" }, "purpose": { "zh": "办理", "en": "To handle it" }, "type": "text", "visibleWhen": "person.absence.to < today" },
          { "id": "band", "title": { "zh": "档位说明", "en": "Band" }, "purpose": { "zh": "办理", "en": "To handle it" }, "type": "text", "requiredWhen": "form.newBaseSalary > 50000" }
        """;

    private const string Check =
        """{ "id": "no-cut", "require": "form.newBaseSalary >= person.pay.baseSalary", "at": "newBaseSalary", "message": { "zh": "不能降薪", "en": "Pay must not fall" } },""";

    private readonly OwnDefinitions _definitions = new OwnDefinitions()
        .With("forms/transfer.form.json", "Let the pay check judge the grounds of the change\" }\n        }", "Let the pay check judge the grounds of the change\" }\n        }" + Fields)
        .With("forms/transfer.form.json", "\"checks\": [", "\"checks\": [" + Check);

    private TestHost _host = null!;
    private int _keys;

    public async Task InitializeAsync() => _host = await TestHost.Started(definitions: _definitions.Folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _definitions.Dispose();
    }

    [Theory]
    [InlineData("E0001", "zh-CN", @"^\d+\.00$", "新基本工资 不小于 基本工资")]
    [InlineData("E0007", "en", "^\u25A0\u25A0$", "New base salary is at least Base salary")] // the head does not read pay
    public async Task X2_AFormCheckThatRefuses_ShowsItsTree_AsTheViewerMaySeeIt(string viewer, string language, string value, string needed)
    {
        var refused = (await Submit(viewer, new() { ["newBaseSalary"] = "1.00", ["note"] = "x" }, language)).Is(HttpStatusCode.UnprocessableEntity).Json;
        var entry = Entry(refused["trace"]!, "/checks/0");
        Assert.Equal(("standard", "refused", "forms/transfer.form.json"), (entry.Text("topic"), entry.Text("outcome"), entry["source"]!.Text("file")));
        Assert.Equal(("false", needed), (entry["because"]!.Text("verdict"), entry["because"]!.Text("needed")));
        var read = entry["because"]!["values"]!.AsArray();
        Assert.Equal("1.00", read.Single(v => v!.Text("path") == "form.newBaseSalary")!.Text("value"));
        Assert.Matches(value, read.Single(v => v!.Text("path") == "person.pay.baseSalary")!.Text("value"));
        Assert.Equal((await _host.Get("E0001", "/api/ready")).Json.Text("revision"), refused.Text("revision"));
    }

    [Fact]
    public async Task S35_AnAcceptedCase_StoresWhyEveryCheckAndConditionCameOutAsItDid()
    {
        var journey = await Journey.Submitted(_host, "E0001", "transfer", new { subject = "E0042", input = Input(new() { ["newBaseSalary"] = "60000.00", ["band"] = "x", ["payReason"] = "x", ["note"] = "x" }) });
        var trace = (await _host.Get("E0001", $"/api/cases/{journey.Id}/trace")).Is(HttpStatusCode.OK).Json;
        var steps = new JsonArray([.. trace["events"]!.AsArray().SelectMany(e => e!["trace"]?.AsArray() ?? []).Select(t => t!.DeepClone())]);
        Assert.Equal(("true", "true"), (Entry(steps, "/checks/0").Text("outcome"), Entry(steps, "/checks/0")["because"]!.Text("verdict")));
        Assert.Equal("asked", Entry(steps, "/sections/1/fields/1/visibleWhen").Text("outcome"));
        Assert.Equal("required", Entry(steps, "/sections/1/fields/4/requiredWhen").Text("outcome"));
        using var browser = new Portal.Browser(_host);
        await browser.SignIn("E0001");
        await browser.Open($"/cases/{journey.Id}");
        Assert.Contains("满足:新基本工资 不小于 基本工资", browser.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task X2_ARequirementThatCannotBeTold_IsNotDropped_APersonDecides()
    {
        var evaluated = (await _host.Post("E0001", "/api/forms/transfer/evaluate", Body([]))).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["transfer.note.asked"], evaluated["unclear"]!.AsArray().Texts("id"));
        Assert.Contains("person.absence.from", evaluated["unclear"]![0]!.Text("message"), StringComparison.Ordinal);
        Assert.True(Field(evaluated, "cover")["visible"]!.GetValue<bool>()); // asked, because that it is not wanted cannot be told
        Assert.False(Field(evaluated, "band")["required"]!.GetValue<bool>()); // waits for the pay, which is the submitter's to give
        var created = (await Submit("E0001", [])).Is(HttpStatusCode.Created).Json;
        Assert.Equal("clarify", created["next"]!.Text("step"));
        var given = (await Submit("E0001", new() { ["note"] = "已说明" })).Is(HttpStatusCode.Created).Json;
        Assert.Equal("release", given["next"]!.Text("step"));
        var kept = (await Submit("E0001", new() { ["note"] = "已说明", ["cover"] = "由乙代理" })).Is(HttpStatusCode.Created).Json; // whether it counts cannot be told
        Assert.Equal("clarify", kept["next"]!.Text("step"));
        Assert.Equal("由乙代理", (await _host.Get("E0001", $"/api/cases/{kept.Text("id")}")).Json["input"]!.Text("cover"));
    }

    [Fact]
    public async Task X2_ARuleOfTheStandardThatRefuses_ShowsItsTree_OnEveryWayIn()
    {
        var before = (await _host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        var patched = (await _host.Patch("E0001", "/api/records/person/E0042", new { employment = new { probationEnd = "1990-01-01" } }, before.ETag)).Is(HttpStatusCode.UnprocessableEntity).Json;
        var entry = patched["trace"]!.AsArray().OfType<JsonNode>().Single(t => t.Text("outcome") == "refused");
        Assert.Equal(("standards/person.standard.json", "试用期截止日 晚于 入职日期"), (entry["source"]!.Text("file"), entry["because"]!.Text("needed")));
        Assert.Equal("1990-01-01", entry["because"]!["values"]!.AsArray().Single(v => v!.Text("path") == "person.employment.probationEnd")!.Text("value"));
        var input = NewPerson.Form("E0094", 94);
        input["idNumber"] = "110108199503150940";
        var made = (await _host.Post("E0005", "/api/forms/onboarding/submissions", new { input })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(made["trace"]!.AsArray().OfType<JsonNode>(), t => t.Text("outcome") == "refused" && t["source"]!.Text("file") == "standards/person.standard.json" && t["because"] is not null);
    }

    private static JsonNode Field(JsonNode evaluated, string id) => evaluated["fields"]!.AsArray().Single(f => f!.Text("id") == id)!;

    private static JsonNode Entry(JsonNode trace, string pointer) => trace.AsArray().OfType<JsonNode>().Single(t => t["source"]?.Text("pointer") == pointer && t["source"]!.Text("file") == "forms/transfer.form.json");

    private static JsonObject Input(Dictionary<string, string> more) => new([.. more.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)), new("newDepartment", "rd2"), new("effectiveDate", "2026-10-12")]);

    private static JsonObject Body(Dictionary<string, string> more) => new() { ["subject"] = "E0042", ["input"] = Input(more) };

    private Task<Answer> Submit(string caller, Dictionary<string, string> more, string? language = null) =>
        _host.Send(caller, HttpMethod.Post, "/api/forms/transfer/submissions", Body(more).ToJsonString(), key: $"why-{++_keys}", language: language);
}
