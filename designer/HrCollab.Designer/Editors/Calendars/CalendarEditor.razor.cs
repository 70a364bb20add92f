using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Editors.Calendars;

/// <summary>What the days of the year are, and what a click on one changes.</summary>
public sealed partial class CalendarEditor
{
    private static readonly Text NoName = new("放假", "Holiday");

    /// <summary>Goes to a year that was made.</summary>
    [Inject]
    public required NavigationManager Navigation { get; set; }

    private bool IsYear => Draft.TextAt("/of").Length > 0;

    private int? Year => int.TryParse(Draft.TextAt("/year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2300 ? year : null;

    private JsonArray Holidays => Draft.At("/holidays") as JsonArray ?? [];

    private IEnumerable<string> Makeup => (Draft.At("/makeup") as JsonArray ?? []).Select(m => JsonPlaces.TextAt(m, ""));

    private string[] Weekend => [.. (Studio.Read($"calendars/{Draft.TextAt("/of")}.calendar.json")?["weekend"] as JsonArray ?? []).Select(d => JsonPlaces.TextAt(d, ""))];

    private IEnumerable<string> Week => Studio.Language == Language.English ? ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] : ["一", "二", "三", "四", "五", "六", "日"];

    private IEnumerable<(string Id, string Year)> Years =>
        from f in Studio.Files()
        where f.Path.StartsWith("calendars/", StringComparison.Ordinal)
        let node = Studio.Read(f.Path)
        where JsonPlaces.TextAt(node, "/of") == Draft.TextAt("/id")
        orderby JsonPlaces.TextAt(node, "/year")
        select (JsonPlaces.TextAt(node, "/id"), JsonPlaces.TextAt(node, "/year"));

    private int Next => Years.Select(y => int.TryParse(y.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty(Studio.Now.Year - 1).Max() + 1;

    private int Worked => Year is { } year ? Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(i => new DateOnly(year, 1, 1).AddDays(i)).Count(d => Look(d).Kind is "work" or "makeup") : 0;

    private string MonthName(int month) => Studio.Language == Language.English ? CultureInfo.GetCultureInfo("en-GB").DateTimeFormat.GetMonthName(month) : $"{month} 月";

    private IEnumerable<DateOnly?[]> Weeks(int month)
    {
        if (Year is not { } year) yield break;
        var lead = ((int)new DateOnly(year, month, 1).DayOfWeek + 6) % 7;
        var days = Enumerable.Repeat<DateOnly?>(null, lead).Concat(Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(d => (DateOnly?)new DateOnly(year, month, d)));
        foreach (var week in days.Chunk(7)) yield return [.. week, .. Enumerable.Repeat<DateOnly?>(null, 7 - week.Length)];
    }

    /// <summary>What a day is: work, weekend, off (a holiday) or makeup, and what it is called.</summary>
    private (string Kind, string Title) Look(DateOnly day)
    {
        if (Holiday(day) is { } i) return ("off", TitleOf(Holidays[i]?["title"]));
        if (Makeup.Contains(Iso(day))) return ("makeup", T("调休上班", "Worked"));
        return IsWeekend(day) ? ("weekend", T("周末", "Weekend")) : ("work", T("工作日", "Working day"));
    }

    private void Toggle(DateOnly day) => Draft.Edit(root =>
    {
        if (Holiday(day) is { } i)
        {
            // A day in the middle of a holiday stays: its first and last day say how long it is.
            var (from, to) = (JsonPlaces.TextAt(Holidays[i], "/from"), JsonPlaces.TextAt(Holidays[i], "/to"));
            if (from == to) JsonPlaces.Set(root, $"/holidays/{i}", null);
            else if (from == Iso(day)) JsonPlaces.Set(root, $"/holidays/{i}/from", Iso(day.AddDays(1)));
            else if (to == Iso(day)) JsonPlaces.Set(root, $"/holidays/{i}/to", Iso(day.AddDays(-1)));
        }
        else if (IsWeekend(day))
        {
            var days = Makeup.ToHashSet(StringComparer.Ordinal);
            if (!days.Remove(Iso(day))) days.Add(Iso(day));
            JsonPlaces.Set(root, "/makeup", new JsonArray([.. days.Order(StringComparer.Ordinal).Select(d => (JsonNode)d)]));
        }
        else
        {
            var list = Holidays.Select(h => h!.DeepClone()).Append(new JsonObject { ["title"] = new JsonObject { ["zh"] = NoName.Zh, ["en"] = NoName.En }, ["from"] = Iso(day), ["to"] = Iso(day) });
            JsonPlaces.Set(root, "/holidays", new JsonArray([.. list.OrderBy(h => JsonPlaces.TextAt(h, "/from"), StringComparer.Ordinal)]));
        }
    });

    private void NewYear()
    {
        var (of, year) = (Draft.TextAt("/id"), Next);
        var kind = DefinitionKinds.Find("calendar")!;
        var draft = Studio.Create(HrCollab.Workspace.Templates.Make("calendar", $"{of}-{year}", new Text($"{year} 年", $"{year}"), Studio.Files(), of)!);
        draft.Edit(root =>
        {
            JsonPlaces.Set(root, "/of", of);
            JsonPlaces.Set(root, "/year", year);
        });
        Navigation.NavigateTo($"/{kind.Folder}/{of}-{year}");
    }

    private int? Holiday(DateOnly day)
    {
        var iso = Iso(day);
        for (var i = 0; i < Holidays.Count; i++)
        {
            if (string.CompareOrdinal(JsonPlaces.TextAt(Holidays[i], "/from"), iso) <= 0 && string.CompareOrdinal(iso, JsonPlaces.TextAt(Holidays[i], "/to")) <= 0) return i;
        }

        return null;
    }

    private bool IsWeekend(DateOnly day) => Weekend.Contains(day.DayOfWeek.ToString().ToLowerInvariant());

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
