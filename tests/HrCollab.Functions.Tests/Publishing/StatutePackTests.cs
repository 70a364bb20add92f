using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HrCollab.Functions.Tests.Imports;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X14: the law cannot be stepped out of: not by dropping a bound, not by changing the law and its lock together, not by any way into a record.</summary>
public sealed class StatutePackTests(Company company) : IClassFixture<Company>
{
    private const string Admin = "E0023";
    private const string Probation = "rules/probation.rules.json";
    private const string Notice = "rules/notice.rules.json";
    private const string Law = "rules/statute-probation.rules.json";
    private const string Lock = "06eebcf3a61f9ba18ec22e7b6722e88bf2a20ff19419c4aa879283c0cbfed12d";
    private const string Limits = ", \"limits\": \"contract.probationMonths\"";
    private const string NoticeLimits = ", \"limits\": \"dismissal-notice\"";

    private TestHost Host => company.Host;

    [Fact]
    public async Task X14_ATableThatDropsItsLimits_IsHeldToTheLawAllTheSame()
    {
        var weaker = (await Read(Probation)).Replace(Limits, "", StringComparison.Ordinal).Replace("\"[12..36)\"], \"then\": [2]", "\"[12..36)\"], \"then\": [4]", StringComparison.Ordinal);
        Assert.DoesNotContain("\"limits\"", weaker, StringComparison.Ordinal);
        var found = await Refused([(Probation, weaker)]);
        Assert.Contains(found, d => d.Text("code") == "HR-STA-001" && d.Text("path") == "/table/rows/2/then/0" && d.Text("message").Contains("劳动合同法 第十九条", StringComparison.Ordinal)); // the form compares probation with it
        var kept = await Refused([(Probation, (await Read(Probation)).Replace(Limits, "", StringComparison.Ordinal))]);
        Assert.Contains(kept, d => d.Text("code") == "HR-STA-010" && d.Text("file") == Probation);
    }

    [Fact]
    public async Task X14_ALimitThatNoTableNamesAnyMore_IsNotPublished()
    {
        var found = await Refused([(Notice, (await Read(Notice)).Replace(NoticeLimits, "", StringComparison.Ordinal).Replace("\"no-fault\\\"\", \"-\"], \"then\": [null, 30]", "\"no-fault\\\"\", \"-\"], \"then\": [null, 5]", StringComparison.Ordinal))]);
        Assert.Contains(found, d => d.Text("code") == "HR-STA-009" && d.Text("message").Contains("劳动合同法", StringComparison.Ordinal));
        Assert.Contains(found, d => d.Text("code") == "HR-STA-010");
    }

    [Fact]
    public async Task X14_TheLawAndItsLockChangedTogether_AreNotPublished()
    {
        var law = (await Read(Law)).Replace("\"then\": [2]", "\"then\": [4]", StringComparison.Ordinal);
        var told = (await Refused([(Law, law)])).Single(d => d.Text("code") == "HR-DEF-019");
        var hash = Regex.Match(told.ToJsonString(), "[0-9a-f]{64}", RegexOptions.NonBacktracking).Value;
        var found = await Refused([(Law, law), ("manifest.json", (await Read("manifest.json")).Replace(Lock, hash, StringComparison.Ordinal))]);
        Assert.Equal(("HR-STA-008", Law), (found[0].Text("code"), found[0].Text("file")));
    }

    [Fact]
    public async Task X14_TheLawRemovedWithItsLock_IsNotPublished()
    {
        var manifest = JsonNode.Parse(await Read("manifest.json"))!;
        manifest["locked"]!.AsObject().Remove(Law);
        var found = await Refused([(Law, ""), ("rules/statute-probation.rules.cases.json", ""), ("requirements/cooperation.requirements.json", ""), ("manifest.json", manifest.ToJsonString())]);
        Assert.Equal(("HR-STA-008", "manifest.json"), (found[0].Text("code"), found[0].Text("file")));
    }

