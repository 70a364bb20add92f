using System.Globalization;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Standards;

/// <summary>
/// Reads one value of a field, whatever channel it comes through: JSON, a form post or a column of a file. What is wrong is reported;
/// a refused value reads as missing.
/// </summary>
public static class ValueReader
{
    internal const int MostCodes = 100;

    private static readonly string[] DateForms = ["yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    /// <summary>A value in JSON: texts, numbers, booleans, arrays of codes; null is missing.</summary>
    public static FieldValue Read(Field field, JsonElement json, string pointer, DateOnly today, DataReport report)
    {
        if (json.ValueKind == JsonValueKind.Undefined) return FieldValue.Missing;
        var reader = InputReader.At(json);
        return Read(field, ref reader, pointer, today, report);
    }

    /// <summary>The value on which a reader stands, which is at its end afterwards.</summary>
    internal static FieldValue Read(Field field, ref Utf8JsonReader reader, string pointer, DateOnly today, DataReport report)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return FieldValue.Missing;
            case JsonTokenType.String:
                return Read(field, reader.GetString()!, pointer, today, report);
            case JsonTokenType.Number when field.Shape.Type is ValueType.Decimal or ValueType.Integer && (ExactDecimal.TryPlain(reader.ValueSpan, out var number) || reader.TryGetDecimal(out number)):
                return Number(field, number, pointer, report);
            case JsonTokenType.True or JsonTokenType.False when field.Shape.Type == ValueType.Boolean:
                return FieldValue.Of(reader.GetBoolean());
            case JsonTokenType.StartArray when field.Shape.Type == ValueType.Codes:
                return Codes(field, ref reader, pointer, today, report);
            case JsonTokenType.StartArray when field.Rows is { } rows:
                return RowReader.Read(field, rows, ref reader, pointer, today, report);
            default:
                reader.Skip();
                report.Refuse(DataFindings.WrongType, pointer, field.Place, field.Title, Wanted(field));
                return FieldValue.Missing;
        }
    }

    /// <summary>How many items the array has on which a reader stands.</summary>
    internal static int Count(Utf8JsonReader ahead)
    {
        var count = 0;
        for (; ahead.Read() && ahead.TokenType != JsonTokenType.EndArray; count++) ahead.Skip();
        return count;
    }

    /// <summary>A value as text: of a form, a file, or a JSON string. Blank is missing.</summary>
    public static FieldValue Read(Field field, string written, string pointer, DateOnly today, DataReport report)
    {
        var text = Normalise(field, written, pointer, report);
        if (text.Length == 0) return FieldValue.Missing;
        if (field.Rows is { } rows) return RowReader.Read(field, rows, text, pointer, today, report);
        switch (field.Shape.Type)
        {
            case ValueType.Integer or ValueType.Decimal:
                if (ExactDecimal.TryPlain<char>(text, out var number) || decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
                    return Number(field, number, pointer, report);
                break;
            case ValueType.Date:
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return FieldValue.Of(date);
                if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
                {
                    report.Normalised(field, pointer, text, FieldValue.Of(date).ToString());
                    return FieldValue.Of(date);
                }

                break;
            case ValueType.Duration:
                if (Duration.TryParse(text, out var duration) || DurationWords.TryRead(text, out duration))
                {
                    var usual = duration.ToString();
                    if (!Duration.TryParse(usual, out _)) break; // longer than durations are written
                    if (usual != text) report.Normalised(field, pointer, text, usual);
                    return FieldValue.Of(duration);
                }

                break;
            case ValueType.Boolean:
                if (text is "true" or "false") return FieldValue.Of(text == "true");
                break;
            case ValueType.Code:
                return Code(field, text, pointer, today, report) ? FieldValue.Of(ValueType.Code, text) : FieldValue.Missing;
            case ValueType.Codes:
                var codes = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return codes.All(c => Code(field, c, pointer, today, report)) ? FieldValue.Of(codes) : FieldValue.Missing;
            case ValueType.Text or ValueType.Reference:
            default:
                return Characters(field, text, pointer, today, report) ? FieldValue.Of(field.Shape.Type, text) : FieldValue.Missing;
        }

        report.Refuse(DataFindings.WrongType, pointer, field.Place, field.Title, Wanted(field));
        return FieldValue.Missing;
    }

    private static string Normalise(Field field, string written, string pointer, DataReport report)
    {
        var text = written.Trim();
        var trimmed = text;
        foreach (var normalisation in field.Normalisations) text = normalisation.Apply(text);
        if (text != trimmed) report.Normalised(field, pointer, Clip(trimmed), Clip(text));
        return text;
    }

    private static FieldValue Number(Field field, decimal number, string pointer, DataReport report)
    {
        var definition = field.Definition;
        var scale = field.Shape.Type == ValueType.Integer ? 0 : definition.Scale;
        if (scale is { } most && number.Scale > most && decimal.Round(number, most) != number)
            report.Refuse(DataFindings.TooManyDecimals, pointer, field.Place, field.Title, most);
        else if (number < definition.Min || number > definition.Max)
            report.Refuse(DataFindings.OutOfRange, pointer, field.Place, field.Title, definition.Min?.ToString(CultureInfo.InvariantCulture) ?? "−∞", definition.Max?.ToString(CultureInfo.InvariantCulture) ?? "∞");
        else
            return FieldValue.Of(field.Shape.Type, number);
        return FieldValue.Missing;
    }

    private static FieldValue Codes(Field field, ref Utf8JsonReader reader, string pointer, DateOnly today, DataReport report)
    {
        if (Count(reader) > MostCodes)
        {
            reader.Skip();
            report.Refuse(DataFindings.TooManyItems, pointer, field.Place, field.Title, MostCodes);
            return FieldValue.Missing;
        }

        var codes = new List<string>();
        var i = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var at = $"{pointer}/{i}";
            var code = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
            if (code is null) report.Refuse(DataFindings.WrongType, at, field.Place, field.Title, Wanted(field));
            else if (Code(field, code, at, today, report)) codes.Add(code);
        }

        return codes.Count == i ? FieldValue.Of(codes) : FieldValue.Missing;
    }

    private static bool Code(Field field, string code, string pointer, DateOnly today, DataReport report)
    {
        var list = field.Codes!;
        if (list.Find(code) is not null)
        {
            if (list.IsValid(code, today)) return true;
            report.RefuseValue(DataFindings.ExpiredCode, pointer, field, code, FieldValue.Of(today).ToString());
            return false;
        }

        var accepted = (list.ByLabel(code) is { } labelled ? [labelled] : list.Suggest(code, 5)).Select(v => v.Title.With() is var t ? new Text($"{v.Code} {t.Zh}", $"{v.Code} {t.En}") : t).ToList();
        report.Add(new Violation(
            pointer, DataFindings.UnknownCode.Code, DataFindings.UnknownCode.Message.With(field.Title, Clip(code), list.Title),
            accepted.Count == 0 ? null : new Text(string.Join("、", accepted.Select(a => a.Zh)), string.Join(", ", accepted.Select(a => a.En))), field.Place, Warning: false)
        {
            WithoutValues = DataFindings.UnknownCode.Message.With(field.Title, DataReport.Hidden, list.Title),
        });
        return false;
    }

    private static bool Characters(Field field, string text, string pointer, DateOnly today, DataReport report)
    {
        if (text.Length > Limits.TextLength) return Refuse(DataFindings.TooLong, text.Length, Limits.TextLength);
        if (!IsText(text)) return Refuse(DataFindings.NotText);
        var definition = field.Definition;
        if (text.Length > definition.MaxLength || definition.MinLength > 1)
        {
            // Counted only where it can matter: a text element has at least one character.
            var length = new StringInfo(text).LengthInTextElements;
            if (length > definition.MaxLength) return Refuse(DataFindings.TooLong, length, definition.MaxLength);
            if (length < definition.MinLength) return Refuse(DataFindings.TooShort, length, definition.MinLength);
        }

        if (field.Pattern is { } pattern && !pattern.IsMatch(text)) return Refuse(DataFindings.Pattern);
        return field.Format?.Problem(text, today) is not { } problem || Refuse(problem);

        bool Refuse(DiagnosticCode code, params ReadOnlySpan<object?> more)
        {
            report.Refuse(code, pointer, field.Place, [field.Title, .. more]);
            return false;
        }
    }

    /// <summary>False for control characters that no line is made of, and for half a character.</summary>
    private static bool IsText(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t')) return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private static string Clip(string text) => text.Length <= 60 ? text : text[..57] + "…";

    internal static Text Wanted(Field field) => field.Shape.Type switch
    {
        ValueType.Integer => new("整数", "a whole number"),
        ValueType.Decimal => new("数字", "a decimal number"),
        ValueType.Date => new("日期 yyyy-MM-dd", "a date yyyy-MM-dd"),
        ValueType.Duration => new("时长:P3M(3 个月)、P1Y6M、P14D,或写 3个月、14天", "a duration: P3M (3 months), P1Y6M, P14D, or in words as 3 months"),
        ValueType.Boolean => new("true 或 false", "true or false"),
        ValueType.Rows => new("行的数组", "an array of rows"),
        ValueType.Codes => new("代码数组", "an array of codes"),
        _ => new("文本", "a text"),
    };
}
