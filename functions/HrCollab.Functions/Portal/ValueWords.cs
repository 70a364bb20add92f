using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Components;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;

namespace HrCollab.Functions.Portal;

/// <summary>A value of a field as people read it; what is masked stays as it is.</summary>
internal static class ValueWords
{
    /// <summary>The values of a trace by the titles of their fields, as far as the reader may see them.</summary>
    public static Func<TraceValue, ValueSeen> Of(CaseContext context, Func<TraceValue, string?> shown) => Of(context.Workflow, context.Organization, shown);

    /// <summary>The same of a form that is no case.</summary>
    public static Func<TraceValue, ValueSeen> Of(Workflow workflow, Organization organization, Func<TraceValue, string?> shown) => Of(
        (root, path) => root == workflow.Form.Subject.Id ? workflow.Form.Subject.Find(path) : root == "form" ? workflow.Form.Find(path)?.Field : null,
        path => workflow.Vocabulary.Find(path)?.Field.Title, organization, shown);

    /// <summary>The same of a record.</summary>
    public static Func<TraceValue, ValueSeen> Of(Standard standard, Organization organization, Func<TraceValue, string?> shown) =>
        Of((root, path) => root == standard.Id ? standard.Find(path) : null, _ => null, organization, shown);

    private static Func<TraceValue, ValueSeen> Of(Func<string, string, Field?> find, Func<string, Text?> called, Organization organization, Func<TraceValue, string?> shown) => value =>
    {
        var dot = value.Path.IndexOf('.', StringComparison.Ordinal);
        var (root, path) = dot > 0 ? (value.Path[..dot], value.Path[(dot + 1)..]) : ("", value.Path);
        var (list, item) = path.IndexOf('[', StringComparison.Ordinal) is var at and > 0 ? (path[..at], path[(at + 1)..]) : (path, "");
        var field = find(root, list);
        var inner = field?.Rows?.Fields.FirstOrDefault(f => item.EndsWith($"].{f.Path}", StringComparison.Ordinal));
        var named = inner is null ? field?.Title : new Text("{0}(第 {1} 行){2}", "{2} ({0}, row {1})").With(field!.Title, int.Parse(item.Split(']')[0], CultureInfo.InvariantCulture) + 1, inner.Title);
        field = inner ?? field;
        var title = named ?? called(value.Path) ?? Text.Same(value.Path);
        var seen = shown(value);
        return new ValueSeen(title, seen is null ? null : field is not null && (seen == value.Value || field.Rows is not null) ? Of(field, seen, organization) : Text.Same(seen));
    };

    /// <summary>A change of a value by the title of its field; codes and names in words where they are shown as they are.</summary>
    public static ChangeSeen Of(CaseContext context, ValueChange change)
    {
        var field = context.Workflow.Form.Subject.Find(change.Path);
        return new ChangeSeen(field?.Title ?? Text.Same(change.Path), Words(change.Before), Words(change.After));

        Text? Words(string? value) => value is null ? null : field is null ? Text.Same(value) : Of(field, value, context.Organization);
    }

    public static Text Of(Field field, string value, Organization organization)
    {
        if (field.Rows is { } rows && value is ['[', ..]) return Rows(rows, value, organization);
        if (field.Shape.Standard is OrganizationFields.Person) return Text.Same(organization.Person(value)?.Name is { } name ? $"{name} ({value})" : value);
        if (field.Shape.Standard is OrganizationFields.Department) return Text.Same(organization.Department(value)?.Name ?? value);
        if (field.Codes?.Find(value)?.Title is { } title) return new Text($"{title.Zh} ({value})", $"{title.En} ({value})");
        if (field.Shape.Type is Engine.Expressions.ValueType.Decimal && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            return Text.Same(number.ToString("#,##0.##########", CultureInfo.InvariantCulture));
        if (field.Shape.Type is Engine.Expressions.ValueType.Duration && StoredValue.Parse(field.Shape, value).Duration is { } duration) return duration.Words;
        return field.Shape.Type is Engine.Expressions.ValueType.Date or Engine.Expressions.ValueType.Boolean
            ? new Text(StepWords.Stored(value, Language.Chinese), StepWords.Stored(value, Language.English))
            : Text.Same(value);
    }

    /// <summary>Rows one after the other, each field by its title; what is masked stays as it is.</summary>
    private static Text Rows(RowFields rows, string value, Organization organization)
    {
        var list = (JsonNode.Parse(value) as JsonArray ?? []).OfType<JsonObject>().Select(row => rows.Fields.Where(f => row[f.Path] is not null)
            .Select(f => (f.Title, Words: Of(f, Written(row[f.Path]!), organization))).ToList()).ToList();
        return list.Count == 0 ? new Text("没有", "none") : new Text(
            string.Join(";", list.Select((r, i) => $"{i + 1}. {string.Join(",", r.Select(f => $"{f.Title.Zh} {f.Words.Zh}"))}")),
            string.Join("; ", list.Select((r, i) => $"{i + 1}. {string.Join(", ", r.Select(f => $"{f.Title.En} {f.Words.En}"))}")));
    }

    private static string Written(JsonNode value) => value is JsonArray codes ? string.Join(',', codes.Select(c => c!.ToString())) : value.ToString();
}
