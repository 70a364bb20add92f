using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables.Analysis;

/// <summary>Everything that tables look at, an axis per input, cut into atoms. A box is a set of atoms per axis, as bits one axis after the other.</summary>
internal sealed class TableSpace
{
    private readonly ImmutableArray<Axis> _axes;
    private readonly ImmutableArray<int> _first;

    /// <summary>The space of these tables; inputs that read the same are one axis.</summary>
    public TableSpace(params ImmutableArray<DecisionTable> tables)
    {
        var columns = tables.SelectMany(t => t.Columns.Select((c, i) => (Column: c, Cells: t.Rows.Select(r => r.Cells[i])))).GroupBy(c => c.Column.Key, StringComparer.Ordinal);
        _axes = [.. columns.Select(g => new Axis(g.First().Column, g.SelectMany(c => c.Cells)))];
        var first = ImmutableArray.CreateBuilder<int>(_axes.Length + 1);
        first.Add(0);
        foreach (var axis in _axes) first.Add(first[^1] + ((axis.Count + 63) / 64));
        _first = first.MoveToImmutable();
        Whole = Box(axis => atom => axis.IsPossible(atom));
    }

    public int Axes => _axes.Length;

    /// <summary>Every person there can be. Not having a value belongs to it where a cell names null; elsewhere the answer is open, which is no gap.</summary>
    public ulong[] Whole { get; }

    /// <summary>The bits of one axis.</summary>
    public Span<ulong> On(int axis, ulong[] box) => box.AsSpan(_first[axis].._first[axis + 1]);

    /// <summary>Whom a row is about.</summary>
    public ulong[] Of(DecisionTable table, TableRow row) => Box(axis =>
    {
        var column = table.Columns.FirstOrDefault(c => c.Key == axis.Column.Key);
        if (column is null) return axis.IsPossible;
        var cell = row.Cells[table.Columns.IndexOf(column)];
        return atom => axis.IsPossible(atom) && axis.Matches(atom, cell);
    });

    /// <summary>What is in both.</summary>
    public static ulong[] And(ulong[] a, ulong[] b) => [.. a.Zip(b, (x, y) => x & y)];

    public bool IsEmpty(ulong[] box)
    {
        for (var axis = 0; axis < Axes; axis++)
        {
            if (On(axis, box).IndexOfAnyExcept(0UL) < 0) return true;
        }

        return false;
    }

    /// <summary>The first axis on which nobody can be in the box.</summary>
    public TableColumn? Impossible(ulong[] box) => Enumerable.Range(0, Axes).Where(a => On(a, box).IndexOfAnyExcept(0UL) < 0).Select(a => _axes[a].Column).FirstOrDefault();

    /// <summary>One person of a box in words; inputs that may be anything are left out.</summary>
    public Text Example(ulong[] box)
    {
        var said = new List<Text>();
        for (var axis = 0; axis < Axes; axis++)
        {
            if (On(axis, box).SequenceEqual(On(axis, Whole))) continue;
            var column = _axes[axis].Column;
            said.Add(new Text("{0} {1}", "{0} {1}").With(column.Title, column.Words(_axes[axis].Example(Bits.Members(On(axis, box))))));
        }

        return said.Count == 0 ? new Text("任何人", "anybody") : new Text(string.Join("、", said.Select(s => s.Zh)), string.Join(", ", said.Select(s => s.En)));
    }

    /// <summary>The cells of a row for the person of <see cref="Example"/>, "-" for inputs that may be anything; null when a cell cannot say it.</summary>
    public ImmutableArray<string>? Cells(DecisionTable table, ulong[] box)
    {
        var cells = ImmutableArray.CreateBuilder<string>(table.Columns.Length);
        foreach (var column in table.Columns)
        {
            var axis = Enumerable.Range(0, Axes).First(a => _axes[a].Column.Key == column.Key);
            var cell = On(axis, box).SequenceEqual(On(axis, Whole)) ? "-" : _axes[axis].Written(Bits.Members(On(axis, box)));
            if (new UnaryParser(cell, column).Read() is null) return null;
            cells.Add(cell);
        }

        return cells.MoveToImmutable();
    }

    private ulong[] Box(Func<Axis, Func<int, bool>> holds)
    {
        var box = new ulong[_first[^1]];
        for (var axis = 0; axis < Axes; axis++)
        {
            var on = holds(_axes[axis]);
            var bits = On(axis, box);
            for (var atom = 0; atom < _axes[axis].Count; atom++)
            {
                if (on(atom)) bits[atom / 64] |= 1UL << (atom % 64);
            }
        }

        return box;
    }
}
