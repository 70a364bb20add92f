using System.Net;
using HrCollab.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>B.3: memory that heavy questions took is given back when nobody has asked for a while; what the runtime does then is its own.</summary>
public sealed class SpareMemoryTests
{
    private readonly List<GCCollectionMode> _collected = [];
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task AfterTheLastHeavyQuestion_MemoryIsGivenBackOnce()
    {
        await using var host = await Host();
        await Ask(host);
        _clock.Advance(SpareMemory.Quiet - TimeSpan.FromSeconds(1));
        await Ask(host); // somebody still works with definitions
        _clock.Advance(SpareMemory.Quiet - TimeSpan.FromSeconds(1));
        Assert.Empty(_collected);

        for (var i = 0; i < 2 * SpareMemory.Rounds; i++) _clock.Advance(SpareMemory.Quiet);
        Assert.Equal([GCCollectionMode.Forced, GCCollectionMode.Forced, GCCollectionMode.Aggressive], _collected);
    }

    [Fact]
    public async Task OrdinaryRequests_CollectNothing()
    {
        await using var host = await Host();
        (await host.Get("E0007", "/api/tasks")).Is(HttpStatusCode.OK);
        for (var i = 0; i < 2 * SpareMemory.Rounds; i++) _clock.Advance(SpareMemory.Quiet);
        Assert.Empty(_collected);
    }

    private Task<TestHost> Host() => TestHost.Started(configure: s => s.Replace(ServiceDescriptor.Singleton(_ => new SpareMemory(_clock, _collected.Add))));

    private static async Task Ask(TestHost host) =>
        (await host.Post("E0003", "/api/definitions/try", new { kind = "expressions", expression = "1 < 2", subject = "person", input = new { } })).Is(HttpStatusCode.OK);
}
