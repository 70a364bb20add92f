using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Submissions;

/// <summary>
/// What is found in a form, as whoever sends it may be told: a limit of the law that follows from values of the record which they neither gave nor may read is
/// said without them, as <see cref="Records.RecordSight.Told"/> does for records.
/// </summary>
internal static class ToldFindings
{
    /// <summary>The outcome with findings that may be told; how it was decided stays.</summary>
    public static SubmissionOutcome In(SubmissionOutcome outcome, Form form, RecordValues? subject, Caller caller, Engine.Responsibilities.Organization organization)
    {
        if (subject is null) return outcome;
        return outcome switch
        {
            SubmissionOutcome.Invalid invalid => invalid with { Violations = In(invalid.Violations, form, Given(invalid.Form?.Values), Seen()), Form = Told(invalid.Form) },
            SubmissionOutcome.Accepted accepted => accepted with { Form = Told(accepted.Form)! },
            _ => outcome,
        };

        Access Seen() => form.Permissions.For(caller.Person, SubjectPlace.Of(form.Subject, subject), organization);

        FormState? Told(FormState? state) => state is null ? null : state with { Violations = In(state.Violations, form, Given(state.Values), Seen()) };
    }

    /// <summary>Which fields of a form hold something.</summary>
    public static Func<FormField, bool> Given(RecordValues? values) => field => values is not null && !values[field.Field.Shape.Slot].IsMissing;

    /// <summary>The same of a form as it is sent.</summary>
    public static Func<FormField, bool> Given(JsonElement? input) =>
        field => input is { ValueKind: JsonValueKind.Object } sent && sent.TryGetProperty(field.Id, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The same for findings alone.</summary>
    public static ImmutableArray<Violation> In(ImmutableArray<Violation> violations, Form form, Func<FormField, bool> given, Access access)
    {
        return violations.Any(v => !v.Tells.IsDefaultOrEmpty) ? [.. violations.Select(Told)] : violations;

        Violation Told(Violation violation) => violation.WithoutValues is not { } without || violation.Tells.OrEmpty().All(p => IsGiven(p) || (form.Subject.Find(p) is { } field && access.MayRead(field)))
            ? violation : violation with { Message = without, Accepted = null };

        bool IsGiven(string path) => form.Fields.Any(f => f.Drawn?.Path == path && given(f));
    }
}
