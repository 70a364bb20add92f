using System.Globalization;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Standards;

/// <summary>Values as texts in documents of our own: <see cref="FieldValue.ToString"/> and back.</summary>
public static class StoredValue
{
    /// <summary>The value of a text that we wrote; missing when it does not fit the type.</summary>
    public static FieldValue Parse(ValueType type, string text)
    {
        if (text.Length == 0) return FieldValue.Missing;
        return type switch
        {
            ValueType.Integer or ValueType.Decimal =>
                decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? FieldValue.Of(type, number) : FieldValue.Missing,
            ValueType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? FieldValue.Of(date) : FieldValue.Missing,
            ValueType.Boolean => FieldValue.Of(text == "true"),
            ValueType.Codes => FieldValue.Of(text.Split(',')),
            _ => FieldValue.Of(type, text),
        };
    }
}
