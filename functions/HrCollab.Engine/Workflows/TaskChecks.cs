using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>Holds what was ticked against the work standard of a row.</summary>
internal static class TaskChecks
{
    private const int LongestEvidence = 2_000;
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>What is missing or wrong; the evidence that can be kept by check.</summary>
    public static ImmutableArray<Violation> Read(
        CaseContext context, IEnumerable<Check> mandatory, Step.Human? step, TaskAct act, out ImmutableSortedDictionary<string, string> evidence)
    {
        var zone = context.Set.Manifest.Zone;
        var report = new DataReport();
        var given = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (id, mark) in act.Checks)
        {
            var pointer = $"/checks/{JsonPointer.Escape(id)}";
            if (step?.Row.Standard.FirstOrDefault(c => c.Id == id) is not { } check)
                report.Refuse(WorkflowFindings.UnknownCheck, pointer, null, id, DidYouMean.Hint(id, step?.Row.Standard.Select(c => c.Id) ?? []));
            else if (mark.Done)
                Take(check, mark.Evidence?.Trim(), pointer);
        }

        foreach (var check in mandatory)
        {
            if (!given.ContainsKey(check.Id) && report.Violations.All(v => v.Pointer != $"/checks/{check.Id}"))
                report.Refuse(WorkflowFindings.CheckMissing, $"/checks/{check.Id}", step?.Row.Place, check.Title);
        }

        evidence = given.ToImmutable();
        return report.Violations;

        // What is done was done by now: a time that is still to come would stand in the record as if it had been.
        DiagnosticCode? Untimely(EvidenceKind kind, string value) => kind switch
        {
            EvidenceKind.Date when Day(value) > context.Today => WorkflowFindings.EvidenceLater,
            EvidenceKind.Time when DateTimeOffset.Parse(value, CultureInfo.InvariantCulture) > context.Now => WorkflowFindings.EvidenceLater,
            EvidenceKind.Expiry when Day(value) < context.Today => WorkflowFindings.EvidenceExpired,
            _ => null,
        };

        void Take(Check check, string? text, string pointer)
        {
            var value = check.Evidence switch
            {
                EvidenceKind.None => "true",
                EvidenceKind.Text => text is { Length: > 0 and <= LongestEvidence } ? text : null,
                EvidenceKind.Date or EvidenceKind.Expiry => Day(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => string.IsNullOrEmpty(text) ? Written(context.Now, zone) : Time(text, zone),
            };
            if (value is not null && check.Evidence == EvidenceKind.Text && context.Workflow.Recorded(step!.Id, check.Id) is { } field)
            {
                // What goes into the record is refused here, where the person who knows better stands, not when the effect is applied.
                var own = new DataReport();
                value = ValueReader.Read(field, value, pointer, context.Today, own).ToString();
                foreach (var violation in own.Violations.Where(v => !v.Warning)) report.Add(violation);
                if (own.Refused) return;
            }

            if (value is not null && Untimely(check.Evidence, value) is { } untimely) report.Refuse(untimely, pointer, step?.Row.Place, check.Title);
            else if (value is not null) given[check.Id] = value;
            else if (string.IsNullOrEmpty(text)) report.Refuse(WorkflowFindings.CheckMissing, pointer, step?.Row.Place, check.Title);
            else report.Refuse(WorkflowFindings.BadEvidence, pointer, step?.Row.Place, check.Title);
        }
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>RFC 3339, or a local time of the company, as the browser gives it.</summary>
    private static string? Time(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? Written(time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, zone.GetUtcOffset(time)) : new DateTimeOffset(time), zone) : null;

    private static string Written(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
