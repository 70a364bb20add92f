using HrCollab.Engine.Kernel;
using HrCollab.Engine.Requirements;

namespace HrCollab.Engine.Tests.Requirements;

public sealed class RequirementTests
{
    private const string Path = "requirements/needs.requirements.json";

    /// <summary>S44: each line links to what satisfies it, or is told to be uncovered.</summary>
    [Theory]
    [InlineData("\"standards/person\"", "")]
    [InlineData("", "HR-REQ-002 /lines/0")]
    [InlineData("\"standards/persons\"", "HR-DEF-012 /lines/0/satisfied/0")]
    [InlineData("\"standard/person\"", "HR-REQ-001 /lines/0/satisfied/0")]
    [InlineData("\"person\"", "HR-REQ-001 /lines/0/satisfied/0")]
    public void S44_Line_IsCoveredOrSaidNotToBe(string satisfied, string expected) =>
        Assert.Equal(expected, string.Join(' ', Compile(satisfied).Diagnostics.Where(d => d.File == Path).Select(d => $"{d.Code} {d.Path}")));

    [Fact]
    public void UncoveredLine_StopsNothing() => Assert.Equal("one", Assert.Single(Assert.Single(Compile("").Set!.All<RequirementSheet>()).Uncovered).Id);

    private static CompileResult Compile(string satisfied) => TestSet.Compile([.. Firm.Standards, Firm.Permissions, (Path, $$"""
        { "id": "needs", "title": { "zh": "需求", "en": "Needs" }, "lines": [{ "id": "one", "process": { "zh": "调岗", "en": "Transfer" }, "pain": { "zh": "慢", "en": "Slow" }, "target": { "zh": "快", "en": "Fast" }{{(satisfied.Length == 0 ? "" : $", \"satisfied\": [{satisfied}]")}} }] }
        """)]);
}
