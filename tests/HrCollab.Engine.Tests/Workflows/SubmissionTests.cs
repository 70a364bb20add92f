using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Tests.Calendars;
using HrCollab.Engine.Workflows;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Workflows;

public sealed class SubmissionTests
{
    [Fact]
    public void StrangerToTheRecord_FindsNothing() => Assert.IsType<SubmissionOutcome.NotFound>(Submit("X"));

    [Fact]
    public void SomebodyWhoSeesTheRecordButHoldsNoSubmittingRole_IsDenied()
    {
        var denied = Assert.IsType<SubmissionOutcome.Denied>(Submit("HR"));
        Assert.Equal("HR-PRM-104", denied.Code.Code);
        Assert.Contains("上级", denied.Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void NoRecord_FindsNothing() => Assert.IsType<SubmissionOutcome.NotFound>(Submit("MK", subject: false));

    [Fact]
    public void RuleThatIsFalse_RefusesInItsWords()
    {
        var invalid = Assert.IsType<SubmissionOutcome.Invalid>(Submit("MK", salary: 9));
        Assert.Equal(("limits.low", "Too low"), (invalid.Violations.Single().Code, invalid.Violations.Single().Message.En));
    }

    [Fact]
    public void RuleThatCannotBeTold_GoesToAPersonFirst()
    {
        var accepted = Assert.IsType<SubmissionOutcome.Accepted>(Submit("MK"));
        var task = accepted.State.OpenTasks.Single();
        Assert.Equal(("clarify", true, "HR"), (task.Step, task.Alert, task.Owners.Single()));
        Assert.Contains("limits.low", task.Reason.En, StringComparison.Ordinal);
        var context = Context(out _);
        var act = new TaskAct("approve", null, System.Collections.Immutable.ImmutableSortedDictionary<string, CheckMark>.Empty, null);
        var done = Assert.IsType<ActOutcome.Done>(TaskActs.Decide(context, accepted.State, task.Id, Firm.Person("HR"), act));
        Assert.Equal("one", done.State.OpenTasks.Single().Step);
    }

    [Fact]
    public void RuleThatHolds_StartsAtOnce()
    {
        var accepted = Assert.IsType<SubmissionOutcome.Accepted>(Submit("MK", salary: 11));
        Assert.Equal("one", accepted.State.OpenTasks.Single().Step);
        Assert.Equal(["permission granted", "rule true", "owner assigned", "deadline due"], accepted.Trace.Select(t => $"{t.Topic} {t.Outcome}"));
    }

    [Fact]
    public void SameRequest_GivesTheSameCase() // X8: preflight and submission are one function
    {
        var first = Assert.IsType<SubmissionOutcome.Accepted>(Submit("MK", salary: 11));
        var second = Assert.IsType<SubmissionOutcome.Accepted>(Submit("MK", salary: 11));
        Assert.Equal(JsonSerializer.Serialize(first.State, CaseJson.Default.CaseState), JsonSerializer.Serialize(second.State, CaseJson.Default.CaseState));
    }

    private const string Workflow = """
        { "id": "limits", "title": { "zh": "限", "en": "Limits" }, "subject": "person", "inputs": { "employee": "person" }, "workflow": { "WorkflowName": "Pay", "Rules": [
          { "RuleName": "low", "ErrorMessage": "Too low: $(employee.pay.salary)", "Operator": "Or", "Rules": [
            { "RuleName": "enough", "Expression": "employee.pay.salary > 10" }, { "RuleName": "head", "Expression": "employee.employment.position = \"H\" AND employee.pay.salary > 5" }] }] } }
        """;

    /// <summary>A workflow of RulesEngine stands on the way of every submission as our own conditions do.</summary>
    [Fact]
    public void AnImportedWorkflow_RefusesAndLetsThrough()
    {
        var refused = Assert.Single(Assert.IsType<SubmissionOutcome.Invalid>(Submit("MK", salary: 5, rules: Workflow)).Violations);
        Assert.Equal(("limits.low", "Too low: 'Salary'"), (refused.Code, refused.Message.En)); // who reads it may not see the value
        Assert.Equal("/workflow/Rules/0", refused.Source!.Pointer);
        Assert.Empty(Assert.IsType<SubmissionOutcome.Accepted>(Submit("MK", salary: 11, rules: Workflow)).State.Unclear);
        Assert.Equal(["limits.low"], Assert.IsType<SubmissionOutcome.Accepted>(Submit("MK", rules: Workflow)).State.Unclear.AsEnumerable());
    }

    private static SubmissionOutcome Submit(string caller, bool subject = true, decimal? salary = null, string? rules = null)
    {
        var context = Context(out var person, salary, rules);
        using var input = JsonDocument.Parse("{}");
        return Submission.Decide(context, new SubmissionRequest("c", Firm.Person(caller), input.RootElement, subject ? person : null, (_, _) => null));
    }

    private static CaseContext Context(out RecordValues person, decimal? salary = null, string? rules = null)
    {
        var files = Desk.Written(Desk.Approve("one", "a"));
        files[0].Json = files[0].Json.Replace("\"submitters\"", "\"rules\": [\"limits\"], \"submitters\"", StringComparison.Ordinal);
        DefinitionSet set = Firm.Set([.. files, ("rules/limits.rules.json", rules ?? """
            { "id": "limits", "title": { "zh": "限", "en": "Limits" }, "subject": "person", "conditions": [
              { "id": "low", "require": "person.pay.salary > 10", "message": { "zh": "太低", "en": "Too low" } }] }
            """)]);
        person = set.Find<Standard>("person")!.Shape.Empty.With(
        [
            KeyValuePair.Create("employment.employeeNo", FieldValue.Of(ValueType.Text, "W")), KeyValuePair.Create("identity.name", FieldValue.Of(ValueType.Text, "N")),
            KeyValuePair.Create("employment.department", FieldValue.Of(ValueType.Reference, "make")), KeyValuePair.Create("employment.manager", FieldValue.Of(ValueType.Reference, "MK")),
            KeyValuePair.Create("pay.salary", salary is { } s ? FieldValue.Of(ValueType.Decimal, s) : FieldValue.Missing),
        ]);
        return new CaseContext(set, set.Find<Workflow>("flow")!, Firm.On("2026-09-18"), person, CalendarFiles.At("2026-09-18T10:00"));
    }
}
