using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Workflows;

/// <summary>The day from which a change holds: a date, or whole days before or after it, written as deadlines are.</summary>
/// <param name="Path">Path of the date.</param>
/// <param name="Days">Days after it; negative before it.</param>
/// <param name="Words">The same for people.</param>
public sealed record EffectDay(string Path, int Days, Text Words)
{
    /// <summary>"form.day", "on form.day", "1 d after form.day", "1 d before form.day"; null for anything else.</summary>
    public static EffectDay? Parse(string text)
    {
        if (!text.Contains(' ', StringComparison.Ordinal)) return new EffectDay(text, 0, Text.Same(text));
        return DeadlineRules.Parse(text, _ => true) is { Path: { } path } rule && (rule.Amount.Unit == DeadlineUnit.Days || rule.Amount.Amount == 0)
            ? new EffectDay(path, (int)rule.Amount.Amount, rule.Words)
            : null;
    }

    /// <summary>The day, counted from the date; null when it would lie beyond the calendar.</summary>
    public DateOnly? From(DateOnly date) =>
        date.DayNumber + Days is var number && number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(number) : null;
}
