using System.Numerics;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>What is wrong with a text, or null. The date is today's.</summary>
internal delegate DiagnosticCode? TextProblem(ReadOnlySpan<char> text, DateOnly today);

/// <summary>The same of UTF-8.</summary>
internal delegate DiagnosticCode? Utf8Problem(ReadOnlySpan<byte> utf8, DateOnly today);

/// <summary>A check of a text that a pattern cannot say.</summary>
/// <param name="Name">Name in definitions.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="OfBytes">The same of UTF-8, when only ASCII can be right.</param>
internal sealed record Format(string Name, TextProblem Problem, Utf8Problem? OfBytes = null)
{
    public static IReadOnlyList<Format> Known { get; } =
    [
        new("idcard", IdCardProblem, IdCardProblem),
        new("mobile", (text, _) => IsMobile(text) ? null : DataFindings.Pattern, (text, _) => IsMobile(text) ? null : DataFindings.Pattern),
        new("email", (text, _) => IsEmail(text) ? null : DataFindings.Pattern),
        new("bankcard", (text, _) => IsBankCard(text) ? null : DataFindings.BankCard, (text, _) => IsBankCard(text) ? null : DataFindings.BankCard),
        new("key", (text, _) => IsKey(text) ? null : DataFindings.Pattern),
    ];

    /// <summary>GB 11643-1999: what is wrong with the number, most basic first. The date must lie in 1800 or later and not after today.</summary>
    private static DiagnosticCode? IdCardProblem<T>(ReadOnlySpan<T> number, DateOnly today)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (!IdNumber.HasForm(number)) return DataFindings.IdNumberLength;
        if (!IdNumber.HasProvince(number)) return DataFindings.IdNumberRegion;
        if (IdNumber.DateIn(number) is not { Year: >= 1800 } birth) return DataFindings.IdNumberDate;
        if (!IdNumber.IsChecked(number)) return DataFindings.IdNumberCheckDigit;
        return birth > today ? DataFindings.IdNumberFuture : null;
    }

    /// <summary>A record's key: 1 to 64 letters (any script), digits, '-', '_' or '.', beginning with a letter or digit.</summary>
    public static bool IsKey(ReadOnlySpan<char> text)
    {
        if (text.Length is < 1 or > 64 || !char.IsLetterOrDigit(text[0])) return false;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        }

        return true;
    }

    /// <summary>The practical subset of RFC 5321: one @, a dotted domain of letters, digits and hyphens, 254 characters.</summary>
    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (text.Length > 254 || at is < 1 or > 64 || text.LastIndexOf('@') != at) return false;
        foreach (var c in text[..at])
        {
            if (c <= ' ' || c is '"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '[' or ']' or '\\') return false;
        }

        if (text[0] == '.' || text[at - 1] == '.' || text[..at].Contains("..", StringComparison.Ordinal)) return false;
        var domain = text[(at + 1)..];
        foreach (var label in domain.Split('.'))
        {
            if (!IsDomainLabel(domain[label])) return false;
        }

        return domain.Contains('.');
    }

    private static bool IsDomainLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is < 1 or > 63 || label[0] == '-' || label[^1] == '-') return false;
        foreach (var c in label)
        {
            if (!char.IsLetterOrDigit(c) && c != '-') return false;
        }

        return true;
    }

    private static bool IsMobile<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T> => text.Length == 11 && Characters.AreDigits(text) && Characters.Number(text[..2]) is >= 13 and <= 19;

    private static bool IsBankCard<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T> => text.Length is >= 12 and <= 19 && Characters.AreDigits(text) && Luhn(text);

    /// <summary>ISO/IEC 7812-1 check digit.</summary>
    private static bool Luhn<T>(ReadOnlySpan<T> digits)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (sum, twice) = (0u, false);
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            var digit = uint.CreateTruncating(digits[i]) - '0';
            sum += !twice ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
            twice = !twice;
        }

        return sum % 10 == 0;
    }
}
