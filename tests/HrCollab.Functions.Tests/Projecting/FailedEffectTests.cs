using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Projecting;

/// <summary>One effect that cannot be carried out waits by itself: counted, tried again with growing pauses, and in nobody's way.</summary>
public sealed class FailedEffectTests : IAsyncLifetime
{
    private static readonly string[] Approvals = ["release", "receive", "hrbp", "pay-check", "approval"];
    private readonly FakeLogCollector _log = new();
    private FaultyStore _store = null!;
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(store: TestStore.Sqlite, configure: services =>
    {
        FaultyStore.Over(services, store => _store = store);
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(_log);
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task AnEffectThatAlwaysThrows_HoldsUpNoOther_AndIsCarriedOutOnceItCan() // S26
    {
        _store.Fails = batch => batch is { Container: Container.Records, Partition: "person:E0042" };
        var stuck = await Approved("E0042");
        Assert.Equal(1, await Failed(1)); // what follows on it is not ordered before it holds
        var free = await Approved("E0029");
        await TestHost.Eventually(() => Department("E0029", "2026-10-12"), d => d); // ordered later, and written
        Assert.False(await Department("E0042", "2026-10-12"));
        Assert.Equal(["apply"], (await Rows()).Where(r => r.Case == stuck.Id).Select(r => r.Step).Order(StringComparer.Ordinal));
        await TestHost.Eventually(() => Later(async () => (await Apply()).Tries), t => t >= 3); // it is tried again
        Assert.Contains(_log.Lines, l => l.Text.Contains(stuck.Id, StringComparison.Ordinal) && l.Text.Contains("apply", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, l => l.Text.Contains(FaultyStore.Secret, StringComparison.Ordinal));

        _store.Fails = null;
        Assert.Equal(0, await Failed(0));
        Assert.True(await Department("E0042", "2026-10-12"));
        Assert.Empty(await Rows());
        Assert.Equal("running", (await free.Case()).Text("state"));
    }

    [Fact]
    public async Task ABlockedCaseThatCannotBeLookedAt_KeepsNoOtherBlocked_AndIsLookedAtAgain() // S31
    {
        List<Journey> blocked = [await Released("E0042"), await Released("E0029")];
        blocked.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id)); // the order in which they are looked at
        _store.Fails = batch => batch.Container == Container.Cases && batch.Partition == blocked[0].Id;
        var sales = (await _host.Get("E0001", "/api/records/department/sales")).Is(HttpStatusCode.OK);
        (await _host.Patch("E0001", "/api/records/department/sales", new { duties = new { head = "E0040" } }, sales.ETag)).Is(HttpStatusCode.OK);
        await TestHost.Eventually(() => Later(() => blocked[1].Task("receive")), t => t["alert"] is null);
        Assert.True((await blocked[0].Task("receive"))["alert"]!.GetValue<bool>());
        Assert.Contains(_log.Lines, l => l.Text.Contains(blocked[0].Id, StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, l => l.Text.Contains(FaultyStore.Secret, StringComparison.Ordinal));

        _store.Fails = null;
        await TestHost.Eventually(() => Later(() => blocked[0].Task("receive")), t => t["alert"] is null);
    }

    /// <summary>Half a minute of looking each second is five looks: after 0, 1, 3, 7 and 15 seconds.</summary>
    [Fact]
    public async Task ABlockedCaseThatCannotBeLookedAt_IsTriedAfterTwiceAsLongEachTime_AndLoggedNoMoreOften()
    {
        var blocked = await Released("E0042");
        var relay = _host.Services.GetRequiredService<EffectRelay>();
        await relay.Pass(CancellationToken.None);
        _store.Fails = batch => batch.Container == Container.Cases && batch.Partition == blocked.Id;
        var sales = (await _host.Get("E0001", "/api/records/department/sales")).Is(HttpStatusCode.OK);
        (await _host.Patch("E0001", "/api/records/department/sales", new { duties = new { head = "E0040" } }, sales.ETag)).Is(HttpStatusCode.OK);
        await TestHost.Eventually(async () => { await relay.Pass(CancellationToken.None); return Looks(); }, looks => looks > 0); // the change is in the organisation
        var before = Looks();
        for (var second = 0; second < 30; second++)
        {
            _host.Advance(TimeSpan.FromSeconds(1));
            await relay.Pass(CancellationToken.None);
        }

        Assert.InRange(Looks() - before, 3, 4); // the first look is counted before

        int Looks() => _log.Lines.Count(l => l.Text.Contains("blocked case", StringComparison.Ordinal) && l.Text.Contains(blocked.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyThatWait_HideNoneThatIsDue()
    {
        for (var i = 0; i < 210; i++)
        {
            var (row, failed) = (new EffectRow($"old-{i:000}", "apply", new DateOnly(2026, 9, 1)), new FailedEffect($"old-{i:000}", "due", "apply", 9, TestHost.Start.AddYears(1), Due: true, new DateOnly(2026, 9, 1)));
            await _host.Store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Put(row.Id, row.Write()), new Operation.Put(failed.Id, failed.Write())]), CancellationToken.None);
        }

        var journey = await Approved("E0042");
        _host.AdvanceTo("2026-10-12T00:00:01");
        await TestHost.Eventually(() => Later(() => journey.Case()), c => c["steps"]!.AsArray().Single(s => s!.Text("step") == "apply")!.Text("status") == "done");
    }

    [Fact]
    public void Again_WaitsTwiceAsLongEachTime_UpToAnHour()
    {
        var (row, waits) = (new FailedEffect("transfer-1", "e-0000000006", "apply", 0, default), new List<double>());
        for (var i = 0; i < 14; i++) waits.Add(((row = row.Again(TestHost.Start)).Next - TestHost.Start).TotalSeconds);
        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600], waits);
        Assert.Equal(14, row.Tries);
    }

    /// <summary>A transfer to the department without a head: its second step is blocked.</summary>
    private async Task<Journey> Released(string subject)
    {
        var journey = await Journey.Submitted(_host, "E0007", "transfer", new { subject, input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await journey.Approve("release");
        return journey;
    }

    private async Task<Journey> Approved(string subject)
    {
        var journey = await Journey.Submitted(_host, "E0007", "transfer", new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00", reason = "项目需要" } });
        foreach (var step in Approvals) await journey.Approve(step);
        return journey;
    }

    /// <summary>True when the record has the new department ordered for a day.</summary>
    private async Task<bool> Department(string person, string day)
    {
        var stored = (await _host.Store.Find(Container.Records, "person:" + person, "record", CancellationToken.None))!;
        return JsonNode.Parse(stored.Body.Span)!["scheduled"] is JsonArray scheduled && scheduled.Any(s => s!.Text("from") == day);
    }

    private async Task<List<FailedEffect>> Rows() =>
        [.. (await _host.Store.Query(Container.Host, EffectRow.Partition, FailedEffect.All(), CancellationToken.None)).Items.Select(FailedEffect.Read)];

    private async Task<FailedEffect> Apply() => (await Rows()).Single(r => r.Step == "apply");

    private async Task<long> Failed(long expected) => await TestHost.Eventually(
        () => Later(async () => (await _host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json["queues"]!["failedEffects"]!.GetValue<long>()), f => f == expected);

    /// <summary>A second later by the clock, so that whoever polls looks again.</summary>
    private Task<T> Later<T>(Func<Task<T>> ask)
    {
        _host.Advance(TimeSpan.FromSeconds(1));
        return ask();
    }
}
