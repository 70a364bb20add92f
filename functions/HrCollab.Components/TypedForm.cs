using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Standards;

namespace HrCollab.Components;

/// <summary>
/// A form's page as texts by name: one per field, and <c>list.row.field</c> within rows, counted from 0. A row in which nothing was typed is none;
/// buttons send <c>add:list</c> or <c>remove:list:row</c>.
/// </summary>
public static class TypedForm
{
    /// <summary>Name of the buttons that add and remove rows.</summary>
    public const string Button = "_rows";

    /// <summary>The button of a list that was pressed: its list, and the row to remove or null to add one.</summary>
    public static (string List, int? Row)? Pressed(string? button) => button?.Split(':') switch
    {
        ["add", var list] => (list, null),
        ["remove", var list, var row] when int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) => (list, at),
        _ => null,
    };

    /// <summary>What was sent, without the row that was removed; rows are counted anew.</summary>
    /// <param name="form">The form.</param>
    /// <param name="sent">The text of a name; null when it was not sent.</param>
    public static ImmutableDictionary<string, string> Of(Form form, Func<string, string?> sent)
    {
        var typed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var pressed = Pressed(sent(Button));
        foreach (var field in form.Fields)
        {
            if (field.Field.Rows is not { } rows)
            {
                if (sent(field.Id) is { } text) typed[field.Id] = text;
                continue;
            }

            var at = 0;
            for (var row = 0; row <= rows.Max; row++)
            {
                var cells = rows.Fields.Select(f => (f.Path, Text: sent(string.Create(CultureInfo.InvariantCulture, $"{field.Id}.{row}.{f.Path}")) ?? "")).ToList();
                if (cells.All(c => c.Text.Trim().Length == 0) || (pressed?.List == field.Id && pressed?.Row == row)) continue;
                foreach (var (path, cell) in cells) typed[string.Create(CultureInfo.InvariantCulture, $"{field.Id}.{at}.{path}")] = cell;
                at++;
            }
        }

        return typed.ToImmutable();
    }

    /// <summary>Values of the form.</summary>
    public static ImmutableDictionary<string, string> Of(Form form, RecordValues values) =>
        Of(form, f => values[f.Field.Shape.Slot] is { IsMissing: false } value ? (value.Rows is null ? JsonValue.Create(value.ToString()) : RecordJson.ToNode(value)) : null);

    /// <summary>Values of the form as a case keeps them.</summary>
    public static ImmutableDictionary<string, string> Of(Form form, IReadOnlyDictionary<string, string> stored) =>
        Of(form, form.Shape.Empty.With(stored.Where(v => form.Find(v.Key) is not null).Select(v => KeyValuePair.Create(v.Key, StoredValue.Parse(form.Find(v.Key)!.Field.Shape, v.Value)))));

    /// <summary>An input of the form in JSON.</summary>
    public static ImmutableDictionary<string, string> Of(Form form, Func<FormField, JsonNode?> input)
    {
        var typed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            switch (input(field))
            {
                case JsonValue value:
                    typed[field.Id] = value.ToString();
                    break;
                case JsonArray rows when field.Field.Rows is { } of:
                    foreach (var (row, i) in rows.OfType<JsonObject>().Select((r, i) => (r, i)))
                    {
                        foreach (var inner in of.Fields.Where(f => row[f.Path] is not null)) typed[string.Create(CultureInfo.InvariantCulture, $"{field.Id}.{i}.{inner.Path}")] = Text(row[inner.Path]!);
                    }

                    break;
                case JsonArray codes:
                    typed[field.Id] = Text(codes);
                    break;
                default:
                    break;
            }
        }

        return typed.ToImmutable();
    }

    /// <summary>The input that was meant: what was left empty is not sent.</summary>
    public static JsonElement Input(IReadOnlyDictionary<string, string> typed)
    {
        var input = new JsonObject();
        foreach (var (name, text) in typed.Where(t => t.Value.Trim().Length > 0).OrderBy(t => t.Key.Contains('.', StringComparison.Ordinal) ? int.Parse(t.Key.Split('.')[1], CultureInfo.InvariantCulture) : 0).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            if (name.Split('.') is not [var list, var row, var field])
            {
                input[name] = text;
                continue;
            }

            if (input[list] is not JsonArray rows) input[list] = rows = [];
            if (rows.Count <= int.Parse(row, CultureInfo.InvariantCulture)) rows.Add((JsonNode)new JsonObject());
            rows[^1]![field] = text;
        }

        return JsonSerializer.SerializeToElement(input);
    }

    private static string Text(JsonNode value) => value is JsonArray codes ? string.Join(',', codes.Select(c => c!.ToString())) : value.ToString();
}
