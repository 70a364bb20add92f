namespace HrCollab.Tests;

/// <summary>Scripts that mean harm, one per line of a file; the deeply nested ones are made here.</summary>
internal static class HostileScripts
{
    public static IReadOnlyList<(string Name, string Source)> All { get; } =
    [
        .. Repository.Read("tests/HrCollab.Engine.Tests/Expressions/Scripts/hostile.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (line[..line.IndexOf(':', StringComparison.Ordinal)], Made(line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]))),
    ];

    private static string Made(string source) => source switch
    {
        "PARENTHESES" => new string('(', 3_900) + "1" + new string(')', 3_900),
        "BRACES" => new string('{', 3_900) + new string('}', 3_900),
        "UNARY" => string.Concat(Enumerable.Repeat("- ", 3_900)) + "1",
        _ => source.Replace("TEMPLATE", "`" + string.Concat(Enumerable.Repeat("${s}", 1_500)) + "`.length", StringComparison.Ordinal),
    };
}
