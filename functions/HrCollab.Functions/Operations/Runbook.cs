using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Operations;

/// <summary>A section of functions/RUNBOOKS.md: what to do when an alarm is on.</summary>
/// <param name="Id">The name that alarms link to.</param>
/// <param name="Title">What is the matter.</param>
/// <param name="Steps">What to look at and do, in order.</param>
internal sealed record Runbook(string Id, Text Title, ImmutableArray<Text> Steps)
{
    /// <summary>Every section, in the order of the file that the program was built with.</summary>
    public static ImmutableArray<Runbook> All { get; } = Read();

    /// <summary>Sections are <c>## id</c>, a line with both titles, and numbered steps in both languages, separated by a bar.</summary>
    private static ImmutableArray<Runbook> Read()
    {
        using var reader = new StreamReader(typeof(Runbook).Assembly.GetManifestResourceStream("RUNBOOKS.md")!);
        return
        [
            .. reader.ReadToEnd().Split("\n## ").Skip(1).Select(section => section.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Select(lines => new Runbook(lines[0], Both(lines[1]), [.. lines.Where(l => l.StartsWith("1. ", StringComparison.Ordinal)).Select(l => Both(l[3..]))])),
        ];
    }

    private static Text Both(string line) => line.Split(" | ") is [var zh, var en] ? new Text(zh, en) : throw new InvalidOperationException($"RUNBOOKS.md: both languages in '{line}'.");
}
