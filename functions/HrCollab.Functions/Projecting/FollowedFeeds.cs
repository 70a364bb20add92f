using System.Text.Json;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Feeds that are followed together, by one process at a time. Whoever finds something new takes the turn, works it off and gives the turn back in the
/// batch that writes the positions. A turn that is not given back ends by itself, and the next one begins behind the positions that are written; a
/// process that has lost its turn meanwhile can write no position, writes no row once it knows, and where another may have been at it meanwhile works off again
/// all it had not saved. Who is alone on its store needs no turn.
/// </summary>
internal sealed class FollowedFeeds(IDocumentStore store, Instance instance, TimeProvider time, string name, params FeedReader[] feeds)
{
    public const string Partition = "feeds";

    /// <summary>How the names of turns begin; what else lies in the partition are positions.</summary>
    public const string TurnPrefix = "turn-";

    /// <summary>How long a turn lasts unless it is given back or prolonged, as it is while there are pages.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private const int PagesBetweenSaves = 16;
    private readonly string _id = TurnPrefix + name;
    private long _version;
    private long? _seenMarks;
    private long _newMarks;
    private DateTimeOffset _until;
    private bool _known;
    private bool _waits;

    /// <summary>The turn was taken and has not been given back.</summary>
    private bool _open;

    /// <summary>Another process had the turn while this one still wrote: rows of this one may lie over newer ones.</summary>
    private bool _again;

    /// <summary>Called when somebody else has marked what they wrote: see <see cref="Mark"/>.</summary>
    public event Action? Marked;

    /// <summary>
    /// The turn, when there is something to do: something new in a feed, or when <paramref name="anyway"/> says so. Looking costs one read of each feed as long
    /// as there is nothing, and one of the turn while another process has it.
    /// </summary>
    public async Task<Turn> Begin(bool anyway, CancellationToken cancel)
    {
        if (_known && !_waits && !anyway && !await HasNext(cancel)) return Turn.Nothing;
        if (instance.IsAlone)
        {
            if (!_known) await Resume(cancel);
            return anyway || await HasNext(cancel) ? Turn.Mine : Turn.Nothing;
        }

        var stored = await store.Find(Container.Host, Partition, _id, cancel); // before the positions: they change only with it
        var turn = stored is null ? new FeedTurn("", default, 0) : JsonSerializer.Deserialize(stored.Body.Span, FeedJson.Default.FeedTurn)!;
        var others = turn.Owner != instance.Id && turn.Until > time.GetUtcNow();
        if (_seenMarks is { } seen && turn.Marks != seen) Marked?.Invoke();
        _seenMarks = turn.Marks;
        if (_open && stored?.Version != _version) (_open, _again) = (false, true);
        if (_waits && others) return Turn.Others;
        _waits = false;
        await Resume(cancel);
        if (!anyway && !await HasNext(cancel)) return Turn.Nothing;
        if (others || !await Take(stored, cancel))
        {
            _waits = true;
            return Turn.Others;
        }

        return Turn.Mine;
    }

    /// <summary>What is written now concerns what every process holds in memory: they are told when the positions are written.</summary>
    public void Mark() => _newMarks++;

