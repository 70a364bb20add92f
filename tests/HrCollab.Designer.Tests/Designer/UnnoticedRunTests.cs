using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>X4: searches for what no case notices, which keep a processor busy for minutes each.</summary>
public sealed class UnnoticedRunTests
{
    private static readonly SourceRef Place = new("rules/x.rules.json", "/table/rows/0/then/0", 1);

    [Fact]
    public async Task X4_OnlySoManyGoOnAtOnce_AndTheNextBeginsWhenOneEnds()
    {
        var (turn, first, second) = (new SemaphoreSlim(1), Run(), Run());
        var (held, ended) = (new ManualResetEventSlim(), new List<string>());
        var one = first.Run(turn, _ => Results("one"), Text.Same);
        var two = second.Run(turn, _ => Results("two"), Text.Same);
        Assert.True(second.IsWaiting);
        Assert.Equal(0, second.Tried);
        held.Set();
        await one;
        await two;
        Assert.Equal(["one", "two"], ended);
        Assert.False(second.IsWaiting || second.IsGoing || first.IsGoing);
        Assert.Equal("/table/rows/0/then/0", Assert.Single(second.Unnoticed).Where.Zh);

        IEnumerable<MutantResult> Results(string name)
        {
            held.Wait();
            lock (ended) ended.Add(name);
            yield return new MutantResult(new Mutant(new DefinitionFile(Place.File, default), Place, "1", "2"), null);
        }
    }

    [Fact]
    public async Task X4_StoppedWhileItWaits_NeverBegins_AndItsTurnIsNotLost()
    {
        using var turn = new SemaphoreSlim(0);
        var run = Run();
        var going = run.Run(turn, _ => throw new InvalidOperationException("began"), Text.Same);
        run.Stop();
        await going;
        Assert.True(run is { IsStopped: true, IsGoing: false, IsWaiting: false, Failed: null });
        Assert.Equal(0, turn.CurrentCount);
    }

    [Fact]
    public async Task X4_WhatGoesWrong_IsSaid_AndGivesItsTurnBack()
    {
        using var turn = new SemaphoreSlim(1);
        var run = Run();
        await run.Run(turn, _ => throw new InvalidOperationException("no world"), Text.Same);
        Assert.Contains("no world", run.Failed!.En, StringComparison.Ordinal);
        Assert.False(run.IsGoing || run.IsStopped);
        Assert.Equal(1, turn.CurrentCount);
    }

    /// <summary>The option says how many; one when it says nothing. How many changes there are is told at once, without making any of them.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData("2", false)]
    public void X4_SearchesAtOnce_IsAnOption(string? most, bool waits)
    {
        using var context = new DesignerContext();
        using var runs = new UnnoticedRuns(new FakeTimeProvider(), new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Designer:SearchesAtOnce", most)]).Build());
        var set = DefinitionCompiler.Compile(context.Studio.Files(), proven: true).Set!;
        const string Large = "rules/statute-dismissal.rules.json";
        var (first, second) = (runs.Begin("E0001", Large, set), runs.Begin("E0002", Large, set));
        Assert.Equal(waits, second.IsWaiting);
        Assert.Equal(Mutants.Of(set.Files[Large]).Count(), second.Total);
        first.Stop();
        second.Stop();
    }

    private static UnnoticedRun Run() => new("hash", 1, new FakeTimeProvider());
}
