using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Forms;

public sealed class FormTests
{
    private const string Move = """
        { "id": "to", "draws": "employment.department", "required": true },
        { "id": "kind", "type": "text", "title": { "zh": "类型", "en": "Kind" }, "purpose": { "zh": "办理", "en": "To handle it" } },
        { "id": "salary", "draws": "pay.salary", "visibleWhen": "form.kind == \"raise\"", "requiredWhen": "form.kind == \"raise\"" },
        { "id": "note", "type": "text", "title": { "zh": "说明", "en": "Note" }, "purpose": { "zh": "办理", "en": "To handle it" }, "visibleWhen": "has(form.salary)", "required": true },
        { "id": "on", "type": "date", "title": { "zh": "日期", "en": "Day" }, "purpose": { "zh": "办理", "en": "To handle it" }, "prefill": "person.employment.hireDate" }
        """;

    [Fact]
    public void VisibleFields_AreTakenAndRequired()
    {
        var state = Evaluate(Move, """{ "to": "lab", "kind": "raise" }""");
        Assert.Equal(["/salary HR-STD-101"], Found(state));
        Assert.True(Evaluate(Move, """{ "to": "lab", "kind": "raise", "salary": "1.00", "note": "good" }""") is { Refused: false } good && good.Values["salary"].Number == 1m);
    }

    [Fact]
    public void HiddenField_IsDroppedWithItsMistakesAndWhatHangsOnIt()
    {
        var state = Evaluate(Move, """{ "to": "lab", "kind": "move", "salary": "-5", "note": "n" }""");
        Assert.Empty(Found(state));
        Assert.Equal(["to", "kind"], state.Values.Present.Select(v => v.Key));
    }

    [Fact]
    public void ConditionThatCannotBeTold_HidesAndRequiresNothing() => Assert.Empty(Found(Evaluate(Move, """{ "to": "lab" }""")));

    [Fact]
    public void UnknownFieldsAndReferences_AreTold() => Assert.Equal(
        ["/to HR-STD-114", "/kindd HR-STD-115"], Found(Evaluate(Move, """{ "kindd": "raise", "to": "nowhere" }""", exists: false)).Order(StringComparer.Ordinal).Reverse());

    [Fact]
    public void Check_RefusesAtItsFieldAndSaysNothingWhenItCannotTell()
    {
        const string Checks = """[{ "id": "other", "require": "form.to != person.employment.department", "at": "to", "message": { "zh": "相同", "en": "Same" } }]""";
        Assert.Equal(["/to move.other"], Found(Evaluate(Move, """{ "to": "make" }""", checks: Checks)));
        Assert.Empty(Found(Evaluate(Move, """{ "to": "lab" }""", checks: Checks)));
    }

