using System.Net;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;

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
        Assert.Equal(Turn.Nothing, await slow.Begin(anyway: false, default)); // behind the position that is written

        (FollowedFeeds, FeedReader) Follower(string name)
        {
            var reader = new FeedReader(store, "test", Container.Cases);
            return (new FollowedFeeds(store, new Instance(name), time, "test", reader), reader);
        }
    }

    private static Task<Answer> Later(TestHost host, string person, string path)
    {
        host.Advance(TimeSpan.FromSeconds(1));
        return host.Get(person, path);
    }
}
