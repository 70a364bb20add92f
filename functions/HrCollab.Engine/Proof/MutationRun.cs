using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Proof;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The change.</param>
/// <param name="NoticedBy">The finding or case that noticed it; null when nothing did.</param>
public sealed record MutantResult(Mutant Mutant, string? NoticedBy)
{
    /// <summary>The finding about a change that nothing noticed, at its place in the file; null when something did.</summary>
    public Diagnostic? Finding(DefinitionFile file) =>
        NoticedBy is null ? GoldenFindings.Unnoticed.At(file, Mutant.Place.Pointer, Mutant.Before, Mutant.After) : null;
}

/// <summary>Tries mutants one after the other: compiles the set with the change, and runs the cases until one fails.</summary>
public static class MutationRun
{
    /// <summary>The definitions that are meant by a path or a folder of them; none when there is no such.</summary>
    public static IEnumerable<string> Files(DefinitionSet set, string asked) =>
        set.Files.Keys.Where(p => p == asked || (p.StartsWith(asked.TrimEnd('/') + "/", StringComparison.Ordinal) && !p.EndsWith(".cases.json", StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    /// <summary>What became of each mutant of a file of a sound set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="path">The file to change.</param>
    /// <param name="world">The company of the cases under a set.</param>
    /// <param name="enough">Stops between two mutants, or within the cases of one, which then has no result.</param>
    public static IEnumerable<MutantResult> Of(DefinitionSet set, string path, Func<DefinitionSet, GoldenWorld> world, CancellationToken enough = default)
    {
        if (!set.Files.TryGetValue(path, out var file)) yield break;
        foreach (var mutant in Mutants.Of(file))
        {
            if (enough.IsCancellationRequested) yield break;
            var compiled = DefinitionCompiler.Compile(set.Files.Values.Select(f => f.Path == path ? mutant.File : f), proven: true);
            var findings = compiled.Set is { } changed ? GoldenCheck.Of(changed, world(changed), stopAtFirst: true, about: path, enough: enough).Findings : compiled.Diagnostics;
            if (findings.Any(f => f.Code == GoldenFindings.NotAllRun.Code)) yield break; // cut short: neither noticed nor not
            yield return new MutantResult(mutant, Noticed(findings));
        }
    }

    private static string? Noticed(ImmutableArray<Diagnostic> findings) =>
        findings.FirstOrDefault(f => f.Severity == Severity.Error) is { } first ? $"{first.Code} {first.File}{first.Path}" : null;
}
