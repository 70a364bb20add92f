using System.Collections.Immutable;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Cases;

/// <summary>Runs the golden cases of a set and says as findings what does not hold, bounded in number and time.</summary>
public static class GoldenCheck
{
    /// <summary>Cases that are run at most.</summary>
    public const int MostCases = 1_000;

    private const int MostActs = 200;

    /// <summary>What does not hold, by file and case; also cases that cannot be read or run. Between cases it stops when it is told to, and says so.</summary>
    public static ImmutableArray<Diagnostic> Of(DefinitionSet set, GoldenWorld world, CancellationToken enough = default)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var files = set.Files.Values.Where(f => GoldenCases.FormOf(f.Path) is not null).OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (File: f, Cases: GoldenCases.Read(f, found.Add))).ToList();
        var (run, all) = (0, files.Sum(f => f.Cases.Length));
        foreach (var (file, cases) in files)
        {
            var form = GoldenCases.FormOf(file.Path)!;
            if (set.All<Workflow>().All(w => w.Form.Id != form))
            {
                found.Add(GoldenFindings.NoForm.At(file, "", form, DidYouMean.Hint(form, set.All<Form>().Select(f => f.Id))));
                run += cases.Length;
                continue;
            }

            for (var i = 0; i < cases.Length; i++)
            {
                if (run == MostCases || enough.IsCancellationRequested)
                {
                    found.Add(GoldenFindings.NotAllRun.At(file, $"/{i}", run, all));
                    return found.ToImmutable();
                }

                run++;
                found.AddRange(Run(set, world, file, form, cases[i], i));
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<Diagnostic> Run(DefinitionSet set, GoldenWorld world, DefinitionFile file, string form, GoldenCase golden, int index)
    {
        if (golden.Acts.OrEmpty().Length > MostActs) return [GoldenFindings.TooManyActs.At(file, $"/{index}/acts", golden.Id, golden.Acts.Length, MostActs)];
        return GoldenCaseRunner.Run(set, world, form, golden).Differences
            .Select(d => GoldenFindings.Differs.At(file, $"/{index}{d.Pointer}", golden.Id, d.Pointer.Length == 0 ? "/" : d.Pointer, d.Expected, d.Actual));
    }
}
