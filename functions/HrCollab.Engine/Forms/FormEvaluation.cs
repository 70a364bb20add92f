using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Forms;

/// <summary>What a form makes of an input: the values it takes, what it asks and what it refuses.</summary>
/// <param name="Values">Accepted values; hidden fields are missing.</param>
/// <param name="Asked">Per field: whether it is asked; a field of which that cannot be told is asked.</param>
/// <param name="Needed">Per field: whether it must be given.</param>
/// <param name="Violations">Everything found.</param>
/// <param name="Refused">True when the input cannot be submitted as it is.</param>
/// <param name="Unclear">What cannot be told although what it reads of the form was given: a person decides it first.</param>
public sealed record FormState(
    RecordValues Values, ImmutableArray<Verdict> Asked, ImmutableArray<Verdict> Needed, ImmutableArray<Violation> Violations, bool Refused, ImmutableArray<UnclearCheck> Unclear)
{
    /// <summary>What the standard of a record that the form makes judged and computed, when a trace was asked for.</summary>
    public ImmutableArray<TraceEntry> Steps { get; init; } = [];

    /// <summary>True when the field is asked.</summary>
    public bool IsVisible(FormField field) => Asked[field.Field.Shape.Slot] != Verdict.False;

    /// <summary>True when the field must be given.</summary>
    public bool IsRequired(FormField field) => Needed[field.Field.Shape.Slot] == Verdict.True;
}

/// <summary>A check that cannot be told, or a field of which it cannot be told whether it is asked or must be given.</summary>
/// <param name="Id">form.check or form.field.asked.</param>
/// <param name="Step">Why, as a step of a trace.</param>
public sealed record UnclearCheck(string Id, TraceEntry Step);

/// <summary>The one meaning of visible, required and valid: the browser, preflight and submission all ask it.</summary>
public static class FormEvaluation
{
    /// <summary>Judges an input; the same for a partial one, where missing fields are simply reported.</summary>
    public static FormState Evaluate(Form form, JsonElement input, RecordValues subject, CheckContext context)
    {
        var report = new DataReport();
        var values = Read(form, input, context, report);
        var asked = new Verdict[form.Fields.Length];
        var needed = new Verdict[form.Fields.Length];
        var facts = Facts(form, values, subject, context.Today);
        foreach (var field in form.Fields)
        {
            var slot = field.Field.Shape.Slot;
            asked[slot] = Judge(field.VisibleWhen, facts, values);
            if (asked[slot] != Verdict.False || values[slot].IsMissing) continue;
            values = values.With([KeyValuePair.Create(field.Id, FieldValue.Missing)]); // what is not asked decides nothing further down
            facts = Facts(form, values, subject, context.Today);
        }

        var unclear = ImmutableArray.CreateBuilder<UnclearCheck>();
        foreach (var field in form.Fields)
        {
            var slot = field.Field.Shape.Slot;
            needed[slot] = Ops.And(asked[slot], field.Required ? Verdict.True : field.RequiredWhen is null ? Verdict.False : Judge(field.RequiredWhen, facts, values));
            var pointer = "/" + field.Id;
            if (needed[slot] == Verdict.True && values[slot].IsMissing && !report.Refuses(pointer))
                report.Refuse(DataFindings.Required, pointer, field.Field.Place, field.Field.Title);
            if (field.Field.Shape.Standard is { } other && values[slot].Text is { } key && context.Exists(other, key) == false)
                report.RefuseValue(DataFindings.UnknownReference, pointer, field.Field, key);
            if (values[slot].IsMissing ? needed[slot] == Verdict.Unknown : asked[slot] == Verdict.Unknown)
                unclear.Add(new UnclearCheck(field.UnclearId(form.Id), FormTrace.Unclear(field, facts, asked[slot])));
        }

        Checks(form, values, facts, report, unclear);
        Statutes(form, values, subject, context, report);
        ImmutableArray<TraceEntry> steps = form.Creates ? Standard(form, values, asked, context, report) : [];
        var violations = report.Violations.Where(v => form.Find(v.Pointer.TrimStart('/').Split('/')[0]) is not { } f || asked[f.Field.Shape.Slot] != Verdict.False).ToImmutableArray();
        return new FormState(values, ImmutableArray.Create(asked), ImmutableArray.Create(needed), violations, violations.Any(v => !v.Warning), unclear.ToImmutable()) { Steps = steps };
    }

    /// <summary>
    /// A condition of a field. What cannot be told because the submitter left a field empty is not so until they fill it in; what cannot be told
    /// otherwise stays unknown: the field is asked, and a person decides where that matters.
    /// </summary>
    private static Verdict Judge(Condition? condition, Facts facts, RecordValues values) =>
        condition is null ? Verdict.True : condition.Evaluate(facts) is var verdict && verdict == Verdict.Unknown && !Given(condition, values) ? Verdict.False : verdict;

    private static void Checks(Form form, RecordValues values, Facts facts, DataReport report, ImmutableArray<UnclearCheck>.Builder unclear)
    {
        foreach (var check in form.Checks)
        {
            var (id, verdict) = ($"{form.Id}.{check.Id}", check.Judge(facts));
            if (verdict == Verdict.False)
                report.Add(new Violation("/" + check.At, id, check.Message, null, check.Place, check.Warning) { Because = check.Explain(facts).Tree });
            if (verdict == Verdict.Unknown && !check.Warning && Given(check.When, values) && Given(check.Require, values))
                unclear.Add(new UnclearCheck(id, FormTrace.Unclear(check, facts)));
        }
    }

