using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>The citizen identification number of GB 11643-1999: 17 digits and a check character (ISO 7064 MOD 11-2).</summary>
public static class ChineseIdNumber
{
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> CheckCharacters => "10X98765432"u8;

    /// <summary>First two digits of GB/T 2260: provinces, and 71, 81, 82, 83 (residence permits of Taiwan, Hong Kong, Macao), 91 abroad.</summary>
    private static ReadOnlySpan<byte> Provinces =>
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
        50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91,
    ];

    /// <summary>What is wrong with the number, or null when it is well formed. The date must lie in 1800 or later and not after today.</summary>
    public static DiagnosticCode? Problem(string number, DateOnly today)
    {
        if (number.Length != 18 || !IsDigits(number.AsSpan(0, 17)) || !(char.IsAsciiDigit(number[17]) || number[17] == 'X')) return DataFindings.IdNumberLength;
        if (!Provinces.Contains((byte)((number[0] - '0') * 10 + number[1] - '0'))) return DataFindings.IdNumberRegion;
        if (BirthDate(number) is not { } birth || birth.Year < 1800) return DataFindings.IdNumberDate;
        if (number[17] != CheckCharacter(number)) return DataFindings.IdNumberCheckDigit;
        return birth > today ? DataFindings.IdNumberFuture : null;
    }

    /// <summary>Digits 7 to 14 as a date, or null.</summary>
    public static DateOnly? BirthDate(string number) =>
        number.Length == 18 && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", out var date) ? date : null;

    /// <summary>The 17th digit as a code of GB/T 2261.1: odd is "1" (male), even "2" (female); null when it is no digit.</summary>
    public static string? Sex(string number) =>
        number.Length != 18 || !char.IsAsciiDigit(number[16]) ? null : (number[16] - '0') % 2 == 1 ? "1" : "2";

    private static char CheckCharacter(string number)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (number[i] - '0') * Weights[i];
        return (char)CheckCharacters[sum % 11];
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
