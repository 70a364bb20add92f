using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Feedback;

/// <summary>Takes feedback, lists it for its author and for those who look after the definitions, and closes it; API and portal share it.</summary>
internal sealed class FeedbackDesk(IDocumentStore store, ProjectorSignal projector, ActiveDefinitions definitions, RevisionStore revisions, KeySecret secret)
{
    private const int Tries = 20;
    private const int IdLength = 26;

    /// <summary>Takes a feedback once, however often it is sent.</summary>
    public async ValueTask<FeedbackResult> Give(Caller caller, FeedbackBody body, Command command, CancellationToken cancel)
    {
        var id = IdOf(command);
        if (await Find(id, cancel) is var (earlier, _)) return Repeated(earlier, command);
        var (limits, said) = (caller.Set.Manifest, Clean(body.Text));
        if (said.Length == 0) return new FeedbackResult.Refused("/text", FeedbackFindings.NoText.Code, FeedbackFindings.NoText.Message);
        if (said.Length > limits.LongestFeedback) return new FeedbackResult.Refused("/text", FeedbackFindings.TooLong.Code, FeedbackFindings.TooLong.Message.With(limits.LongestFeedback, said.Length));
        var set = await Shown(caller, body.Revision, cancel);
        if (FeedbackElements.Find(set, body.Element) is not var (element, definition, title))
        {
            var asked = string.Join('/', new[] { body.Element.Kind, body.Element.Id, body.Element.Place }.Where(p => p.Length > 0));
            return new FeedbackResult.Refused("/element", FeedbackFindings.UnknownElement.Code, FeedbackFindings.UnknownElement.Message.With(asked.Length > 200 ? asked[..200] : asked, FeedbackElements.Hint(set, body.Element)));
        }

        await projector.CaughtUp(cancel);
        if (await store.Count(Container.Views, FeedbackRows.Of(caller.Person.Id), FeedbackRows.OwnOpen, cancel) >= limits.MostFeedback) return new FeedbackResult.TooMany(limits.MostFeedback);
        var item = new FeedbackItem(id, caller.Person.Id, caller.Person.Department, element, definition, title, said, set.Hash, set.Commit, caller.Now);
        var created = await store.Commit(
            new Batch(Container.Records, FeedbackDocument.Partition(item.Id),
            [
                new Operation.Create(FeedbackDocument.Id, new FeedbackDocument(item, command.BodyHash).Write()),
                new Operation.Create(FeedbackEvent.Id(1), new FeedbackEvent(FeedbackEvent.Given, item).Write()),
            ]),
            cancel);
        if (created is not CommitResult.Done) return Repeated((await Find(id, cancel))!.Value.Document, command);
        projector.Committed();
        return new FeedbackResult.Given(item);
    }

    /// <summary>The definitions that somebody had before them: of the revision they name, the active ones when it names none.</summary>
    public async ValueTask<DefinitionSet> Shown(Caller caller, string? revision, CancellationToken cancel) =>
        revision is { Length: > 0 } && revision != caller.Set.Hash && await revisions.Has(revision, cancel) ? await definitions.For(revision, cancel) : caller.Set;

    /// <summary>What the caller gave: open first, then answered.</summary>
    public ValueTask<(IReadOnlyList<FeedbackItem> Items, string? Next)> Own(Caller caller, IdRange range, CancellationToken cancel) => Page(FeedbackRows.Of(caller.Person.Id), range, cancel);

    /// <summary>What the caller gave that was answered and that they have not taken note of.</summary>
    public ValueTask<(IReadOnlyList<FeedbackItem> Items, string? Next)> News(Caller caller, IdRange range, CancellationToken cancel) => Page(FeedbackRows.News(caller.Person.Id), range, cancel);

    /// <summary>What is open on a kind or a definition, as far as the caller reads it: a full page, or everything to the end.</summary>
    public async ValueTask<(IReadOnlyList<FeedbackItem> Items, string? Next)> Open(Caller caller, string? kind, string? id, IdRange page, CancellationToken cancel)
    {
        var (read, after) = (new List<FeedbackItem>(), page.After);
        do
        {
            (var items, after) = await Page(FeedbackRows.Open, FeedbackRows.About(kind, id) with { Limit = DocumentLimits.PageSize, After = after }, cancel);
            read.AddRange(items.Where(i => FeedbackSight.May(caller, i.Element.Kind, i.Element.Id)));
        }
        while (after is not null && read.Count <= page.Limit);
        return read.Count <= page.Limit ? (read, null) : (read[..page.Limit], FeedbackRows.OpenId(read[page.Limit - 1]));
    }