    [Theory]
    [InlineData("\"type\": \"integer\"", "\"type\": \"text\"", "\"then\": [\"${months}\"]")]
    [InlineData("\"hitPolicy\": \"UNIQUE\"", "\"hitPolicy\": \"COLLECT\", \"aggregation\": \"sum\"", "\"then\": [${months}]")] // each row within the law, and together beyond it
    public async Task X14_AnOutputThatCannotBeComparedWithTheLaw_IsNotPublished(string old, string text, string then)
    {
        var table = Regex.Replace((await Read(Probation)).Replace(old, text, StringComparison.Ordinal), "\"then\": \\[(?<months>\\d)\\]", then, RegexOptions.NonBacktracking);
        Assert.Contains(await Refused([(Probation, table)]), d => d.Text("code") == "HR-STA-011");
    }

    [Fact]
    public async Task X14_AFolderWithoutTheLaw_IsNotActivated()
    {
        using var definitions = new OwnDefinitions();
        File.Delete(Path.Combine(definitions.Folder, "rules", "statute-dismissal.rules.json"));
        definitions.With("manifest.json", "\"rules/statute-dismissal.rules.json\": \"c09c0dbfc55ce8d77da529cfe25709ad1f2c5d149730a96c2e70ee93cab43c51\",", "")
            .With(Notice, NoticeLimits, "");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await TestHost.Started(definitions: definitions.Folder));
    }

    [Fact]
    public async Task X14_NoWayIntoARecord_GoesBeyondTheLaw()
    {
        using var definitions = new OwnDefinitions().With("exchanges/employees.exchange.json", "{ \"to\": \"employment.title\", \"from\": \"title\" },", """
            { "to": "employment.title", "from": "title" },
            { "to": "contract.kind", "from": "kind" }, { "to": "contract.termMonths", "from": "term" }, { "to": "contract.probationMonths", "from": "probation" },
            """);
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var before = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        var contract = new { kind = "fixed", termMonths = 24, endDate = (string?)null, probationMonths = 4 };
        var patched = (await host.Patch("E0001", "/api/records/person/E0042", new { contract }, before.ETag)).Is(HttpStatusCode.UnprocessableEntity).Json;
        var error = patched["errors"]!.AsArray().Single(e => e!.Text("code") == "HR-STA-007")!;
        Assert.Equal("/contract/probationMonths", error.Text("pointer"));
        Assert.Contains("劳动合同法 第十九条", error.Text("message"), StringComparison.Ordinal);
        Assert.Contains(patched["trace"]!.AsArray(), t => t!["source"]!.Text("file") == Law && t["because"] is not null);
        var within = new { kind = "fixed", termMonths = 24, endDate = (string?)null, probationMonths = 2 };
        var done = (await host.Patch("E0001", "/api/records/person/E0042", new { contract = within }, before.ETag)).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", "/api/records/person/E0042", new { contract = new { termMonths = 6 } }, done.ETag)).Is(HttpStatusCode.UnprocessableEntity); // what it depends on changes

        await ImportClient.Import(host, "emp_no,first_name,last_name,gender,birth_date,hire_date,title,departments,salary,kind,term,probation\nN0911,试,陈,M,1980-01-02,2010-03-01,Engineer,rd1,20000,fixed,24,4\n");
        var waiting = (await ImportClient.Quarantined(host)).Single(i => i.Text("key") == "N0911");
        Assert.Contains("HR-STA-007", waiting["findings"]!.AsArray().Texts("code"));
    }

    private async Task<List<JsonNode>> Refused((string Path, string Text)[] files)
    {
        var refused = (await Host.Post(Admin, "/api/revisions", new { files = files.Select(f => new { path = f.Path, text = f.Text }) })).Is(HttpStatusCode.UnprocessableEntity).Json;
        return [.. refused["diagnostics"]!.AsArray().OfType<JsonNode>().Where(d => d.Text("severity") == "error" && !d.Text("code").StartsWith("HR-TST", StringComparison.Ordinal))];
    }

    private static Task<string> Read(string path) => File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
}
