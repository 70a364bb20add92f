using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Functions.Example;

namespace HrCollab.Functions.Publishing;

/// <summary>Runs the golden cases of a candidate against the example company, for as long as the active manifest and its own let them take.</summary>
internal sealed class CaseCheck(TimeProvider time)
{
    private static readonly DateOnly Made = new(2026, 9, 1);
    private readonly Lazy<ImmutableArray<(string Standard, JsonElement Values)>> _records =
        new(() => [.. ExampleCompany.Records().Select(r => (r.Standard, JsonSerializer.SerializeToElement(r.Values)))]);

    /// <summary>What does not hold, and what was reached.</summary>
    public CheckedCases Of(DefinitionSet set, DefinitionSet active, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested(); // who has gone while it was compiled
        using var limit = new CancellationTokenSource(Longest(set, active), time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        return GoldenCheck.Of(set, World(set), enough: enough.Token);
    }

    /// <summary>What becomes of the changes of some files of a sound set, as far as the time of a golden run lasts that the cases have not spent; with whether there was for all of them.</summary>
    public (ImmutableArray<MutantResult> Results, bool Whole) Mutants(DefinitionSet set, DefinitionSet active, ImmutableArray<string> files, TimeSpan spent, CancellationToken cancel)
    {
        var left = Longest(set, active) - spent;
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        ImmutableArray<MutantResult> results = [.. files.SelectMany(f => MutationRun.Of(set, f, World, enough.Token))];
        return (results, !enough.IsCancellationRequested);
    }

    /// <summary>The shorter of both: what somebody only proposes gives itself no more time than is active.</summary>
    private static TimeSpan Longest(DefinitionSet set, DefinitionSet active) =>
        set.Manifest.LongestGoldenRun < active.Manifest.LongestGoldenRun ? set.Manifest.LongestGoldenRun : active.Manifest.LongestGoldenRun;

    private GoldenWorld World(DefinitionSet set) => _records.Value.Aggregate(GoldenWorld.Empty(set, Made), (world, r) => world.With(r.Standard, r.Values));
}
