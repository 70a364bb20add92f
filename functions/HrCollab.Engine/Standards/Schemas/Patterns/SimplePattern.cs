using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HrCollab.Engine.Standards.Schemas.Patterns;

/// <summary>
/// A pattern for the whole text that is a row of ASCII sets, of which one at most varies in number, such as <c>^1[3-9]\d{9}$</c>: matched over
/// the bytes in one pass. Everything else is matched by the runtime.
/// </summary>
internal sealed class SimplePattern
{
    private readonly ImmutableArray<Item> _items;
    private readonly int _least;

    private SimplePattern(ImmutableArray<Item> items) =>
        (_items, _least) = (items, items.Sum(i => i.Min));

    /// <summary>The pattern in this form, or null when it has another.</summary>
    public static SimplePattern? Of(PatternTree tree)
    {
        if (tree is not PatternTree.Sequence { Items: [PatternTree.Start, .. var inner, PatternTree.End] }) return null;
        var items = ImmutableArray.CreateBuilder<Item>();
        foreach (var item in Flat(inner))
        {
            var (set, min, max) = item switch
            {
                PatternTree.Set one => (one, 1, 1),
                PatternTree.Repeat { Item: PatternTree.Set many } repeat => (many, repeat.Min, repeat.Max ?? int.MaxValue),
                _ => (null, 0, 0),
            };
            if (set is null || Ascii(set.Characters) is not { } bits || min > 10_000) return null;
            items.Add(new Item((ulong)bits, (ulong)(bits >> 64), min, max));
        }

        return items.Count(i => i.Min != i.Max) <= 1 ? new SimplePattern(items.ToImmutable()) : null;
    }

    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var spare = text.Length - _least;
        if (spare < 0) return false;
        var at = 0;
        foreach (ref readonly var item in _items.AsSpan())
        {
            var count = item.Min;
            if (item.Min != item.Max)
            {
                count += spare;
                if (count > item.Max) return false;
                spare = 0;
            }

            foreach (var c in text.Slice(at, count))
            {
                if (!item.Takes(c)) return false;
            }

            at += count;
        }

        return at == text.Length;
    }

    private static IEnumerable<PatternTree> Flat(IEnumerable<PatternTree> items) =>
        items.SelectMany(i => i is PatternTree.Sequence inner ? Flat(inner.Items) : [i]);

    private static UInt128? Ascii(CodePoints characters)
    {
        UInt128 bits = 0;
        foreach (var (from, to) in characters.Ranges)
        {
            if (to >= 128) return null;
            for (var c = from; c <= to; c++) bits |= UInt128.One << c;
        }

        return bits;
    }

    /// <summary>A set of ASCII characters as bits of two words, and how many of them stand in a row.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Item(ulong Low, ulong High, int Min, int Max)
    {
        public bool Takes(byte c) => c < 128 && (((c < 64 ? Low : High) >> (c & 63)) & 1) != 0;
    }
}
