using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Example;

namespace HrCollab.Functions.Publishing;

/// <summary>Runs the golden cases of a candidate against the example company, for as long as a request may take.</summary>
internal sealed class CaseCheck(TimeProvider time)
{
    /// <summary>As long as anybody may ask for.</summary>
    public static readonly TimeSpan WhileChecking = TimeSpan.FromSeconds(10);

    /// <summary>As long as the request that publishes may take.</summary>
    public static readonly TimeSpan WhilePublishing = TimeSpan.FromSeconds(25);

    private static readonly DateOnly Made = new(2026, 9, 1);
    private readonly Lazy<ImmutableArray<(string Standard, JsonElement Values)>> _records =
        new(() => [.. ExampleCompany.Records().Select(r => (r.Standard, JsonSerializer.SerializeToElement(r.Values)))]);

    /// <summary>What does not hold, and what was reached.</summary>
    public CheckedCases Of(DefinitionSet set, TimeSpan longest, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(longest, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        return GoldenCheck.Of(set, _records.Value.Aggregate(GoldenWorld.Empty(set, Made), (world, r) => world.With(r.Standard, r.Values)), enough: enough.Token);
    }
}
