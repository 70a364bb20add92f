using System.Globalization;
using System.Runtime.InteropServices;

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

    /// <summary>The shortest form; P0D for none.</summary>
    public override string ToString() => Months == 0 && Days == 0 ? "P0D" : string.Concat(
        "P", Piece(Months / 12, 'Y'), Piece(Months % 12, 'M'), Piece(Days, 'D'));

    private static string Piece(int amount, char unit) => amount == 0 ? "" : amount.ToString(CultureInfo.InvariantCulture) + unit;
}
