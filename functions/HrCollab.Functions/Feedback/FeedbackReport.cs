using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Feedback;

/// <summary>What was open at the end of a month (today, for the present one), for how long, and from which department.</summary>
/// <param name="Month">The month, such as 2026-09.</param>
/// <param name="AsOf">The moment that ages are counted to.</param>
/// <param name="Departments">Departments, the longest open first.</param>
internal sealed record FeedbackReport(string Month, DateTimeOffset AsOf, ImmutableArray<DepartmentFeedback> Departments)
{
    private const string Format = "yyyy-MM";

    /// <summary>The first day of the month that a text names; null for no month, or one that has not begun.</summary>
    public static DateOnly? MonthOf(string? text, DateOnly today)
    {
        var present = new DateOnly(today.Year, today.Month, 1);
        if (string.IsNullOrEmpty(text)) return present;
        return DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year >= 2000 && month <= present ? month : null;
    }

    /// <summary>The report as far as the caller reads feedback.</summary>
    public static async ValueTask<FeedbackReport> Of(Caller caller, DateOnly month, FeedbackDesk desk, CancellationToken cancel)
    {
        var (start, end) = (Begin(caller, month), Begin(caller, month.AddMonths(1)));
        var asOf = caller.Now < end ? caller.Now : end;
        var until = caller.Now < end ? caller.Now.AddTicks(1) : end; // what happens at this moment has happened
        var open = await desk.All(FeedbackRows.Open, new Storage.IdRange(), cancel);
        // Read behind it: what is closed between the two is in both, and counts as closed.
        var closed = await desk.All(FeedbackRows.Closed, FeedbackRows.ClosedSince(start), cancel);
        var all = closed.Concat(open).DistinctBy(i => i.Id, StringComparer.Ordinal).Where(i => i.At < until && FeedbackSight.May(caller, i.Element.Kind, i.Element.Id)).ToList();
        return new FeedbackReport(month.ToString(Format, CultureInfo.InvariantCulture), asOf,
        [
            .. all.GroupBy(i => i.Department).Select(d => DepartmentFeedback.Of(d.Key, [.. d], start, until, asOf))
                .OrderByDescending(d => d.OldestDays).ThenByDescending(d => d.Open.Length).ThenBy(d => d.Department, StringComparer.Ordinal),
        ]);
    }

    private static DateTimeOffset Begin(Caller caller, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, caller.Set.Manifest.Zone.GetUtcOffset(local));
    }
}

/// <summary>The feedback of a department in a month.</summary>
/// <param name="Department">The department of those who gave it, at that time; null for none.</param>
/// <param name="Given">How many were given in the month.</param>
/// <param name="Answered">How many were closed in the month.</param>
/// <param name="Open">Those that were open at its end, the oldest first.</param>
/// <param name="OldestDays">Full days the oldest of them had been open; 0 when none is.</param>
/// <param name="AverageDays">Full days they had been open on average.</param>
internal sealed record DepartmentFeedback(string? Department, int Given, int Answered, ImmutableArray<(FeedbackItem Item, int Days)> Open, int OldestDays, int AverageDays)
{
    public static DepartmentFeedback Of(string? department, ImmutableArray<FeedbackItem> items, DateTimeOffset start, DateTimeOffset until, DateTimeOffset asOf)
    {
        ImmutableArray<(FeedbackItem Item, int Days)> open =
            [.. items.Where(i => i.Closed is null || i.Closed.At >= until).OrderBy(i => i.At).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => (i, (i with { Closed = null }).AgeDays(asOf)))];
        return new DepartmentFeedback(
            department, items.Count(i => i.At >= start), items.Count(i => i.Closed is { } closed && closed.At < until), open,
            open.IsEmpty ? 0 : open[0].Days, open.IsEmpty ? 0 : (int)open.Average(o => o.Days));
    }
}