    [Fact]
    public void Prefill_TakesTheValueOfTheRecord()
    {
        var form = Form(Move);
        Assert.Equal(["on=2020-01-02"], FormEvaluation.Prefilled(form, Subject(form)).Present.Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public void FormThatCreates_IsHeldToTheStandardAtItsOwnFields()
    {
        const string Fields = """{ "id": "no", "draws": "employment.employeeNo", "required": true }, { "id": "salary", "draws": "pay.salary" }""";
        var form = Form(Fields, creates: true);
        using var input = JsonDocument.Parse("""{ "no": "N1" }""");
        var state = FormEvaluation.Evaluate(form, input.RootElement, form.Subject.Shape.Empty, new CheckContext(new DateOnly(2026, 9, 18), (_, _) => null));
        Assert.Equal([" HR-STD-101"], Found(state)); // the name, which the form does not ask
    }

    [Theory]
    [InlineData("""{ "id": "a" }""", "HR-FRM-001")]
    [InlineData("""{ "id": "a", "type": "text" }""", "HR-FRM-002")]
    [InlineData("""{ "id": "religion", "type": "text", "title": { "zh": "宗教信仰", "en": "Religion" } }""", "HR-FRM-010")] // X16
    [InlineData("""{ "id": "a", "draws": "pay.wage" }""", "HR-FRM-003")]
    [InlineData("""{ "id": "a", "draws": "pay.salary", "visibleWhen": "has(form.b)" }, { "id": "b", "draws": "pay.bank" }""", "HR-FRM-004")]
    [InlineData("""{ "id": "a", "draws": "pay.salary", "visibleWhen": "has(form.a)" }""", "HR-FRM-004")]
    [InlineData("""{ "id": "a", "draws": "pay.salary", "prefill": "person.pay.wage" }""", "HR-FRM-003")]
    [InlineData("""{ "id": "a", "draws": "pay.salary", "prefill": "form.a" }""", "HR-FRM-003")]
    [InlineData("""{ "id": "a", "draws": "pay.salary", "prefill": "person.employment.hireDate" }""", "HR-FRM-011")]
    [InlineData("""{ "id": "a", "draws": "employment.manager", "prefill": "person.employment.department" }""", "HR-FRM-011")]
    [InlineData("""{ "id": "a", "draws": "pay.salary", "requiredWhen": "form.c == 1" }""", "HR-EXP-012")]
    [InlineData("""{ "id": "a", "draws": "pay.salary" }, { "id": "a", "draws": "pay.bank" }""", "HR-DEF-015")]
    public void BadField_IsFound(string fields, string code) => Assert.Contains(Firm.Findings("HR-", Written(fields)), f => f.StartsWith(code, StringComparison.Ordinal));

    [Fact]
    public void BadForm_IsFound()
    {
        const string Field = """{ "id": "a", "draws": "pay.salary" }""";
        var written = Written(Field, creates: true);
        Assert.Contains(Firm.Findings("HR-FRM-006", written), f => f.Contains("/creates", StringComparison.Ordinal));
        Assert.NotEmpty(Firm.Findings("HR-FRM-005", (written.Path, written.Json.Replace("[\"manager\", \"head\"]", "[]", StringComparison.Ordinal))));
        Assert.NotEmpty(Firm.Findings("HR-DEF-012", (written.Path, written.Json.Replace("\"manager\"", "\"boss\"", StringComparison.Ordinal))));
    }

    private const string Salary = """ "type": "decimal", "sensitivity": "internal", "purpose": { "zh": "发薪", "en": "Pay" }, "basis": "PIPL 13(2)", """;

    [Theory] // X16
    [InlineData("\"sensitivity\": \"internal\", ")]
    [InlineData("")] // who has not said that it is public has to say what it is for
    public void FieldWithoutPurpose_IsNotCollected(string sensitivity)
    {
        var files = Firm.Standards.Select(f => (f.Path, f.Json.Replace(Salary, " \"type\": \"decimal\", " + sensitivity, StringComparison.Ordinal)));
        Assert.Contains(TestSet.Findings("HR-FRM", [.. files, Firm.Permissions, Written("""{ "id": "a", "draws": "pay.salary" }""")]), f => f.StartsWith("HR-FRM-008", StringComparison.Ordinal));
    }

    private static FormState Evaluate(string fields, string input, string checks = "[]", bool? exists = null)
    {
        var form = Form(fields, checks);
        using var json = JsonDocument.Parse(input);
        return FormEvaluation.Evaluate(form, json.RootElement, Subject(form), new CheckContext(new DateOnly(2026, 9, 18), (_, _) => exists));
    }

    private static RecordValues Subject(Form form) => form.Subject.Shape.Empty.With(
    [
        KeyValuePair.Create("employment.department", FieldValue.Of(Engine.Expressions.ValueType.Reference, "make")),
        KeyValuePair.Create("employment.hireDate", FieldValue.Of(new DateOnly(2020, 1, 2))),
    ]);

    private static Form Form(string fields, string checks = "[]", bool creates = false) => Firm.Set(Written(fields, checks, creates)).Find<Form>("move")!;

    private static (string Path, string Json) Written(string fields, string checks = "[]", bool creates = false) => ("forms/move.form.json", $$"""
        { "id": "move", "title": { "zh": "调动", "en": "Move" }, "description": { "zh": "调动", "en": "Move" }, "subject": "person", "submitters": ["manager", "head"],
          "creates": {{(creates ? "true" : "false")}}, "checks": {{checks}}, "sections": [{ "id": "s", "title": { "zh": "节", "en": "Section" }, "fields": [{{fields}}] }] }
        """);

    private static IEnumerable<string> Found(FormState state) => state.Violations.Select(v => $"{v.Pointer} {v.Code}");
}
