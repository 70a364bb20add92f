using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HrCollab.Designer.Editors.Calendars;

/// <summary>Days off in a row under one name.</summary>
public sealed record NoticedHoliday(string Name, DateOnly From, DateOnly To);

/// <summary>
/// What a notice of the State Council says: its text as published, or the JSON in which holiday-cn publishes it
/// (<c>{year, papers, days: [{name, date, isOffDay}]}</c>).
/// </summary>
/// <param name="Year">The year it arranges.</param>
/// <param name="Papers">Addresses of the notice.</param>
/// <param name="Holidays">Days off.</param>
/// <param name="Makeup">Weekend days that are worked.</param>
public sealed partial record HolidayNotice(int Year, ImmutableArray<string> Papers, ImmutableArray<NoticedHoliday> Holidays, ImmutableArray<DateOnly> Makeup)
{
    private const int Longest = 200_000;

    /// <summary>Reads either form; null when neither a year nor a holiday can be found.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="year">The year when the text itself names none.</param>
    public static HolidayNotice? Read(string text, int? year)
    {
        if (text.Length > Longest) return null;
        return text.TrimStart().StartsWith('{') ? Json(text) : Prose(text, year);
    }

    private static HolidayNotice? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var days = root.GetProperty("days").EnumerateArray()
                .Select(d => (Name: d.GetProperty("name").GetString() ?? "", Day: DateOnly.ParseExact(d.GetProperty("date").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture), Off: d.GetProperty("isOffDay").GetBoolean()))
                .OrderBy(d => d.Day).ToList();
            var year = root.GetProperty("year").GetInt32();
            var papers = root.TryGetProperty("papers", out var given) && given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().Select(p => p.GetString() ?? "").ToImmutableArray() : [];
            var holidays = new List<NoticedHoliday>();
            foreach (var (name, day, _) in days.Where(d => d.Off && d.Day.Year == year))
            {
                if (holidays.Count > 0 && holidays[^1].Name == name && holidays[^1].To.AddDays(1) == day) holidays[^1] = holidays[^1] with { To = day };
                else holidays.Add(new NoticedHoliday(name, day, day));
            }

            return new HolidayNotice(year, papers, [.. holidays], [.. days.Where(d => !d.Off && d.Day.Year == year).Select(d => d.Day)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static HolidayNotice? Prose(string text, int? asked)
    {
        var year = Title().Match(text) is { Success: true } title ? int.Parse(title.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) : asked;
        if (year is not { } y) return null;
        var (holidays, makeup) = (new List<NoticedHoliday>(), new SortedSet<DateOnly>());
        foreach (Match found in Item().Matches(text))
        {
            var from = Day(y, found.Groups["m"].Value, found.Groups["d"].Value);
            var to = found.Groups["d2"].Success ? Day(y, found.Groups["m2"].Success ? found.Groups["m2"].Value : found.Groups["m"].Value, found.Groups["d2"].Value) : from;
            if (from is null || to is null || to < from) continue;
            holidays.Add(new NoticedHoliday(Numbered().Replace(found.Groups["name"].Value.Trim(), ""), from.Value, to.Value));
            foreach (Match worked in Worked().Matches(found.Groups["rest"].Value))
            {
                foreach (Match day in MonthDay().Matches(worked.Value))
                {
                    if (Day(y, day.Groups["m"].Value, day.Groups["d"].Value) is { } makes) makeup.Add(makes);
                }
            }
        }

        return holidays.Count == 0 ? null : new HolidayNotice(y, [], [.. holidays.OrderBy(h => h.From)], [.. makeup]);
    }

    private static DateOnly? Day(int year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"(?<year>\d{4})\s*年部分节假日", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<name>[\u4e00-\u9fff、]{2,12})[::]\s*(?<m>\d{1,2})月(?<d>\d{1,2})日(([^。\n至放]{0,40})至((?<m2>\d{1,2})月)?(?<d2>\d{1,2})日)?[^。\n放]{0,40}放假(?<rest>((?![一二三四五六七八九十]+、[^。::]{2,12}[::])[^\n]){0,300})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Item();

    [GeneratedRegex(@"^.*[一二三四五六七八九十]、", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[^。]*上班", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Worked();

    [GeneratedRegex(@"(?<m>\d{1,2})月(?<d>\d{1,2})日", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthDay();
}
