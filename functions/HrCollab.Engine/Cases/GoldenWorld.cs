using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Cases;

/// <summary>The made-up records that golden cases run against. Immutable: a case that changes a record gets a world of its own.</summary>
public sealed class GoldenWorld
{
    private static readonly Comparer<(string Standard, string Key)> ByKey = Comparer<(string Standard, string Key)>.Create(
        (a, b) => string.CompareOrdinal(a.Standard, b.Standard) is var standards and not 0 ? standards : string.CompareOrdinal(a.Key, b.Key));

    private readonly DefinitionSet _set;
    private readonly ImmutableSortedDictionary<(string Standard, string Key), Known> _records;
    private readonly DateOnly _made;

    /// <summary>By day, worked out when first asked for: every act of every case asks, and the days are few.</summary>
    private readonly ConcurrentDictionary<DateOnly, Organization> _organizations = new(concurrencyLevel: 1, capacity: 1);

    private GoldenWorld(DefinitionSet set, DateOnly made, ImmutableSortedDictionary<(string, string), Known> records) => (_set, _made, _records) = (set, made, records);

    /// <summary>A world without records, made on a day (codes may be valid for a time).</summary>
    public static GoldenWorld Empty(DefinitionSet set, DateOnly made) => new(set, made, ImmutableSortedDictionary.Create<(string, string), Known>(ByKey));

    /// <summary>
    /// The world with a record more, or with values of a record replaced. Values are nested by group, as the API takes them; what cannot be read of
    /// them is reported with its pointer.
    /// </summary>
    public GoldenWorld With(string standard, JsonElement values, string? key = null, Action<string, Text>? report = null)
    {
        if (_set.Find<Standard>(standard) is not { } type)
        {
            var hint = DidYouMean.Hint(standard, _set.All<Standard>().Select(s => s.Id));
            report?.Invoke("", KernelFindings.UnknownReference.Message.With(new Text("标准", "standard"), standard, hint));
            return this;
        }

        if (report is not null)
        {
            foreach (var violation in StandardCheck.Asked(type, values, _made).Violations.Where(v => !v.Warning)) report($"/{JsonPointer.Escape(key ?? "")}{violation.Pointer}", violation.Message);
        }

        var context = CheckContext.Of(_set, _made, (_, _) => null);
        var known = key is null ? null : _records.GetValueOrDefault((standard, key));
        var record = known is null ? StandardCheck.New(type, values, context).Values : StandardCheck.Patch(type, values, known.Values, context).Values;
        return record[type.Key.Shape.Slot].Text is { } id ? new GoldenWorld(_set, _made, _records.SetItem((standard, id), new Known(record, known?.Later ?? []))) : this;
    }

    /// <summary>The record as it is on a day, or null.</summary>
    public RecordValues? Find(string standard, string key, DateOnly day) => _records.GetValueOrDefault((standard, key))?.On(day);

    /// <summary>Whether there is such a record; null for standards the world knows nothing of.</summary>
    public bool? Exists(string standard, string key) =>
        _records.ContainsKey((standard, key)) ? true : _records.Keys.Any(k => k.Standard == standard) ? false : null;

    /// <summary>Keys of the records of a standard, in order.</summary>
    public IEnumerable<string> Keys(string standard) => _records.Keys.Where(k => k.Standard == standard).Select(k => k.Key);

    /// <summary>The organisation on a day.</summary>
    public Organization Organization(DateOnly day) => _organizations.GetOrAdd(day, Made);

    private Organization Made(DateOnly day) => new(
        day,
        Of(OrganizationFields.Department).Select(r => PersonCards.DepartmentOf(_set.Find<Standard>(OrganizationFields.Department)!, r.On(day))),
        Of(OrganizationFields.Person).Select(r => PersonCards.Of(_set.Find<Standard>(OrganizationFields.Person)!, r.On(day), day)));

    /// <summary>The world with an effect ordered: the record has its values from the day on.</summary>
    internal GoldenWorld Ordered(EffectOrder order)
    {
        var type = _set.Find<Standard>(order.Standard)!;
        var known = _records.GetValueOrDefault((order.Standard, order.Key)) ?? new Known(type.Shape.Empty, []);
        var changes = order.Set.Where(s => type.Find(s.Key) is not null)
            .ToDictionary(s => s.Key, s => StoredValue.Parse(type.Find(s.Key)!.Shape, s.Value), StringComparer.Ordinal);
        var following = StandardCheck.WithComputed(type, changes, known.On(order.From), order.From).ToImmutableArray();
        return new GoldenWorld(_set, _made, _records.SetItem((order.Standard, order.Key), known with { Later = known.Later.Add((order.From, following)) }));
    }

    private IEnumerable<Known> Of(string standard) => _records.Where(r => r.Key.Standard == standard).Select(r => r.Value);

    private sealed record Known(RecordValues Values, ImmutableArray<(DateOnly From, ImmutableArray<KeyValuePair<string, FieldValue>> Set)> Later)
    {
        public RecordValues On(DateOnly day) => Later.Where(l => l.From <= day).OrderBy(l => l.From).Aggregate(Values, (values, change) => values.With(change.Set));
    }
}
