using System.Text.RegularExpressions;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Readme;

/// <summary>The README's fenced blocks and the paths it names.</summary>
internal static partial class ReadmeText
{
    private static readonly string Text = Repository.Read("README.md");

    /// <summary>The text of every block in a language, in order.</summary>
    public static IReadOnlyList<string> Blocks(string language) => [.. Fences().Matches(Text).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["text"].Value)];

    /// <summary>Everything in backticks or links that looks like a path of this repository.</summary>
    public static IEnumerable<string> Paths() => Names().Matches(Text).Select(m => m.Groups["path"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>Every command for dotnet, in blocks and in the text, without what follows a #.</summary>
    public static IEnumerable<string> Commands() => Typed().Matches(Text).Select(m => m.Groups["command"].Value.TrimEnd());

    /// <summary>Lines that open or close a block: whatever stands behind the backticks.</summary>
    public static IEnumerable<string> FenceLines() => Text.Split('\n').Where(line => line.StartsWith("```", StringComparison.Ordinal));

    /// <summary>Projects that commands name.</summary>
    public static IEnumerable<string> Projects() => ProjectArguments().Matches(Text).Select(m => m.Groups["path"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fences();

    [GeneratedRegex(@"[`(](?<path>(definitions|functions|designer|tests)/[\w./-]*)[`)]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"(^|`)(?<command>dotnet [^`#\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Typed();

    [GeneratedRegex(@"--project (?<path>[\w./-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectArguments();
}
