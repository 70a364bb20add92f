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
    private static readonly ImmutableSortedDictionary<string, GroupSource> NoSources = ImmutableSortedDictionary<string, GroupSource>.Empty.WithComparers(StringComparer.Ordinal);
    private static readonly ImmutableSortedDictionary<string, ChangeOrigin> NoOrigins = ImmutableSortedDictionary<string, ChangeOrigin>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>A new record.</summary>
    public static ImmutableArray<Operation> Create(Standard standard, RecordValues values, Author author, string reason, ImmutableArray<TraceEntry> trace = default)
    {
        var stored = Stored(values);
        var key = values[standard.Key.Shape.Slot].Text!;
        var document = From(new RecordDocument(standard.Id, key, stored, [], NoSources), 1, stored.Keys, author, reason);
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
            ? document with { Values = Stored(current.With(changes)), Scheduled = [.. later] }
            : document with { Values = Stored(current), Scheduled = [.. later.Append(new ScheduledChange(from, set, reason)).OrderBy(s => s.From)] };
        after = From(after, version + 1, set.Keys, author, reason);
        var happened = new RecordEvent("record.changed", standard.Id, document.Key, author.At, author.Person, from, set, before, reason, author.Revision, author.Commit, Decision.Engine, trace);
        return [new Operation.Replace(RecordDocument.Id, version, after.Write()), new Operation.Create(EventId(version + 1), happened.Write())];
    }

    public static string EventId(long version) => $"e-{version:D10}";

    private static ImmutableSortedDictionary<string, string> Stored(RecordValues values)
    {
        var stored = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (path, value) in values.Present) stored[path] = value.ToString();
        return stored.ToImmutable();
    }

    /// <summary>Names the change as what the groups come from; what no group comes from any more is forgotten here and stays in the events.</summary>
    private static RecordDocument From(RecordDocument document, long version, IEnumerable<string> paths, Author author, string reason)
    {
        var name = version.ToString(CultureInfo.InvariantCulture);
        var (source, sources) = (new GroupSource(author.Person, author.Department, author.At, name), document.Sources.ToBuilder());
        var group = "";
        foreach (var path in paths)
        {
            var of = path.AsSpan(0, path.IndexOf('.', StringComparison.Ordinal));
            if (of.SequenceEqual(group)) continue; // paths come in their order
            group = of.ToString();
            sources[group] = source;
        }

        var origins = ImmutableSortedDictionary.CreateBuilder<string, ChangeOrigin>(StringComparer.Ordinal);
        foreach (var (known, origin) in document.Origins ?? NoOrigins)
        {
            if (sources.Values.Any(s => s.Origin == known)) origins.Add(known, origin);
        }

        origins.Add(name, new ChangeOrigin(reason, author.Revision, author.Commit));
        return document with { Sources = sources.ToImmutable(), Origins = origins.ToImmutable() };
    }
}

/// <summary>Who makes a change, when, and by which definitions.</summary>
internal sealed record Author(string? Person, string? Department, DateTimeOffset At, DateOnly Today, string Revision, string? Commit);
