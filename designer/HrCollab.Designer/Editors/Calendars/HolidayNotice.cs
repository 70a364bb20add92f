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
/// <param name="Holidays">Days off within that year.</param>
/// <param name="Makeup">Weekend days of that year that are worked.</param>
public sealed partial record HolidayNotice(int Year, ImmutableArray<string> Papers, ImmutableArray<NoticedHoliday> Holidays, ImmutableArray<DateOnly> Makeup)
{
    /// <summary>Days of other years that it arranges as well, such as the last of December before: they belong in the files of those years.</summary>
    public ImmutableArray<(DateOnly Day, bool Off)> Elsewhere { get; init; } = [];

    /// <summary>Sentences that name a day and could not be read.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>True when a day off is the first of January.</summary>
    public bool HasNewYear => Holidays.Any(h => h.From <= new DateOnly(Year, 1, 1) && h.To >= new DateOnly(Year, 1, 1));

    private const int Longest = 200_000;
    private const int LongestHoliday = 31;

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
            return Made(year, papers, days.Where(d => d.Off).Select(d => (d.Name, d.Day)), days.Where(d => !d.Off).Select(d => d.Day), []);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static HolidayNotice? Prose(string text, int? asked)
    {
        var year = Title().Match(text) is { Success: true } title ? Number(title.Groups["year"]) : asked;
        if (year is not { } y) return null;
        var (off, worked, unread, name) = (new List<(string Name, DateOnly Day)>(), new List<DateOnly>(), new List<string>(), "");
        foreach (var sentence in Title().Replace(text, "").Split(['。', '\n', '\r', ';', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!MonthDay().IsMatch(sentence) || Issued().IsMatch(sentence)) continue;
            var said = Aside().Replace(sentence, "");
            if (Heading().Match(said) is { Success: true } heading) name = Numbered().Replace(heading.Groups["name"].Value, "");
            if (!Take(said, name, y, off, worked)) unread.Add(sentence);
        }

        return off.Count == 0 ? null : Made(y, [], off, worked, [.. unread]);
    }

    /// <summary>Takes the days of one sentence; false when it says of one of its days neither that it is off nor that it is worked, and then nothing of it is taken.</summary>
    private static bool Take(string said, string name, int year, List<(string Name, DateOnly Day)> off, List<DateOnly> worked)
    {
        var (taken, waiting) = (new List<(DateOnly Day, bool Off)>(), new List<DateOnly>());
        foreach (var clause in said.Split([',', ',']))
        {
            foreach (Match range in Range().Matches(clause))
            {
                if (Day(range, "", year, null) is not { } from) return false;
                var to = range.Groups["d2"].Success ? Day(range, "2", year, from) : from;
                if (to is not { } last || last < from || last.DayNumber - from.DayNumber > LongestHoliday) return false;
                for (var day = from; day <= last; day = day.AddDays(1)) waiting.Add(day);
            }

            // A list of days goes on over commas until it is said what they are.
            var (isOff, isWorked) = (Off().IsMatch(clause), clause.Contains("上班", StringComparison.Ordinal));
            if (!isOff && !isWorked && !clause.Contains("调休", StringComparison.Ordinal)) continue;
            if ((isOff && isWorked) || clause.Contains("不放假", StringComparison.Ordinal)) return false;
            taken.AddRange(waiting.Select(d => (d, !isWorked)));
            waiting.Clear();
        }

        if (waiting.Count > 0 || taken.Count == 0 || (name.Length == 0 && taken.Any(t => t.Off))) return false;
        off.AddRange(taken.Where(t => t.Off).Select(t => (name, t.Day)));
        worked.AddRange(taken.Where(t => !t.Off).Select(t => t.Day));
        return true;
    }

    /// <summary>Days in a row under one name become one holiday; what lies in another year is kept apart.</summary>
    private static HolidayNotice Made(int year, ImmutableArray<string> papers, IEnumerable<(string Name, DateOnly Day)> off, IEnumerable<DateOnly> worked, ImmutableArray<string> unread)
    {
        var (days, makeup) = (off.DistinctBy(d => d.Day).OrderBy(d => d.Day).ToList(), worked.Distinct().Order().ToList());
        var holidays = new List<NoticedHoliday>();
        foreach (var (name, day) in days.Where(d => d.Day.Year == year))
        {
            if (holidays.Count > 0 && holidays[^1].Name == name && holidays[^1].To.AddDays(1) == day) holidays[^1] = holidays[^1] with { To = day };
            else holidays.Add(new NoticedHoliday(name, day, day));
        }

        return new HolidayNotice(year, papers, [.. holidays], [.. makeup.Where(d => d.Year == year)])
        {
            Elsewhere = [.. days.Select(d => (d.Day, Off: true)).Concat(makeup.Select(d => (Day: d, Off: false))).Where(d => d.Day.Year != year).OrderBy(d => d.Day)],
            Unread = unread,
        };
    }

    /// <summary>A day as it is written: without a year in that of the notice, the end of a range in the month and year of its beginning or after it.</summary>
    private static DateOnly? Day(Match found, string which, int year, DateOnly? from)
    {
        var month = found.Groups["m" + which].Success ? Number(found.Groups["m" + which]) : from?.Month ?? 0;
        var inYear = found.Groups["y" + which].Success ? Number(found.Groups["y" + which]) : from is { } begin ? begin.Year + (month < begin.Month ? 1 : 0) : year;
        var day = Number(found.Groups["d" + which]);
        return inYear is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(inYear, month) ? new DateOnly(inYear, month, day) : null;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<year>\d{4})\s*年部分节假日(安排的通知)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<name>[\u4e00-\u9fff、]{2,12})[::]\s*(\d{4}\s*年\s*)?\d{1,2}\s*月", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^.*[一二三四五六七八九十]、", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    /// <summary>What stands in brackets: days of the week and of the lunar calendar.</summary>
    [GeneratedRegex(@"[((][^()()]{0,40}[))]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aside();

    [GeneratedRegex(@"放假|补休|公休|休息", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Off();

    [GeneratedRegex(@"\d{1,2}\s*月\s*\d{1,2}\s*日", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthDay();

    /// <summary>When and by whom it was issued: nothing else and a whole date.</summary>
    [GeneratedRegex(@"^[^\d]{0,20}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Issued();

    [GeneratedRegex(@"((?<y>\d{4})\s*年\s*)?(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*日(\s*(至|到|—+|–|-|~|~)\s*((?<y2>\d{4})\s*年\s*)?((?<m2>\d{1,2})\s*月\s*)?(?<d2>\d{1,2})\s*日)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Range();
}
