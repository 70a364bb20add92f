using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// Copies all documents into an empty store, derives its views, and compares both ends. How far it is stands in the store that gets the documents,
/// so that a copy that was killed goes on, and so that no application starts on half of it.
/// </summary>
internal static class StoreCopy
{
    /// <summary>What both ends hold afterwards; they are the same, or the copy is left unfinished.</summary>
    public static async Task<(Tally From, Tally To)> Run(string name, Func<IKeptReader> from, StoreEnd to, TimeProvider time, CancellationToken cancel)
    {
        var unfinished = await StoreMarks.Find(to.Store, UnfinishedCopy.Id, StoreMarksJson.Default.UnfinishedCopy, cancel);
        if (unfinished is null && !await to.IsEmpty(time.GetUtcNow(), cancel)) throw NotEmpty();
        if (unfinished is not null && unfinished.From != name) throw Other(unfinished.From);
        await Documents(name, from(), to, unfinished, time.GetUtcNow(), cancel);
        await StoreFormat.Say(to.Store, cancel);
        await ViewCheck.Run(to.Store, time, write: true, cancel);

        var now = time.GetUtcNow();
        var (there, here) = (await Tally.Of(from(), now, cancel), await Tally.Of(to.Reader(), now, cancel));
        if (there.Is(here)) await to.Store.Commit(new Batch(Container.Host, KeptDocument.StorePartition, [new Operation.Delete(UnfinishedCopy.Id)]), cancel);
        return (there, here);
    }

    private static async Task Documents(string name, IKeptReader from, StoreEnd to, UnfinishedCopy? resume, DateTimeOffset now, CancellationToken cancel)
    {
        await to.Writer.Write([Mark(name, resume?.Container ?? KeptDocument.Carried[0], resume?.Position)], cancel);
        foreach (var container in KeptDocument.Carried.SkipWhile(c => resume is not null && c != resume.Container))
        {
            var position = container == resume?.Container ? resume.Position : null;
            await foreach (var page in from.Read(container, position, now, cancel))
            {
                await to.Writer.Write([.. page.Documents.Where(d => d.IsCarried)], cancel);
                await to.Writer.Write([Mark(name, container, page.Position)], cancel);
            }
        }
    }

    private static KeptDocument Mark(string name, Container container, string? position) =>
        StoreMarks.Of(UnfinishedCopy.Id, new UnfinishedCopy(name, container, position), StoreMarksJson.Default.UnfinishedCopy);

    private static StoreRefusedException NotEmpty() => new(new Text(
        "目标存储中已有数据,不会覆盖。请在 Storage:Path 中指定另一个文件,或在 Storage:Cosmos:Database 中指定另一个数据库。",
        "The store that is to get the documents has some already; nothing is overwritten. Name another file in Storage:Path or another database in Storage:Cosmos:Database."));

    private static StoreRefusedException Other(string from) => new(new Text(
        $"目标存储中有一次来自 {from} 的未完成复制。请从那里完成它,或换一个空的存储。",
        $"An unfinished copy from {from} is in the store. Finish it from there, or name an empty store."));
}
