using System.Globalization;
using HrCollab.Engine.Workflows;
using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Workflows;

/// <summary>X8: a route with names and the promised date before anything is sent, and the same route afterwards.</summary>
public sealed class ForecastTests
{
    private static readonly string Three = $"{Approve("one", "a")}, {Approve("two", "b")}, {Approve("three", "c")}";

    [Fact]
    public void Route_HasOwnersAndDueTimesOfStepsToCome()
    {
        var route = Submit(Three).Route;
        Assert.Equal(["one HR 09-21", "two PAY 09-23", "three IT1,IT2 09-28"], route.Steps.Select(s => $"{s.Id} {string.Join(',', s.Owners)} {Show(s.Due)}"));
        Assert.Equal("09-28", Show(route.Finish));
    }

    [Fact]
    public void LateStep_MovesLaterStepsAndSaysWhich()
    {
        var route = Submit(Three).At("2026-09-23T10:00").Route;
        Assert.Equal(["09-23 ", "09-28 行a", "09-30 行a"], route.Steps.Select(s => $"{Show(s.Forecast)} {s.DelayedBy?.Zh}"));
        Assert.Equal("09-30", Show(route.Finish));
    }

    [Fact]
    public void LateBranch_DoesNotDelayTheOther()
    {
        var steps = Parallel("p", "all", $"{Task("x1", "a")}, {Task("x2", "a")}", $"{Task("y1", "b")}, {Task("y2", "b")}") + "," + Approve("last", "c");
        var desk = Submit(steps);
        desk.Act("y1", "PAY", "complete", checks: ("ok", null));
        var route = desk.At("2026-09-23T10:00").Route;
        Assert.Equal(["x1 ", "x2 行a", "y1 ", "y2 ", "last 行a"], route.Steps.Select(s => $"{s.Id} {s.DelayedBy?.Zh}"));
    }

    [Fact]
    public void ParallelAny_FinishesWithItsFastestBranch() => Assert.Equal(
        "09-21", Show(Submit(Parallel("p", "any", Task("x", "a"), $"{Task("y1", "b")}, {Task("y2", "b")}")).Route.Finish));

    [Fact]
    public void DueTimeInAnUnpublishedYear_IsPendingAndSoIsWhatFollows()
    {
        var route = Submit($"{Approve("one", "a")}, {Task("two", "f")}, {Approve("three", "a")}", """{ "on": "2027-01-11" }""", "," + Row("f", "\"duty\": \"payroll\"", deadline: "on form.on")).Route;
        Assert.Equal(["", "2027", "2027"], route.Steps.Select(s => s.PendingYear?.ToString(CultureInfo.InvariantCulture) ?? ""));
        Assert.Null(route.Finish);
    }

    [Fact]
    public void DateInThePast_IsDueTodayNotBefore()
    {
        var route = Submit(Task("one", "f"), """{ "on": "2026-09-20" }""", "," + Row("f", "\"duty\": \"payroll\"", deadline: "5 wd before form.on")).Route;
        Assert.Equal("09-18", Show(route.Steps.Single().Due));
    }

    [Fact]
    public void StepThatMayNotBeTaken_IsConditional()
    {
        var route = Submit($"{Approve("one", "a")}, {Task("two", "b", """, "when": "form.raise" """)}").Route;
        Assert.Equal([false, true], route.Steps.Select(s => s.Conditional));
    }

    [Fact]
    public void ChangeWithoutADateOfItsOwn_IsShownForTheDayOfItsTurn_BeforeAndAfter() // X8
    {
        static string Effect(string id) => $$"""{ "id": "{{id}}", "title": { "zh": "变更", "en": "Change" }, "effect": { "draw": true } }""";
        var desk = Submit($"{Effect("x")}, {Effect("y")}", """{ "seat": "A1" }""");
        var shown = desk.Route.Steps.Select(s => s.Due).ToList();
        Assert.Equal(["09-18", "09-18"], shown.Select(Show));
        Assert.IsType<ActOutcome.Done>(desk.Applied("x"));
        Assert.Equal(["done", "scheduled"], desk.Route.Steps.Select(s => s.Status));
        Assert.Equal(shown, desk.Route.Steps.Select(s => s.Due));
    }

    [Fact]
    public void CaseThatWaitsForItsSubmitter_SaysSoFirst_AndPromisesNothingInThePast() // S32
    {
        var desk = Submit(Three);
        desk.Act("one", "HR", "return", "again");
        var route = desk.At("2026-10-20T10:00").Route;
        Assert.Equal(["submit open MK", "one waiting HR", "two waiting PAY", "three waiting IT1,IT2"], route.Steps.Select(s => $"{s.Id} {s.Status} {string.Join(',', s.Owners)}"));
        Assert.True(route.Steps.Zip(route.Steps.Skip(1)).All(s => s.First.Forecast <= s.Second.Forecast) && route.Steps[0].Forecast >= desk.Now);
        Assert.Equal(TaskActs.SubmitTitle, route.Steps[1].DelayedBy);
    }

    private static string Show(DateTimeOffset? time) => time?.ToString("MM-dd", CultureInfo.InvariantCulture) ?? "";
}
