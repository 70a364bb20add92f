using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Sheets;

/// <summary>Common columns: texts, both languages of a text, yes or no.</summary>
internal static class Cells
{
    public static SheetColumn Text(string member, Text title) => new(
        member, title, "/" + member, row => SheetValue.Of(StringOf(row[member])), (row, value) => Into(row, member, value.IsEmpty ? null : JsonValue.Create(value.Typed)));

    public static IEnumerable<SheetColumn> Both(string member, Text title)
    {
        foreach (var (language, name) in (IEnumerable<(string, Text)>)[("zh", new Text("中文", "Chinese")), ("en", new Text("英文", "English"))])
        {
            yield return new SheetColumn($"{member}.{language}", new Text($"{title.Zh}({name.Zh})", $"{title.En} ({name.En})"), $"/{member}/{language}",
                row => SheetValue.Of(StringOf((row[member] as JsonObject)?[language])), (row, value) => Both(row, member, language, value));
        }
    }

    public static SheetColumn Truth(string member, Text title) => new(member, title, "/" + member, row => row[member]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? SheetValue.Of(true) : SheetValue.Empty, (row, value) =>
        value.IsEmpty || (value.Kind == SheetKind.Truth && value.Text == "false") ? Into(row, member, null)
        : value.Kind == SheetKind.Truth ? Into(row, member, JsonValue.Create(true))
        : Wrong(new Text("TRUE 或空白", "TRUE or nothing"), value));

    public static Text? Into(JsonObject row, string member, JsonNode? value)
    {
        if (value is null) row.Remove(member);
        else row[member] = value;
        return null;
    }

    public static Text Wrong(Text expected, SheetValue value) => new Text("这里应是{0},写的是“{1}”。", "This takes {0}, not '{1}'.").With(expected, value.Text);

    public static string? StringOf(JsonNode? node) => node?.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>A day as somebody types it: yyyy-MM-dd, or the number a spreadsheet keeps for it.</summary>
    public static string? Day(SheetValue value) =>
        value.Kind == SheetKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is > 60 and < 100_000
            ? DateOnly.FromDateTime(DateTime.FromOADate(serial)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.Kind == SheetKind.Text && DateOnly.TryParseExact(value.Typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value.Typed : null;

    private static Text? Both(JsonObject row, string member, string language, SheetValue value)
    {
        var text = row[member] as JsonObject ?? [];
        if (value.IsEmpty) text.Remove(language);
        else text[language] = value.Typed;
        return Into(row, member, text.Count == 0 ? null : text.Parent is null ? text : text.DeepClone());
    }
}