    /// <summary>A field of the form that was left empty is no riddle: whether it may be empty is said by the field.</summary>
    internal static bool Given(Condition? condition, RecordValues values) =>
        condition is null || condition.Reads.All(path => !path.StartsWith("form.", StringComparison.Ordinal) || !values[path[5..]].IsMissing);

    private static void Statutes(Form form, RecordValues values, RecordValues subject, CheckContext context, DataReport report)
    {
        if (form.Statutes.IsEmpty) return;
        var proposed = Proposed(form, values, subject);
        foreach (var (statute, field) in form.Statutes)
        {
            var value = values[field.Field.Shape.Slot];
            if (statute.Beyond(value, proposed, context.Today) is { } limit)
                report.Add(statute.Refused("/" + field.Id, field.Field.Title, value, limit) with { Tells = Reads(statute) });
            else if (statute.Missing(value, proposed, context.Today) is { IsEmpty: false } missing)
                report.Add(statute.Untold("/" + field.Id, field.Field.Title, missing) with { Tells = Reads(statute) });
        }

        // Of the record: what was typed into the field itself everybody may tell whoever typed it.
        static ImmutableArray<string> Reads(Statute statute) => [.. statute.Table.Reads.Select(r => r.Path)];
    }

    /// <summary>The values a form starts with for a subject.</summary>
    public static RecordValues Prefilled(Form form, RecordValues subject) =>
        form.Shape.Empty.With(form.Fields.Where(f => f.Prefill is not null).Select(f => KeyValuePair.Create(f.Id, subject[f.Prefill!.Shape.Slot])));

    /// <summary>What a form sets in the record: every drawn field at its path.</summary>
    public static Dictionary<string, FieldValue> Drawn(Form form, RecordValues values) =>
        form.Fields.Where(f => f.Drawn is not null && !values[f.Field.Shape.Slot].IsMissing)
            .ToDictionary(f => f.Drawn!.Path, f => values[f.Field.Shape.Slot], StringComparer.Ordinal);

    internal static Facts Facts(Form form, RecordValues values, RecordValues subject, DateOnly today) =>
        form.Vocabulary.Facts(today, ("form", values), (form.Subject.Id, subject), (TableFacts.Root, Tables(form, values, subject, today)));

    /// <summary>What the form's tables say about the record as the form would make it.</summary>
    public static RecordValues Tables(Form form, RecordValues values, RecordValues subject, DateOnly today) =>
        form.Tables.Tables.IsEmpty ? form.Tables.Shape.Empty : form.Tables.Of(Proposed(form, values, subject), today);

    /// <summary>The record with every drawn field that was given.</summary>
    public static RecordValues Proposed(Form form, RecordValues values, RecordValues subject) => subject.With(Drawn(form, values));

    private static RecordValues Read(Form form, JsonElement input, CheckContext context, DataReport report)
    {
        var changes = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        if (input.ValueKind != JsonValueKind.Object)
        {
            report.Refuse(DataFindings.WrongType, "", form.Place, form.Title, new Text("对象", "an object"));
            return form.Shape.Empty;
        }

        foreach (var member in input.EnumerateObject())
        {
            var pointer = "/" + JsonPointer.Escape(member.Name);
            if (form.Find(member.Name) is not { } field)
                report.Refuse(DataFindings.UnknownField, pointer, form.Place, member.Name, DidYouMean.Hint(member.Name, form.Fields.Select(f => f.Id)));
            else if (!changes.TryAdd(field.Id, ValueReader.Read(field.Field, member.Value, pointer, context.Today, report)))
                report.Refuse(DataFindings.GivenTwice, pointer, field.Field.Place, field.Field.Title);
        }

        return form.Shape.Empty.With(changes);
    }

    /// <summary>A form that makes a record is held to the record's standard at once, with messages at its own fields.</summary>
    private static ImmutableArray<TraceEntry> Standard(Form form, RecordValues values, Verdict[] asked, CheckContext context, DataReport report)
    {
        var check = StandardCheck.Values(form.Subject, Drawn(form, values), form.Subject.Shape.Empty, isNew: true, context);
        var steps = check.Steps.ToBuilder();
        foreach (var violation in check.Violations)
        {
            // Whoever fills in the form can give only what it asks for: that something else is still missing is no notice for them.
            if (violation.Missing.Any(p => form.Fields.All(f => f.Drawn is null || asked[f.Field.Shape.Slot] == Verdict.False || $"{form.Subject.Id}.{f.Drawn.Path}" != p)))
            {
                steps.Add(violation.ToTrace());
                continue;
            }

            var field = form.Fields.FirstOrDefault(f => f.Drawn is not null && StandardCheck.PointerOf(f.Drawn) == violation.Pointer);
            var pointer = field is null ? "" : "/" + field.Id;
            if (report.Violations.All(v => v.Pointer != pointer || pointer.Length == 0)) report.Add(violation with { Pointer = pointer });
        }

        return context.IsTraced ? steps.ToImmutable() : [];
    }
}
