using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Forms;

/// <summary>What a form makes of an input: the values it takes, what it asks and what it refuses.</summary>
/// <param name="Values">Accepted values; hidden fields are missing.</param>
/// <param name="Visible">Per field: whether it is asked.</param>
/// <param name="RequiredFields">Per field: whether it must be given.</param>
/// <param name="Violations">Everything found.</param>
/// <param name="Refused">True when the input cannot be submitted as it is.</param>
public sealed record FormState(
    RecordValues Values, ImmutableArray<bool> Visible, ImmutableArray<bool> RequiredFields, ImmutableArray<Violation> Violations, bool Refused)
{
    /// <summary>True when the field is asked.</summary>
    public bool IsVisible(FormField field) => Visible[field.Field.Shape.Slot];

    /// <summary>True when the field must be given.</summary>
    public bool IsRequired(FormField field) => RequiredFields[field.Field.Shape.Slot];
}

/// <summary>The one meaning of visible, required and valid: the browser, preflight and submission all ask it.</summary>
public static class FormEvaluation
{
    /// <summary>Judges an input; the same for a partial one, where missing fields are simply reported.</summary>
    public static FormState Evaluate(Form form, JsonElement input, RecordValues subject, CheckContext context)
    {
        var report = new DataReport();
        var values = Read(form, input, context, report);
        var visible = new bool[form.Fields.Length];
        var required = new bool[form.Fields.Length];
        var facts = Facts(form, values, subject, context);
        foreach (var field in form.Fields)
        {
            var slot = field.Field.Shape.Slot;
            visible[slot] = field.VisibleWhen is not { } condition || condition.Evaluate(facts) == Verdict.True;
            if (visible[slot] || values[slot].IsMissing) continue;
            values = values.With([KeyValuePair.Create(field.Id, FieldValue.Missing)]); // what is not asked decides nothing further down
            facts = Facts(form, values, subject, context);
        }

        foreach (var field in form.Fields)
        {
            var slot = field.Field.Shape.Slot;
            required[slot] = visible[slot] && (field.Required || field.RequiredWhen?.Evaluate(facts) == Verdict.True);
            var pointer = "/" + field.Id;
            if (required[slot] && values[slot].IsMissing && report.Violations.All(v => v.Pointer != pointer))
                report.Refuse(DataFindings.Required, pointer, field.Field.Place, field.Field.Title);
            if (field.Field.Shape.Standard is { } other && values[slot].Text is { } key && context.Exists(other, key) == false)
                report.Refuse(DataFindings.UnknownReference, pointer, field.Field.Place, field.Field.Title, key);
        }

        foreach (var check in form.Checks)
        {
            if (check.When is { } when && when.Evaluate(facts) != Verdict.True) continue;
            if (check.Require.Evaluate(facts) == Verdict.False)
                report.Add(new Violation("/" + check.At, $"{form.Id}.{check.Id}", check.Message, null, check.Place, Warning: false));
        }

        if (form.Creates) Standard(form, values, context, report);
        var violations = report.Violations.Where(v => form.Find(v.Pointer.TrimStart('/').Split('/')[0]) is not { } f || visible[f.Field.Shape.Slot]).ToImmutableArray();
        return new FormState(values, ImmutableArray.Create(visible), ImmutableArray.Create(required), violations, violations.Any(v => !v.Warning));
    }

    /// <summary>The values a form starts with for a subject.</summary>
    public static RecordValues Prefilled(Form form, RecordValues subject) =>
        form.Shape.Empty.With(form.Fields.Where(f => f.Prefill is not null).Select(f => KeyValuePair.Create(f.Id, subject[f.Prefill![(form.Subject.Id.Length + 1)..]])));

    /// <summary>What a form sets in the record: every drawn field at its path.</summary>
    public static Dictionary<string, FieldValue> Drawn(Form form, RecordValues values) =>
        form.Fields.Where(f => f.Drawn is not null && !values[f.Field.Shape.Slot].IsMissing)
            .ToDictionary(f => f.Drawn!.Path, f => values[f.Field.Shape.Slot], StringComparer.Ordinal);

    private static Facts Facts(Form form, RecordValues values, RecordValues subject, CheckContext context) =>
        form.Vocabulary.Facts(context.Today, ("form", values), (form.Subject.Id, subject));

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
    private static void Standard(Form form, RecordValues values, CheckContext context, DataReport report)
    {
        var check = StandardCheck.Values(form.Subject, Drawn(form, values), form.Subject.Shape.Empty, isNew: true, context);
        foreach (var violation in check.Violations)
        {
            var field = form.Fields.FirstOrDefault(f => f.Drawn is not null && StandardCheck.PointerOf(f.Drawn) == violation.Pointer);
            var pointer = field is null ? "" : "/" + field.Id;
            if (report.Violations.All(v => v.Pointer != pointer || pointer.Length == 0)) report.Add(violation with { Pointer = pointer });
        }
    }
}
