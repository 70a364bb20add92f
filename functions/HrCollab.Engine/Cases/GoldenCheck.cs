using System.Collections.Immutable;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Cases;

/// <summary>Runs the golden cases of a set and says as findings what does not hold, bounded in number (manifest.json) and time.</summary>
public static class GoldenCheck
{
    private const int MostActs = 200;

    /// <summary>
    /// What does not hold, by file and case; also cases that cannot be read or run, and what was reached. Between cases it stops when it is told to,
    /// and that is an error: a case that was not run proves nothing.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="world">The company of the cases.</param>
    /// <param name="stopAtFirst">Runs no more once something does not hold.</param>
    /// <param name="about">The definition whose own cases are run first: they are the ones that notice a change of it.</param>
    /// <param name="enough">Stops between two cases.</param>
    public static CheckedCases Of(DefinitionSet set, GoldenWorld world, bool stopAtFirst = false, string? about = null, CancellationToken enough = default)
    {
        var (found, seen, run) = (ImmutableArray.CreateBuilder<Diagnostic>(), new Reaching(), 0);
        var all = set.Files.Values.OrderBy(f => about is not null && IsBeside(f.Path, about) ? 0 : 1).ThenBy(f => f.Path, StringComparer.Ordinal).SelectMany(f => CasesOf(set, world, f, seen, found.Add)).ToList();
        foreach (var (file, index, differences) in all)
        {
            if (stopAtFirst && found.Count > 0) break;
            if (run == set.Manifest.MostGoldenCases || enough.IsCancellationRequested)
            {
                found.Add(GoldenFindings.NotAllRun.At(file, $"/{index}", run, all.Count));
                break;
            }

            run++;
            found.AddRange(differences());
        }

        return new CheckedCases(found.ToImmutable(), seen.Seen(), run, run == all.Count);
    }

    /// <summary>True for the cases of a definition, and for those of the form that a workflow serves.</summary>
    private static bool IsBeside(string cases, string definition) =>
        cases == definition.Replace(".json", ".cases.json", StringComparison.Ordinal) || cases == definition.Replace("workflows/", "forms/", StringComparison.Ordinal).Replace(".workflow.json", ".form.cases.json", StringComparison.Ordinal);

    private static IEnumerable<(DefinitionFile File, int Index, Func<IEnumerable<Diagnostic>> Run)> CasesOf(DefinitionSet set, GoldenWorld world, DefinitionFile file, Reaching seen, Action<Diagnostic> report)
    {
        if (GoldenCases.FormOf(file.Path) is { } form)
        {
            var golden = GoldenCases.Read(file, report);
            if (WorkflowChoice.Of(set, form) is null) report(GoldenFindings.NoForm.At(file, "", form, DidYouMean.Hint(form, set.All<Form>().Select(f => f.Id))));
            else return golden.Select((c, i) => (file, i, (Func<IEnumerable<Diagnostic>>)(() => Run(set, world, file, form, c, i, seen))));
        }
        else if (AskedCases.Of(file.Path) is var (kind, id))
        {
            var asked = AskedCases.Read(file, report);
            if (!set.Files.ContainsKey(kind.PathOf(id)) && !(kind is RulesKind && set.Find<RuleSet>(id) is not null)) report(GoldenFindings.NothingAsked.At(file, "", kind.Title, id, DidYouMean.Hint(id, set.Files.Keys.Where(kind.Owns).Select(kind.IdOf))));
            else return asked.Select((c, i) => (file, i, (Func<IEnumerable<Diagnostic>>)(() => Differ(file, c.Id, i, AskedCaseRunner.Run(set, world, kind, id, c, seen)))));
        }

        return [];
    }

    private static IEnumerable<Diagnostic> Run(DefinitionSet set, GoldenWorld world, DefinitionFile file, string form, GoldenCase golden, int index, Reaching seen) =>
        golden.Acts.OrEmpty().Length > MostActs
            ? [GoldenFindings.TooManyActs.At(file, $"/{index}/acts", golden.Id, golden.Acts.Length, MostActs)]
            : Differ(file, golden.Id, index, GoldenCaseRunner.Run(set, world, form, golden, seen).Differences);

    private static IEnumerable<Diagnostic> Differ(DefinitionFile file, string id, int index, ImmutableArray<GoldenDifference> differences) =>
        differences.Select(d => GoldenFindings.Differs.At(file, $"/{index}{d.Pointer}", id, d.Pointer.Length == 0 ? "/" : d.Pointer, d.Expected, (object?)d.Words ?? d.Actual));
}

/// <summary>How the cases of a set came out.</summary>
/// <param name="Findings">What does not hold.</param>
/// <param name="Seen">What was reached.</param>
/// <param name="Run">Cases that were run.</param>
/// <param name="Whole">True when every case was run.</param>
public sealed record CheckedCases(ImmutableArray<Diagnostic> Findings, Seen Seen, int Run, bool Whole);
