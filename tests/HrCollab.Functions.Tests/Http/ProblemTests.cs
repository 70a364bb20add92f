using System.Text;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Http;

/// <summary>Every refusal has the one shape of RFC 9457, in the language that was asked for.</summary>
public sealed class ProblemTests(Company company) : IClassFixture<Company>
{
    private const string Submissions = "/api/forms/transfer/submissions";

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestHost Host => company.Host;

    /// <summary>Bodies that cannot be read, and what each is answered.</summary>
    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "nothing", "", 400, "HR-API-001" },
        { "no JSON", "{\"subject\":", 400, "HR-API-001" },
        { "a comment", "{\"input\":{} /* here */}", 400, "HR-API-001" },
        { "a member twice", """{"subject":"E0042","subject":"E0043","input":{}}""", 400, "HR-API-001" },
        { "a member twice inside", """{"subject":"E0042","input":{"reason":"a","reason":"b"}}""", 400, "HR-API-001" },
        { "not a number", """{"subject":"E0042","input":{"newBaseSalary":NaN}}""", 400, "HR-API-001" },
        { "infinity", """{"subject":"E0042","input":{"newBaseSalary":Infinity}}""", 400, "HR-API-001" },
        { "an unknown member", """{"subject":"E0042","input":{},"sudo":true}""", 400, "HR-API-002" },
        { "a wrong type", """{"subject":42,"input":{}}""", 400, "HR-API-002" },
        { "null", "null", 400, "HR-API-001" },
        { "a missing member", """{"subject":"E0042"}""", 400, "HR-API-002" },
        { "a list", "[]", 400, "HR-API-002" },
        { "no object in input", """{"subject":"E0042","input":[1]}""", 422, "HR-STD-102" },
        { "half a character", """{"subject":"E0042","input":{"reason":"\ud800"}}""", 400, "HR-API-001" },
        { "half a character in a name", """{"subject":"E0042","input":{"\uDC00":"x"}}""", 400, "HR-API-001" },
        { "half a character in a list", """{"subject":"E0042","input":{"reason":["a","\ud83d\ude00","\ude00"]}}""", 400, "HR-API-001" },
        { "an unknown field", """{"subject":"E0042","input":{"newDepartment":"rd2","effectiveDate":"2026-10-12","salery":"1"}}""", 422, "HR-STD-115" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task ABodyThatIsWrong_IsRefusedWithItsCode(string what, string body, int status, string code)
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var answer = await Ask.Raw(Host, await Host.Token("E0007"), HttpMethod.Post, Submissions, Encoding.UTF8.GetBytes(body), language: language);
            Assert.True(answer.Status == status, $"{what}: {answer.Text}");
            Assert.Equal(code, Problem(answer, status, language).Text("code"));
        }
    }

    [Theory]
    [InlineData("/api/definitions/check", """{"files":[null]}""", "files")]
    [InlineData("/api/definitions/check", """{"files":[],"mutate":[null]}""", "mutate")]
    [InlineData("/api/definitions/try", """{"kind":"rules","id":"x","input":{},"files":[null]}""", "files")]
    [InlineData("/api/definitions/try", """{"kind":"expressions","table":"x","input":{},"cells":[null]}""", "cells")]
    [InlineData("/api/revisions", """{"files":[null]}""", "files")]
    [InlineData("/api/revisions", """{"files":[],"authors":["E0001",null]}""", "authors")]
    [InlineData("/api/revisions/active/replay", """{"base":{"files":[null]}}""", "base.files")]
    [InlineData("/api/cases/none/tasks/none/complete", """{"checks":{"x":null}}""", "checks")]
    public async Task ANullInAListOrMap_IsRefused(string path, string body, string member)
    {
        var answer = await Ask.Raw(Host, await Host.Token("E0023"), HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), language: "en");
        Assert.True(answer.Status == 400, $"{path}: {answer.Text}");
        var problem = Problem(answer, 400, "en");
        Assert.Equal("HR-API-002", problem.Text("code"));
        Assert.Contains(member, problem.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenThousandLevels_AreRefused()
    {
        var deep = """{"subject":"E0042","input":""" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000) + "}";
        var answer = await Ask.Raw(Host, await Host.Token("E0007"), HttpMethod.Post, Submissions, Encoding.UTF8.GetBytes(deep), language: "zh-CN");
        Assert.Equal("HR-API-001", Problem(answer, 400, "zh-CN").Text("code"));
    }

    [Fact]
    public async Task TenMegabytes_AreTooMuch()
    {
        var answer = await Ask.Raw(Host, await Host.Token("E0007"), HttpMethod.Post, Submissions, Encoding.UTF8.GetBytes("""{"subject":"E0042","input":{"reason":" """ + new string('x', 10 * 1024 * 1024) + "\"}}"), language: "en");
        Assert.Equal("HR-API-003", Problem(answer, 413, "en").Text("code"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task AnotherContentType_IsRefused(string? contentType)
    {
        var answer = await Ask.Raw(Host, await Host.Token("E0007"), HttpMethod.Post, Submissions, """{"subject":"E0042","input":{}}"""u8.ToArray(), contentType, "en");
        Assert.Equal("HR-API-004", Problem(answer, 415, "en").Text("code"));
    }

    [Fact]
    public async Task InvalidUtf8_IsRefused()
    {
        var answer = await Ask.Raw(Host, await Host.Token("E0007"), HttpMethod.Post, Submissions, [.. "{\"subject\":\""u8, 0xC3, 0x28, .. "\",\"input\":{}}"u8], language: "en");
        Problem(answer, 400, "en");
    }

    [Theory]
    [InlineData("GET", "/api/cases/transfer-0000000000000000", 404)]
    [InlineData("GET", "/api/cases/..%2F..%2Fetc", 404)]
    [InlineData("GET", "/api/records/person/E9999", 404)]
    [InlineData("GET", "/api/records/nothing/E0001", 404)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/api/tasks?view=sideways", 400)]
    [InlineData("GET", "/api/tasks?limit=0", 400)]
    [InlineData("GET", "/api/tasks?cursor=zz", 400)]
    [InlineData("GET", "/api/board?by=moon", 400)]
    [InlineData("POST", "/api/cases/transfer-0000000000000000/tasks/x/approve", 404)]
    [InlineData("POST", "/api/cases/transfer-0000000000000000/tasks/x/explode", 404)]
    [InlineData("DELETE", "/api/tasks", 405)]
    public async Task AnAddressThatIsNone_IsRefusedInTheSameShape(string method, string path, int status)
    {
        foreach (var language in new[] { "zh-CN", "en" })
            Problem(await Ask.Raw(Host, await Host.Token("E0007"), HttpMethod.Parse(method), path, language: language), status, language);
    }

    [Theory]
    [InlineData("E0029", "POST", "/api/cases/{case}/tasks/release-1/approve", null, 404, "HR-API-006")] // a case that is not theirs does not exist
    [InlineData("E0003", "POST", "/api/cases/{case}/tasks/release-1/approve", null, 403, "HR-PRM-105")]
    [InlineData("E0007", "PATCH", "/api/records/person/E0030", "\"1\"", 403, "HR-PRM-102")]
    [InlineData("E0002", "POST", "/api/cases/{case}/tasks/release-1/complete", null, 409, "HR-WFL-102")]
    [InlineData("E0002", "POST", "/api/cases/{case}/tasks/release-1/approve", "\"99\"", 412, "HR-API-010")]
    [InlineData("E0007", "PATCH", "/api/records/person/E0030", null, 428, "HR-API-009")]
    public async Task ARefusal_SaysItsReasonInBothLanguages(string person, string method, string path, string? ifMatch, int status, string code)
    {
        var journey = await Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0030", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } }, "problems");
        var body = method == "PATCH" ? """{"pay":{"baseSalary":"1.00"}}""" : "{}";
        var said = new List<string>();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            (string, string)[] headers = ifMatch is null ? [] : [("If-Match", ifMatch)];
            var answer = await Ask.Raw(Host, await Host.Token(person), HttpMethod.Parse(method), path.Replace("{case}", journey.Id), Encoding.UTF8.GetBytes(body), language: language, headers: headers);
            var problem = Problem(answer, status, language);
            Assert.Equal(code, problem.Text("code"));
            said.Add(problem.Text("title"));
        }

        Assert.NotEqual(said[0], said[1]);
    }

    [Fact]
    public async Task LongTexts_AreCountedByWhatPeopleCallACharacter()
    {
        var token = await Host.Token("E0007");
        var family = "👨‍👩‍👧‍👦";
        var fits = await Ask.Raw(Host, token, HttpMethod.Post, "/api/forms/transfer/preflight", Reason(string.Concat(Enumerable.Repeat(family, 500))), language: "en");
        Assert.True(JsonNode.Parse(fits.Text)!["accepted"]!.GetValue<bool>(), fits.Text);
        var answer = await Ask.Raw(Host, token, HttpMethod.Post, Submissions, Reason(string.Concat(Enumerable.Repeat(family, 501))), language: "en");
        var error = Problem(answer, 422, "en")["errors"]!.AsArray().Single()!;
        Assert.Equal(("/input/reason", "HR-STD-104"), (error.Text("pointer"), error.Text("code")));
        answer = await Ask.Raw(Host, token, HttpMethod.Post, Submissions, Reason(new string('长', 300_000)), language: "en");
        Problem(answer, 422, "en");
        Assert.DoesNotContain(new string('长', 300), answer.Text, StringComparison.Ordinal); // a refusal does not send the long text back
        Assert.True(answer.Text.Length < 10_000);

        static byte[] Reason(string reason) => JsonNode.Parse("""{"subject":"E0024","input":{"newDepartment":"rd2","effectiveDate":"2026-10-12"}}""") is { } body && (body["input"]!["reason"] = reason) is not null
            ? Encoding.UTF8.GetBytes(body.ToJsonString(Relaxed))
            : [];
    }

    [Theory]
    [InlineData("zh-CN", "请先登录。")]
    [InlineData("en-GB,zh;q=0.5", "Sign in first.")]
    [InlineData("fr, zh;q=0.4, en;q=0.8", "Sign in first.")]
    [InlineData("de", "请先登录。")]
    [InlineData(null, "请先登录。")]
    public async Task TheLanguage_IsTheBestOfThoseAskedFor(string? language, string title)
    {
        var answer = await Ask.Raw(Host, null, HttpMethod.Get, "/api/me", language: language);
        Assert.Equal(title, JsonNode.Parse(answer.Text)!.Text("title"));
    }

    [Fact]
    public async Task ATokenThatWasChanged_CountsAsNone()
    {
        var token = await Host.Token("E0007");
        Problem(await Ask.Raw(Host, token[..^4] + "AAAA", HttpMethod.Get, "/api/me", language: "en"), 401, "en");
    }

    /// <summary>The answer as a problem, with every member that a problem has and nothing that tells about the inside.</summary>
    private static JsonNode Problem((int Status, string? ContentType, string Text) answer, int status, string language)
    {
        Assert.True(answer.Status == status, $"Expected {status}, got {answer.Status}: {answer.Text}");
        Assert.Equal("application/problem+json", answer.ContentType);
        var problem = JsonNode.Parse(answer.Text)!;
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        foreach (var member in new[] { "type", "title", "detail", "code", "traceId" }) Assert.NotEqual("", problem.Text(member));
        Assert.EndsWith(problem.Text("code"), problem.Text("type"));
        Assert.Equal(language == "zh-CN", problem.Text("title").Any(c => c is >= '\u4e00' and <= '\u9fff'));
        foreach (var inside in new[] { "   at ", ".cs:", "Exception", "System.", "HrCollab.Functions", "/home/", "/work/" }) Assert.DoesNotContain(inside, answer.Text, StringComparison.Ordinal);
        return problem;
    }
}
