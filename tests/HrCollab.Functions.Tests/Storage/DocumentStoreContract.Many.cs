using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [StoreFact]
    public async Task ManyNames_AreFoundEachAtItsPlace()
    {
        await Done("p1", Create("a", "1"), Create("b", "2"));
        await Done("p2", Create("a", "3"));
        await Done("p2", new Operation.Replace("a", 1, Body("4")), new Operation.Create("gone", Body("x"), TimeSpan.FromSeconds(1)));
        Time.Advance(TimeSpan.FromSeconds(1));

        var found = await Store.Find(Cases, [new("p2", "a"), new("p1", "c"), new("p1", "b"), new("p2", "gone"), new("p1", "a"), new("p2", "a")], default);

        Assert.Equal(["4", null, "2", null, "1", "4"], found.Select(f => f is null ? null : Text(f)));
        Assert.Equal([2, 0, 1, 0, 1, 2], found.Select(f => f?.Version ?? 0));
        Assert.Equal([("p2", "a"), ("p1", "b"), ("p1", "a"), ("p2", "a")], found.OfType<StoredDocument>().Select(f => (f.Partition, f.Id)));
        Assert.All(await Store.Find(Container.Records, [new("p1", "a"), new("p2", "a")], default), Assert.Null);
    }

    [StoreFact]
    public async Task ManyNames_OfWhichSomeCanBeNone_AreFoundAllTheSame()
    {
        await Done("p", Create("a", "1"));
        var found = await Store.Find(Cases, [new("", "a"), new("p", "a"), new("p", ""), new("p", "a/b"), new("p#", "a")], default);
        Assert.Equal([null, "1", null, null, null], found.Select(f => f is null ? null : Text(f)));
        Assert.Empty(await Store.Find(Cases, [], default));
    }
}