    /// <summary>
    /// Writes what pages say while the turn lasts: a turn that comes to its end is prolonged first, and what takes longer than it is cut off. Throws
    /// <see cref="TurnLostException"/> when the turn is another's by then. What a store still takes in afterwards is worked off again, by the next <see cref="Begin"/>.
    /// </summary>
    public async Task Write(Func<CancellationToken, Task> rows, CancellationToken cancel)
    {
        if (instance.IsAlone)
        {
            await rows(cancel);
            return;
        }

        if (IsEnding) await Prolong(cancel);
        using var end = new CancellationTokenSource(_until - time.GetUtcNow(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancel);
        try
        {
            await rows(either.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new TurnLostException();
        }
    }

    /// <summary>A page is worked off; after some, or when the turn comes to its end, positions are written and the turn prolonged.</summary>
    public async Task Done(FeedReader feed, ChangePage page, CancellationToken cancel)
    {
        feed.Done(page);
        if (feed.Unsaved >= PagesBetweenSaves || (!instance.IsAlone && IsEnding)) await Prolong(cancel);
    }

    /// <summary>Everything is worked off: writes the positions and gives the turn back.</summary>
    public Task End(CancellationToken cancel) => Save("", default, cancel);

    /// <summary>Gives the turn back without a position, as well as that goes: something has failed, and whoever comes next reads the same again.</summary>
    public async Task GiveBack()
    {
        _known = false;
        if (instance.IsAlone) return;
        try
        {
            var back = new Batch(Container.Host, Partition, [new Operation.Replace(_id, _version, Body("", default))]);
            if (await store.Commit(back, CancellationToken.None) is not CommitResult.Done done) return;
            Written(done);
            _open = false;
        }
#pragma warning disable CA1031 // it ends by itself
        catch (Exception)
#pragma warning restore CA1031
        {
            // What failed before is what is told.
        }
    }

    private bool IsEnding => time.GetUtcNow() >= _until - (Lease / 2);

    private Task Prolong(CancellationToken cancel)
    {
        _until = time.GetUtcNow() + Lease;
        return Save(instance.Id, _until, cancel);
    }

    /// <summary>Behind the positions that are written; behind those that this process wrote last when its rows are to be worked off again.</summary>
    private async Task Resume(CancellationToken cancel)
    {
        foreach (var feed in feeds)
        {
            if (_again) feed.Rewind();
            else await feed.Resume(cancel);
        }

        _known = true;
    }

    private async Task<bool> Take(StoredDocument? stored, CancellationToken cancel)
    {
        _until = time.GetUtcNow() + Lease;
        var body = Body(instance.Id, _until);
        Operation take = stored is null ? new Operation.Create(_id, body) : new Operation.Replace(_id, stored.Version, body);
        if (await store.Commit(new Batch(Container.Host, Partition, [take]), cancel) is not CommitResult.Done done) return false;
        Written(done);
        _open = true;
        return true;
    }

    private async Task<bool> HasNext(CancellationToken cancel)
    {
        var any = false;
        foreach (var feed in feeds) any |= await feed.HasNext(cancel);
        return any;
    }

    private async Task Save(string owner, DateTimeOffset until, CancellationToken cancel)
    {
        Operation[] positions = [.. feeds.Select(f => f.Position()).OfType<Operation>()];
        if (instance.IsAlone)
        {
            if (positions.Length > 0) await store.Commit(new Batch(Container.Host, Partition, [.. positions]), cancel);
        }
        else
        {
            var batch = new Batch(Container.Host, Partition, [new Operation.Replace(_id, _version, Body(owner, until)), .. positions]);
            if (await store.Commit(batch, cancel) is not CommitResult.Done done) throw new TurnLostException();
            Written(done);
            (_open, _again) = (owner.Length > 0, false);
        }

        foreach (var feed in feeds) feed.Saved();
    }

    private void Written(CommitResult.Done done)
    {
        _version = done.Versions[0];
        (_seenMarks, _newMarks) = ((_seenMarks ?? 0) + _newMarks, 0);
    }

    private byte[] Body(string owner, DateTimeOffset until) => JsonSerializer.SerializeToUtf8Bytes(new FeedTurn(owner, until, (_seenMarks ?? 0) + _newMarks), FeedJson.Default.FeedTurn);
}

/// <summary>Whose turn it is.</summary>
internal enum Turn
{
    /// <summary>There is nothing to do: all that was committed is worked off.</summary>
    Nothing,

    /// <summary>This process has the turn, and ends it.</summary>
    Mine,

    /// <summary>Another process is at it.</summary>
    Others,
}

/// <summary>Who follows the feeds now and until when at the longest, and how often what they wrote was marked.</summary>
internal sealed record FeedTurn(string Owner, DateTimeOffset Until, long Marks);

/// <summary>Another process has taken the turn: what was done here it does again, from the position that is written.</summary>
internal sealed class TurnLostException() : IOException("Another process follows the feeds now.");
