using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Formats that a schema may ask for: every one is checked strictly, none is only a remark.</summary>
internal static class TextFormats
{
    /// <summary>Begins a format that names a code list.</summary>
    public const string Code = "code:";

    public static FrozenDictionary<string, Format> Known { get; } = Format.Known.Concat(
    [
        new("date", (text, _) => IsDate(text) ? null : InstanceFindings.Format, (text, _) => IsDate(text) ? null : InstanceFindings.Format),
        Of("time", IsTime),
        Of("date-time", text => text.Length > 11 && (text[10] | 0x20) == 't' && IsDate(text[..10]) && IsTime(text[11..])),
        Of("duration", IsDuration),
        new("uuid", (text, _) => IsUuid(text) ? null : InstanceFindings.Format, (text, _) => IsUuid(text) ? null : InstanceFindings.Format),
        Of("decimal", IsDecimal),
    ]).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys;

    private delegate bool TextTest(ReadOnlySpan<char> text);

    private static Format Of(string name, TextTest test) => new(name, (text, _) => test(text) ? null : InstanceFindings.Format);

    /// <summary>RFC 3339 full-date.</summary>
    private static bool IsDate<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T> =>
        text.Length == 10 && text[4] == T.CreateTruncating('-') && text[7] == T.CreateTruncating('-') && Characters.Number(text[..4]) is > 0 and var year && Characters.Number(text[5..7]) is >= 1 and <= 12 and var month
        && Characters.Number(text[8..]) is > 0 and var day && day <= DateTime.DaysInMonth(year, month);

    /// <summary>RFC 3339 full-time: with an offset; a leap second only where one can be, at 23:59:60 UTC.</summary>
    private static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':') return false;
        int hour = Characters.Number(text[..2]), minute = Characters.Number(text[3..5]), second = Characters.Number(text[6..8]);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return false;
        var rest = text[8..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 1) return false;
            rest = rest[(digits + 1)..];
        }

        var offset = 0;
        if (rest is not ("Z" or "z"))
        {
            if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':') return false;
            int hours = Characters.Number(rest[1..3]), minutes = Characters.Number(rest[4..]);
            if (hours is < 0 or > 23 || minutes is < 0 or > 59) return false;
            offset = ((hours * 60) + minutes) * (rest[0] == '-' ? -1 : 1);
        }

        return second < 60 || ((hour * 60) + minute - offset + 2880) % 1440 == 1439;
    }

    /// <summary>ISO 8601 as RFC 3339 Appendix A has it: P1Y2M3DT4H5M6S, units in order and without gaps, or P4W alone.</summary>
    private static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != 'P') return false;
        text = text[1..];
        if (text[^1] == 'W') return Characters.Number(text[..^1], most: 9) >= 0;
        var t = text.IndexOf('T');
        return t < 0 ? Units(text, "YMD") : (t == 0 || Units(text[..t], "YMD")) && Units(text[(t + 1)..], "HMS");
    }

    private static bool Units(ReadOnlySpan<char> text, string units)
    {
        if (text.IsEmpty) return false;
        var last = -1;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9) return false;
            var unit = units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit <= last || (last >= 0 && unit != last + 1)) return false;
            last = unit;
            text = text[(digits + 1)..];
        }

        return true;
    }

    /// <summary>RFC 4122 text form, either case.</summary>
    private static bool IsUuid<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (text.Length != 36) return false;
        for (var i = 0; i < 36; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != T.CreateTruncating('-') : !char.IsAsciiHexDigit((char)ushort.CreateTruncating(text[i]))) return false;
        }

        return true;
    }

    /// <summary>Money and other decimals as texts: an optional minus, digits without a needless zero, decimals after a point.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        if (digits.Length is 0 or > 29) return false;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return whole.Length > 0 && (whole[0] != '0' || whole.Length == 1) && whole.IndexOfAnyExceptInRange('0', '9') < 0
            && (point < 0 || (point < digits.Length - 1 && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0))
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