    /// <summary>Everything in a range of a view, page by page.</summary>
    public async ValueTask<IReadOnlyList<FeedbackItem>> All(string partition, IdRange range, CancellationToken cancel)
    {
        var all = new List<FeedbackItem>();
        string? after = null;
        do
        {
            var (items, next) = await Page(partition, range with { Limit = DocumentLimits.PageSize, After = after }, cancel);
            all.AddRange(items);
            after = next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>The author took note of the answer. False when there is no such feedback of the caller, or no answer yet.</summary>
    public async ValueTask<bool> Seen(Caller caller, string id, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await Find(id, cancel) is not var (document, version) || document.Item.Person != caller.Person.Id || document.Item.Closed is null) return false;
            if (document.Item.SeenAt is not null) return true;
            if (await Replace(document with { Item = document.Item with { SeenAt = caller.Now } }, version, FeedbackEvent.Seen, cancel)) return true;
        }

        throw new StoreBusyException(TimeSpan.FromSeconds(1));
    }

    /// <summary>Closes a feedback once. Null when there is none, false when it was closed before.</summary>
    public async ValueTask<bool?> Close(string id, FeedbackClosing closing, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await Find(id, cancel) is not var (document, version)) return null;
            if (document.Item.Closed is not null) return false;
            if (await Replace(document with { Item = document.Item with { Closed = closing } }, version, FeedbackEvent.Closed, cancel)) return true;
        }

        throw new StoreBusyException(TimeSpan.FromSeconds(1));
    }

    private async ValueTask<(FeedbackDocument Document, long Version)?> Find(string id, CancellationToken cancel) =>
        await store.Find(Container.Records, FeedbackDocument.Partition(id), FeedbackDocument.Id, cancel) is { } stored ? (FeedbackDocument.Read(stored), stored.Version) : null;

    private async ValueTask<bool> Replace(FeedbackDocument document, long version, string happened, CancellationToken cancel)
    {
        var replaced = await store.Commit(
            new Batch(Container.Records, FeedbackDocument.Partition(document.Item.Id),
            [
                new Operation.Replace(FeedbackDocument.Id, version, document.Write()),
                new Operation.Create(FeedbackEvent.Id(version + 1), new FeedbackEvent(happened, document.Item).Write()),
            ]),
            cancel);
        if (replaced is not CommitResult.Done) return false;
        projector.Committed();
        return true;
    }

    private async ValueTask<(IReadOnlyList<FeedbackItem> Items, string? Next)> Page(string partition, IdRange range, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var page = await store.Query(Container.Views, partition, range, cancel);
        return ([.. page.Items.Select(FeedbackItem.Read)], page.Next);
    }

    /// <summary>The same for the same command. With the host's secret, because whoever reads ids of others could otherwise try out people and keys until one fits.</summary>
    private string IdOf(Command command) => Convert.ToHexStringLower(HMACSHA256.HashData(secret.Value, Encoding.UTF8.GetBytes("feedback\n" + command.Id)))[..IdLength];

    private static FeedbackResult Repeated(FeedbackDocument earlier, Command command) =>
        earlier.BodyHash == command.BodyHash ? new FeedbackResult.Given(earlier.Item) : new FeedbackResult.Reused();

    /// <summary>The text without what is no text and without what nobody sees, such as marks that turn its direction around; lines stay.</summary>
    private static string Clean(string text) => string.Concat(
        text.ReplaceLineEndings("\n").EnumerateRunes().Where(r => r.Value == '\n' || Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format)).Select(r => r.ToString())).Trim();
}

/// <summary>What somebody sends.</summary>
/// <param name="Element">What it is about.</param>
/// <param name="Text">What they say.</param>
/// <param name="Revision">The revision they had before them; the active one when absent or not known here.</param>
internal sealed record FeedbackBody(ElementAddress Element, string Text, string? Revision = null);

/// <summary>What came of it.</summary>
internal abstract record FeedbackResult
{
    private FeedbackResult()
    {
    }

    /// <summary>It is kept, now or by the same command before.</summary>
    public sealed record Given(FeedbackItem Item) : FeedbackResult;

    /// <summary>It cannot be taken as it is.</summary>
    public sealed record Refused(string Pointer, string Code, Text Message) : FeedbackResult;

    public sealed record TooMany(int Most) : FeedbackResult;

    /// <summary>The key was used for another feedback.</summary>
    public sealed record Reused : FeedbackResult;
}
