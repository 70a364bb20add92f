using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Records;

/// <summary>The events of a record up to a version, and the record as they made it.</summary>
internal sealed class RecordHistory(ImmutableArray<RecordEvent> events)
{
    /// <summary>The event that gave the record its version.</summary>
    public RecordEvent Last => events[^1];

    /// <summary>The events up to a version; null when the record has none.</summary>
    public static async ValueTask<RecordHistory?> Find(IDocumentStore store, string standard, string key, long version, CancellationToken cancel)
    {
        var last = RecordChange.EventId(version);
        if (version < 1 || await store.Find(Container.Records, RecordDocument.Partition(standard, key), last, cancel) is null) return null;
        return new RecordHistory(await Events(store, standard, key, cancel, last));
    }

    /// <summary>The events of a record in order, up to the one with an id; all of them without one, none when there is no record.</summary>
    public static async ValueTask<ImmutableArray<RecordEvent>> Events(IDocumentStore store, string standard, string key, CancellationToken cancel, string? last = null)
    {
        var events = ImmutableArray.CreateBuilder<RecordEvent>();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Records, RecordDocument.Partition(standard, key), IdRange.Prefix("e-", 200, after: after), cancel);
            events.AddRange(page.Items.Where(i => last is null || string.CompareOrdinal(i.Id, last) <= 0).Select(RecordEvent.Read));
            after = page.Items.IsEmpty || (last is not null && string.CompareOrdinal(page.Items[^1].Id, last) >= 0) ? null : page.Next;
        }
        while (after is not null);
        return events.ToImmutable();
    }

    /// <summary>The first day on which the last change holds, not before it was made.</summary>
    public DateOnly Day => Turn(Last);

    /// <summary>The record as it was on that day without the last change: what holds from a day on comes after everything of the days before.</summary>
    public RecordValues Before(Standard standard)
    {
        var values = standard.Shape.Empty;
        foreach (var happened in events.SkipLast(1).Where(e => Turn(e) <= Day).OrderBy(Turn)) values = values.With(RecordDocument.Parse(standard, happened.Set));
        return values;
    }

    /// <summary>The record as the events made it by a day, with what they order for later ones.</summary>
    public RecordDocument Document(DateOnly today)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (path, value) in events.Where(e => Turn(e) <= today).OrderBy(Turn).SelectMany(e => e.Set))
        {
            if (value.Length == 0) values.Remove(path);
            else values[path] = value;
        }

        var later = events.Where(e => Turn(e) > today).OrderBy(Turn).Select(e => new ScheduledChange(e.From, e.Set, e.Reason));
        return new RecordDocument(Last.Standard, Last.Key, values.ToImmutable(), [.. later], ImmutableSortedDictionary<string, GroupSource>.Empty);
    }

    private static DateOnly Turn(RecordEvent happened) => DateOnly.FromDateTime(happened.At.DateTime) is var made && happened.From > made ? happened.From : made;
}
