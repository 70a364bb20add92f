using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Proof;

/// <summary>Something a definition says that a case should show: a row that matches, a condition that fails, a branch that is taken.</summary>
/// <param name="Place">The element.</param>
/// <param name="Outcome">How it must have come out.</param>
/// <param name="Words">The same for people.</param>
/// <param name="Id">What it belongs to, as its author calls it: the row of a table, the rule, check, field, step or branch; of a permission matrix <c>role:target</c>.</param>
public sealed record ProofPoint(SourceRef Place, string Outcome, Text Words, string Id);

/// <summary>How much of what a set says its cases show.</summary>
/// <param name="Points">Everything it says.</param>
/// <param name="Missing">What no case shows.</param>
public sealed record Coverage(ImmutableArray<ProofPoint> Points, ImmutableArray<ProofPoint> Missing)
{
    /// <summary>The coverage of a set by what its cases have reached.</summary>
    public static Coverage Of(DefinitionSet set, Seen seen)
    {
        var points = ProofPoints.Of(set).ToImmutableArray();
        return new Coverage(points, [.. points.Where(p => !seen.Contains(p.Place.File, p.Place.Pointer, p.Outcome))]);
    }

    /// <summary>Per file: what is shown, of how much.</summary>
    public IEnumerable<(string File, int Shown, int All)> Files => Points.GroupBy(p => p.Place.File, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => (g.Key, g.Count() - Missing.Count(m => m.Place.File == g.Key), g.Count()));
}
