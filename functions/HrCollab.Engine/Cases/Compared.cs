using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Cases;

/// <summary>Holds what came out against what is written.</summary>
internal static class Compared
{
    private static readonly (string, string) None = ("—", "null");

    public static void Differences(
        GoldenExpectation expect, string at, string outcome, IEnumerable<string> codes, CaseState? state, Route? route, RecordValues? record, ImmutableArray<GoldenDifference>.Builder found)
    {
        Same("outcome", expect.Outcome, outcome, Json(outcome));
        Set("codes", expect.Codes, codes);
        var status = state?.Status.ToString().ToLowerInvariant();
        Same("status", expect.Status, status ?? "—", Json(status));
        List("route", expect.Route, route?.Steps.Select(s => s.Id) ?? []);
        Set("open", expect.Open, state?.OpenTasks.Where(t => !t.Alert).Select(t => t.Step).Distinct() ?? []);
        Set("blocked", expect.Blocked, state?.OpenTasks.Where(t => t.Alert).Select(t => t.Step) ?? []);
        Set("skipped", expect.Skipped, state?.Steps.Where(s => s.Value.Status == StepStatus.Skipped).Select(s => s.Key) ?? []);
        Map("owners", expect.Owners, o => string.Join(", ", o), step => Step(step) is { } s ? (string.Join(", ", s.Owners), Json(s.Owners)) : None);
        Map("due", expect.Due, Write, step => Step(step)?.Due is { } due ? (Write(due), Json(Write(due))) : None);
        Map("pending", expect.Pending, p => p.ToString(CultureInfo.InvariantCulture), step => Step(step)?.PendingYear?.ToString(CultureInfo.InvariantCulture) is { } year ? (year, year) : None);
        Map("record", expect.Record, r => r, path => record?[path].ToString() is { } value ? (value, Json(value)) : ("", Json("")));

        RouteStep? Step(string id) => route?.Steps.FirstOrDefault(s => s.Id == id);

        void Same(string member, string? expected, string actual, string json)
        {
            if (expected is not null && expected != actual) found.Add(new GoldenDifference($"{at}/{member}", expected, actual) { Json = json });
        }

        void List(string member, ImmutableArray<string> expected, IEnumerable<string> actual)
        {
            if (expected.IsDefault) return;
            ImmutableArray<string> came = [.. actual];
            Same(member, string.Join(", ", expected), string.Join(", ", came), Json(came));
        }

        void Set(string member, ImmutableArray<string> expected, IEnumerable<string> actual)
        {
            if (!expected.IsDefault) List(member, expected.Sort(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        }

        void Map<T>(string member, ImmutableSortedDictionary<string, T>? expected, Func<T, string> write, Func<string, (string Text, string Json)> actual)
        {
            foreach (var (key, value) in expected ?? ImmutableSortedDictionary<string, T>.Empty)
            {
                var (text, json) = actual(key);
                Same($"{member}/{JsonPointer.Escape(key)}", write(value), text, json);
            }
        }
    }

    /// <summary>A text as a case writes it.</summary>
    public static string Json(string? text) => text is null ? "null" : JsonValue.Create(text).ToJsonString();

    private static string Json(ImmutableArray<string> texts) => new JsonArray([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]).ToJsonString();

    /// <summary>An instant with its offset, so that a due time in another offset is another text only when it is written so.</summary>
    public static string Write(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
