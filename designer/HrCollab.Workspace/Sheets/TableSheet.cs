using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using static HrCollab.Workspace.Sheets.Cells;

namespace HrCollab.Workspace.Sheets;

/// <summary>A decision table: a column per input and output, and the notes.</summary>
internal static class TableSheet
{
    public static SheetForm? Of(JsonObject rules)
    {
        if (rules["table"] is not JsonObject table || table["rows"] is not JsonArray || table["inputs"] is not JsonArray inputs || table["outputs"] is not JsonArray outputs) return null;
        return new SheetForm(f => f["table"]!["rows"]!.AsArray(), "/table/rows", "id",
        [
            .. inputs.OfType<JsonObject>().Select((c, i) => Input(c, i)),
            .. outputs.OfType<JsonObject>().Select((c, i) => Output(c, i)),
            .. Both("note", new Text("说明", "Note")),
        ]);
    }

    private static SheetColumn Input(JsonObject column, int at) => new(
        "when." + StringOf(column["id"]), Title(column), $"/when/{at}",
        row => SheetValue.Of(StringOf(At(row, "when", at))),
        (row, value) => Put(row, "when", at, value.IsEmpty ? "-" : value.Typed));

    private static SheetColumn Output(JsonObject column, int at)
    {
        var type = StringOf(column["type"]) ?? "";
        return new SheetColumn("then." + StringOf(column["id"]), Title(column), $"/then/{at}", row => Show(At(row, "then", at)), (row, value) =>
        {
            if (value.IsEmpty) return Put(row, "then", at, null);
            var (node, expected) = Take(type, value);
            return node is null ? Wrong(expected, value) : Put(row, "then", at, node);
        });
    }

    private static SheetValue Show(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => SheetValue.Of(value.Deserialize<JsonElement>().GetDecimal()),
        JsonValueKind.True => SheetValue.Of(true),
        JsonValueKind.False => SheetValue.Of(false),
        JsonValueKind.String => SheetValue.Of(value.GetValue<string>()),
        JsonValueKind.Array => SheetValue.Of(string.Join("\n", value.AsArray().Select(StringOf))),
        _ => SheetValue.Empty,
    };

    private static (JsonNode? Value, Text Expected) Take(string type, SheetValue value) => type switch
    {
        "integer" => (value.Kind == SheetKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null, new Text("整数", "a whole number")),
        "decimal" => (value.Kind == SheetKind.Number ? JsonNode.Parse(value.Text) : null, new Text("数字", "a number")),
        "boolean" => (value.Kind == SheetKind.Truth ? JsonValue.Create(value.Text == "true") : null, new Text("TRUE 或 FALSE", "TRUE or FALSE")),
        "date" => (Day(value) is { } day ? JsonValue.Create(day) : null, new Text("日期 yyyy-MM-dd", "a date yyyy-MM-dd")),
        "codes" => (new JsonArray([.. value.Typed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => (JsonNode)c)]), new Text("每行一个代码", "one code per line")),
        _ => (JsonValue.Create(value.Typed), new Text("文本", "a text")),
    };

    private static Text Title(JsonObject column) =>
        column["title"] is JsonObject title && StringOf(title["zh"]) is { } zh && StringOf(title["en"]) is { } en ? new Text(zh, en) : Kernel(column);

    private static Text Kernel(JsonObject column) => HrCollab.Engine.Kernel.Text.Same(StringOf(column["read"]) ?? StringOf(column["formula"]) ?? StringOf(column["id"]) ?? "");

    private static JsonNode? At(JsonObject row, string list, int at) => row[list] is JsonArray cells && at < cells.Count ? cells[at] : null;

    private static Text? Put(JsonObject row, string list, int at, JsonNode? value)
    {
        if (row[list] is not JsonArray cells) row[list] = cells = [];
        while (cells.Count <= at) cells.Add((JsonNode?)(list == "when" ? "-" : null));
        cells[at] = value;
        return null;
    }
}
