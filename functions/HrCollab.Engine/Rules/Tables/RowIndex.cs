using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>
/// Per column and atom the rows that pass, as bits in the order in which rows count: judging a table is one search and one "and" per
/// column, whatever its cells say.
/// </summary>
internal sealed class RowIndex
{
    private readonly ImmutableArray<Column> _columns;

    public RowIndex(ImmutableArray<TableColumn> columns, ImmutableArray<TableRow> rows)
    {
        Rows = rows;
        Words = (rows.Length + 63) / 64;
        _columns = [.. columns.Select((c, i) => new Column(c, [.. rows.Select(r => r.Cells[i])], Words))];
    }

    /// <summary>In the order in which they count: that of the table, or of priority.</summary>
    public ImmutableArray<TableRow> Rows { get; }

    /// <summary>Length of a set of rows.</summary>
    public int Words { get; }

    /// <summary>Rows that match for certain, and rows that match or could if the missing values were known.</summary>
    public void Judge(Facts facts, Span<ulong> sure, Span<ulong> possible)
    {
        for (var word = 0; word < Words; word++) sure[word] = Bits.First(Rows.Length - (64 * word));
        sure.CopyTo(possible);
        foreach (var column in _columns)
        {
            var value = column.Axis.Column.Read(facts);
            if (column.IsOpen(value))
            {
                Bits.And(sure, column.NotLooking); // only rows that do not look stay certain
                continue;
            }

            var passing = column.Passing(column.Axis.AtomOf(value));
            Bits.And(sure, passing);
            Bits.And(possible, passing);
        }
    }

    /// <summary>The columns without a value that some of these rows look at.</summary>
    public IEnumerable<TableColumn> Missing(Facts facts, IEnumerable<int> rows)
    {
        var looked = rows.ToList();
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i].Axis.Column;
            if (_columns[i].IsOpen(column.Read(facts)) && looked.Any(r => !Rows[r].Cells[i].IsAny)) yield return column;
        }
    }

    private sealed class Column
    {
        private readonly ImmutableArray<ulong> _passing;
        private readonly int _words;
        private readonly bool _nullIsValue;

        public Column(TableColumn column, ImmutableArray<Cell> cells, int words)
        {
            (Axis, _nullIsValue, _words) = (new Axis(column, cells), cells.Any(c => c.NamesNull), words);
            var passing = new ulong[(Axis.Count + 1) * words];
            for (var atom = 0; atom <= Axis.Count; atom++)
            {
                for (var row = 0; row < cells.Length; row++)
                {
                    var passes = atom == Axis.Count ? cells[row].IsAny : Axis.Matches(atom, cells[row]);
                    if (passes) passing[(atom * words) + (row / 64)] |= 1UL << (row % 64);
                }
            }

            _passing = [.. passing];
        }

        public Axis Axis { get; }

        /// <summary>True when the cells cannot be told: no value (unless a cell names null, which makes it an answer like any other), or a duration that depends on the month.</summary>
        public bool IsOpen(FieldValue value) => value.IsMissing ? !_nullIsValue : Axis.IsUnclear(value);

        /// <summary>The rows that do not look at the column.</summary>
        public ReadOnlySpan<ulong> NotLooking => Passing(Axis.Count);

        public ReadOnlySpan<ulong> Passing(int atom) => _passing.AsSpan(atom * _words, _words);
    }
}

/// <summary>Sets as bits.</summary>
internal static class Bits
{
    /// <summary>The lowest bits.</summary>
    public static ulong First(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;

    public static void And(Span<ulong> set, ReadOnlySpan<ulong> other)
    {
        for (var i = 0; i < set.Length; i++) set[i] &= other[i];
    }

    /// <summary>The members in ascending order.</summary>
    public static ImmutableArray<int> Members(ReadOnlySpan<ulong> set)
    {
        var members = ImmutableArray.CreateBuilder<int>();
        for (var word = 0; word < set.Length; word++)
        {
            for (var left = set[word]; left != 0; left &= left - 1) members.Add((64 * word) + System.Numerics.BitOperations.TrailingZeroCount(left));
        }

        return members.ToImmutable();
    }
}
