using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>What is wrong with a text, or null. The date is today's.</summary>
internal delegate DiagnosticCode? TextProblem(ReadOnlySpan<char> text, DateOnly today);

/// <summary>A check of a text that a pattern cannot say.</summary>
/// <param name="Name">Name in definitions.</param>
/// <param name="Problem">What is wrong, or null.</param>
internal sealed record Format(string Name, TextProblem Problem)
{
    public static IReadOnlyList<Format> Known { get; } =
    [
        new("idcard", IdCardProblem),
        new("mobile", (text, _) => text.Length == 11 && text[0] == '1' && text[1] is >= '3' and <= '9' && AreDigits(text) ? null : DataFindings.Pattern),
        new("email", (text, _) => IsEmail(text) ? null : DataFindings.Pattern),
        new("bankcard", (text, _) => text.Length is >= 12 and <= 19 && AreDigits(text) && Luhn(text) ? null : DataFindings.BankCard),
        new("key", (text, _) => IsKey(text) ? null : DataFindings.Pattern),
    ];

    /// <summary>GB 11643-1999: what is wrong with the number, most basic first. The date must lie in 1800 or later and not after today.</summary>
    private static DiagnosticCode? IdCardProblem(ReadOnlySpan<char> number, DateOnly today)
    {
        if (!IdNumber.HasForm(number)) return DataFindings.IdNumberLength;
        if (!IdNumber.HasProvince(number)) return DataFindings.IdNumberRegion;
        if (IdNumber.DateIn(number) is not { Year: >= 1800 } birth) return DataFindings.IdNumberDate;
        if (!IdNumber.HasRightCheck(number)) return DataFindings.IdNumberCheckDigit;
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

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>ISO/IEC 7812-1 check digit.</summary>
    private static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }
}
