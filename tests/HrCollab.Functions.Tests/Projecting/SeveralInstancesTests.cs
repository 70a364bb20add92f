using System.Net;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Projecting;

/// <summary>Several instances on one store: what is committed on either is in the lists of both, and who has been appointed is known to both.</summary>
[NeedsCosmos]
public sealed class SeveralInstancesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-two-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [StoreFact]
    public async Task WhatOneProjects_IsInTheListsOfTheOther_AndSoIsWhomItAppoints()
    {
        await using var one = await TestHost.Started(_folder, store: TestStore.Cosmos, settings: TestHost.OneOfSeveral);
        await using var two = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false, settings: TestHost.OneOfSeveral);
        foreach (var (here, there, subject) in ((TestHost, TestHost, string)[])[(one, two, "E0042"), (two, one, "E0030")])
        {
            var id = (await Journey.Submitted(here, "E0007", "transfer", new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Id;
            await Journey.Of(there, id, "E0007").Approve("release");
            foreach (var host in (TestHost[])[here, there]) await TestHost.Eventually(() => Later(host, "E0008", "/api/tasks?limit=200"), a => a.Items().Texts("case").Contains(id));
        }

        // Another head on one instance: the other sends what comes next to them.
        var department = await one.Get("E0001", "/api/records/department/rd2");
        (await one.Patch("E0001", "/api/records/department/rd2", new { duties = new { head = "E0040" } }, department.ETag)).Is(HttpStatusCode.OK);
        await TestHost.Eventually(
            async () =>
            {
                await Later(one, "E0001", "/api/tasks");
                await Later(two, "E0001", "/api/tasks");
                return (await two.Post("E0007", "/api/forms/transfer/preflight", new { subject = "E0031", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.OK).Text;
            },
            preview => preview.Contains("E0040", StringComparison.Ordinal));
    }

    /// <summary>
    /// One instance is held up in the middle of writing its rows for longer than its turn lasts, and writes them when another has long gone on: it notices, and in the end the
    /// views are those that follow from the events.
    /// </summary>
    [StoreFact]
    public async Task RowsWrittenAfterTheTurnWasLost_AreNotWhatStays()
    {
        FaultyStore faulty = null!;
        var (reached, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var fast = await TestHost.Started(_folder, store: TestStore.Cosmos, settings: TestHost.OneOfSeveral);
        await using var slow = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false, settings: TestHost.OneOfSeveral, configure: s => FaultyStore.Over(s, f => faulty = f));
        var (here, there) = (slow.Services.GetRequiredService<Projector>(), fast.Services.GetRequiredService<Projector>());
        await there.Pass(default);
        await here.Pass(default);
        faulty.Before = async batch =>
        {
            if (batch.Container != Container.Views) return;
            reached.TrySetResult();
            await released.Task;
        };
        var id = (await Journey.Submitted(slow, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Id;
        var held = here.Pass(default);
        await reached.Task.WaitAsync(TestHost.Patience);

        var owner = (await Journey.Of(fast, id, "E0007").Task("release")).Text("owner");
        foreach (var host in (TestHost[])[slow, fast]) host.Advance(FollowedFeeds.Lease + TimeSpan.FromSeconds(1));
        await Journey.Of(fast, id, "E0007").Approve("release");
        await there.Pass(default);
        Assert.DoesNotContain(id, await Tasks(fast, owner));
        released.SetResult();
        await Record.ExceptionAsync(() => held); // it may be the host's own that was held up, and this one behind it
        await here.Pass(default);
        Assert.DoesNotContain(id, await Tasks(fast, owner));
        Assert.Contains(id, await Tasks(fast, "E0008"));
        var (code, said) = await Storage.Tools.Tool.Run(TestStore.Cosmos, _folder, fast.Clock, "verify-views");
        Assert.True(code == 0 && said.Contains("are what follows from the events", StringComparison.Ordinal), said);
    }

    /// <summary>Who knows that the turn has come to its end asks whether it is still theirs before anything is written.</summary>
    [StoreFact]
    public async Task WhoHasLostTheTurn_WritesNoRow()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestHost.Start);
        using var store = await CosmosAccount.Open("host-" + Path.GetFileName(_folder), time);
        await store.Commit(new Batch(Container.Cases, "c", [new Operation.Create("e-0000000001", "{}"u8.ToArray())]), default);
        var slow = new FollowedFeeds(store, new Instance("slow"), time, "test", new FeedReader(store, "test", Container.Cases));
        var fast = new FollowedFeeds(store, new Instance("fast"), time, "test", new FeedReader(store, "test", Container.Cases));
        var written = 0;
        Assert.Equal(Turn.Mine, await slow.Begin(anyway: false, default));
        time.Advance(FollowedFeeds.Lease - TimeSpan.FromSeconds(1));
        await slow.Write(Row, default); // prolonged
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Turn.Others, await fast.Begin(anyway: false, default));
        time.Advance(FollowedFeeds.Lease);
        Assert.Equal(Turn.Mine, await fast.Begin(anyway: false, default));
        await Assert.ThrowsAsync<TurnLostException>(() => slow.Write(Row, default));
        Assert.Equal(1, written);

        // What takes longer than the turn is cut off.
        await Assert.ThrowsAsync<TurnLostException>(() => fast.Write(
            async cancel =>
            {
                time.Advance(FollowedFeeds.Lease);
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
            },
            default));

        Task Row(CancellationToken cancel)
        {
            written++;
            return Task.CompletedTask;
        }
    }

    /// <summary>A position that another process has written since is not written over, and who has lost the turn does not go on.</summary>
    [StoreFact]
    public async Task APosition_IsNotWrittenOverByWhoHasLostTheTurn()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestHost.Start);
        using var store = await CosmosAccount.Open("host-" + Path.GetFileName(_folder), time);
        for (var i = 0; i < 3; i++) await store.Commit(new Batch(Container.Cases, $"c{i}", [new Operation.Create("e-0000000001", "{}"u8.ToArray())]), default);
        var (slow, slowly) = Follower("slow");
        var (fast, quickly) = Follower("fast");
        Assert.Equal(Turn.Mine, await slow.Begin(anyway: false, default));
        Assert.Equal(Turn.Others, await fast.Begin(anyway: false, default));
        var page = await slowly.Next(default); // and then it is held up for longer than a turn lasts
        time.Advance(FollowedFeeds.Lease + TimeSpan.FromSeconds(1));

        Assert.Equal(Turn.Mine, await fast.Begin(anyway: false, default));
        while (await quickly.Next(default) is { Items.IsEmpty: false } next) await fast.Done(quickly, next, default);
        await fast.End(default);
        await Assert.ThrowsAsync<TurnLostException>(async () =>
        {
            await slow.Done(slowly, page with { Token = "" }, default);
            await slow.End(default);
        });
        Assert.Equal(0, await new FeedReader(store, "test", Container.Cases).Waiting(default));
        await slow.GiveBack();

        // What it had not saved it works off again, since rows of it may have come late; then it is where all are.
        Assert.Equal(Turn.Mine, await slow.Begin(anyway: false, default));
        var redone = 0;
        while (await slowly.Next(default) is { Items.IsEmpty: false } next)
        {
            redone += next.Items.Length;
            await slow.Done(slowly, next, default);
        }

        await slow.End(default);
        Assert.Equal((3, 0L), (redone, await new FeedReader(store, "test", Container.Cases).Waiting(default)));
        Assert.Equal(Turn.Nothing, await slow.Begin(anyway: false, default));

        (FollowedFeeds, FeedReader) Follower(string name)
        {
            var reader = new FeedReader(store, "test", Container.Cases);
            return (new FollowedFeeds(store, new Instance(name), time, "test", reader), reader);
        }
    }

    private static async Task<IEnumerable<string>> Tasks(TestHost host, string person) => (await host.Get(person, "/api/tasks?limit=200")).Is(HttpStatusCode.OK).Items().Texts("case");

    private static Task<Answer> Later(TestHost host, string person, string path)
    {
        host.Advance(TimeSpan.FromSeconds(1));
        return host.Get(person, path);
    }
}
