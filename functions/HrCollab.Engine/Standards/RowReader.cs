using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>Reads the rows of a repeating group; everything wrong is reported at its place, such as <c>/family/members/1/name</c>.</summary>
internal static class RowReader
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    /// <summary>The list on whose beginning a reader stands. Refused as a whole when any row is.</summary>
    public static FieldValue Read(Field list, RowFields of, ref Utf8JsonReader reader, string pointer, DateOnly today, DataReport report)
    {
        var count = ValueReader.Count(reader);
        if (count > of.Max || count < of.Min)
        {
            reader.Skip();
            return count > of.Max ? Refuse(report, DataFindings.TooManyItems, pointer, list, of.Max) : Refuse(report, DataFindings.TooFewRows, pointer, list, of.Min);
        }

        var before = report.Refusals;
        var rows = ImmutableArray.CreateBuilder<RecordValues>(count);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) rows.Add(Row(list, of, ref reader, $"{pointer}/{rows.Count}", today, report));
        Keys(list, of, rows, pointer, report);
        return report.Refusals == before ? FieldValue.Of(rows.MoveToImmutable()) : FieldValue.Missing;
    }

    /// <summary>A list as text, as a file has it: the JSON of it.</summary>
    public static FieldValue Read(Field list, RowFields of, string text, string pointer, DateOnly today, DataReport report)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Shallow);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return Refuse(report, DataFindings.WrongType, pointer, list, ValueReader.Wanted(list));
            var reader = InputReader.At(document.RootElement);
            return Read(list, of, ref reader, pointer, today, report);
        }
        catch (JsonException)
        {
            return Refuse(report, DataFindings.WrongType, pointer, list, ValueReader.Wanted(list));
        }
    }

    private static RecordValues Row(Field list, RowFields of, ref Utf8JsonReader reader, string at, DateOnly today, DataReport report)
    {
        var empty = list.Shape.Rows!.Empty;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            report.Refuse(DataFindings.WrongType, at, list.Place, list.Title, new Text("行为对象", "objects, one for each row"));
            return empty;
        }

        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var inner = $"{at}/{JsonPointer.Escape(name)}";
            reader.Read();
            if (of.ByName(name) is not { } field)
            {
                reader.Skip();
                report.Refuse(DataFindings.UnknownField, inner, list.Place, name, DidYouMean.Hint(name, of.Fields.Select(f => f.Path)));
            }
            else if (!values.TryAdd(field.Path, ValueReader.Read(field, ref reader, inner, today, report)))
            {
                report.Refuse(DataFindings.GivenTwice, inner, field.Place, field.Title);
            }
        }

        foreach (var field in of.Fields.Where(f => f.Required && values.GetValueOrDefault(f.Path).IsMissing && !report.Refuses($"{at}/{f.Path}")))
            report.Refuse(DataFindings.Required, $"{at}/{field.Path}", field.Place, field.Title);
        return empty.With(values);
    }

    private static void Keys(Field list, RowFields of, IReadOnlyList<RecordValues> rows, string pointer, DataReport report)
    {
        if (of.Key is not { } key) return;
        var seen = new Dictionary<FieldValue, int>();
        for (var i = 0; i < rows.Count; i++)
        {
            var value = rows[i][key.Shape.Slot];
            if (!value.IsMissing && !seen.TryAdd(value, i)) report.Refuse(DataFindings.RowTwice, $"{pointer}/{i}/{key.Path}", key.Place, list.Title, seen[value] + 1, i + 1, key.Title);
        }
    }

    private static FieldValue Refuse(DataReport report, DiagnosticCode code, string pointer, Field list, object more)
    {
        report.Refuse(code, pointer, list.Place, list.Title, more);
        return FieldValue.Missing;
    }
}
