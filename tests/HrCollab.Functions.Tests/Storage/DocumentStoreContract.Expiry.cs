using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [StoreFact]
    public async Task DocumentWithinItsLife_IsThere()
    {
        await Done("p", new Operation.Create("key", Body("x"), Hour));
        Time.Advance(Hour - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Find("p", "key"));
        Assert.Equal(new CommitResult.Exists("key"), await Commit("p", Create("key")));
    }

    [StoreFact]
    public async Task DocumentAfterItsLife_IsInvisible()
    {
        await Done("p", new Operation.Create("key", Body("x"), Hour), Create("kept"));
        Time.Advance(Hour);
        Assert.Null(await Find("p", "key"));
        Assert.Equal(["kept"], await Ids("p", new IdRange()));
        Assert.Equal(["kept"], await Ids("p", new IdRange(Descending: true)));
        Assert.Equal(1, await Store.Count(Cases, "p", new IdRange(), default));
        Assert.Equal(0, await Store.Count(Cases, "p", IdRange.Prefix("key"), default));
    }

    [StoreFact]
    public async Task CountOfARange_LeavesOutTheExpiredOfThatRangeOnly()
    {
        await Done("p", new Operation.Create("a1", Body("x"), Hour), Create("a2"), new Operation.Create("a3", Body("x"), Hour * 3), new Operation.Create("b1", Body("x"), Hour), Create("b2"));
        await Done("q", new Operation.Create("a1", Body("x"), Hour));
        Time.Advance(Hour * 2);
        Assert.Equal(2, await Store.Count(Cases, "p", IdRange.Prefix("a"), default));
        Assert.Equal(3, await Store.Count(Cases, "p", new IdRange(), default));
        Assert.Equal(2, await Store.Count(Cases, "p", new IdRange(To: "b"), default));
        Assert.Equal(0, await Store.Count(Cases, "q", new IdRange(), default));
    }

    [StoreFact]
    public async Task DocumentAfterItsLife_CanBeCreatedAgainAndIsAChange()
    {
        await Done("p", new Operation.Create("key", Body("old"), Hour));
        await Done("p", new Operation.Replace("key", 1, Body("never")), Create("other"));
        await Done("p", new Operation.Delete("key"));
        await Done("p", new Operation.Create("key", Body("old"), Hour));
        var token = (await Store.Changes(Cases, null, 10, default)).Token;
        Time.Advance(Hour);
        Assert.Equal([1], await Done("p", new Operation.Create("key", Body("new"), Hour)));
        var found = await Find("p", "key");
        Assert.Equal((1L, "new"), (found!.Version, Text(found)));
        Assert.Contains((await Store.Changes(Cases, token, 10, default)).Items, d => d.Id == "key" && Text(d) == "new");
        Time.Advance(Hour);
        Assert.Null(await Find("p", "key"));
    }

    [StoreFact]
    public async Task PutAfterItsLife_StartsAtVersionOneAndIsAChange()
    {
        await Done("p", new Operation.Create("key", Body("old"), Hour));
        var token = (await Store.Changes(Cases, null, 10, default)).Token;
        Time.Advance(Hour);
        Assert.Equal([1], await Done("p", new Operation.Put("key", Body("new"))));
        Assert.Equal("new", Text(Assert.Single((await Store.Changes(Cases, token, 10, default)).Items)));
    }

    [StoreFact]
    public async Task ReplaceAfterItsLife_IsStaleWithVersionZero()
    {
        await Done("p", new Operation.Create("key", Body("old"), Hour));
        Time.Advance(Hour);
        Assert.Equal(new CommitResult.Stale("key", 0), await Commit("p", new Operation.Replace("key", 1, Body("new"))));
    }

    [StoreFact]
    public async Task DocumentReplacedOrPutWithinItsLife_Stays()
    {
        await Done("p", new Operation.Create("a", Body("old"), Hour), new Operation.Create("b", Body("old"), Hour));
        Assert.Equal([2, 2], await Done("p", new Operation.Replace("a", 1, Body("new")), new Operation.Put("b", Body("new"))));
        Time.Advance(Hour * 2);
        Assert.Equal("new", Text(await Find("p", "a")));
        Assert.Equal("new", Text(await Find("p", "b")));
    }

    [StoreFact]
    public async Task DocumentPutWithALife_IsGoneAfterIt_WhateverItHadBefore()
    {
        await Done("p", new Operation.Create("longer", Body("old"), Hour), Create("kept"));
        Time.Advance(Hour / 2);
        Assert.Equal([2, 2, 1], await Done("p", new Operation.Put("longer", Body("new"), Hour), new Operation.Put("kept", Body("new"), Hour), new Operation.Put("fresh", Body("new"), Hour)));
        Time.Advance(Hour - TimeSpan.FromMilliseconds(1));
        foreach (var id in new[] { "longer", "kept", "fresh" }) Assert.Equal("new", Text(await Find("p", id)));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Ids("p", new IdRange()));
        Assert.Equal([1], await Done("p", new Operation.Put("longer", Body("again"), Hour)));
    }
}
