using System.Numerics;

namespace HrCollab.Engine.Expressions;

/// <summary>What is asked of texts that are ASCII, whether they stand in characters or in UTF-8.</summary>
internal static class Characters
{
    /// <summary>True for ASCII digits alone, also for none.</summary>
    public static bool AreDigits<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var c in text)
        {
            if (uint.CreateTruncating(c) - '0' > 9) return false;
        }

        return true;
    }

    /// <summary>ASCII digits as a number, or -1 when there are others, none or more than that many.</summary>
    public static int Number<T>(ReadOnlySpan<T> digits, int most = 4)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (digits.IsEmpty || digits.Length > most) return -1;
        var number = 0;
        foreach (var c in digits)
        {
            var digit = uint.CreateTruncating(c) - '0';
            if (digit > 9) return -1;
            number = (number * 10) + (int)digit;
        }

        return number;
    }
}
