using Xunit.Abstractions;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>What is alive in this process is counted, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(HostileMemoryTests), DisableParallelization = true)]
public sealed class HostileMemoryGroup;

/// <summary>B.3: what everything hostile leaves behind once everything is compiled and every pool filled: next to nothing.</summary>
[Collection(nameof(HostileMemoryTests))]
public sealed class HostileMemoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EverythingHostile_LeavesTheMemoryAsItWas()
    {
        await using var host = await TestHost.Started();
        await HostileQuestions.SignIn(host.Http);
        await Round();
        var before = Alive();
        await Round();
        var after = Alive();
        output.WriteLine($"{before / 1024} KB before, {after / 1024} KB after");
        Assert.True(after < before * 1.2, $"{before / 1024} KB before, {after / 1024} KB after");

        async Task Round()
        {
            foreach (var question in HostileQuestions.All) await HostileQuestions.Ask(host.Http, question);
            await HostileQuestions.Healthy(host.Http);
        }
    }

    /// <summary>Bytes of what can still be reached, after collecting all that cannot.</summary>
    private static long Alive()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
