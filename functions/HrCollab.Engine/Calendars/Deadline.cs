using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>Units a deadline is written in.</summary>
public enum DeadlineUnit
{
    /// <summary>Working days, written "wd".</summary>
    WorkingDays,

    /// <summary>Working hours, written "wh".</summary>
    WorkingHours,

    /// <summary>Calendar days, written "d".</summary>
    Days,
}

/// <summary>A span as it is written in definitions: "2 wd", "4 wh", "30 d"; negative before an event ("-1 wd").</summary>
public sealed record Deadline
{
    private const int MaxWorkingDays = 2_000;
    private const int MaxWorkingHours = 16_000;
    private const int MaxDays = 3_000;

    private Deadline(decimal amount, DeadlineUnit unit) => (Amount, Unit) = (amount, unit);

    /// <summary>How many; whole except for working hours.</summary>
    public decimal Amount { get; }

    /// <summary>Of what.</summary>
    public DeadlineUnit Unit { get; }

    /// <summary>The span in words: "2 个工作日", "2 working days"; "提前 1 个工作日", "1 working day before".</summary>
    public Text Words
    {
        get
        {
            var many = Math.Abs(Amount);
            var number = many.ToString(CultureInfo.InvariantCulture);
            var plural = many == 1 ? "" : "s";
            var text = Unit switch
            {
                DeadlineUnit.WorkingDays => new Text($"{number} 个工作日", $"{number} working day{plural}"),
                DeadlineUnit.WorkingHours => new Text($"{number} 个工作小时", $"{number} working hour{plural}"),
                _ => new Text($"{number} 天", $"{number} day{plural}"),
            };
            return Amount < 0 ? new Text($"提前 {text.Zh}", $"{text.En} before") : text;
        }
    }

    /// <summary>Reads a number, a space and a unit (wd, wh, d); at most 2,000 wd, 16,000 wh, 3,000 d either way.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Deadline? deadline)
    {
        deadline = null;
        if (text is not { Length: <= 20 } || text.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var space)) return false;
        if (!decimal.TryParse(text[..space], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        (DeadlineUnit Unit, int Max)? known = text[(space + 1)..] switch
        {
            "wd" => (DeadlineUnit.WorkingDays, MaxWorkingDays),
            "wh" => (DeadlineUnit.WorkingHours, MaxWorkingHours),
            "d" => (DeadlineUnit.Days, MaxDays),
            _ => null,
        };
        if (known is not { } unit || Math.Abs(amount) > unit.Max) return false;
        if (unit.Unit != DeadlineUnit.WorkingHours && !decimal.IsInteger(amount)) return false;
        deadline = new Deadline(amount, unit.Unit);
        return true;
    }

    /// <summary>
    /// When it ends, counted from an event. Calendar days end with the work of their last day, and when that is not worked, of the next
    /// working day (Civil Code, article 203); before an event, of the working day before it.
    /// </summary>
    public DueTime From(DateTimeOffset from, Calendar calendar, TimeZoneInfo zone) => Unit switch
    {
        _ when from.Year is < Calendar.FirstYear or > Calendar.LastYear => new DueTime.Pending(from.Year),
        DeadlineUnit.WorkingDays => calendar.AddWorkingDays(from, (int)Amount, zone),
        DeadlineUnit.WorkingHours => calendar.AddWorkingHours(from, Amount, zone),
        _ => calendar.EndOfWorkday(Calendar.LocalDay(from, zone).AddDays((int)Amount), zone, Amount < 0 ? -1 : 1),
    };

    /// <summary>As it is written: "2 wd".</summary>
    public override string ToString() => $"{Amount.ToString(CultureInfo.InvariantCulture)} {Unit switch
    {
        DeadlineUnit.WorkingDays => "wd",
        DeadlineUnit.WorkingHours => "wh",
        _ => "d",
    }}";
}
