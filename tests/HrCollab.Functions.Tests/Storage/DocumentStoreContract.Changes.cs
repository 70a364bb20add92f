using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [StoreFact]
    public async Task ChangesFromTheBeginning_HaveEveryDocumentOfTheContainer()
    {
        await Done("p", Create("1"), Create("2"));
        await Done("q", Create("1"));
        await Store.Commit(new Batch(Container.Records, "r", [Create("1")]), default);
        var page = await Store.Changes(Cases, null, 10, default);
        Assert.Equal(["p1", "p2", "q1"], page.Items.Select(d => d.Partition + d.Id).Order());
        Assert.Equal("r", Assert.Single((await Store.Changes(Container.Records, null, 10, default)).Items).Partition);
    }

    [StoreFact]
    public async Task ChangesSinceAToken_HaveWhatCameAfterIt()
    {
        var empty = await Store.Changes(Cases, null, 10, default);
        Assert.Empty(empty.Items);
        await Done("p", Create("1"));
        var first = await Store.Changes(Cases, empty.Token, 10, default);
        Assert.Equal("1", Assert.Single(first.Items).Id);
        Assert.Empty((await Store.Changes(Cases, first.Token, 10, default)).Items);
        await Done("q", Create("2"));
        var second = await Store.Changes(Cases, first.Token, 10, default);
        Assert.Equal("2", Assert.Single(second.Items).Id);
        Assert.Equal("2", Assert.Single((await Store.Changes(Cases, first.Token, 10, default)).Items).Id); // asked again: given again
        Assert.Empty((await Store.Changes(Cases, second.Token, 10, default)).Items);
    }

    [StoreFact]
    public async Task ChangesPageByPage_LoseNothingAndKeepTheOrderOfAPartition()
    {
        for (var i = 0; i < 20; i++) await Done("p", Create($"{i:D3}-a"), Create($"{i:D3}-b"));
        var seen = new List<string>();
        string? token = null;
        ChangePage page;
        do
        {
            page = await Store.Changes(Cases, token, 7, default);
            seen.AddRange(page.Items.Select(d => d.Id));
            token = page.Token;
        }
        while (page.Items.Length >= 7);
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(i => (string[])[$"{i:D3}-a", $"{i:D3}-b"]), seen.Distinct());
    }

    [StoreFact]
    public async Task DocumentReplacedBeforeItIsRead_ComesWithItsNewestBody()
    {
        await Done("p", Create("d", "old"));
        await Done("p", new Operation.Replace("d", 1, Body("new")));
        Assert.Equal("new", Text((await Store.Changes(Cases, null, 10, default)).Items.Last(d => d.Id == "d")));
    }

    [StoreFact]
    public async Task DeletionOfTheNewest_DoesNotHideWhatComesNext()
    {
        await Done("p", Create("1"), Create("2"));
        var token = (await Store.Changes(Cases, null, 10, default)).Token;
        await Done("p", new Operation.Delete("2"));
        await Done("p", Create("3"));
        Assert.Contains((await Store.Changes(Cases, token, 10, default)).Items, d => d.Id == "3");
    }

    [StoreFact]
    public async Task ChangesReadWhileOthersWrite_LoseNothingAndKeepTheOrderOfEachPartition()
    {
        const int Writers = 8, Each = 60;
        var seen = new List<(string Partition, string Id)>();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++) await Done($"p{w}", Create($"{i:D4}"));
        })));
        string? token = null;
        for (var last = false; ;)
        {
            var page = await Store.Changes(Cases, token, 50, default);
            seen.AddRange(page.Items.Select(d => (d.Partition, d.Id)));
            token = page.Token;
            if (last && page.Items.Length < 50) break;
            last |= writing.IsCompleted;
        }

        await writing;
        foreach (var partition in seen.Distinct().GroupBy(d => d.Partition)) Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{i:D4}"), partition.Select(d => d.Id));
        Assert.Equal(Writers * Each, seen.Distinct().Count());
    }
}
