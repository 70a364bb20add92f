using HrCollab.Engine.Workflows;
using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Workflows;

public sealed class TaskActsTests
{
    [Fact]
    public void Stranger_MayNotAct() => Assert.Equal("HR-PRM-105", Submit(Approve("one", "a")).Act("one", "PAY"));

    [Fact]
    public void OwnerWhoWentOnLeave_SubstituteMayAct()
    {
        var desk = Submit($"{Approve("one", "b")}, {Approve("two", "a")}");
        desk.Instead = [Firm.Away("PAY", "2026-09-18", "2026-09-18", "LH")];
        Assert.Equal("done", desk.Act("one", "LH"));
        Assert.Equal("PAY", desk.State.Evidence["one.by"]); // on whose behalf
    }

    [Fact]
    public void ClosedTask_TakesNoSecondAct()
    {
        var desk = Submit($"{Approve("one", "c")}, {Approve("two", "a")}");
        desk.Act("one", "IT1");
        Assert.Equal("HR-WFL-101", desk.Act("one", "IT2"));
    }

    [Fact]
    public void EndedCase_TakesNoAct()
    {
        var desk = Submit(Approve("one", "a"));
        desk.Act("one", "HR", "reject", "no");
        Assert.Equal((CaseStatus.Rejected, "HR-WFL-107"), (desk.State.Status, desk.Act("one", "HR")));
    }

    [Theory]
    [InlineData("one", "complete")]
    [InlineData("one", "cancel")]
    [InlineData("work", "approve")]
    [InlineData("work", "reject")]
    public void ActThatDoesNotFit_IsRefused(string step, string action) =>
        Assert.Equal("HR-WFL-102", Submit(Parallel("p", "all", Approve("one", "a"), Task("work", "a"))).Act(step, "HR", action, "c"));

    [Fact]
    public void RejectionAndReturn_NeedAReason()
    {
        var desk = Submit(Approve("one", "a"));
        Assert.Equal("/comment HR-WFL-105", desk.Act("one", "HR", "reject"));
        Assert.Equal("/comment HR-WFL-105", desk.Act("one", "HR", "return", " "));
    }

