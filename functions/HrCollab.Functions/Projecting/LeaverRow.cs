using System.Globalization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>Who leaves and when, in order of the last day: what still lies with them on the day after is assigned anew.</summary>
internal static class LeaverRow
{
    public const string Partition = "leavers";

    /// <summary>Those whose last day lies before a day.</summary>
    public static IdRange Before(DateOnly day, string? after = null) => new(To: Day(day), Limit: 200, After: after);

    public static string Id(DateOnly last, string person) => $"{Day(last)}|{person}";

    public static string PersonOf(string id) => id[(id.IndexOf('|', StringComparison.Ordinal) + 1)..];

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
