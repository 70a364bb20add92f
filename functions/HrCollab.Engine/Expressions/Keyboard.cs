namespace HrCollab.Engine.Expressions;

/// <summary>Signs that a Chinese keyboard or a word processor gives in place of those of expressions and cells.</summary>
internal static class Keyboard
{
    /// <summary>What was meant; null for a sign that stands for none of ours.</summary>
    public static string? Meant(char sign) => sign switch
    {
        >= '\uFF01' and <= '\uFF5E' => ((char)(sign - 0xFEE0)).ToString(), // full-width forms
        '\u201C' or '\u201D' or '\u2018' or '\u2019' or '\u300C' or '\u300D' or '\'' => "\"", // quotation marks
        '\u3001' => ",",
        '\u3002' => ".",
        '\u2264' => "<=",
        '\u2265' => ">=",
        '\u2260' => "!=",
        '\u00D7' => "*",
        '\u00F7' => "/",
        '\u3010' => "[",
        '\u3011' => "]",
        '\u2026' => "..",
        '\u2013' or '\u2014' or '\u2212' => "-",
        _ => null,
    };
}
