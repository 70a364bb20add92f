using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests.Cases;

/// <summary>A runner that finds nothing wrong would prove nothing: each expectation is also written wrongly once.</summary>
public sealed class GoldenCaseRunnerTests
{
    private const string Case = """
        [{ "id": "c", "title": { "zh": "例", "en": "Case" }, "caller": "E0007", "now": "2026-09-18T10:00:00+08:00", "subject": "E0042",
           "input": { "newDepartment": "rd2", "effectiveDate": "2026-10-12" },
           "expect": { "outcome": "accepted", "status": "running", "open": ["release"], "blocked": [], "owners": { "receive": ["E0008"] }, "due": { "release": "2026-09-21T18:00:00+08:00" } },
           "acts": [{ "step": "release", "by": "E0002", "action": "approve", "tick": ["handover", "date"], "expect": { "record": { "employment.department": "rd1" } } }] }]
        """;

    [Fact]
    public void CaseThatIsRight_Holds() => Assert.Empty(Differences(Case));

    [Theory]
    [InlineData("\"accepted\"", "\"invalid\"", "/expect/outcome")]
    [InlineData("\"running\"", "\"completed\"", "/expect/status")]
    [InlineData("\"open\": [\"release\"]", "\"open\": []", "/expect/open")]
    [InlineData("\"blocked\": []", "\"blocked\": [\"receive\"]", "/expect/blocked")]
    [InlineData("[\"E0008\"]", "[\"E0034\"]", "/expect/owners/receive")]
    [InlineData("2026-09-21T18", "2026-09-22T18", "/expect/due/release")]
    [InlineData("\"open\": [\"release\"]", "\"route\": [\"release\"]", "/expect/route")]
    [InlineData("\"by\": \"E0002\"", "\"by\": \"E0008\"", "/acts/0")]
    [InlineData("\"rd1\"", "\"rd2\"", "/acts/0/expect/record/employment.department")]
    [InlineData("\"action\": \"approve\"", "\"at\": \"2026-09-17T10:00:00+08:00\", \"action\": \"approve\"", "/acts/0/at")]
    public void CaseThatIsWrong_IsADifferenceAtItsPlace(string right, string wrong, string pointer)
    {
        Assert.Contains(right, Case, StringComparison.Ordinal);
        Assert.Contains(Differences(Case.Replace(right, wrong, StringComparison.Ordinal)), d => d.Pointer == pointer);
    }

    [Fact]
    public void CasesWithAnUnknownMemberOrATwiceUsedId_AreFound()
    {
        Assert.Equal("HR-DEF-002", Findings(Case.Replace("\"caller\"", "\"callr\"", StringComparison.Ordinal))[0].Code);
        Assert.Equal("HR-DEF-015", Assert.Single(Findings(Case[..^1] + "," + Case[1..])).Code);
    }

    private static IEnumerable<GoldenDifference> Differences(string text) =>
        GoldenCaseRunner.Run(ExampleWorld.Set, ExampleWorld.World, "transfer", GoldenCases.Read(File(text), d => Assert.Fail(d.Message.En)).Single()).Differences;

    private static List<Diagnostic> Findings(string text)
    {
        var found = new List<Diagnostic>();
        GoldenCases.Read(File(text), found.Add);
        return found;
    }

    private static DefinitionFile File(string text) => new("forms/transfer.form.cases.json", System.Text.Encoding.UTF8.GetBytes(text));
}
