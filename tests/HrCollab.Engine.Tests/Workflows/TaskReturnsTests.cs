using System.Text.Json;
using HrCollab.Engine.Workflows;
using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Workflows;

public sealed class TaskReturnsTests
{
    [Fact]
    public void ReturnToAStep_DoesItAndWhatFollowsAgain()
    {
        var desk = Submit($"{Approve("one", "a")}, {Approve("two", "b")}, {Approve("three", "c")}");
        desk.Act("one", "HR");
        desk.Act("two", "PAY");
        Assert.Equal("done", desk.Act("three", "IT1", "return", "again", "two"));
        Assert.Equal(("two", 2, StepStatus.Done), (desk.Open, desk.State.Steps["two"].Round, desk.State.Steps["one"].Status));
        desk.Act("two", "PAY");
        Assert.Equal("three", desk.Open);
    }

    [Fact]
    public void ReturnWithinABranch_LeavesTheOtherBranches()
    {
        var desk = Submit(Parallel("p", "all", $"{Task("x1", "a")}, {Task("x2", "b")}", $"{Task("y1", "c")}, {Task("y2", "a")}"));
        desk.Act("x1", "HR", "complete", checks: ("ok", null));
        desk.Act("y1", "IT1", "complete", checks: ("ok", null));
        Assert.Equal("done", desk.Act("x2", "PAY", "return", "again", "x1"));
        Assert.Equal("y2 x1", desk.Open);
        Assert.Equal(StepStatus.Done, desk.State.Steps["y1"].Status);
    }

    [Fact]
    public void ReturnIntoAnotherBranch_ReopensBothTasks()
    {
        var desk = Submit(Parallel("p", "all", Task("x", "b"), Task("y", "a", """, "requires": ["x"] """)));
        desk.Act("x", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("done", desk.Act("y", "HR", "return", "wrong", "x"));
        Assert.Equal("x y", desk.Open);
        Assert.Equal("HR-WFL-104", desk.Act("y", "HR", "complete", checks: ("ok", null)));
    }

    [Fact]
    public void ReturnIntoAChoiceOrAFinishedBlock_ReachesTheStep()
    {
        var desk = Submit($$"""
            { "id": "choice", "title": { "zh": "选择", "en": "Choice" }, "choose": [
              { "id": "yes", "title": { "zh": "是", "en": "Yes" }, "when": "form.raise", "steps": [{{Parallel("p", "all", Task("x", "b"), Task("y", "c"))}}] },
              { "id": "no", "title": { "zh": "否", "en": "No" }, "steps": [] }] }, {{Approve("last", "a")}}
            """, """{ "raise": true }""");
        desk.Act("x", "PAY", "complete", checks: ("ok", null));
        desk.Act("y", "IT1", "complete", checks: ("ok", null));
        Assert.Equal("last", desk.Open);
        desk.Act("last", "HR", "return", "again", "x");
        Assert.Equal("x", desk.Open);
        desk.Act("x", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("last", desk.Open);
    }

    [Fact]
    public void ChangeThatHasBeenMade_IsNotGoneBackBefore()
    {
        var desk = Submit($$"""{{Approve("one", "a")}}, { "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "draw": true } }, {{Task("two", "b")}}, {{Task("three", "c")}}""", """{ "seat": "A1" }""");
        desk.Act("one", "HR");
        desk.Applied("x");
        Assert.Equal("HR-WFL-114", desk.Act("two", "PAY", "return", "again"));
        Assert.Equal("HR-WFL-114", desk.Act("two", "PAY", "return", "again", "one"));
        Assert.Empty(TaskActs.ReturnTargets(desk.Context, desk.State, desk.State.OpenTasks.Single()));
        desk.Act("two", "PAY", "complete", checks: ("ok", null));
        Assert.Equal(["two"], TaskActs.ReturnTargets(desk.Context, desk.State, desk.State.OpenTasks.Single()));
        Assert.Equal("done", desk.Act("three", "IT1", "return", "again", "two"));
    }

    [Fact]
    public void CaseWithAnOrderedChange_IsNotRejected() =>
        Assert.Equal("HR-WFL-111", Submit(
            Parallel("p", "all", """{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "on": "form.on", "draw": true } }""", Approve("one", "a")),
            """{ "on": "2026-10-12", "seat": "A1" }""").Act("one", "HR", "reject", "no"));

    [Fact]
    public void ReturnedStep_LosesItsEvidence()
    {
        var desk = Submit($"{Task("one", "e")}, {Approve("two", "a")}");
        desk.Act("one", "W", "complete", checks: [("at", "2026-09-18T09:00"), ("note", "first")]);
        desk.Act("two", "HR", "return", "again", "one");
        Assert.Empty(desk.State.Evidence);
    }

    [Fact]
    public void ReturnForward_IsRefusedWithAHint()
    {
        var desk = Submit($"{Approve("one", "a")}, {Approve("two", "b")}");
        Assert.Equal("/to HR-WFL-106", desk.Act("one", "HR", "return", "c", "two"));
        Assert.Equal("/to HR-WFL-106", desk.Act("one", "HR", "return", "c", "zero"));
    }

    [Fact]
    public void ReturnPastAChangeOrderedForLater_IsRefused()
    {
        var steps = Approve("one", "a") + "," + Parallel("p", "all", """{ "id": "e", "title": { "zh": "变更", "en": "Change" }, "effect": { "on": "form.on", "draw": true } }""", $"{Task("x", "b")}, {Task("y", "c")}");
        var desk = Submit(steps, """{ "on": "2026-10-12", "seat": "A1" }""");
        desk.Act("one", "HR");
        desk.Act("x", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("HR-WFL-111", desk.Act("y", "IT1", "return", "c", "one"));
        Assert.Equal("HR-WFL-111", desk.Act("y", "IT1", "return", "c"));
        Assert.Equal("done", desk.Act("y", "IT1", "return", "c", "x"));
    }

    [Fact]
    public void ReturnToTheSubmitter_WaitsForACorrectedForm()
    {
        var desk = Submit($"{Approve("one", "a")}, {Approve("two", "b")}", """{ "seat": "A1" }""");
        desk.Act("one", "HR");
        Assert.Equal("done", desk.Act("two", "PAY", "return", "seat?"));
        Assert.Equal((CaseStatus.Returned, "submit"), (desk.State.Status, desk.Open));
        using var input = JsonDocument.Parse("""{ "seat": "B2" }""");
        var task = desk.State.OpenTasks.Single();
        Assert.IsType<ActOutcome.Denied>(Submission.Resubmit(desk.Context, desk.State, task.Id, Firm.Person("HR"), input.RootElement, null, (_, _) => null));
        var done = Assert.IsType<ActOutcome.Done>(Submission.Resubmit(desk.Context, desk.State, task.Id, Firm.Person("MK"), input.RootElement, null, (_, _) => null));
        Assert.Equal(("B2", "one", 2), (done.State.Values["seat"], done.State.OpenTasks.Single().Step, done.State.Steps["one"].Round));
    }
}
