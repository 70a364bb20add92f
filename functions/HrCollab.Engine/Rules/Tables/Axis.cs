using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>
/// The values of a column cut into atoms, in each of which every cell says the same. Numbers, dates and durations: the ends named by cells, and
/// what lies between them; texts and codes: those named, and all others; the last atom is "no value". Evaluation and analysis both
/// stand on it.
/// </summary>
internal sealed class Axis
{
    private readonly Family _family;
    private readonly ImmutableArray<decimal> _cuts = [];
    private readonly bool _namesNull;
    private readonly FrozenDictionary<string, int> _texts = FrozenDictionary<string, int>.Empty;

    public Axis(TableColumn column, IEnumerable<Cell> cells)
    {
        Column = column;
        _family = Families.Of(column.Type);
        var tests = cells.SelectMany(c => c.Tests).ToList();
        _namesNull = tests.Any(t => t is NullTest);
        switch (_family)
        {
            case Family.Number or Family.Date or Family.Duration:
                _cuts = [.. tests.OfType<RangeTest>().SelectMany(t => new[] { t.Low, t.High }).Append(column.Min).Append(column.Max).OfType<decimal>().Distinct().Order()];
                Count = (2 * _cuts.Length) + 2;
                break;
            case Family.Truth:
                Count = 3;
                break;
            default:
                Texts = [.. tests.OfType<TextTest>().Select(t => t.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                _texts = Texts.Select((t, i) => KeyValuePair.Create(t, i)).ToFrozenDictionary(StringComparer.Ordinal);
                Count = Texts.Length + 2;
                break;
        }
    }

    public TableColumn Column { get; }

    /// <summary>Atoms, "no value" among them.</summary>
    public int Count { get; }

    public int Null => Count - 1;

    private ImmutableArray<string> Texts { get; } = [];

    /// <summary>True for a duration of which it depends on the month whether it is longer than an end that some cell names.</summary>
    public bool IsUnclear(FieldValue value) =>
        _family == Family.Duration && _cuts.Any(c => Ordinals.IsUnclear(value, c));

    /// <summary>The atom of a value.</summary>
    public int AtomOf(FieldValue value)
    {
        if (value.IsMissing) return Null;
        switch (_family)
        {
            case Family.Number or Family.Date or Family.Duration:
                var at = _cuts.BinarySearch(Ordinals.Of(value)!.Value);
                return at >= 0 ? (2 * at) + 1 : 2 * ~at;
            case Family.Truth:
                return value.Boolean!.Value ? 1 : 0;
            default:
                return _texts.TryGetValue(value.Text!, out var text) ? text : Texts.Length;
        }
    }

    /// <summary>Whether the values of an atom pass a cell; "no value" is taken as a value.</summary>
    public bool Matches(int atom, Cell cell)
    {
        if (cell.IsAny) return true;
        if (atom == Null) return cell.Matches(FieldValue.Missing);
        foreach (var test in cell.Tests)
        {
            var passes = test switch
            {
                RangeTest range => range.Matches(Inside(atom)),
                TruthTest truth => truth.Truth == (atom == 1),
                TextTest text => _texts[text.Text] == atom,
                _ => false,
            };
            if (passes) return !cell.Negated;
        }

        return cell.Negated;
    }

    /// <summary>Whether a person can be in an atom; without a value only where a cell names null.</summary>
    public bool IsPossible(int atom) => atom == Null ? _namesNull : !Example(atom).IsMissing;

    /// <summary>A value of one of some atoms, rather from between two ends than an end.</summary>
    public FieldValue Example(ImmutableArray<int> atoms)
    {
        if (_family is not (Family.Number or Family.Date or Family.Duration)) return Example(atoms[0]);
        return Example(atoms.FirstOrDefault(a => a % 2 == 0 && a != Null && a != 0 && a != Null - 1, atoms[0]));
    }

    /// <summary>A value that a person can have in an atom, or missing when there is none: outside the field's limits, or no whole number between.</summary>
    public FieldValue Example(int atom)
    {
        if (atom == Null) return FieldValue.Missing;
        switch (_family)
        {
            case Family.Number or Family.Date or Family.Duration:
                return Ordinal(atom) is { } at ? Ordinals.Value(Column.Type, at) : FieldValue.Missing;
            case Family.Truth:
                return FieldValue.Of(atom == 1);
            default:
                if (atom < Texts.Length) return FieldValue.Of(Column.Type, Texts[atom]);
                if (Column.Codes is not { } codes) return FieldValue.Of(Column.Type, "…");
                return codes.Values.FirstOrDefault(v => !_texts.ContainsKey(v.Code)) is { } other ? FieldValue.Of(Column.Type, other.Code) : FieldValue.Missing;
        }
    }

    /// <summary>The example of some atoms as a cell; a text that is none of those named as "not" those.</summary>
    public string Written(ImmutableArray<int> atoms) =>
        _family is not (Family.Number or Family.Date or Family.Duration or Family.Truth) && Column.Codes is null && atoms[0] == Texts.Length
            ? $"not({string.Join(", ", Texts.Select(t => Printer.Written(Column.Type, FieldValue.Of(Column.Type, t))))})"
            : Printer.Written(Column.Type, Example(atoms));

    private decimal? Ordinal(int atom)
    {
        if (atom % 2 == 1) return Possible(_cuts[atom / 2]) ? _cuts[atom / 2] : null;
        var (low, high) = (atom == 0 ? (decimal?)null : _cuts[(atom / 2) - 1], atom / 2 == _cuts.Length ? (decimal?)null : _cuts[atom / 2]);
        if (low < Column.Min || high > Column.Max || (low is not null && low == Column.Max) || (high is not null && high == Column.Min)) return null;
        if (_family == Family.Duration) return Between(low, high);
        if (Column.Scale is not { } scale) return Inside(atom);
        var middle = decimal.Round(Inside(atom), scale, MidpointRounding.ToNegativeInfinity);
        if (low is null || middle > low) return middle;
        middle += Step(scale);
        return high is null || middle < high ? middle : null;
    }

    /// <summary>A duration longer than one end and shorter than the other: full months, or half of one more; days where the ends are days.</summary>
    private static decimal? Between(decimal? low, decimal? high)
    {
        var from = Duration.OfMonths(low ?? 0);
        Duration[] tried = low is null
            ? [Duration.OfMonths(high ?? 1) is { Months: > 0 } end ? new Duration(end.Months - 1, 0) : new Duration(0, Duration.OfMonths(high ?? 0).Days - 1)]
            : [new Duration(from.Months + 1, 0), new Duration(from.Months, from.Days + 15), new Duration(from.Months, from.Days + 1)];
        return tried.Where(d => d is { Months: >= 0, Days: >= 0 } && (low is null || d.CompareTo(from) > 0) && (high is not { } most || d.CompareTo(Duration.OfMonths(most)) < 0))
            .Select(d => (decimal?)d.InMonths).FirstOrDefault();
    }

    private bool Possible(decimal value) =>
        !(value < Column.Min) && !(value > Column.Max) && (Column.Scale is not { } scale || decimal.Round(value, scale, MidpointRounding.ToNegativeInfinity) == value);

    /// <summary>A point of an atom, whether a person can have it or not.</summary>
    private decimal Inside(int atom)
    {
        if (atom % 2 == 1) return _cuts[atom / 2];
        if (_cuts.IsEmpty) return 0;
        if (atom == 0) return _cuts[0] - 1;
        return atom / 2 == _cuts.Length ? _cuts[^1] + 1 : (_cuts[(atom / 2) - 1] + _cuts[atom / 2]) / 2;
    }

    private static decimal Step(int scale) => new(1, 0, 0, isNegative: false, (byte)scale);
}
