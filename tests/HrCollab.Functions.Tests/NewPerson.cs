namespace HrCollab.Functions.Tests;

/// <summary>Somebody who does not exist: an onboarding form with a valid identity card number.</summary>
internal static class NewPerson
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>An ID number with its check character (GB 11643-1999).</summary>
    public static string IdNumber(int sequence)
    {
        var body = $"11010819950315{sequence:D3}";
        var sum = body.Select((c, i) => (c - '0') * Weights[i]).Sum();
        return body + "10X98765432"[sum % 11];
    }

    /// <summary>The form that starts an onboarding in rd1.</summary>
    public static Dictionary<string, object> Form(string employeeNo, int sequence, string hireDate = "2026-10-12") => new(StringComparer.Ordinal)
    {
        ["employeeNo"] = employeeNo,
        ["name"] = "白小满",
        ["idType"] = "111",
        ["idNumber"] = IdNumber(sequence),
        ["mobile"] = "13812340061",
        ["department"] = "rd1",
        ["position"] = "rd1-engineer",
        ["manager"] = "E0024",
        ["type"] = "full-time",
        ["hireDate"] = hireDate,
        ["contractKind"] = "fixed",
        ["termMonths"] = 36,
        ["probationMonths"] = 3,
        ["baseSalary"] = "18000.00",
    };
}
