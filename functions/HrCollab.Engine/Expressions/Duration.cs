using System.Globalization;
using System.Runtime.InteropServices;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Calendar months and days, as ISO 8601 writes them (GB/T 7408.1): P3M, P1Y6M, P2W, P10D. Without a time of day and without a sign.</summary>
/// <param name="Months">Full months; a year is twelve.</param>
/// <param name="Days">Days beside the months; a week is seven.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Duration(int Months, int Days)
{
    /// <summary>The days from which months are measured when durations are compared (W3C XML Schema 1.1 part 2, E.3.3): between them they see every length of month.</summary>
    private static readonly DateOnly[] Starts = [new(1696, 9, 1), new(1697, 2, 1), new(1903, 3, 1), new(1903, 7, 1)];

    /// <summary>Reads P, then years, months, weeks, days in this order, at least one of them, at most 999 years and 9999 of the others.</summary>
    public static bool TryParse(string? text, out Duration duration)
    {
        duration = default;
        if (text is not ['P', _, ..]) return false;
        const string units = "YMWD";
        Span<int> parts = [0, 0, 0, 0];
        for (var (at, unit) = (1, 0); at < text.Length; unit++)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end == text.Length || end == at || end - at > 4 || (unit = units.IndexOf(text[end], unit)) < 0) return false;
            parts[unit] = int.Parse(text.AsSpan(at..end), NumberStyles.None, CultureInfo.InvariantCulture);
            at = end + 1;
        }

        duration = new Duration((12 * Math.Min(parts[0], 999)) + parts[1], (7 * parts[2]) + parts[3]);
        return parts[0] <= 999;
    }

    /// <summary>Negative, zero or positive; null when it depends on the months meant, as for P1M and P30D.</summary>
    public int? CompareTo(Duration other)
    {
        int? order = null;
        foreach (var start in Starts)
        {
            var here = start.AddMonths(Months).AddDays(Days).CompareTo(start.AddMonths(other.Months).AddDays(other.Days));
            if (order is { } before && Math.Sign(before) != Math.Sign(here)) return null;
            order = here;
        }

        return order;
    }

    /// <summary>The shortest form that RFC 3339, appendix A, has too (P1Y0M3D: days stand behind months); P0D for none.</summary>
    public override string ToString()
    {
        if (Months == 0 && Days == 0) return "P0D";
        var months = Months >= 12 && Months % 12 == 0 && Days > 0 ? "0M" : Piece(Months % 12, 'M');
        return string.Concat("P", Piece(Months / 12, 'Y'), months, Piece(Days, 'D'));
    }

    /// <summary>In words: 1 年 6 个月, 1 year 6 months.</summary>
    public Text Words
    {
        get
        {
            var (months, days) = (Months, Days);
            var words = DurationWords.Written.Select(u => (Unit: u, Amount: u.Days > 0 ? days : u.Months == 12 ? months / 12 : months % 12))
                .Where(p => p.Amount > 0 || (months == 0 && days == 0 && p.Unit.Days > 0)).ToList();
            return new Text(
                string.Join(' ', words.Select(w => $"{w.Amount.ToString(CultureInfo.InvariantCulture)} {w.Unit.Words.Zh}")),
                string.Join(' ', words.Select(w => $"{w.Amount.ToString(CultureInfo.InvariantCulture)} {w.Unit.Words.En}{(w.Amount == 1 ? "" : "s")}")));
        }
    }

    /// <summary>Months and a part of one for the days, by the mean month of 400 years: in the order of any two durations that can be compared.</summary>
    internal decimal InMonths => Months + (Days / MeanMonth);

    /// <summary>The duration of full months, or of full days, that is this long by <see cref="InMonths"/>.</summary>
    internal static Duration OfMonths(decimal months) =>
        decimal.Truncate(months) == months ? new Duration((int)months, 0) : new Duration(0, (int)decimal.Round(months * MeanMonth));

    private const decimal MeanMonth = 30.436875m;

    private static string Piece(int amount, char unit) => amount == 0 ? "" : amount.ToString(CultureInfo.InvariantCulture) + unit;
}
