using System.Numerics;

namespace HrCollab.Engine.Expressions;

/// <summary>Citizen identification numbers of 18 characters (GB 11643): region, birth date, sequence whose parity is the sex, check character.</summary>
public static class IdNumber
{
    private const string CheckCharacters = "10X98765432"; // ISO 7064 MOD 11-2

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>First two digits of GB/T 2260: provinces, and 71, 81, 82, 83 (residence permits of Taiwan, Hong Kong, Macao), 91 abroad.</summary>
    private static ReadOnlySpan<byte> Provinces =>
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
        50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91,
    ];

    /// <summary>True when everything about the number holds: form, region, a day that exists, check character.</summary>
    public static bool IsValid(string? number) => BirthDate(number) is not null && HasProvince(number.AsSpan());

    /// <summary>The birth date, or null when the check character is wrong or the day does not exist.</summary>
    public static DateOnly? BirthDate(string? number) => HasRightCheck(number) ? DateIn(number.AsSpan()) : null;

    /// <summary>"1" male or "2" female (GB/T 2261.1), or null when there is no birth date to trust.</summary>
    public static string? Sex(string? number) => BirthDate(number) is null ? null : (number![16] - '0') % 2 == 1 ? "1" : "2";

    /// <summary>True for 17 digits and a digit or X (a lower-case x is taken).</summary>
    public static bool HasForm(ReadOnlySpan<char> number) => HasForm<char>(number);

    /// <summary>The same of characters or UTF-8.</summary>
    internal static bool HasForm<T>(ReadOnlySpan<T> number)
        where T : unmanaged, IBinaryInteger<T> => number.Length == 18 && Characters.AreDigits(number[..17]) && Value(number[17]) is <= 9 or 'X' - '0' or 'x' - '0';

    /// <summary>True when the first two digits are a province's; the form must be right.</summary>
    internal static bool HasProvince<T>(ReadOnlySpan<T> number)
        where T : unmanaged, IBinaryInteger<T> => Provinces.Contains((byte)((Value(number[0]) * 10) + Value(number[1])));

    /// <summary>Digits 7 to 14 as a date, or null; the form must be right.</summary>
    internal static DateOnly? DateIn<T>(ReadOnlySpan<T> number)
        where T : unmanaged, IBinaryInteger<T>
    {
        int year = Digits(number[6..10]), month = Digits(number[10..12]), day = Digits(number[12..14]);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Digits<T>(ReadOnlySpan<T> digits)
        where T : unmanaged, IBinaryInteger<T>
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + (int)Value(digit);
        return number;
    }

    private static uint Value<T>(T digit)
        where T : unmanaged, IBinaryInteger<T> => uint.CreateTruncating(digit) - '0';

    /// <summary>True when the form is right and the last character is the one that the first 17 give.</summary>
    public static bool HasRightCheck(ReadOnlySpan<char> number) => HasForm(number) && IsChecked(number);

    /// <summary>True when the last character is the one that the first 17 give; the form must be right.</summary>
    internal static bool IsChecked<T>(ReadOnlySpan<T> number)
        where T : unmanaged, IBinaryInteger<T>
    {
        var sum = 0u;
        for (var i = 0; i < 17; i++) sum += Value(number[i]) * Weights[i];
        var last = uint.CreateTruncating(number[17]);
        return (last == 'x' ? 'X' : last) == CheckCharacters[(int)(sum % 11)];
    }
}
