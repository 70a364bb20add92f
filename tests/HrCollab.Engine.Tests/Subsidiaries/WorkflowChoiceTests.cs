using System.Text.Json;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Subsidiaries;
using HrCollab.Engine.Workflows;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Subsidiaries;

/// <summary>Whose definitions hold for whom.</summary>
public sealed class WorkflowChoiceTests
{
    private static readonly (string Path, string Json) Own = (Group.South + "rules/limit.rules.json", """{ "id": "limit", "inherits": "limit", "table": { "rows": [{ "id": "high", "then": [7] }] } }""");
    private static readonly (string Path, string Json)[] Lab =
    [
        ("subsidiaries/lab.subsidiary.json", """{ "id": "lab", "title": { "zh": "实验", "en": "Lab" }, "department": "lab" }"""),
        ("subsidiaries/lab/rules/limit.rules.json", """{ "id": "limit", "inherits": "limit", "table": { "rows": [{ "id": "high", "then": [8] }] } }"""),
    ];

    [Theory]
    [InlineData("make", "move@south")]
    [InlineData("lab", "move@south")]
    [InlineData("trade", "move")]
    [InlineData("board", "move")]
    [InlineData("gone", "move")]
    public void Department_AndAllBelowIt_HaveTheSubsidiarysOwn(string department, string workflow)
    {
        var set = Group.Set(Own);
        Assert.Equal(workflow, WorkflowChoice.For(set, WorkflowChoice.Of(set, "move")!, Firm.On("2026-09-16"), department)!.Id);
    }

    [Fact]
    public void NearestSubsidiary_Counts()
    {
        var set = Group.Set([Own, .. Lab]);
        Assert.Equal("lab", WorkflowChoice.Subsidiary(set, Firm.On("2026-09-16"), "lab")!.Id);
        Assert.Equal("move@lab", WorkflowChoice.For(set, set.Find<Workflow>("move")!, Firm.On("2026-09-16"), "lab")!.Id);
        Assert.Equal("move@south", WorkflowChoice.For(set, set.Find<Workflow>("move@lab")!, Firm.On("2026-09-16"), "make")!.Id);
    }

    /// <summary>The decision itself refuses the process of another company, and says by whose definitions it decided.</summary>
    [Fact]
    public void Decision_HoldsToTheCompanyOfTheRecord_AndNamesIt()
    {
        var set = Group.Set(Own);
        var person = set.Find<Standard>("person")!;
        var organization = Firm.On("2026-09-16");
        var worker = Record("W", "make");
        Assert.IsType<SubmissionOutcome.NotFound>(Decide("move@south", Record("W", null))); // who belongs nowhere belongs to no subsidiary
        Assert.IsType<SubmissionOutcome.Accepted>(Decide("move", Record("W", null)));
        Assert.IsType<SubmissionOutcome.NotFound>(Decide("move", worker));
        Assert.IsType<SubmissionOutcome.NotFound>(Decide("move@south", Record("X", "trade")));
        var accepted = Assert.IsType<SubmissionOutcome.Accepted>(Decide("move@south", worker));
        Assert.Equal("subsidiaries/south.subsidiary.json", accepted.Trace.First(t => t.Topic == "subsidiary").Source!.File);
        Assert.Equal("move@south", accepted.State.Workflow);

        RecordValues Record(string key, string? department) => person.Shape.Empty.With(
        [
            KeyValuePair.Create("employment.employeeNo", FieldValue.Of(ValueType.Text, key)), KeyValuePair.Create("employment.department", department is null ? FieldValue.Missing : FieldValue.Of(ValueType.Reference, department)), KeyValuePair.Create("employment.manager", FieldValue.Of(ValueType.Reference, "MK")),
        ]);
        SubmissionOutcome Decide(string workflow, RecordValues subject) => Submission.Decide(
            new CaseContext(set, set.Find<Workflow>(workflow)!, organization, subject, new DateTimeOffset(2026, 9, 16, 10, 0, 0, TimeSpan.FromHours(8))),
            new SubmissionRequest("c", Firm.Person("MK"), JsonSerializer.SerializeToElement(new { day = "2026-09-20" }), subject, organization.Exists));
    }

    /// <summary>The department of a new person is read as the form stores it.</summary>
    [Fact]
    public void Department_OfANewPerson_IsReadAsItIsStored()
    {
        var standards = Firm.Standards.Select(f => f.Path == "standards/person.standard.json" ? (f.Path, f.Json.Replace("\"reference\": \"department\" }", "\"reference\": \"department\", \"normalize\": [\"halfWidth\"] }", StringComparison.Ordinal)) : f);
        var set = TestSet.Sound([.. standards, Firm.Permissions, ("forms/join.form.json", """
            { "id": "join", "title": { "zh": "入职", "en": "Join" }, "description": { "zh": "入职", "en": "Join" }, "subject": "person", "creates": true, "submitters": ["hr-head"], "sections": [
                { "id": "main", "title": { "zh": "内容", "en": "Contents" }, "fields": [
                  { "id": "no", "draws": "employment.employeeNo", "required": true }, { "id": "name", "draws": "identity.name", "required": true },
                  { "id": "department", "draws": "employment.department" }] }] }
            """)]);
        Assert.Equal("make", WorkflowChoice.Department(set.Find<Form>("join")!, null, JsonSerializer.SerializeToElement(new { department = " ｍａｋｅ " })));
    }

    /// <summary>The subsidiary's deadlines count by the calendar it names; nothing else of it need be written.</summary>
    [Fact]
    public void Calendar_OfTheSubsidiary_CountsItsDeadlines()
    {
        var set = Group.Set(
            ("calendars/free.calendar.json", """{ "id": "free", "title": { "zh": "另", "en": "Free" }, "hours": ["09:00-12:00", "13:00-18:00"], "weekend": ["wednesday", "thursday", "friday"] }"""),
            ("calendars/free-2026.calendar.json", """{ "id": "free-2026", "title": { "zh": "另", "en": "Free" }, "of": "free", "year": 2026, "source": { "title": { "zh": "通知", "en": "Notice" } }, "holidays": [{ "title": { "zh": "元旦", "en": "New Year" }, "from": "2026-01-01", "to": "2026-01-01" }], "makeup": [] }"""),
            ("subsidiaries/calm.subsidiary.json", """{ "id": "calm", "title": { "zh": "静", "en": "Calm" }, "department": "trade", "calendar": "free" }"""));
        var workflow = WorkflowChoice.For(set, set.Find<Workflow>("move")!, Firm.On("2026-09-16"), "trade")!;
        Assert.Equal("move@calm", workflow.Id);
        var context = new CaseContext(set, workflow, Firm.On("2026-09-16"), workflow.Form.Subject.Shape.Empty, new DateTimeOffset(2026, 9, 16, 10, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal("free", context.Calendar.Id);
        Assert.Equal(set.Manifest.Calendar, (context with { Workflow = set.Find<Workflow>("move")! }).Calendar.Id);
    }
}
