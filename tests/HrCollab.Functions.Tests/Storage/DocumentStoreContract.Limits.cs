using System.Collections.Immutable;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    public static TheoryData<string> NamesNobodyMayUse => ["", "a/b", "a\\b", "a?b", "a#b", "a\tb", "a\0b", new('a', 256), "a\u001Fb"];

    [StoreTheory]
    [MemberData(nameof(NamesNobodyMayUse))]
    public async Task IdOrPartitionThatIsNone_IsABugOfTheCaller(string name)
    {
        await Refused("p", Create(name));
        await Refused(name, Create("d"));
    }

    /// <summary>Two ids with different halves of surrogate pairs would be one id in UTF-8.</summary>
    [StoreFact]
    public async Task IdWithHalfACharacter_IsABugOfTheCaller()
    {
        foreach (var name in (string[])["\uD840", "a\uDC00b", "\uDC00\uD840", "𠀀\uD840"]) await Refused("p", Create(name));
    }

    [StoreFact]
    public async Task LongestIds_AreTaken()
    {
        string id = new('岗', 255), partition = string.Concat(Enumerable.Repeat("𠀀", 127));
        await Done(partition, Create(id));
        Assert.Equal("x", Text(await Find(partition, id)));
        Assert.Equal([id], await Ids(partition, IdRange.Prefix(id)));
    }

    [StoreFact]
    public async Task BatchOfNoOperation_IsABugOfTheCaller()
    {
        await Refused("p");
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.Commit(new Batch(Cases, "p", default), default));
    }

    [StoreFact]
    public async Task BatchOfAHundredOperations_IsTakenAndOneMoreIsNot()
    {
        Assert.Equal(100, (await Done("p", [.. Enumerable.Range(0, 100).Select(i => Create($"d{i}"))])).Count);
        await Refused("p", [.. Enumerable.Range(0, 101).Select(i => Create($"e{i}"))]);
    }

    [StoreFact]
    public async Task BatchOfTwoMegabytes_IsTakenAndOneByteMoreIsNot()
    {
        var half = new byte[1024 * 1024];
        half.AsSpan().Fill((byte)' ');
        await Done("p", new Operation.Create("a", half), new Operation.Create("b", half));
        Assert.Equal(half, (await Find("p", "b"))!.Body.ToArray());
        await Refused("p", new Operation.Create("c", half), new Operation.Put("d", half), Create("e"));
    }

    [StoreFact]
    public async Task IdThatOccursTwiceInABatch_IsABugOfTheCaller()
    {
        await Refused("p", Create("d"), Create("d"));
        await Refused("p", Create("d"), Create("e"), new Operation.Delete("d"));
    }

    [StoreFact]
    public async Task LifeBelowASecond_IsABugOfTheCaller()
    {
        await Refused("p", new Operation.Create("d", Body("x"), TimeSpan.Zero));
        await Refused("p", new Operation.Create("d", Body("x"), TimeSpan.FromSeconds(-1)));
        await Refused("p", new Operation.Put("d", Body("x"), TimeSpan.Zero));
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task LimitBelowOne_IsABugOfTheCaller(int limit)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.Query(Cases, "p", new IdRange(Limit: limit), default));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.Changes(Cases, null, limit, default));
    }

    [StoreFact]
    public async Task TokenOfAnotherOrigin_IsABugOfTheCaller() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.Changes(Cases, "no token", 10, default));

    private async Task Refused(string partition, params ImmutableArray<Operation> operations)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Commit(partition, operations));
        Assert.Empty((await Store.Changes(Cases, null, 1_000, default)).Items.Where(d => d.Partition == partition && operations.Any(o => o.Id == d.Id)));
    }
}
