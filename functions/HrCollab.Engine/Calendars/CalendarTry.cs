using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>"When is this due?": {"from": instant, "deadline": "2 wd"} gives {"due": instant} or {"pending": year}.</summary>
internal static class CalendarTry
{
    public static TryOutcome? Answer(DefinitionKind kind, DefinitionSet set, string id, TryQuestion question)
    {
        var calendar = set.Find<Calendar>(set.Find<CalendarYear>(id)?.Of ?? id);
        if (calendar is null) return null;
        if (Read(question.Input) is not (var from, { } deadline))
        {
            return new TryOutcome(null, [new TraceEntry("deadline", "unknown", new Text(
                "需要 from(带时区的时间)和 deadline(例如“2 wd”)。", "Needs from (a time with its offset) and deadline (such as \"2 wd\")."), null)]);
        }

        var due = deadline.From(from, calendar, set.Manifest.Zone);
        var source = set.Files.GetValueOrDefault(kind.PathOf(calendar.Id))?.At("/hours");
        return due switch
        {
            DueTime.At(var time) => new TryOutcome(
                new JsonObject { ["due"] = Write(time) },
                [Entry("due", new Text("{0}起{1}:{2}", "{1} from {0}: {2}").With(Write(from), deadline.Words, Write(time)))]),
            DueTime.Pending(var year) => new TryOutcome(
                new JsonObject { ["pending"] = year },
                [Entry("pending", new Text("待定:缺 {0} 年日历", "Pending: no calendar for {0}").With(year))]),
            _ => null,
        };

        TraceEntry Entry(string outcome, Text sentence) => new("deadline", outcome, sentence, source);
    }

    private static (DateTimeOffset From, Deadline? Deadline) Read(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object
        && input.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.String && HasOffset(from.GetString()!) && from.TryGetDateTimeOffset(out var instant)
        && input.TryGetProperty("deadline", out var text) && text.ValueKind == JsonValueKind.String && Deadline.TryParse(text.GetString(), out var deadline)
            ? (instant, deadline)
            : default;

    /// <summary>A time without offset would be read in the zone of the machine.</summary>
    private static bool HasOffset(string time) => time.EndsWith('Z') || (time.Length > 6 && time[^6] is ('+' or '-'));

    private static string Write(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
