using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

/// <summary>What a list function looks at: a code, or a row of a repeating group.</summary>
internal readonly record struct Item(string? Code, RecordValues? Row)
{
    /// <summary>A field of the row; the code itself for a negative slot.</summary>
    public FieldValue Value(int slot) => slot >= 0 ? Row![slot] : FieldValue.Of(ValueType.Code, Code!);
}

/// <summary>The items of a list value.</summary>
internal readonly struct ItemList(FieldValue value)
{
    /// <summary>Longer lists are not looked at: what a function says about them is missing.</summary>
    public const int Most = 1_000;

    private readonly ImmutableSortedSet<string>? _codes = value.Codes;
    private readonly ImmutableArray<RecordValues> _rows = value.Rows ?? default;

    public bool IsMissing => (_codes is null && _rows.IsDefault) || Count > Most;

    public int Count => _codes?.Count ?? _rows.Length;

    public Item this[int index] => _codes is not null ? new Item(_codes[index], null) : new Item(null, _rows[index]);
}

internal static partial class Ops
{
    [MethodImpl(Called)]
    public static Verdict HasRows(FieldValue a) => Of(!a.IsMissing);

    [MethodImpl(Called)]
    public static FieldValue FieldRows(Facts facts, Constants constants, int place) => constants.Field(facts, place);

    [MethodImpl(Called)]
    public static string? ItemText(Item item, int slot) => slot < 0 ? item.Code : item.Row![slot].Text;

    [MethodImpl(Called)]
    public static decimal? ItemNumber(Item item, int slot) => item.Value(slot).Number;

    [MethodImpl(Called)]
    public static DateOnly? ItemDate(Item item, int slot) => item.Value(slot).Date;

    [MethodImpl(Called)]
    public static Duration? ItemDuration(Item item, int slot) => item.Value(slot).Duration;

    [MethodImpl(Called)]
    public static Verdict ItemTruth(Item item, int slot) => Of(item.Value(slot).Boolean);

    [MethodImpl(Called)]
    public static ImmutableSortedSet<string>? ItemCodes(Item item, int slot) => item.Value(slot).Codes;

    [MethodImpl(Called)]
    public static Verdict AnyItem(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Join(facts, constants, tracer, list, body, Verdict.True, Or);

    [MethodImpl(Called)]
    public static Verdict AllItems(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Join(facts, constants, tracer, list, body, Verdict.False, And);

    [MethodImpl(Called)]
    public static decimal? CountAll(FieldValue list) => new ItemList(list) is { IsMissing: false } items ? items.Count : null;

    [MethodImpl(Called)]
    public static decimal? CountItems(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body)
    {
        tracer?.Looked(body, -1);
        var items = new ItemList(list);
        if (items.IsMissing) return null;
        var (test, count) = (constants.Body<Verdict>(body), 0);
        for (var i = 0; i < items.Count; i++)
        {
            var verdict = test(facts, constants, tracer, items[i]);
            if (verdict == Verdict.Unknown) return null;
            if (verdict == Verdict.True) count++;
        }

        return count;
    }

    [MethodImpl(Called)]
    public static decimal? SumItems(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Fold(facts, constants, tracer, list, body, constants.Body<decimal?>(body), 0m, Plus);

    [MethodImpl(Called)]
    public static decimal? MinItem(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Fold(facts, constants, tracer, list, body, constants.Body<decimal?>(body), null, Min);

    [MethodImpl(Called)]
    public static decimal? MaxItem(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Fold(facts, constants, tracer, list, body, constants.Body<decimal?>(body), null, Max);

    [MethodImpl(Called)]
    public static DateOnly? EarliestItem(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Fold(facts, constants, tracer, list, body, constants.Body<DateOnly?>(body), null, Earlier);

    [MethodImpl(Called)]
    public static DateOnly? LatestItem(Facts facts, Tracer? tracer, FieldValue list, Constants constants, int body) =>
        Fold(facts, constants, tracer, list, body, constants.Body<DateOnly?>(body), null, Later);

    /// <summary>The verdicts of the items joined; one item of the deciding verdict is enough for it.</summary>
    private static Verdict Join(Facts facts, Constants constants, Tracer? tracer, FieldValue list, int body, Verdict deciding, Func<Verdict, Verdict, Verdict> join)
    {
        var (items, test, joined, decided) = (new ItemList(list), constants.Body<Verdict>(body), Not(deciding), -1);
        for (var i = 0; !items.IsMissing && i < items.Count; i++)
        {
            var verdict = test(facts, constants, tracer, items[i]);
            if (verdict == deciding && decided < 0) decided = i;
            joined = join(joined, verdict);
        }

        tracer?.Looked(body, decided);
        return items.IsMissing ? Verdict.Unknown : joined;
    }

    /// <summary>The value of the first item (or a start) joined with the others; missing when one of them is.</summary>
    private static T? Fold<T>(
        Facts facts, Constants constants, Tracer? tracer, FieldValue list, int body, Func<Facts, Constants, Tracer?, Item, T?> value, T? start, Func<T?, T?, T?> join)
        where T : struct
    {
        tracer?.Looked(body, -1);
        var items = new ItemList(list);
        if (items.IsMissing) return null;
        var folded = start;
        for (var i = 0; i < items.Count; i++)
        {
            var next = value(facts, constants, tracer, items[i]);
            folded = i == 0 && start is null ? next : join(folded, next);
            if (folded is null) return null;
        }

        return folded;
    }
}
