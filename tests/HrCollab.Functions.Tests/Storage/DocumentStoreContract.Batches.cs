using System.Collections.Immutable;
using System.Text;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [StoreFact]
    public async Task CreatedDocument_IsFoundAsItWasWritten()
    {
        var body = Encoding.UTF8.GetBytes("{ \"b\" : 1.50,\t\"a\":\"调岗 𠀀 \\u00e9 é\",\n\"b2\":[ ] }");
        Assert.Equal([1], await Done("case-1", new Operation.Create("case", body)));
        var found = await Find("case-1", "case");
        Assert.Equal(("case-1", "case", 1L), (found?.Partition, found?.Id, found!.Version));
        Assert.Equal(body, found.Body.ToArray());
    }

    [StoreFact]
    public async Task BodyCutFromALargerBuffer_IsWrittenWithoutItsSurroundings()
    {
        await Done("case-1", new Operation.Create("case", Encoding.UTF8.GetBytes("##{\"a\":1}##").AsMemory(2, 7)));
        Assert.Equal("{\"a\":1}"u8.ToArray(), (await Find("case-1", "case"))!.Body.ToArray());
    }

    [StoreTheory]
    [InlineData("case-1", "other")]
    [InlineData("case-2", "case")]
    [InlineData("case-1", "")]
    [InlineData("case-1", "a/b")]
    [InlineData("case#1", "case")]
    public async Task NameWithoutDocument_FindsNothing(string partition, string id)
    {
        await Done("case-1", Create("case"));
        Assert.Null(await Find(partition, id));
    }

    [StoreFact]
    public async Task SameNameInOtherContainerOrPartition_IsAnotherDocument()
    {
        await Done("p", Create("d", "cases"));
        await Done("q", Create("d", "other partition"));
        await Store.Commit(new Batch(Container.Records, "p", [Create("d", "records")]), default);
        Assert.Equal("cases", Text(await Find("p", "d")));
        Assert.Equal("other partition", Text(await Find("q", "d")));
        Assert.Equal("records", Text(await Store.Find(Container.Records, "p", "d", default)));
        Assert.Null(await Store.Find(Container.Views, "p", "d", default));
    }

    [StoreFact]
    public async Task IdsThatDifferInCaseOnly_AreDifferent()
    {
        await Done("p", Create("Case", "upper"), Create("case", "lower"));
        Assert.Equal("upper", Text(await Find("p", "Case")));
        Assert.Equal("lower", Text(await Find("p", "case")));
    }

    [StoreFact]
    public async Task ReplaceOfTheExpectedVersion_RaisesIt()
    {
        await Done("p", Create("d", "one"));
        Assert.Equal([2], await Done("p", new Operation.Replace("d", 1, Body("two"))));
        Assert.Equal([3], await Done("p", new Operation.Replace("d", 2, Body("three"))));
        var found = await Find("p", "d");
        Assert.Equal((3L, "three"), (found!.Version, Text(found)));
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ReplaceOfAnotherVersion_IsStaleAndSaysTheVersionThereIs(long expected)
    {
        await Done("p", Create("d"));
        await Done("p", new Operation.Replace("d", 1, Body("two")));
        Assert.Equal(new CommitResult.Stale("d", 2), await Commit("p", new Operation.Replace("d", expected, Body("lost"))));
        Assert.Equal("two", Text(await Find("p", "d")));
    }

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ReplaceOfNothing_IsStaleWithVersionZero(long expected)
    {
        Assert.Equal(new CommitResult.Stale("d", 0), await Commit("p", new Operation.Replace("d", expected, Body("lost"))));
        Assert.Null(await Find("p", "d"));
    }

    [StoreFact]
    public async Task CreateOfATakenId_ExistsAndLeavesIt()
    {
        await Done("p", Create("d", "first"));
        Assert.Equal(new CommitResult.Exists("d"), await Commit("p", Create("d", "second")));
        Assert.Equal("first", Text(await Find("p", "d")));
    }

    [StoreFact]
    public async Task Put_CreatesOrRaises()
    {
        Assert.Equal([1], await Done("p", new Operation.Put("d", Body("one"))));
        Assert.Equal([2], await Done("p", new Operation.Put("d", Body("two"))));
        Assert.Equal("two", Text(await Find("p", "d")));
        Assert.Equal([3], await Done("p", new Operation.Replace("d", 2, Body("three"))));
    }

    [StoreFact]
    public async Task DeletedDocument_IsGoneAndItsIdFree()
    {
        await Done("p", Create("d"));
        Assert.Equal([0], await Done("p", new Operation.Delete("d")));
        Assert.Null(await Find("p", "d"));
        Assert.Equal([0], await Done("p", new Operation.Delete("d")));
        Assert.Equal([1], await Done("p", Create("d", "again")));
    }

    [StoreFact]
    public async Task DeletionByVersion_RemovesThatVersionOnly()
    {
        await Done("p", Create("d", "one"));
        await Done("p", new Operation.Replace("d", 1, Body("two")));
        foreach (var other in new[] { 0, 1, 3 }) Assert.Equal(new CommitResult.Stale("d", 2), await Commit("p", new Operation.Delete("d", other), Create("mark")));
        Assert.Equal(["d"], await Ids("p", new IdRange()));
        Assert.Equal([0, 1], await Done("p", new Operation.Delete("d", 2), Create("mark")));
        Assert.Null(await Find("p", "d"));
        Assert.Equal(new CommitResult.Stale("d", 0), await Commit("p", new Operation.Delete("d", 2)));
        Assert.Equal(new CommitResult.Stale("none", 0), await Commit("q", Create("d"), new Operation.Delete("none", 1)));
        Assert.Null(await Find("q", "d"));
    }

    [StoreFact]
    public async Task MixedBatch_AppliesAllAndAnswersVersionsInItsOrder()
    {
        await Done("p", Create("kept"), Create("put"), Create("gone"));
        Assert.Equal(
            [1, 2, 2, 0, 1],
            await Done("p", Create("new"), new Operation.Replace("kept", 1, Body("two")), new Operation.Put("put", Body("two")), new Operation.Delete("gone"), new Operation.Put("fresh", Body("one"))));
        Assert.Equal(["fresh", "kept", "new", "put"], await Ids("p", new IdRange()));
    }

    [StoreTheory]
    [InlineData(true, 0)]
    [InlineData(true, 4)]
    [InlineData(false, 0)]
    [InlineData(false, 4)]
    public async Task OneFailingOperation_LeavesEverythingAsItWas(bool conflict, int position)
    {
        await Done("p", Create("kept", "one"), Create("put", "one"), Create("gone", "one"), Create("taken", "one"));
        ImmutableArray<Operation> good = [Create("new"), new Operation.Replace("kept", 1, Body("two")), new Operation.Put("put", Body("two")), new Operation.Delete("gone")];
        Operation bad = conflict ? Create("taken") : new Operation.Replace("taken", 7, Body("two"));
        Assert.Equal(conflict ? new CommitResult.Exists("taken") : new CommitResult.Stale("taken", 1), await Commit("p", good.Insert(position, bad)));
        var page = await Store.Query(Cases, "p", new IdRange(), default);
        Assert.Equal(["gone", "kept", "put", "taken"], page.Items.Select(d => d.Id));
        Assert.All(page.Items, d => Assert.Equal((1L, "one"), (d.Version, Text(d))));
    }

    [StoreFact]
    public async Task CancelledBeforeItIsHandedOver_WritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.Commit(new Batch(Cases, "p", [Create("d")]), cancelled.Token));
        Assert.Null(await Find("p", "d"));
    }
}
