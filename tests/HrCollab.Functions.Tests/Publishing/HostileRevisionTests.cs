using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Broken definitions sent to be published and activated at once: each is told with file, place and help in both languages, and what decides goes on deciding.</summary>
public sealed class HostileRevisionTests(HostileDefinitionTests.Running running) : IClassFixture<HostileDefinitionTests.Running>
{
    private const string Admin = "E0023";
    private const string Rules = "rules/transfer-eligibility.rules.json";
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Lists = "codeLists/duties.codeList.json";

    public enum Mistake
    {
        TenMegabytes,
        TenThousandLevels,
        MisspeltMember,
        UnknownReference,
        MissingResponsible,
        MissingRow,
        CyclicReference,
        DuplicateId,
    }

    [Theory]
    [InlineData(Mistake.TenMegabytes, "HR-DEF-006", Rules, "")]
    [InlineData(Mistake.TenThousandLevels, "HR-DEF-007", Rules, "")]
    [InlineData(Mistake.MisspeltMember, "HR-DEF-002", Rules, "/subjcet")]
    [InlineData(Mistake.UnknownReference, "HR-DEF-012", Rules, "/subject")]
    [InlineData(Mistake.MissingResponsible, "HR-RSP-001", Matrix, "/rows/1/responsible")]
    [InlineData(Mistake.MissingRow, "HR-WFL-002", "workflows/transfer.workflow.json", "/steps/1")]
    [InlineData(Mistake.CyclicReference, "HR-DEF-008", Lists, "/extends")]
    [InlineData(Mistake.DuplicateId, "HR-DEF-009", Rules, "/id")]
    public async Task Revision_WithActivationAsked_IsRefusedWhereTheMistakeStands_AndTheActiveOneStays(Mistake mistake, string code, string file, string pointer)
    {
        var (path, text) = await Broken(mistake);
        var before = await State();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var refused = (await running.Host.Send(Admin, HttpMethod.Post, "/api/revisions", new { files = new[] { new { path, text } }, note = "测试", activate = true }, language: language)).Is(HttpStatusCode.UnprocessableEntity).Json;
            var diagnostics = refused["diagnostics"]!.AsArray();
            var found = diagnostics.FirstOrDefault(d => d!.Text("code") == code && d!.Text("file") == file);
            Assert.True(found is not null, diagnostics.ToJsonString()[..Math.Min(2_000, diagnostics.ToJsonString().Length)]);
            Assert.Equal(("error", pointer), (found.Text("severity"), found.Text("path")));
            Assert.True(found["line"]!.GetValue<int>() >= 1);
            Assert.All([found.Text("message"), found.Text("help")], words => Assert.Equal(language == "zh-CN", words.Any(c => c is >= '一' and <= '鿿')));
        }

        Assert.Equal(before, await State());
        (await running.Host.Get("E0007", "/api/forms/transfer?subject=E0042")).Is(HttpStatusCode.OK);
    }

    private static async Task<(string Path, string Text)> Broken(Mistake mistake) => mistake switch
    {
        Mistake.TenMegabytes => (Rules, "{ \"id\": \"" + new string('x', 10 * 1024 * 1024) + "\" }"),
        Mistake.TenThousandLevels => (Rules, "{ \"id\": " + new string('[', 10_000) + new string(']', 10_000) + "}"),
        Mistake.MisspeltMember => (Rules, await Shipped(Rules, "\"subject\"", "\"subjcet\"")),
        Mistake.UnknownReference => (Rules, await Shipped(Rules, "\"subject\": \"person\"", "\"subject\": \"persn\"")),
        Mistake.MissingResponsible => (Matrix, await Shipped(Matrix, "\"responsible\": { \"duty\": \"head\", \"of\": \"form.newDepartment\" },", "")),
        Mistake.MissingRow => ("workflows/transfer.workflow.json", await Shipped("workflows/transfer.workflow.json", "\"row\": \"receive\", ", "")),
        Mistake.CyclicReference => (Lists, await Shipped(Lists, "\"status\": \"company\",", "\"status\": \"company\", \"extends\": \"duties\",")),
        Mistake.DuplicateId => ("rules/other.rules.json", await Shipped(Rules, "", "")),
        _ => throw new ArgumentOutOfRangeException(nameof(mistake)),
    };

    /// <summary>A shipped file with the first of a text replaced.</summary>
    private static async Task<string> Shipped(string path, string old, string text)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        var at = shipped.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);
        return shipped[..at] + text + shipped[(at + old.Length)..];
    }

    /// <summary>What decides, every revision there is, and what was ever activated.</summary>
    private async Task<string> State() =>
        (await running.Host.Get(Admin, "/api/ready")).Is(HttpStatusCode.OK).Json.Text("revision") + (await running.Host.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Text;
}
