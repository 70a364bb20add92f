using System.Net;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Times and limits that a company sets stand in the manifest: another value there, another outcome.</summary>
public sealed class CompanyLimitsTests(CompanyLimitsTests.Own own) : IClassFixture<CompanyLimitsTests.Own>
{
    private static readonly object Form = new { newDepartment = "rd2", effectiveDate = "2026-10-12" };

    private TestHost Host => own.Host;

    [Fact]
    public async Task S31_S39_S40_TimesOfAlertsCorrectionsReturnsAndRefusals_AreAsTheManifestSays()
    {
        var vacant = await Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0028", input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await vacant.Approve("release");
        Assert.Equal("2026-09-16T14:00:00+08:00", (await vacant.Task("receive")).Text("due"));

        var before = await Returned(); // by other tests on this host
        var transfer = await Submitted();
        (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.OK);
        Assert.Equal("2026-09-21T18:00:00+08:00", (await transfer.Task("submit")).Text("due")); // four working days from Wednesday; Sunday the 20th is worked
        Assert.Equal(before + 1, await Returned());

        var refused = (await Host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var path = $"/api/decisions/{refused.Text("decisionId")}";
        Assert.Equal("2026-09-18T10:00:00+08:00", (await Host.Get("E0007", path)).Is(HttpStatusCode.OK).Json.Text("keptUntil"));

        Host.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        (await Host.Get("E0007", path)).Is(HttpStatusCode.NotFound);
        Assert.Equal(before + 1, await Returned());
        Host.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Returned());
    }

    [Fact]
    public async Task Case_DoesNotGoBackForEver()
    {
        var transfer = await Submitted();
        for (var i = 0; i < 2; i++)
        {
            (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.OK);
            (await transfer.Try("E0007", "submit", "complete", new { input = Form })).Is(HttpStatusCode.OK);
        }

        var refused = (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.Conflict).Json;
        Assert.Equal("HR-WFL-115", refused.Text("code"));
        await transfer.Approve("release"); // it goes on all the same
    }

    [Fact]
    public async Task Case_DoesNotGrowBeyondItsLimit_ByWhatIsSentOrSentBack()
    {
        object Long(int length) => new { newDepartment = "rd2", effectiveDate = "2026-10-12", reason = new string('因', length) };
        foreach (var route in new[] { "preflight", "submissions" })
        {
            var answer = await Host.Post("E0007", $"/api/forms/transfer/{route}", new { subject = "E0042", input = Long(6_000) });
            Assert.Equal(["HR-WFL-116"], answer.Json["errors"]!.AsArray().Texts("code"));
            if (route == "submissions") answer.Is(HttpStatusCode.UnprocessableEntity);
        }

        var transfer = await Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0042", input = Long(4_300) });
        var full = (await transfer.Try("E0002", "release", "return", new { comment = new string('改', 1_900) })).Is(HttpStatusCode.Conflict).Json;
        Assert.Equal("HR-WFL-116", full.Text("code"));
        (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.OK);
        var again = (await transfer.Try("E0007", "submit", "complete", new { input = Long(6_000) })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("/input HR-WFL-116", $"{again["errors"]![0]!.Text("pointer")} {again["errors"]![0]!.Text("code")}");
    }

    [Theory]
    [InlineData("\"correction\": \"4 wd\"", "\"correction\": \"soon\"", "HR-DEF-022", "/limits/correction")]
    [InlineData("\"alert\": \"3 wh\"", "\"alert\": \"-1 wd\"", "HR-DEF-022", "/limits/alert")]
    [InlineData("\"returns\": 2", "\"returns\": 0", "HR-DEF-021", "/limits/returns")]
    [InlineData("\"refusalDays\": 2", "\"refusalDays\": 4000", "HR-DEF-021", "/limits/refusalDays")]
    public async Task LimitThatIsNone_IsAFinding(string old, string replacement, string code, string path)
    {
        var manifest = (await System.IO.File.ReadAllTextAsync(Path.Combine(own.Definitions.Folder, "manifest.json"))).Replace(old, replacement, StringComparison.Ordinal);
        var found = (await Host.Post("E0001", "/api/definitions/check", new { files = new[] { new { path = "manifest.json", text = manifest } } })).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray();
        Assert.Contains(found, d => d!.Text("code") == code && d!.Text("path") == path);
    }

    private Task<Journey> Submitted() => Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0042", input = Form });

    private async Task<int> Returned() =>
        (await Host.Get("E0007", "/api/board?by=person")).Items().SingleOrDefault(l => l!.Text("id") == "E0007")?["returned"]!.GetValue<int>() ?? 0;

    /// <summary>A host with limits of its own.</summary>
    public sealed class Own : IAsyncLifetime
    {
        internal OwnDefinitions Definitions { get; } = new OwnDefinitions()
            .With("manifest.json", "\"correction\": \"2 wd\"", "\"correction\": \"4 wd\"").With("manifest.json", "\"alert\": \"1 wd\"", "\"alert\": \"3 wh\"")
            .With("manifest.json", "\"returnedDays\": 30", "\"returnedDays\": 3").With("manifest.json", "\"refusalDays\": 30", "\"refusalDays\": 2")
            .With("manifest.json", "\"returns\": 20", "\"returns\": 2").With("manifest.json", "\"caseBytes\": 65536", "\"caseBytes\": 16384")
            .With("forms/transfer.form.json", "\"maxLength\": 500", "\"maxLength\": 20000");

        public TestHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await TestHost.Started(definitions: Definitions.Folder);

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            Definitions.Dispose();
        }
    }
}
