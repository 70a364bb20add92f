using System.Globalization;
using Jint;
using Jint.Native;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>What a script gave, read as a value of the type it is to give. Nothing is converted that would have to be guessed.</summary>
internal static class ScriptResult
{
    /// <summary>The greatest whole number up to which doubles hold every one.</summary>
    public const decimal MostExact = 9_007_199_254_740_991m;

    public static ScriptOutcome Of(JsValue given, ValueType type)
    {
        if (given.IsNull() || given.IsUndefined()) return new ScriptOutcome.Value(FieldValue.Missing);
        return Read(given, type) is { } value
            ? new ScriptOutcome.Value(value)
            : new ScriptOutcome.CannotTell(ScriptFindings.WrongType, $"{given.Type}");
    }

    /// <summary>A whole number; doubles with a fraction are refused, because nobody can say which decimal they mean.</summary>
    public static decimal? Whole(JsValue given)
    {
        if (!given.IsNumber()) return null;
        var number = given.AsNumber();
        return double.IsInteger(number) && Math.Abs(number) <= (double)MostExact ? (decimal)number : null;
    }

    /// <summary>A decimal written as text.</summary>
    public static decimal? Written(JsValue given) =>
        given.IsString() && given.AsString() is { Length: > 0 and <= 40 } text
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FieldValue? Read(JsValue given, ValueType type)
    {
        switch (type)
        {
            case ValueType.Boolean:
                return given.IsBoolean() ? FieldValue.Of(given.AsBoolean()) : null;
            case ValueType.Integer:
                return Whole(given) is { } whole ? FieldValue.Of(type, whole) : null;
            case ValueType.Decimal:
                return (Written(given) ?? Whole(given)) is { } number ? FieldValue.Of(type, number) : null;
            case ValueType.Date:
                return given.IsString() && DateOnly.TryParseExact(given.AsString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? FieldValue.Of(date) : null;
            case ValueType.Duration:
                return given.IsString() && Duration.TryParse(given.AsString(), out var duration) ? FieldValue.Of(duration) : null;
            case ValueType.Text or ValueType.Code:
                if (!given.IsString()) return null;
                var text = given.AsString();
                return text.Length > Kernel.Limits.TextLength ? null : text.Length == 0 ? FieldValue.Missing : FieldValue.Of(type, text);
            case ValueType.Codes or ValueType.Reference:
            default:
                return null;
        }
    }
}
