using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Exchanges;

/// <summary>An exchange laid over the columns of one file: judges its rows. Immutable, for any number of threads.</summary>
public sealed class RowLayout
{
    private readonly ImmutableArray<(ColumnSource Column, int[] At)> _columns;
    private readonly (ColumnSource Column, int[] At) _key;
    private readonly ImmutableArray<(int At, FrozenSet<string> Texts)> _onlyWhen;
    private readonly ImmutableArray<Violation> _unknown;

    private RowLayout(Exchange exchange, IReadOnlyList<string> names, ImmutableArray<Violation> unknown)
    {
        Exchange = exchange;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) places.TryAdd(names[i], i);
        _columns = [.. exchange.Columns.Select(c => (c, (int[])[.. c.Reads.Select(r => places.GetValueOrDefault(r, -1))]))];
        _key = _columns.First(c => c.Column.Field == exchange.Standard.Key);
        _onlyWhen = [.. exchange.OnlyWhen.Select(w => (places.GetValueOrDefault(w.Column, -1), w.Texts))];
        _unknown = unknown;
    }

    /// <summary>The exchange.</summary>
    public Exchange Exchange { get; }

    /// <summary>The layout of a file by its header; findings instead when columns are missing, unknown or doubled.</summary>
    public static (RowLayout? Layout, ImmutableArray<Violation> Findings) OfHeader(Exchange exchange, ImmutableArray<string> names)
    {
        var report = new DataReport();
        if (names.Length > Exchange.MostColumns) report.Refuse(FileFindings.TooManyColumns, "", exchange.Place, names.Length, Exchange.MostColumns);
        foreach (var twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(n => n.Count() > 1)) report.Refuse(FileFindings.ColumnTwice, "", exchange.Place, twice.Key);
        foreach (var missing in exchange.Reads.Where(r => !names.Contains(r)))
            report.Refuse(FileFindings.MissingColumn, "", exchange.Place, missing, DidYouMean.Hint(missing, names.Where(n => !exchange.Knows(n))));
        foreach (var unknown in Unknown(exchange, names)) report.Add(unknown);
        return report.Refused ? (null, report.Violations) : (new RowLayout(exchange, names, []), []);
    }

    /// <summary>The layout of a row that names its own columns: what it does not name is blank, what nobody knows is a finding of the row.</summary>
    public static RowLayout OfRow(Exchange exchange, IReadOnlyList<string> names) => new(exchange, names, [.. Unknown(exchange, names)]);

    /// <summary>True for a row that the exchange takes; others are passed over, whatever they say.</summary>
    public bool Takes(ReadOnlySpan<string> row)
    {
        foreach (var (at, texts) in _onlyWhen)
        {
            if (!texts.Contains(ColumnSource.At(row, at))) return false;
        }

        return true;
    }

    /// <summary>The key of the record a row is about; null when it has none or it is not valid.</summary>
    public string? Key(ReadOnlySpan<string> row, DateOnly today) =>
        ValueReader.Read(_key.Column.Field, _key.Column.Text(row, _key.At), "", today, new DataReport()).Text;

    /// <summary>
    /// A row judged as a new record, or as a change of the record it names. A blank column says nothing about a record that is there: the
    /// value it has stays.
    /// </summary>
    public CheckedRecord Judge(ReadOnlySpan<string> row, RecordValues? existing, CheckContext context)
    {
        var check = StandardCheck.Columns(Exchange.Standard, Texts(row, existing is null), context, existing);
        return _unknown.IsEmpty ? check : check with { Violations = [.. _unknown, .. check.Violations], Refused = true };
    }

    /// <summary>What a row says of a record that is there, before anything is judged: equal for rows that mean the same, whatever else the file has.</summary>
    public IReadOnlyList<(Field Field, string Text)> Said(ReadOnlySpan<string> row) => Texts(row, isNew: false);

    /// <summary>True when every name of the row is known.</summary>
    public bool KnowsAll => _unknown.IsEmpty;

    /// <summary>The values a row brings that differ from those of the record.</summary>
    public static IReadOnlyDictionary<string, FieldValue> Changes(CheckedRecord check, RecordValues existing) =>
        check.Changes(existing);

    private List<(Field Field, string Text)> Texts(ReadOnlySpan<string> row, bool isNew)
    {
        var texts = new List<(Field, string)>(_columns.Length);
        foreach (var (column, at) in _columns)
        {
            if (column.OnlyNew && !isNew) continue;
            var text = column.Text(row, at);
            if (text.Length > 0 || isNew) texts.Add((column.Field, text));
        }

        return texts;
    }

    private static IEnumerable<Violation> Unknown(Exchange exchange, IEnumerable<string> names)
    {
        if (exchange.IgnoresUnknown) yield break;
        foreach (var name in names.Where(n => !exchange.Knows(n)))
        {
            yield return new Violation(
                "", FileFindings.UnknownColumn.Code, FileFindings.UnknownColumn.Message.With(Clip(name), DidYouMean.Hint(name, exchange.Reads)), null, exchange.Place, Warning: false);
        }
    }

    private static string Clip(string name) => name.Length <= 60 ? name : name[..57] + "…";
}
