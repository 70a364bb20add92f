using System.Globalization;
using System.Text.Json;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Standards;

/// <summary>Values as texts in documents of our own: <see cref="FieldValue.ToString"/> and back.</summary>
public static class StoredValue
{
    /// <summary>The value of a text that we wrote; missing when it does not fit the field.</summary>
    public static FieldValue Parse(FieldShape shape, string text)
    {
        if (text.Length == 0) return FieldValue.Missing;
        var type = shape.Type;
        return type switch
        {
            ValueType.Rows => Rows(shape.Rows!, text),
            ValueType.Integer or ValueType.Decimal =>
                decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? FieldValue.Of(type, number) : FieldValue.Missing,
            ValueType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? FieldValue.Of(date) : FieldValue.Missing,
            ValueType.Duration => Duration.TryParse(text, out var duration) ? FieldValue.Of(duration) : FieldValue.Missing,
            ValueType.Boolean => FieldValue.Of(text == "true"),
            ValueType.Codes => FieldValue.Of(text.Split(',')),
            _ => FieldValue.Of(type, text),
        };
    }

    private static FieldValue Rows(RecordShape shape, string text)
    {
        if (text is not ['[', ..]) return FieldValue.Missing;
        using var document = JsonDocument.Parse(text);
        return FieldValue.Of([.. document.RootElement.EnumerateArray().Select(row => shape.Empty.With(
            row.EnumerateObject().Where(m => shape.Find(m.Name) is not null).Select(m => KeyValuePair.Create(m.Name, RecordJson.Parse(shape.Find(m.Name)!, m.Value)))))]);
    }
}
