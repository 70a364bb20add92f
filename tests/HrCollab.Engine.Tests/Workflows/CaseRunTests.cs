using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Workflows;

public sealed class CaseRunTests
{
    private const string Choice = """
        { "id": "choice", "title": { "zh": "选择", "en": "Choice" }, "choose": [
          { "id": "yes", "title": { "zh": "是", "en": "Yes" }, "when": "form.raise", "steps": [{ "id": "pay", "row": "b", "approve": "one" }] },
          { "id": "no", "title": { "zh": "否", "en": "No" }, "steps": [] }] }
        """;

    [Fact]
    public void FinishedStep_OpensTheNextAtOnce() // S30
    {
        var desk = Submit($"{Approve("one", "a")}, {Approve("two", "b")}");
        Assert.Equal("one", desk.Open);
        desk.Act("one", "HR");
        Assert.Equal("two", desk.Open);
        desk.Act("two", "PAY");
        Assert.Equal(("", CaseStatus.Completed), (desk.Open, desk.State.Status));
    }

    [Fact]
    public void ApproveAll_NeedsEachOfThem()
    {
        var desk = Submit($"{Approve("both", "c", "all")}, {Approve("next", "a")}");
        Assert.Equal("both both", desk.Open);
        desk.Act("both", "IT1");
        Assert.Equal("both", desk.Open);
        desk.Act("both", "IT2");
        Assert.Equal("next", desk.Open);
    }

    [Fact]
    public void ApproveOne_EitherDecides()
    {
        var desk = Submit($"{Approve("either", "c")}, {Approve("next", "a")}");
        desk.Act("either", "IT2");
        Assert.Equal("next", desk.Open);
    }

    [Theory]
    [InlineData("true", "pay")]
    [InlineData("false", "last")]
    public void Choice_TakesTheFirstTrueBranch(string raise, string open) =>
        Assert.Equal(open, Submit($"{Choice}, {Approve("last", "a")}", $$"""{ "raise": {{raise}} }""").Open);

