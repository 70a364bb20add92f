using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Records;

/// <summary>Turns a checked change into the batch that makes it: the record and its event together.</summary>
internal static class RecordChange
{
    /// <summary>A new record.</summary>
    public static ImmutableArray<Operation> Create(Standard standard, RecordValues values, Author author, string reason)
    {
        var stored = Stored(values.Present);
        var key = values[standard.Key.Shape.Slot].Text!;
        var document = new RecordDocument(standard.Id, key, stored, [], Sources(ImmutableSortedDictionary<string, GroupSource>.Empty, stored.Keys, author));
        var happened = new RecordEvent("record.created", standard.Id, key, author.At, author.Person, author.Today, stored, ImmutableSortedDictionary<string, string>.Empty, reason);
        return [new Operation.Create(RecordDocument.Id, Write(document)), new Operation.Create(EventId(1), Write(happened))];
    }

    /// <summary>
    /// A change of some paths from a date on. Changes that are due are folded into the values first, so a value set today does not undo
    /// one that is scheduled for another field.
    /// </summary>
    public static ImmutableArray<Operation> Change(
        Standard standard, RecordDocument document, long version, IReadOnlyDictionary<string, FieldValue> changes, DateOnly from, Author author, string reason)
    {
        var current = document.On(standard, author.Today);
        var set = changes.ToImmutableSortedDictionary(c => c.Key, c => c.Value.ToString(), StringComparer.Ordinal);
        var before = changes.ToImmutableSortedDictionary(c => c.Key, c => current[c.Key].ToString(), StringComparer.Ordinal);
        var later = document.Scheduled.Where(s => s.From > author.Today);
        var after = from <= author.Today
            ? document with { Values = Stored(current.With(changes).Present), Scheduled = [.. later] }
            : document with { Values = Stored(current.Present), Scheduled = [.. later.Append(new ScheduledChange(from, set, reason)).OrderBy(s => s.From)] };
        after = after with { Sources = Sources(document.Sources, set.Keys, author) };
        var happened = new RecordEvent("record.changed", standard.Id, document.Key, author.At, author.Person, from, set, before, reason);
        return [new Operation.Replace(RecordDocument.Id, version, Write(after)), new Operation.Create(EventId(version + 1), Write(happened))];
    }

    public static string EventId(long version) => $"e-{version:D10}";

    private static ImmutableSortedDictionary<string, string> Stored(IEnumerable<KeyValuePair<string, FieldValue>> values) =>
        values.ToImmutableSortedDictionary(v => v.Key, v => v.Value.ToString(), StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, GroupSource> Sources(ImmutableSortedDictionary<string, GroupSource> sources, IEnumerable<string> paths, Author author) =>
        sources.SetItems(paths.Select(p => p[..p.IndexOf('.', StringComparison.Ordinal)]).Distinct()
            .Select(g => KeyValuePair.Create(g, new GroupSource(author.Person, author.Department, author.At))));

    private static byte[] Write(RecordDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, RecordsJson.Stored.RecordDocument);

    private static byte[] Write(RecordEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, RecordsJson.Stored.RecordEvent);
}

/// <summary>Who makes a change, and when.</summary>
internal sealed record Author(string? Person, string? Department, DateTimeOffset At, DateOnly Today);
