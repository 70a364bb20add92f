using System.Globalization;

namespace HrCollab.Engine.Expressions;

/// <summary>Citizen identification numbers of 18 characters (GB 11643): region, birth date, sequence whose parity is the sex, check character.</summary>
internal static class IdNumber
{
    private const string CheckCharacters = "10X98765432"; // ISO 7064 MOD 11-2
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>True for 18 ASCII characters with a day that exists and a right check character; a lower-case x is taken.</summary>
    public static bool IsValid(string? number) => BirthDate(number) is not null;

    /// <summary>The birth date, or null when the number is not valid.</summary>
    public static DateOnly? BirthDate(string? number) =>
        HasRightCheck(number) && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>"1" male or "2" female (GB/T 2261.1), or null when the number is not valid.</summary>
    public static string? Sex(string? number) => !IsValid(number) ? null : (number![16] - '0') % 2 == 1 ? "1" : "2";

    private static bool HasRightCheck(string? number)
    {
        if (number is not { Length: 18 }) return false;
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (!char.IsAsciiDigit(number[i])) return false;
            sum += (number[i] - '0') * Weights[i];
        }

        return char.ToUpperInvariant(number[17]) == CheckCharacters[sum % 11];
    }
}