    [Fact]
    public void S26_WorkWithAFirstDay_CannotBeFinishedBefore_AndItsTimeCountsFromThen()
    {
        var desk = Submit(Task("one", "a", """, "notBefore": "form.on" """), """{ "on": "2026-10-12" }""");
        var step = desk.Route.Steps.Single();
        Assert.Equal((new DateOnly(2026, 10, 12), "2026-10-14T18:00"), (step.NotBefore, step.Due?.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("HR-WFL-113", desk.At("2026-10-11T23:59").Act("one", "HR", "complete", checks: ("ok", null)));
        Assert.Equal("done", desk.At("2026-10-12T00:00").Act("one", "HR", "complete", checks: ("ok", null)));
    }

    [Fact]
    public void WorkWhoseFirstDayIsNotGiven_CanBeFinished() =>
        Assert.Equal("done", Submit(Task("one", "a", """, "notBefore": "form.on" """)).Act("one", "HR", "complete", checks: ("ok", null)));

    [Fact]
    public void Claimed_BelongsToTheOneWhoTookIt()
    {
        var desk = Submit(Approve("one", "c"));
        desk.Act("one", "IT1", "claim");
        Assert.Equal("HR-WFL-108", desk.Act("one", "IT2"));
        Assert.Equal("done", desk.Act("one", "IT1"));
    }

    [Fact]
    public void MissingCheck_KeepsWorkOpen() // S38
    {
        var desk = Submit(Task("one", "e"));
        Assert.Equal("/checks/at HR-WFL-103", desk.Act("one", "W", "complete"));
        Assert.Equal("/checks/att HR-WFL-110 /checks/at HR-WFL-103", desk.Act("one", "W", "complete", checks: ("att", "x")));
        Assert.Equal("/checks/note HR-WFL-103", desk.Act("one", "W", "complete", checks: [("at", null), ("note", " ")]));
        Assert.Equal("done", desk.Act("one", "W", "complete", checks: ("at", null)));
    }

    [Theory]
    [InlineData("", "2026-09-18T10:00:00+08:00")]
    [InlineData("2026-09-18T09:30", "2026-09-18T09:30:00+08:00")]
    [InlineData("2026-09-18T01:30:15Z", "2026-09-18T09:30:15+08:00")]
    [InlineData("2026-09-18T09:30:00.5+09:00", "2026-09-18T08:30:00+08:00")]
    [InlineData("18/09/2026", null)]
    [InlineData("2026-02-30T09:30", null)]
    public void TimeOfEvidence_IsOfTheCompanysZone(string given, string? kept)
    {
        var desk = Submit(Task("one", "e"));
        Assert.Equal(kept is null ? "/checks/at HR-WFL-109" : "done", desk.Act("one", "W", "complete", checks: ("at", given)));
        Assert.Equal(kept, desk.State.Evidence.GetValueOrDefault("one.at"));
    }

    [Fact]
    public void EvidenceThatGoesIntoTheRecord_IsHeldToItsField()
    {
        var steps = Task("one", "e") + """, { "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "set": { "workplace.seat": "evidence.one.note" } } }""";
        var desk = Submit(steps);
        Assert.Equal("/checks/note HR-STD-108", desk.Act("one", "W", "complete", checks: [("at", null), ("note", "not a key!")]));
        Assert.Equal("done", desk.Act("one", "W", "complete", checks: [("at", null), ("note", " N-7 ")]));
        Assert.Equal("N-7", desk.Ordered("x")!.Set["workplace.seat"]);
    }

    [Fact]
    public void RequiredStepOpen_WorkIsBlockedByItsName() // S25, S27
    {
        var desk = Submit(Parallel("p", "all", Task("x", "b"), Task("y", "a", """, "requires": ["x"] """)));
        Assert.Equal("HR-WFL-104", desk.Act("y", "HR", "complete", checks: ("ok", null)));
        Assert.Equal(("blocked", "x"), (desk.Route.Steps.Single(s => s.Id == "y").Status, Assert.Single(desk.Route.Steps.Single(s => s.Id == "y").WaitsFor)));
        desk.Act("x", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("done", desk.Act("y", "HR", "complete", checks: ("ok", null)));
    }

    [Fact]
    public void RequiredStepSkipped_BlocksNothing()
    {
        var desk = Submit(Parallel("p", "all", Task("x", "b", """, "when": "form.raise" """), Task("y", "a", """, "requires": ["x"] """)), """{ "raise": false }""");
        Assert.Equal("done", desk.Act("y", "HR", "complete", checks: ("ok", null)));
    }

    [Fact]
    public void ApprovalThatRequiresAStep_WaitsForIt_ButCanBeRefused()
    {
        var steps = Parallel("p", "all", Task("x", "b"), """{ "id": "y", "row": "a", "approve": "one", "requires": ["x"] }""");
        var desk = Submit(steps);
        Assert.Equal("HR-WFL-104", desk.Act("y", "HR"));
        Assert.Equal("x", Assert.Single(desk.Route.Steps.Single(s => s.Id == "y").WaitsFor));
        desk.Act("x", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("done", desk.Act("y", "HR"));
        Assert.Equal("done", Submit(steps).Act("y", "HR", "reject", "no"));
    }

    [Theory]
    [InlineData("""{ "raise": false }""", true)]
    [InlineData("""{ "raise": true }""", false)]
    public void RequiredStepInABlockThatIsSkipped_BlocksNothing(string input, bool met)
    {
        var block = Parallel("q", "all", Task("x", "b"), Task("z", "b")).Replace("\"join\"", "\"when\": \"form.raise\", \"join\"", StringComparison.Ordinal);
        var desk = Submit(Parallel("p", "all", block, Task("y", "a", """, "requires": ["x"] """)), input);
        Assert.Equal(met ? "" : "x", string.Join(' ', desk.Route.Steps.Single(s => s.Id == "y").WaitsFor));
        Assert.Equal(met ? "done" : "HR-WFL-104", desk.Act("y", "HR", "complete", checks: ("ok", null)));
    }

    [Fact]
    public void RequiredStepInABlockThatWentOnWithoutIt_BlocksNothing()
    {
        var desk = Submit(Parallel("p", "all", Parallel("q", "any", Task("x", "b"), Task("z", "c")), Task("y", "a", """, "requires": ["x"] """)));
        Assert.Equal("HR-WFL-104", desk.Act("y", "HR", "complete", checks: ("ok", null)));
        desk.Act("z", "IT1", "complete", checks: ("ok", null));
        Assert.Equal("done", desk.Act("y", "HR", "complete", checks: ("ok", null)));
    }
}
