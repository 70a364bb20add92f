using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Records;

/// <summary>Turns a checked change into the batch that makes it: the record and its event together.</summary>
internal static class RecordChange
{
    /// <summary>A new record.</summary>
    public static ImmutableArray<Operation> Create(Standard standard, RecordValues values, Author author, string reason, ImmutableArray<TraceEntry> trace = default)
    {
        var stored = Stored(values.Present);
        var key = values[standard.Key.Shape.Slot].Text!;
        var document = From(new RecordDocument(standard.Id, key, stored, [], ImmutableSortedDictionary<string, GroupSource>.Empty), 1, stored.Keys, author, reason);
        var happened = new RecordEvent("record.created", standard.Id, key, author.At, author.Person, author.Today, stored, ImmutableSortedDictionary<string, string>.Empty, reason, author.Revision, author.Commit, Decision.Engine, trace);
        return [new Operation.Create(RecordDocument.Id, document.Write()), new Operation.Create(EventId(1), happened.Write())];
    }

    /// <summary>
    /// A change of some paths from a date on. Changes that are due are folded into the values first, so a value set today does not undo
    /// one that is scheduled for another field.
    /// </summary>
    public static ImmutableArray<Operation> Change(
        Standard standard, RecordDocument document, long version, IReadOnlyDictionary<string, FieldValue> changes, DateOnly from, Author author, string reason, ImmutableArray<TraceEntry> trace = default)
    {
        var current = document.On(standard, author.Today);
        var set = changes.ToImmutableSortedDictionary(c => c.Key, c => c.Value.ToString(), StringComparer.Ordinal);
        var before = changes.ToImmutableSortedDictionary(c => c.Key, c => current[c.Key].ToString(), StringComparer.Ordinal);
        var later = document.Scheduled.Where(s => s.From > author.Today);
        var after = from <= author.Today
            ? document with { Values = Stored(current.With(changes).Present), Scheduled = [.. later] }
            : document with { Values = Stored(current.Present), Scheduled = [.. later.Append(new ScheduledChange(from, set, reason)).OrderBy(s => s.From)] };
        after = From(after, version + 1, set.Keys, author, reason);
        var happened = new RecordEvent("record.changed", standard.Id, document.Key, author.At, author.Person, from, set, before, reason, author.Revision, author.Commit, Decision.Engine, trace);
        return [new Operation.Replace(RecordDocument.Id, version, after.Write()), new Operation.Create(EventId(version + 1), happened.Write())];
    }

    public static string EventId(long version) => $"e-{version:D10}";

    private static ImmutableSortedDictionary<string, string> Stored(IEnumerable<KeyValuePair<string, FieldValue>> values) =>
        values.ToImmutableSortedDictionary(v => v.Key, v => v.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Names the change as what the groups come from; what no group comes from any more is forgotten here and stays in the events.</summary>
    private static RecordDocument From(RecordDocument document, long version, IEnumerable<string> paths, Author author, string reason)
    {
        var source = new GroupSource(author.Person, author.Department, author.At, version.ToString(CultureInfo.InvariantCulture));
        var sources = document.Sources.SetItems(paths.Select(p => p[..p.IndexOf('.', StringComparison.Ordinal)]).Distinct().Select(g => KeyValuePair.Create(g, source)));
        var named = sources.Values.Select(s => s.Origin).ToHashSet(StringComparer.Ordinal);
        var origins = (document.Origins ?? ImmutableSortedDictionary<string, ChangeOrigin>.Empty).Where(o => named.Contains(o.Key))
            .Append(KeyValuePair.Create(source.Origin!, new ChangeOrigin(reason, author.Revision, author.Commit)));
        return document with { Sources = sources, Origins = origins.ToImmutableSortedDictionary(StringComparer.Ordinal) };
    }
}

/// <summary>Who makes a change, when, and by which definitions.</summary>
internal sealed record Author(string? Person, string? Department, DateTimeOffset At, DateOnly Today, string Revision, string? Commit);
