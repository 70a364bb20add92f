using System.Numerics;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>JSON numbers as decimals without any rounding: 0.1 stays 0.1, 1.0 and 1e0 are 1, 9223372036854775808 is itself.</summary>
internal static class ExactDecimal
{
    private const int MostDigits = 28;
    private const int DigitsOfAWord = 18;

    /// <summary>False when decimal cannot hold the number exactly: more than 28 significant digits or decimals.</summary>
    public static bool TryParse(ReadOnlySpan<byte> number, out decimal value) => TryPlain(number, out value) || Exact(number, out value);

    /// <summary>
    /// What nearly every number is: perhaps a minus, digits that fit into a word, perhaps a point between them, with as many decimals as written; in characters or
    /// UTF-8. False for any other, and for what is none.
    /// </summary>
    public static bool TryPlain<T>(ReadOnlySpan<T> number, out decimal value)
        where T : unmanaged, IBinaryInteger<T>
    {
        value = 0;
        var negative = !number.IsEmpty && number[0] == T.CreateTruncating('-');
        if (negative) number = number[1..];
        if (number.Length is 0 or > DigitsOfAWord || uint.CreateTruncating(number[0]) - '0' > 9 || uint.CreateTruncating(number[^1]) - '0' > 9) return false;
        var (digits, point) = (0UL, -1);
        for (var i = 0; i < number.Length; i++)
        {
            var digit = uint.CreateTruncating(number[i]) - '0';
            if (digit <= 9) digits = (digits * 10) + digit;
            else if (point < 0 && number[i] == T.CreateTruncating('.')) point = i;
            else return false;
        }

        if (negative && digits == 0) return false;
        value = new decimal((int)(uint)digits, (int)(digits >> 32), 0, negative, (byte)(point < 0 ? 0 : number.Length - 1 - point));
        return true;
    }

    private static bool Exact(ReadOnlySpan<byte> number, out decimal value)
    {
        value = 0;
        UInt128 digits = 0;
        int significant = 0, scale = 0, zeros = 0, i = 0;
        var negative = number[0] == '-';
        if (negative) i++;
        var fraction = false;
        for (; i < number.Length && (number[i] | 0x20) != 'e'; i++)
        {
            if (number[i] == '.')
            {
                fraction = true;
                continue;
            }

            if (fraction) scale++;
            if (number[i] == '0')
            {
                if (significant > 0) zeros++; // counts only when another digit follows
                continue;
            }

            significant += zeros + 1;
            if (significant > MostDigits) return false;
            for (; zeros > 0; zeros--) digits *= 10;
            digits = (digits * 10) + (UInt128)(number[i] - '0');
        }

        scale -= zeros; // trailing zeros were not taken into the digits
        if (significant == 0) return true;
        if (i < number.Length && !Exponent(number[(i + 1)..], ref scale)) return false;
        for (; scale < 0; scale++)
        {
            if (++significant > MostDigits) return false;
            digits *= 10;
        }

        if (scale > MostDigits) return false;
        value = new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), negative, (byte)scale);
        return true;
    }

    private static bool Exponent(ReadOnlySpan<byte> text, ref int scale)
    {
        var minus = text[0] == '-';
        var exponent = 0;
        foreach (var c in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
        {
            exponent = (exponent * 10) + c - '0';
            if (exponent > 1_000_000) return false;
        }

        scale += minus ? exponent : -exponent;
        return true;
    }
}
