using System.Collections.Immutable;
using System.Numerics;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>
/// What the matching rows give. Some rows may be open because a value is missing: the answer is told only when it is the same however
/// each of them would turn out (supervaluation over the open rows, each taken by itself).
/// </summary>
internal sealed class TablePolicy
{
    private readonly HitPolicy _policy;
    private readonly Aggregation _aggregation;
    private readonly ImmutableArray<TableRow> _rows;
    private readonly ImmutableArray<TableOutput> _outputs;
    private readonly ImmutableArray<TableAnswer> _single;
    private readonly TableAnswer _nothing;
    private readonly ImmutableArray<int> _group;
    private readonly int _nothingGroup;

    public TablePolicy(HitPolicy policy, Aggregation aggregation, ImmutableArray<TableRow> rows, ImmutableArray<TableOutput> outputs)
    {
        (_policy, _aggregation, _rows, _outputs) = (policy, aggregation, rows, outputs);
        _single = [.. rows.Select(r => new TableAnswer(TableOutcome.Matched, [r.Index], r.Values, []))];
        ImmutableArray<FieldValue> defaults = [.. outputs.Select(o => o.Default)];
        var groups = new List<ImmutableArray<FieldValue>> { defaults };
        _group = [.. rows.Select(r => Group(r.Values))];
        _nothingGroup = outputs.Any(o => o.Default.IsMissing) ? -1 : 0;
        _nothing = outputs.Any(o => !o.Default.IsMissing)
            ? new TableAnswer(TableOutcome.Default, [], defaults, [])
            : new TableAnswer(TableOutcome.None, [], policy.IsSingle() ? defaults : [.. outputs.Select((_, i) => Together([], i))], []);

        int Group(ImmutableArray<FieldValue> values)
        {
            var known = groups.FindIndex(g => g.SequenceEqual(values));
            if (known >= 0) return known;
            groups.Add(values);
            return groups.Count - 1;
        }
    }

    /// <summary>The answer, or null when it cannot be told. Sets are of places in the order in which rows count.</summary>
    public TableAnswer? Decide(ReadOnlySpan<ulong> sure, ReadOnlySpan<ulong> possible) => _policy switch
    {
        HitPolicy.Unique => Unique(sure, possible),
        HitPolicy.Any => Any(sure, possible),
        HitPolicy.First or HitPolicy.Priority => First(sure, possible),
        _ => All(Bits.Members(sure), Bits.Members(possible)),
    };

    private TableAnswer? Unique(ReadOnlySpan<ulong> sure, ReadOnlySpan<ulong> possible)
    {
        var (matching, open, only) = (0, false, -1);
        for (var word = 0; word < sure.Length; word++)
        {
            matching += BitOperations.PopCount(sure[word]);
            open |= sure[word] != possible[word];
            if (sure[word] != 0 && only < 0) only = (64 * word) + BitOperations.TrailingZeroCount(sure[word]);
        }

        if (matching > 1) return Conflict(sure);
        return open ? null : matching == 1 ? _single[only] : _nothing;
    }

    private TableAnswer? Any(ReadOnlySpan<ulong> sure, ReadOnlySpan<ulong> possible)
    {
        var (winner, same) = (-1, true);
        foreach (var row in Bits.Members(sure))
        {
            if (winner >= 0 && _group[row] != _group[winner]) return Conflict(sure);
            if (winner < 0) winner = row;
        }

        foreach (var row in Bits.Members(possible)) same &= _group[row] == (winner < 0 ? _nothingGroup : _group[winner]);
        return !same ? null : winner < 0 ? _nothing : _single[winner];
    }

    private TableAnswer? First(ReadOnlySpan<ulong> sure, ReadOnlySpan<ulong> possible)
    {
        var group = -2; // of the open rows that come first
        for (var word = 0; word < possible.Length; word++)
        {
            for (var left = possible[word]; left != 0; left &= left - 1)
            {
                var row = (64 * word) + BitOperations.TrailingZeroCount(left);
                if ((sure[word] & left & (0 - left)) != 0) return group == -2 || group == _group[row] ? _single[row] : null;
                if (group != -2 && group != _group[row]) return null;
                group = _group[row];
            }
        }

        return group == -2 || group == _nothingGroup ? _nothing : null;
    }

    private TableAnswer? All(ImmutableArray<int> sure, ImmutableArray<int> possible)
    {
        if (possible.IsEmpty) return _nothing;
        if (sure.Length != possible.Length && (_aggregation is Aggregation.None or Aggregation.Count || !Settled(sure, possible))) return null;
        if (sure.IsEmpty) return _nothing;
        return new TableAnswer(TableOutcome.Matched, [.. sure.Select(r => _rows[r].Index)], [.. _outputs.Select((_, i) => Together(sure, i))], []);
    }

    /// <summary>Open rows change nothing: they add zero, or are not below the least, or not above the greatest.</summary>
    private bool Settled(ImmutableArray<int> sure, ImmutableArray<int> possible)
    {
        if (sure.IsEmpty) return false;
        for (var i = 0; i < _outputs.Length; i++)
        {
            var known = Together(sure, i);
            if (Together(possible, i) != known || (_aggregation == Aggregation.Sum && possible.Except(sure).Any(r => Ordinals.Of(_rows[r].Values[i]) is { } add && add != 0))) return false;
        }

        return true;
    }

    private FieldValue Together(ImmutableArray<int> rows, int output)
    {
        var type = _outputs[output].Type;
        if (_aggregation == Aggregation.Count) return FieldValue.Of(ValueType.Integer, (decimal)rows.Length);
        var values = rows.Select(r => _rows[r].Values[output]).Where(v => !v.IsMissing);
        if (_aggregation == Aggregation.None)
        {
            return Families.Of(type) switch
            {
                Family.Text => FieldValue.Of(values.Select(v => v.Text!)),
                Family.Codes => FieldValue.Of(values.SelectMany(v => v.Codes!)),
                _ => FieldValue.Missing,
            };
        }

        var numbers = values.Select(v => Ordinals.Of(v)!.Value).ToList();
        if (numbers.Count == 0) return FieldValue.Missing;
        return Ordinals.Value(type, _aggregation switch { Aggregation.Sum => numbers.Sum(), Aggregation.Min => numbers.Min(), _ => numbers.Max() });
    }

    private TableAnswer Conflict(ReadOnlySpan<ulong> rows) =>
        new(TableOutcome.Conflict, [.. Bits.Members(rows).Select(r => _rows[r].Index)], [.. _outputs.Select(_ => FieldValue.Missing)], []);
}
