using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Broken definitions through the front door: each mistake is found where it stands, and what is active stays active.</summary>
public sealed class HostileDefinitionTests(HostileDefinitionTests.Running running) : IClassFixture<HostileDefinitionTests.Running>
{
    private const string Rules = "rules/transfer-eligibility.rules.json";

    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    private const string Workflow = "workflows/transfer.workflow.json";

    private const string Offboarding = "workflows/offboarding.workflow.json";

    private const string Lists = "codeLists/duties.codeList.json";

    public static TheoryData<string, string, string, string, string> Mistakes => new()
    {
        // path, what is replaced, by what, code, words of the English message
        { Rules, "\"subject\"", "\"subjcet\"", "HR-DEF-002", "Did you mean 'subject'?" },
        { Rules, "\"subject\": \"person\"", "\"subject\": \"persn\"", "HR-DEF-012", "There is no standard 'persn'. Did you mean 'person'?" },
        { Rules, "person.employment.status", "person.employment.statsu", "HR-EXP-", "person.employment.status" },
        { Rules, "\"subject\": \"person\"", "\"subject\": 1", "HR-DEF-004", "Expected a string here, found 1." },
        { Rules, "\"subject\": \"person\"", "\"subject\": \"person\", \"subject\": \"person\"", "HR-DEF-003", "'subject' is written twice" },
        { Rules, "\"subject\": \"person\",", "", "HR-DEF-005", "'subject' is missing" },
        { Rules, "\"subject\": \"person\",", "\"subject\": \"person\"", "HR-DEF-001", "Not valid JSON" },
        { Rules, "\"id\": \"transfer-eligibility\"", "\"id\": \"transfer\"", "HR-DEF-010", "expected rules/transfer.rules.json" },
        { Workflow, "\"row\": \"receive\", ", "", "HR-WFL-002", "Workflow 'transfer', step 'receive' has no responsible department and person: row is missing." }, // S8
        { Workflow, "\"row\": \"receive\"", "\"row\": \"recieve\"", "HR-DEF-012", "Did you mean 'receive'?" },
        { Offboarding, "\"row\": \"it\", \"task\": true", "\"row\": \"it\", \"task\": true, \"requires\": [\"certificate\"]", "HR-WFL-023", "'accounts' can never be finished, and the case would stay there: accounts → certificate → accounts," },
        { Offboarding, "\"row\": \"interview\", \"task\": true", "\"row\": \"interview\", \"task\": true, \"requires\": [\"finance\"]", "HR-WFL-023", "interview → finance → interview," },
        { Workflow, "\"row\": \"receive\"", "\"row\": \"receive\", \"join\": \"any\"", "HR-WFL-022", "Step 'receive' takes no join, which is for parallel blocks only." },
        { Matrix, "\"responsible\": { \"duty\": \"head\", \"of\": \"form.newDepartment\" },", "", "HR-RSP-001", "Matrix 'transfer', step 'receive': the responsible party is missing." }, // S8
        { Matrix, "\"responsible\": { \"duty\": \"head\", \"of\": \"form.newDepartment\" },", "\"responsible\": { \"duty\": \"head\", \"of\": \"form.newDepartmant\" },", "HR-", "form.newDepartmant" },
        { "standards/person.standard.json", "money.round(score, 2)", "money.round(score, 2", "HR-SCR-003", "Syntax error in line 3, column" },
        { "standards/person.standard.json", "money.round(score, 2)", "mony.round(score, 2)", "HR-SCR-004", "Did you mean 'money'?" },
        { "standards/person.standard.json", "if (score === null) return null;", "for (;;);", "HR-SCR-007", "the script ran more statements than are allowed" },
        { "forms/onboarding.form.json", "\"draws\": \"contract.kind\"", "\"draws\": \"contract.renewalNoticeBy\"", "HR-FRM-009", "'contract.renewalNoticeBy' is computed" },
        { "workflows/onboarding.workflow.json", "\"contract.startDate\": \"form.hireDate\"", "\"contract.renewalNoticeBy\": \"form.hireDate\"", "HR-WFL-016", "'contract.renewalNoticeBy' is computed" },
        { "exchanges/employees.exchange.json", "\"to\": \"pay.baseSalary\"", "\"to\": \"performance.overall\"", "HR-EXC-015", "'performance.overall' is computed" },
        { Lists, "\"status\": \"company\",", "\"status\": \"company\", \"extends\": \"duties\",", "HR-DEF-008", "Cyclic reference: duties → duties." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_IsFoundWhereItStands(string path, string old, string text, string code, string words)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        Assert.Contains(old, shipped);
        var at = shipped.IndexOf(old, StringComparison.Ordinal);
        await Found(path, shipped[..at] + text + shipped[(at + old.Length)..], code, words);
    }

    [Fact]
    public Task DuplicateId_NamesBothFiles() => Shipped(Rules, text => Found("rules/other.rules.json", text, "HR-DEF-009", "already defined in"));

    [Fact]
    public Task FileOfTenMegabytes_IsRefused() => Found(Rules, "{ \"id\": \"" + new string('x', 10 * 1024 * 1024) + "\" }", "HR-DEF-006", "the limit is");

    [Fact]
    public Task TenThousandLevels_AreRefused() => Found(Rules, "{ \"id\": " + new string('[', 10_000) + new string(']', 10_000) + "}", "HR-DEF-007", "Nested deeper");

    [Fact]
    public Task ManifestThatIsNoManifest_IsRefused() => Found("manifest.json", "{}", "HR-DEF-005", "'company' is missing");

    [Fact]
    public Task RemovedManifest_IsMissed() => Found("manifest.json", "", "HR-DEF-017", "manifest.json is missing");

    [Fact]
    public Task FileOfNoKind_IsFound() => Found("rules/notes.json", "{}", "HR-DEF-013", "Unknown file");

    [Fact]
    public Task ByteOrderMark_IsAccepted() => Shipped(Rules, async text =>
    {
        var answer = await Check(Rules, "\uFEFF" + text, "en");
        Assert.True(answer["accepted"]!.GetValue<bool>(), answer.ToJsonString());
        Assert.Equal(answer["revision"]!.GetValue<string>(), answer["candidate"]!.GetValue<string>());
    });

    [Fact]
    public async Task BodyThatIsTooDeepItself_IsABadRequest()
    {
        var body = "{\"files\":" + new string('[', 10_000) + new string(']', 10_000) + "}";
        (await running.Host.Post("E0001", "/api/definitions/check", body)).Is(HttpStatusCode.BadRequest);
    }

    private static async Task Shipped(string path, Func<string, Task> with) => await with(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path)));

    private async Task Found(string path, string text, string code, string words)
    {
        var before = await Revision();
        var (en, zh) = (await Check(path, text, "en"), await Check(path, text, "zh-CN"));
        Assert.False(en["accepted"]!.GetValue<bool>());
        Assert.Null(en["candidate"]);
        var diagnostics = en["diagnostics"]!.AsArray();
        var found = diagnostics.FirstOrDefault(d => d!["code"]!.GetValue<string>().StartsWith(code, StringComparison.Ordinal) && d["message"]!.GetValue<string>().Contains(words, StringComparison.Ordinal));
        Assert.True(found is not null, diagnostics.ToJsonString());
        Assert.Equal("error", found["severity"]!.GetValue<string>());
        Assert.True(found["line"]!.GetValue<int>() >= 1);
        Assert.NotEmpty(found["help"]!.GetValue<string>());
        Assert.NotEmpty(found["file"]!.GetValue<string>());
        Assert.NotNull(found["path"]);
        var chinese = zh["diagnostics"]![diagnostics.IndexOf(found)]!;
        Assert.Equal(found["code"]!.GetValue<string>(), chinese["code"]!.GetValue<string>());
        Assert.Contains(chinese["message"]!.GetValue<string>(), c => c >= 0x4E00);
        Assert.Contains(chinese["help"]!.GetValue<string>(), c => c >= 0x4E00);
        Assert.Equal(before, await Revision());
        Assert.Equal(before, en["revision"]!.GetValue<string>());
    }

    private async Task<string> Revision() => (await running.Host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json["revision"]!.GetValue<string>();

    private async Task<JsonNode> Check(string path, string text, string language) =>
        (await running.Host.Send("E0001", HttpMethod.Post, "/api/definitions/check", new { files = new[] { new { path, text } } }, language: language)).Is(HttpStatusCode.OK).Json;

    /// <summary>One host for all: nothing here may change it.</summary>
    public sealed class Running : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await TestHost.Started();

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
