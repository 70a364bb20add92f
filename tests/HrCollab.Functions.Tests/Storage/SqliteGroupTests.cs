using HrCollab.Functions.Storage;
using Microsoft.Data.Sqlite;
using static HrCollab.Functions.Tests.Storage.SqliteFile;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>Batches that share a transaction do not feel each other.</summary>
public sealed class SqliteGroupTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task FailingBatch_LeavesItsNeighboursAlone()
    {
        await using var store = _file.Open();
        await store.Commit(Batch("p", Create("taken")), default);
        var group = await _file.InOneGroup(
            store, Batch("p", Create("a")), Batch("p", Create("lost"), Create("taken")), Batch("p", new Operation.Put("lost too", "{}"u8.ToArray()), new Operation.Replace("taken", 5, "{}"u8.ToArray())), Batch("p", Create("b")));
        Assert.IsType<CommitResult.Done>(await group[0]);
        Assert.Equal(new CommitResult.Exists("taken"), await group[1]);
        Assert.Equal(new CommitResult.Stale("taken", 1), await group[2]);
        Assert.IsType<CommitResult.Done>(await group[3]);
        Assert.Equal(["a", "b", "taken"], (await store.Query(Container.Cases, "p", new IdRange(), default)).Items.Select(d => d.Id));
    }

    [Fact]
    public async Task LaterBatch_SeesTheEarlierOnes()
    {
        await using var store = _file.Open();
        var group = await _file.InOneGroup(
            store, Batch("p", Create("d")), Batch("p", new Operation.Replace("d", 1, "2"u8.ToArray())), Batch("p", new Operation.Replace("d", 1, "3"u8.ToArray())), Batch("p", Create("d")), Batch("p", new Operation.Delete("d")), Batch("p", Create("d", "6")));
        Assert.Equal(2, Assert.Single(Assert.IsType<CommitResult.Done>(await group[1]).Versions));
        Assert.Equal(new CommitResult.Stale("d", 2), await group[2]);
        Assert.Equal(new CommitResult.Exists("d"), await group[3]);
        Assert.Equal(1, Assert.Single(Assert.IsType<CommitResult.Done>(await group[5]).Versions));
        Assert.Equal("6"u8.ToArray(), (await store.Find(Container.Cases, "p", "d", default))!.Body.ToArray());
    }

    [Fact]
    public async Task BrokenGroup_FailsItsCallersOnlyAndTheWriterLivesOn()
    {
        await using var store = _file.Open();
        using (var other = _file.Connect()) Run(other, "CREATE TRIGGER broken BEFORE INSERT ON cases WHEN new.id='poison' BEGIN SELECT raise(ABORT, 'disk on fire'); END");
        var group = await _file.InOneGroup(store, Batch("p", Create("before")), Batch("p", Create("with"), Create("poison")), Batch("q", Create("after")));
        foreach (var caller in group) Assert.Contains("disk on fire", (await Assert.ThrowsAsync<SqliteException>(() => caller)).Message, StringComparison.Ordinal);
        Assert.IsType<CommitResult.Done>(await store.Commit(Batch("p", Create("later")), default));
        Assert.Equal(["later"], (await store.Query(Container.Cases, "p", new IdRange(), default)).Items.Select(d => d.Id));
        Assert.Null(await store.Find(Container.Cases, "q", "after", default));
        Assert.NotNull(await store.Find(Container.Cases, "first", "d", default));
    }

    [Fact]
    public async Task GroupsAreLimited_AndEveryBatchIsAnswered()
    {
        await using var store = _file.Open(groupSize: 3, queue: 4);
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.Commit(Batch($"p{i}", Create("d")), default).AsTask()));
        Assert.All(results, r => Assert.IsType<CommitResult.Done>(r));
        Assert.Equal(200, (await store.Changes(Container.Cases, null, 1_000, default)).Items.Length);
        Assert.Equal(0, store.Waiting);
    }

    [Fact]
    public async Task CancelledWhileTheQueueIsFull_IsNotWritten()
    {
        await using var store = _file.Open(queue: 1);
        using var cancel = new CancellationTokenSource();
        using var other = _file.Connect();
        Run(other, "BEGIN IMMEDIATE");
        var taken = await _file.Taken(store, Batch("p", Create("taken")));
        var queued = store.Commit(Batch("p", Create("queued")), cancel.Token).AsTask();
        var outside = store.Commit(Batch("p", Create("outside")), cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outside);
        Run(other, "ROLLBACK");
        Assert.IsType<CommitResult.Done>(await taken);
        Assert.IsType<CommitResult.Done>(await queued); // it had been handed over
        Assert.Equal(["queued", "taken"], (await store.Query(Container.Cases, "p", new IdRange(), default)).Items.Select(d => d.Id));
    }

    [Fact]
    public async Task Disposing_WritesWhatWaitsAndRefusesWhatComesAfter()
    {
        var store = _file.Open(groupSize: 5);
        var waiting = Enumerable.Range(0, 100).Select(i => store.Commit(Batch("p", Create($"{i:D3}")), default).AsTask()).ToArray();
        await store.DisposeAsync();
        Assert.All(await Task.WhenAll(waiting), r => Assert.IsType<CommitResult.Done>(r));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.Commit(Batch("p", Create("late")), default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.Find(Container.Cases, "p", "000", default));
        await store.DisposeAsync();
        await using var again = _file.Open();
        Assert.Equal(100, await again.Count(Container.Cases, "p", new IdRange(), default));
    }
}
