using System.Collections.Concurrent;
using System.Globalization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public abstract partial class DocumentStoreContract
{
    [StoreFact]
    public async Task SixteenWritersOfOneDocument_EachVersionIsWonOnce()
    {
        const int Writers = 16, Each = 25;
        await Done("p", Create("counter", "0"));
        var won = new ConcurrentBag<long>();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var wins = 0; wins < Each;)
            {
                var read = await Find("p", "counter");
                var next = int.Parse(Text(read), CultureInfo.InvariantCulture) + 1;
                var result = await Commit("p", new Operation.Replace("counter", read!.Version, Body(next.ToString(CultureInfo.InvariantCulture))));
                if (result is not CommitResult.Done done)
                {
                    Assert.True(Assert.IsType<CommitResult.Stale>(result).Version > read.Version);
                    continue;
                }

                won.Add(done.Versions[0]);
                wins++;
            }
        })));
        Assert.Equal(Enumerable.Range(2, Writers * Each).Select(v => (long)v), won.Order());
        var last = await Find("p", "counter");
        Assert.Equal((1L + (Writers * Each), $"{Writers * Each}"), (last!.Version, Text(last)));
    }

    [StoreFact]
    public async Task SixteenCreatorsOfOneId_OneWins()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = $"d{round}";
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(w => Task.Run(() => Commit("p", Create($"own-{round}-{w}"), Create(id, $"{w}")))));
            var winner = Assert.Single(Enumerable.Range(0, 16), w => results[w] is CommitResult.Done);
            Assert.Equal(15, results.Count(r => r == new CommitResult.Exists(id)));
            Assert.Equal($"{winner}", Text(await Find("p", id)));
            Assert.Equal(1, await Store.Count(Cases, "p", IdRange.Prefix($"own-{round}-"), default)); // the losers left nothing
        }
    }

    [StoreFact]
    public async Task ManyPartitionsAtOnce_EachHasItsOwnWork()
    {
        const int Partitions = 64, Each = 10;
        await Task.WhenAll(Enumerable.Range(0, Partitions).Select(p => Task.Run(async () =>
        {
            await Done($"p{p}", Create("case", $"{p}"));
            for (var v = 1; v <= Each; v++) Assert.Equal([v + 1, 1], await Done($"p{p}", new Operation.Replace("case", v, Body($"{p}")), Create($"e-{v:D4}")));
        })));
        for (var p = 0; p < Partitions; p++)
        {
            var found = await Find($"p{p}", "case");
            Assert.Equal((1L + Each, $"{p}"), (found!.Version, Text(found)));
            Assert.Equal(Each, await Store.Count(Cases, $"p{p}", IdRange.Prefix("e-"), default));
        }
    }

    [StoreFact]
    public async Task PageReadWhileItsDocumentsAreReplaced_IsOneSnapshot()
    {
        await Done("p", [.. Enumerable.Range(0, 20).Select(i => Create($"{i:D2}", "0"))]);
        var writing = Task.Run(async () =>
        {
            for (var v = 1; v <= 150; v++) await Done("p", [.. Enumerable.Range(0, 20).Select(i => new Operation.Replace($"{i:D2}", v, Body($"{v}")))]);
        });
        do
        {
            var page = await Store.Query(Cases, "p", new IdRange(), default);
            Assert.Equal(20, page.Items.Length);
            Assert.Single(page.Items.Select(Text).Distinct());
        }
        while (!writing.IsCompleted);
        await writing;
    }

    [StoreFact]
    public async Task AcknowledgedCommit_IsReadByWhoeverAsksNext()
    {
        for (var i = 0; i < 50; i++)
        {
            await Done("p", Create($"{i:D3}"));
            Assert.NotNull(await Find("p", $"{i:D3}"));
            Assert.Equal(i + 1, await Store.Count(Cases, "p", new IdRange(), default));
        }
    }
}
