using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>What a decision about a case reads beside the case: definitions, organisation, the record and the clock. All values.</summary>
/// <param name="Set">The revision the case keeps.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="Organization">The organisation today.</param>
/// <param name="Subject">Values of the record today; empty when the case makes it.</param>
/// <param name="Now">The clock.</param>
public sealed record CaseContext(DefinitionSet Set, Workflow Workflow, Organization Organization, RecordValues Subject, DateTimeOffset Now)
{
    /// <summary>Carries a rule set out, once, for whoever wants to know what it costs; the engine has no clock of its own. Null: nobody does.</summary>
    public Func<RuleSet, Func<ImmutableArray<RuleVerdict>>, ImmutableArray<RuleVerdict>>? Around { get; init; }

    /// <summary>The date in the company's time zone.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The calendar of deadlines: that of the subsidiary whose process it is, or the company's.</summary>
    public Calendar Calendar => Set.Find<Calendar>(Set.Manifest.Calendar, Workflow.Subsidiary?.Id) ?? throw new InvalidOperationException("The calendar of the manifest is checked when the set is compiled.");

    /// <summary>Values of the case's form in their slots.</summary>
    public RecordValues FormValues(CaseState state) =>
        Workflow.Form.Shape.Empty.With(state.Values.Select(v => KeyValuePair.Create(
            v.Key, Workflow.Form.Shape.Find(v.Key) is { } field ? StoredValue.Parse(field, v.Value) : FieldValue.Missing)));

    /// <summary>Facts for the conditions of the workflow.</summary>
    public Facts Facts(CaseState state)
    {
        var submitter = Workflow.Vocabulary.Roots[2].Shape;
        var person = Organization.Person(state.Submitter.Person);
        var evidence = Workflow.Vocabulary.Roots[3].Shape;
        var form = FormValues(state);
        return Workflow.Vocabulary.Facts(
            Today,
            ("form", form),
            (Workflow.Form.Subject.Id, Subject),
            ("submitter", submitter.Empty.With(
            [
                KeyValuePair.Create("id", FieldValue.Of(ValueType.Reference, state.Submitter.Person)),
                KeyValuePair.Create("department", Optional(state.Submitter.Department)),
                KeyValuePair.Create("position", Optional(person?.Position)),
            ])),
            ("evidence", evidence.Empty.With(state.Evidence.Select(e => KeyValuePair.Create(
                e.Key, evidence.Find(e.Key) is { } field ? StoredValue.Parse(field, e.Value) : FieldValue.Missing)))),
            (TableFacts.Root, FormEvaluation.Tables(Workflow.Form, form, Subject, Today)));
    }

    /// <summary>The value of a full path such as form.effectiveDate.</summary>
    public FieldValue Value(Facts facts, string path) => Workflow.Vocabulary.Find(path) is var (root, field) ? facts.Value(root, field.Slot) : FieldValue.Missing;

    /// <summary>How rows of the matrix find their people.</summary>
    public AssignmentContext Assignment(CaseState state, Facts facts) => new(
        Organization, state.Submitter.Person, state.Subject.Standard == OrganizationFields.Person ? state.Subject.Key : null, path => Value(facts, path));

    /// <summary>
    /// Who does not decide a step, because the request is theirs or it is about them; nobody for work. The step itself can let the person decide whom
    /// the case is about. The step that clears a rule by hand is a decision of the case as a whole.
    /// </summary>
    public ImmutableArray<OwnMatter> OwnMatters(CaseState state, string step)
    {
        var approval = Workflow.Find(step) as Step.Approval;
        if (approval is null && step != CaseRun.Clarify) return [];
        var (submitter, subject) = (state.Submitter.Person, state.Subject.Standard == OrganizationFields.Person ? state.Subject.Key : null);
        return approval is { BySubject: true } ? submitter == subject ? [] : [new OwnMatter(submitter, OwnRequest)]
            : subject is null || subject == submitter ? [new OwnMatter(submitter, OwnRequest)]
            : [new OwnMatter(submitter, OwnRequest), new OwnMatter(subject, OwnAffair)];
    }

    private static readonly Text OwnRequest = new("提交人不能审批自己的申请", "nobody decides on their own request");
    private static readonly Text OwnAffair = new("本人不能审批关于自己的事项", "nobody decides on what is about themselves");

    /// <summary>The day from which a change holds; null when its date is not given.</summary>
    public DateOnly? Day(EffectDay day, Facts facts) => Value(facts, day.Path).Date is { } date ? day.From(date) : null;

    /// <summary>The first day on which a step may be finished; null when any day will do.</summary>
    public DateOnly? Earliest(Step step, Facts facts) => step is Step.Work { NotBefore: { } path } ? Value(facts, path).Date : null;

    /// <summary>When a step opened at a moment is due: its time begins when it may be finished.</summary>
    public DueTime Due(Step.Human step, Facts facts, DateTimeOffset opened) =>
        Due(step.Row, facts, Earliest(step, facts) is { } day && Midnight(day) is var begins && begins > opened ? begins : opened);

    /// <summary>The beginning of a day in the company's time zone.</summary>
    public DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Set.Manifest.Zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)));

    /// <summary>The day of a moment in the company's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Set.Manifest.Zone).DateTime);

    /// <summary>When a row opened at a moment is due.</summary>
    private DueTime Due(MatrixRow row, Facts facts, DateTimeOffset opened)
    {
        var zone = Set.Manifest.Zone;
        if (row.Deadline.Path is not { } path) return row.Deadline.Amount.From(opened, Calendar, zone);
        if (Value(facts, path).Date is not { } date) return row.Deadline.Amount.From(opened, Calendar, zone);
        var noon = date.ToDateTime(new TimeOnly(12, 0));
        var due = row.Deadline.Amount.From(new DateTimeOffset(noon, zone.GetUtcOffset(noon)), Calendar, zone);
        return due is DueTime.At { Time: var time } && time < opened ? Calendar.AddWorkingDays(opened, 0, zone) : due; // nobody is late before they can begin
    }

    private static FieldValue Optional(string? text) => text is null ? FieldValue.Missing : FieldValue.Of(ValueType.Reference, text);
}