    [Fact]
    public void ChoiceThatCannotBeTold_IsBlockedWithAnAlert() // a missing value never becomes a decision
    {
        var desk = Submit($"{Choice}, {Approve("last", "a")}");
        Assert.Equal("!choice", desk.Open);
        Assert.Equal("HR", Assert.Single(desk.State.OpenTasks.Single().Owners));
        Assert.Contains("form.raise", desk.State.Steps["choice"].Reason!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void ParallelAll_WaitsForEveryBranch()
    {
        var desk = Submit($"{Parallel("p", "all", Task("x", "a"), Task("y", "b"))}, {Approve("last", "a")}");
        Assert.Equal("x y", desk.Open);
        desk.Act("y", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("x", desk.Open);
        desk.Act("x", "HR", "complete", checks: ("ok", null));
        Assert.Equal("last", desk.Open);
    }

    [Fact]
    public void ParallelAny_GoesOnWithTheFirstAndCancelsTheRest()
    {
        var desk = Submit($"{Parallel("p", "any", Task("x", "a"), Task("y", "b"))}, {Approve("last", "a")}");
        desk.Act("y", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("last", desk.Open);
        Assert.Equal(Engine.Workflows.TaskStatus.Cancelled, desk.State.Tasks.Single(t => t.Step == "x").Status);
    }

    [Theory]
    [InlineData("all", "false", "y", "y:PAY last")]
    [InlineData("all", "true", "x y", "y:PAY x:HR last")]
    [InlineData("any", "false", "y", "y:PAY last")] // a branch that is left out has not come first
    [InlineData("any", "true", "x y", "x:HR last")]
    public void ParallelBranchWhoseConditionIsFalse_IsLeftOutWithTheReason_AsTheForecastSays(string join, string raise, string open, string way)
    {
        var desk = Submit($"{Approve("first", "a")}, {Conditional(join, "form.raise")}, {Approve("last", "a")}", $$"""{ "raise": {{raise}} }""");
        var foreseen = desk.Route.Steps.Select(s => s.Id).ToList();
        desk.Act("first", "HR");
        Assert.Equal(open, desk.Open);
        Assert.Equal($"first {open} last", string.Join(' ', foreseen));
        Assert.Equal(foreseen, desk.Route.Steps.Select(s => s.Id));
        var told = Assert.Single(desk.Events, e => e.Step == "p" && e.Type is "step.skipped" or "step.chosen");
        var entry = Assert.Single(told.Trace);
        Assert.Equal((raise == "true" ? "chosen" : "skipped", "/steps/1/parallel/0/when"), (entry.Outcome, entry.Source!.Pointer));
        Assert.NotNull(entry.Because);
        foreach (var act in way.Split(' ').SkipLast(1)) desk.Act(act.Split(':')[0], act.Split(':')[1], "complete", checks: ("ok", null));
        Assert.Equal("last", desk.Open);
    }

    [Fact]
    public void ParallelBranchThatCannotBeTold_IsBlockedWithAnAlert_AndNoneBegins()
    {
        var desk = Submit($"{Conditional("all", "person.pay.salary > 5")}, {Approve("last", "a")}");
        Assert.Equal("!p", desk.Open);
        Assert.Contains("pay.salary", desk.State.Steps["p"].Reason!.En, StringComparison.OrdinalIgnoreCase);
        Assert.True(desk.Route.Steps.Single(s => s.Id == "x").Conditional);
        Assert.Equal("HR-WFL-112", desk.Act("p", "HR", "complete"));
    }

    [Fact]
    public void ParallelBlock_IsHeldToWhatWasDecidedWhenItBegan_AndDecidesAnewAfterAReturn()
    {
        // What the condition reads is given by a step of the block itself.
        var desk = Submit($"{Approve("first", "a")}, {Conditional("all", "!has(evidence.y.ok)")}, {Approve("last", "a")}");
        desk.Act("first", "HR");
        desk.Act("y", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("x", desk.Open);
        desk.Act("x", "HR", "return", "again", "y");
        Assert.Equal("x y", string.Join(' ', desk.Open.Split(' ').Order()));
        desk.Act("x", "HR", "complete", checks: ("ok", null));
        desk.Act("y", "PAY", "complete", checks: ("ok", null));
        Assert.Equal("last", desk.Open);
        desk.Act("last", "HR", "return", "again", "first");
        desk.Act("first", "HR");
        Assert.Equal("x y", string.Join(' ', desk.Open.Split(' ').Order()));
        Assert.Equal(3, desk.Events.Count(e => e.Type == "task.opened" && e.Step == "x"));
    }

    /// <summary>A block says nothing itself: why it applies is told by the first event within it, once.</summary>
    [Theory]
    [InlineData("", "task.opened x")]
    [InlineData("form.raise", "step.chosen p")]
    public void WhyAParallelBlockApplies_IsToldByWhatHappensFirstInIt(string branch, string first)
    {
        var block = (branch.Length == 0 ? Parallel("p", "all", Task("x", "a"), Task("y", "b")) : Conditional("all", branch)).Replace("\"id\": \"p\",", "\"id\": \"p\", \"when\": \"form.raise && person.pay.salary == null\",", StringComparison.Ordinal);
        var desk = Submit($"{block}, {Approve("last", "a")}", """{ "raise": true }""");
        var told = Assert.Single(desk.Events, e => !e.Trace.IsDefault && e.Trace.Any(t => t.Source?.Pointer == "/steps/0/when"));
        Assert.Equal(first, $"{told.Type} {told.Step}");
        var entry = told.Trace[0];
        Assert.Equal(("applies", "all", 2), (entry.Outcome, entry.Because!.Kind, entry.Because.Parts.Length));
    }

    /// <summary>Two branches at the same time: x where a condition holds, y always.</summary>
    private static string Conditional(string join, string when) =>
        Parallel("p", join, Task("x", "a"), Task("y", "b")).Replace("\"id\": \"b0\",", $"\"id\": \"b0\", \"when\": \"{when}\",", StringComparison.Ordinal);

    [Fact]
    public void StepWhoseConditionIsFalse_IsSkippedWithTheReason()
    {
        var desk = Submit($"{Task("x", "a", """, "when": "form.raise" """)}, {Approve("last", "a")}", """{ "raise": false }""");
        Assert.Equal(("last", StepStatus.Skipped), (desk.Open, desk.State.Steps["x"].Status));
        Assert.NotNull(desk.State.Steps["x"].Reason);
    }

    [Theory]
    [InlineData("\"pay.salary\": \"null\"", null, true)] // clears what is empty
    [InlineData("\"pay.salary\": \"null\"", "5", false)]
    [InlineData("\"pay.salary\": \"null\", \"employment.manager\": \"person.employment.manager\"", null, true)]
    [InlineData("\"pay.salary\": \"null\", \"employment.position\": \"\\\"P\\\"\"", null, false)] // one of two is news
    public void ChangeThatTheRecordSaysAlready_IsSkippedWithTheReason_AlsoOneThatClearsWhatIsEmpty(string set, string? salary, bool isSo)
    {
        var desk = Submit($$"""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "set": { {{set}} } } }, {{Approve("last", "a")}}""", salary: salary);
        Assert.Equal((isSo ? StepStatus.Skipped : StepStatus.Scheduled, isSo ? "last" : ""), (desk.State.Steps["x"].Status, desk.Open));
        Assert.Equal(isSo ? "the record says so already" : null, desk.State.Steps["x"].Reason?.En);
        Assert.Equal(isSo, desk.Ordered("x") is null);
    }

    [Fact]
    public void HeadOfADepartmentWithNoneUpTheTree_BlocksTheChangeWithTheReason()
    {
        var effect = """{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "head": { "employment.manager": "person.employment.department" } } }""";
        var left = new[] { "MK", "GM" }.Select(p => Firm.Person(p) with { Left = true }).ToArray();
        var desk = Submit(effect, instead: left);
        Assert.Equal(("!x", "Neither D-make nor a department above it has a head"), (desk.Open, desk.State.Steps["x"].Reason?.En));
        Assert.Null(desk.Ordered("x"));
        desk.Instead = [left[0]];
        Assert.IsType<ActOutcome.Done>(desk.Recheck());
        Assert.Equal("GM", desk.Ordered("x")!.Set["employment.manager"]);
    }

    [Fact]
    public void WorkWhoseConditionCannotBeTold_IsDoneByPeople() => Assert.Equal("x", Submit(Task("x", "a", """, "when": "form.raise" """)).Open);

    [Fact]
    public void ChangeWhoseConditionCannotBeTold_WaitsForTheValue()
    {
        var desk = Submit("""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "when": "person.pay.salary > 5", "effect": { "set": { "workplace.seat": "\"A\"" } } }""");
        Assert.Equal("!x", desk.Open);
        Assert.Null(desk.Ordered("x"));
        Assert.IsType<ActOutcome.NotFound>(desk.Recheck());
        Assert.Equal("!x", desk.Open);
    }

    [Fact]
    public void ValueThatWasNotGiven_LeavesTheFieldAsItIs()
    {
        var desk = Submit("""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "set": { "workplace.seat": "form.seat", "employment.position": "\"P\"", "employment.leaveDate": "null" } } }""");
        Assert.Equal(["employment.leaveDate=", "employment.position=P"], desk.Ordered("x")!.Set.Select(s => $"{s.Key}={s.Value}"));
    }

    [Theory]
    [InlineData("1 d after form.on", "2026-10-13")]
    [InlineData("2 d before form.on", "2026-10-10")]
    [InlineData("on form.on", "2026-10-12")]
    public void Effect_MayHoldFromDaysAroundADate(string on, string from) // S27
    {
        var desk = Submit($$"""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "on": "{{on}}", "draw": true } }""", """{ "on": "2026-10-12", "seat": "A1" }""");
        Assert.Equal(from, desk.Ordered("x")!.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(from, desk.Route.Steps.Single().Due?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsType<ActOutcome.NotFound>(desk.At($"{desk.Ordered("x")!.From.AddDays(-1):yyyy-MM-dd}T23:59").Applied("x"));
        Assert.IsType<ActOutcome.Done>(desk.At($"{from}T00:00").Applied("x"));
    }

    [Fact]
    public void Effect_WhoseDayLiesBeyondTheCalendar_IsBlocked() =>
        Assert.Equal("!x", Submit("""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "on": "1 d after form.on", "draw": true } }""", """{ "on": "9999-12-31", "seat": "A1" }""").Open);

    [Fact]
    public void Effect_HoldsTheCaseUntilItsDay() // S26
    {
        var desk = Submit($$"""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "on": "form.on", "draw": true } }, {{Approve("last", "a")}}""", """{ "on": "2026-10-12", "seat": "A1" }""");
        Assert.Equal((new DateOnly(2026, 10, 12), "A1"), (desk.Ordered("x")!.From, desk.Ordered("x")!.Set["workplace.seat"]));
        Assert.IsType<ActOutcome.NotFound>(desk.At("2026-10-11T23:59").Applied("x"));
        Assert.IsType<ActOutcome.Done>(desk.At("2026-10-12T00:00").Applied("x"));
        Assert.Equal("last", desk.Open);
    }

    [Fact]
    public void ChangeTheStandardRefuses_IsNotOrdered_AndComesBackToWhoSeesToIt()
    {
        var desk = Submit($$"""{{Task("one", "a")}}, { "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "set": { "employment.employeeNo": "\"V\"" } } }""");
        desk.Act("one", "HR", "complete", checks: ("ok", null));
        Assert.Equal("!x", desk.Open);
        Assert.Null(desk.Ordered("x"));
        Assert.Equal("refused", desk.Events[^1].Trace.Single().Outcome);
        Assert.Contains("不能修改", desk.State.Steps["x"].Reason!.Zh, StringComparison.Ordinal);
        Assert.Equal("HR-WFL-112", desk.Act("x", "HR", "complete"));
        Assert.Equal("HR-PRM-105", desk.Act("x", "PAY", "complete"));
        Assert.Equal("done", desk.Act("x", "HR", "return", "改", "one"));
        Assert.Equal("one", desk.Open);
    }

    [Fact]
    public void EffectWithoutItsDate_IsBlocked() =>
        Assert.Equal("!x", Submit("""{ "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "on": "form.on", "draw": true } }""").Open);

    [Fact]
    public void NobodyFound_IsBlockedAndOpensWhenSomebodyIs() // S31
    {
        var desk = Submit(Approve("one", "b"), instead: [Firm.Person("PAY") with { Left = true }]);
        Assert.Equal("!one", desk.Open);
        Assert.Equal("step.blocked", desk.Events[^1].Type);
        desk.Instead = [];
        Assert.IsType<ActOutcome.Done>(desk.Recheck());
        Assert.Equal("one", desk.Open);
        Assert.Equal("PAY", Assert.Single(desk.State.OpenTasks.Single().Owners));
    }

    [Fact]
    public void WhatLiesWithPeopleWhoHaveLeft_IsAssignedAnew_OrBlockedInSight() // S31
    {
        var desk = Submit(Task("one", "c"));
        desk.Instead = [Firm.Person("IT1") with { Left = true }];
        Assert.IsType<ActOutcome.NotFound>(desk.Recheck()); // the other can still do it
        desk.Instead = [Firm.Person("IT1") with { Left = true }, Firm.Person("IT2") with { Left = true }];
        Assert.IsType<ActOutcome.Done>(desk.Recheck());
        Assert.Equal(("!one", "step.blocked"), (desk.Open, desk.Events[^1].Type));
        desk.Instead = [];
        desk.Recheck();
        Assert.Equal(("one", 2), (desk.Open, desk.State.Steps["one"].Round));
    }

    [Fact]
    public void SubstituteOfTheSubmitter_DoesNotDecideInTheirName() // X11
    {
        var away = Firm.Person("MK") with { Absence = new Absence(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30), "MD") };
        Assert.Equal("!one", Submit(Approve("one", "d"), instead: [away]).Open);
    }

    [Fact]
    public void Trace_NamesRuleAndPlaceOfTheOwner() // S31
    {
        var opened = Submit(Approve("one", "b")).Events.Single(e => e.Type == "task.opened");
        var owner = opened.Trace.Single(t => t.Topic == "owner");
        Assert.Equal("responsibilities/flow.responsibilities.json#/rows/1", $"{owner.Source!.File}#{owner.Source.Pointer}");
        Assert.Contains("薪酬", owner.Sentence.Zh, StringComparison.Ordinal);
    }
}
