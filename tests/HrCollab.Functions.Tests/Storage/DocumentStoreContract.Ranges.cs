using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    private static readonly string[] InOrder = ["10", "2", "B", "a", "e-0000000001-0", "e-0000000001-1", "e-0000000002-0", "é", "万", "三", "丁", "调岗", "调岗-1", "ａ", "𠀀", "\U0010FFFF"];

    [StoreFact]
    public async Task Ids_ComeInOrderOfCodePoints()
    {
        var expected = InOrder.Order(Comparer<string>.Create((a, b) => a.EnumerateRunes().Zip(b.EnumerateRunes(), (x, y) => x.CompareTo(y)).FirstOrDefault(c => c != 0, a.Length - b.Length))).ToArray();
        await Fill("p");
        Assert.Equal(expected, await Ids("p", new IdRange()));
        Assert.Equal(expected.Reverse(), await Ids("p", new IdRange(Descending: true)));
    }

    [StoreTheory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(16, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(16, true)]
    public async Task PagesOneAfterTheOther_GiveEveryDocumentOnce(int limit, bool descending)
    {
        await Fill("p");
        await Done("q", Create("of another partition"));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Store.Query(Cases, "p", new IdRange(Limit: limit, Descending: descending, After: after), default);
            Assert.InRange(page.Items.Length, 1, limit);
            Assert.Equal(page.Next, page.Next is null ? null : page.Items[^1].Id);
            seen.AddRange(page.Items.Select(d => d.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(await Ids("p", new IdRange(Limit: 1_000, Descending: descending)), seen);
        Assert.Equal(InOrder.Length, seen.Count);
    }

    [StoreFact]
    public async Task Range_HasItsStartAndNotItsEnd()
    {
        await Fill("p");
        Assert.Equal(["B", "a"], await Ids("p", new IdRange("B", "e-0000000001-0")));
        Assert.Equal(["a", "B"], await Ids("p", new IdRange("B", "e-0000000001-0", Descending: true)));
        Assert.Equal(["𠀀", "\U0010FFFF"], await Ids("p", new IdRange("𠀀")));
        Assert.Equal(["10", "2"], await Ids("p", new IdRange(To: "B")));
        Assert.Empty(await Ids("p", new IdRange("a", "B")));
    }

    [StoreFact]
    public async Task After_ContinuesWithinTheRangeEvenWhenItsDocumentIsGone()
    {
        await Fill("p");
        Assert.Equal(["e-0000000001-1", "e-0000000002-0"], await Ids("p", IdRange.Prefix("e-", after: "e-0000000001-0")));
        Assert.Equal(["e-0000000001-0"], await Ids("p", IdRange.Prefix("e-", descending: true, after: "e-0000000001-1")));
        await Done("p", new Operation.Delete("e-0000000001-1"));
        Assert.Equal(["e-0000000002-0"], await Ids("p", IdRange.Prefix("e-", after: "e-0000000001-1")));
        Assert.Equal(["e-0000000001-0"], await Ids("p", IdRange.Prefix("e-", descending: true, after: "e-0000000001-1")));
        Assert.Equal(["e-0000000001-0", "e-0000000002-0"], await Ids("p", IdRange.Prefix("e-", after: "B")));
        Assert.Equal(["e-0000000002-0", "e-0000000001-0"], await Ids("p", IdRange.Prefix("e-", descending: true, after: "调岗")));
    }

    [StoreTheory]
    [InlineData("e-", 3)]
    [InlineData("e-0000000001-", 2)]
    [InlineData("调岗", 2)]
    [InlineData("万", 1)]
    [InlineData("𠀀", 1)]
    [InlineData("\U0010FFFF", 1)]
    [InlineData("", 16)]
    [InlineData("x", 0)]
    public async Task Prefix_GivesWhatStartsWithIt(string prefix, int expected)
    {
        await Fill("p");
        var ids = await Ids("p", IdRange.Prefix(prefix));
        Assert.Equal(expected, ids.Length);
        Assert.All(ids, id => Assert.StartsWith(prefix, id, StringComparison.Ordinal));
        Assert.Equal(expected, await Store.Count(Cases, "p", IdRange.Prefix(prefix), default));
    }

    [Theory]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("a\uFFFF", "a\U00010000")]
    [InlineData("a𠀿", "a𠁀")]
    [InlineData("a\U0002F3FF", "a\U0002F400")]
    [InlineData("a\U0010FFFF", "b")]
    [InlineData("\U0010FFFF", null)]
    public void EndOfAPrefix_IsTheNextText(string prefix, string? end) => Assert.Equal(end, IdRange.Prefix(prefix).To);

    [StoreFact]
    public async Task Count_IgnoresLimitDirectionAndPlace()
    {
        await Fill("p");
        Assert.Equal(16, await Store.Count(Cases, "p", new IdRange(Limit: 1, Descending: true), default));
        Assert.Equal(3, await Store.Count(Cases, "p", IdRange.Prefix("e-", limit: 1), default));
        Assert.Equal(0, await Store.Count(Cases, "q", new IdRange(), default));
        Assert.Equal(0, await Store.Count(Container.Records, "p", new IdRange(), default));
    }

    [StoreFact]
    public async Task LimitAboveTheLargestPage_GivesTheLargestPageAndTheWayOn()
    {
        for (var i = 0; i < 11; i++) await Done("p", [.. Enumerable.Range(0, 100).Select(j => Create($"{i:D2}{j:D2}"))]);
        var page = await Store.Query(Cases, "p", new IdRange(Limit: int.MaxValue), default);
        Assert.Equal((1_000, "0999"), (page.Items.Length, page.Next));
        Assert.Equal(100, (await Store.Query(Cases, "p", new IdRange(Limit: int.MaxValue, After: page.Next), default)).Items.Length);
    }

    [StoreFact]
    public async Task CancelledRead_GivesNoAnswer()
    {
        await Fill("p");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Find(Cases, "p", "a", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Query(Cases, "p", new IdRange(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Count(Cases, "p", new IdRange(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Changes(Cases, null, 10, cancelled.Token));
    }

    private Task Fill(string partition) => Done(partition, [.. InOrder.Reverse().Select(id => Create(id))]);
}
