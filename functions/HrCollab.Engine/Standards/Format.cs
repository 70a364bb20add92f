using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>A check of a text that a pattern cannot say.</summary>
/// <param name="Name">Name in definitions.</param>
/// <param name="Problem">What is wrong, or null.</param>
internal sealed record Format(string Name, Func<string, DateOnly, DiagnosticCode?> Problem)
{
    public static IReadOnlyList<Format> Known { get; } =
    [
        new("idcard", IdCardProblem),
        new("mobile", (text, _) => text.Length == 11 && text[0] == '1' && text[1] is >= '3' and <= '9' && text.All(char.IsAsciiDigit) ? null : DataFindings.Pattern),
        new("email", (text, _) => IsEmail(text) ? null : DataFindings.Pattern),
        new("bankcard", (text, _) => text.Length is >= 12 and <= 19 && text.All(char.IsAsciiDigit) && Luhn(text) ? null : DataFindings.BankCard),
        new("key", (text, _) => IsKey(text) ? null : DataFindings.Pattern),
    ];

    /// <summary>GB 11643-1999: what is wrong with the number, most basic first. The date must lie in 1800 or later and not after today.</summary>
    private static DiagnosticCode? IdCardProblem(string number, DateOnly today)
    {
        if (!IdNumber.HasForm(number)) return DataFindings.IdNumberLength;
        if (!IdNumber.HasProvince(number)) return DataFindings.IdNumberRegion;
        if (IdNumber.DateIn(number) is not { Year: >= 1800 } birth) return DataFindings.IdNumberDate;
        if (!IdNumber.HasRightCheck(number)) return DataFindings.IdNumberCheckDigit;
        return birth > today ? DataFindings.IdNumberFuture : null;
    }

    /// <summary>A record's key: 1 to 64 letters (any script), digits, '-', '_' or '.', beginning with a letter or digit.</summary>
    public static bool IsKey(string text) =>
        text.Length is >= 1 and <= 64 && char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The practical subset of RFC 5321: one @, a dotted domain of letters, digits and hyphens, 254 characters.</summary>
    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (text.Length > 254 || at is < 1 or > 64 || text.LastIndexOf('@') != at) return false;
        var labels = text[(at + 1)..].Split('.');
        return labels.Length > 1
            && text[..at].All(c => c > ' ' && c is not ('"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '[' or ']' or '\\'))
            && labels.All(l => l.Length is >= 1 and <= 63 && l[0] != '-' && l[^1] != '-' && l.All(c => char.IsLetterOrDigit(c) || c == '-'));
    }

    /// <summary>ISO/IEC 7812-1 check digit.</summary>
    private static bool Luhn(string digits)
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
