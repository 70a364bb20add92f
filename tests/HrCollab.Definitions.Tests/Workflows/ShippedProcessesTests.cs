using HrCollab.Definitions.Tests.Cases;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;

namespace HrCollab.Definitions.Tests.Workflows;

/// <summary>What every shipped process keeps to, whatever its steps are.</summary>
public sealed class ShippedProcessesTests
{
    public static TheoryData<string> Ids => [.. ExampleWorld.Set.All<Workflow>().Select(w => w.Id)];

    [Theory]
    [InlineData("transfer")]
    [InlineData("onboarding")]
    [InlineData("offboarding")]
    public void Process_IsShipped(string id) => Assert.NotNull(ExampleWorld.Set.Find<Workflow>(id)); // S25, S26, S27

    [Theory]
    [MemberData(nameof(Ids))]
    public void Approval_SaysWhoDecidesOnAnOwnRequestAndAsksNoEvidence(string id)
    {
        foreach (var approval in Of(id).All.OfType<Step.Approval>())
        {
            Assert.True(approval.Row.Instead is not null, $"{id}.{approval.Id}: instead");
            Assert.All(approval.Row.Standard, c => Assert.True(c.Evidence == EvidenceKind.None || !c.Mandatory, $"{id}.{approval.Id}.{c.Id}"));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryRow_IsUsedByAStepAndHasSomebodyWhoHelps(string id) // S36
    {
        var used = Of(id).All.OfType<Step.Human>().Select(s => s.Row.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(Of(id).Matrix.Rows, r => Assert.Contains(r.Id, used));
        Assert.All(Of(id).Matrix.Rows.Where(r => Of(id).All.OfType<Step.Work>().Any(w => w.Row == r)), r => Assert.False(r.Cooperating.IsEmpty, $"{id}.{r.Id}"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryWork_HasAMandatoryCheck(string id) => // S38
        Assert.All(Of(id).All.OfType<Step.Work>(), w => Assert.Contains(w.Row.Standard, c => c.Mandatory));

    [Fact]
    public void Certificate_WaitsForEveryBranchOfTheClearance() // S27
    {
        var flow = Of("offboarding");
        var certificate = (Step.Work)flow.Find("certificate")!;
        var clearance = (Step.Parallel)flow.Find("clearance")!;
        var last = clearance.Branches.Select(b => b.Steps.OfType<Step.Work>().LastOrDefault()?.Id).OfType<string>().Where(s => s != "certificate");
        Assert.Equal(last.Order(StringComparer.Ordinal), certificate.Requires.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhoStillWorks_KeepsAccountAndProperty() => // S27
        Assert.Equal(["accounts", "assets", "certificate"], Of("offboarding").All.OfType<Step.Work>().Where(w => w.NotBefore == "form.lastWorkingDay").Select(w => w.Id));

    [Fact]
    public void FirstDay_WaitsForContractAndAccounts() => // S25
        Assert.Equal("contract,accounts", string.Join(',', ((Step.Work)Of("onboarding").Find("dayOne")!).Requires));

    private static Workflow Of(string id) => ExampleWorld.Set.Find<Workflow>(id)!;
}
