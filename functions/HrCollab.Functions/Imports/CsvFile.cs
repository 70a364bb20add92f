using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Imports;

/// <summary>Comma-separated values (RFC 4180): a header, then rows. Rows in which nothing stands are passed over.</summary>
internal sealed class CsvFile : RowFile
{
    private readonly Exchange _exchange;
    private readonly CsvParser _parser;
    private ImmutableArray<string> _names = [];
    private bool _open;
    private int _column;

    public CsvFile(FileStream file, bool compressed, long most, Exchange exchange)
        : base(file, compressed, most)
    {
        _exchange = exchange;
        _parser = new CsvParser(
            Text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ",",
                Mode = CsvMode.RFC4180,
                MaxFieldSize = Limits.TextLength,
                IgnoreBlankLines = true,
                CacheFields = false,
                BufferSize = 64 * 1024,
                BadDataFound = _ => throw new FileRefusedException(FileFindings.BadQuotes, _column + 1), // where, not what: who reads of a failure need not be allowed to see the row
            },
            leaveOpen: true);
    }

    public override ImmutableArray<string> Names => _names;

    private protected override long Number => _parser.Row;

    private protected override SourceRow? Next()
    {
        if (!_open && !Header()) return null;
        try
        {
            while (_parser.Read())
            {
                var values = Values();
                if (Array.TrueForAll(values, string.IsNullOrWhiteSpace)) continue;
                return values.Length == _names.Length ? new SourceRow(Number, _names, values) : Ragged(values);
            }
        }
        catch (MaxFieldSizeException)
        {
            return Stop(FileFindings.TooLong, Limits.TextLength);
        }

        return null;
    }

    private protected override void Dispose(bool disposing)
    {
        if (disposing) _parser.Dispose();
        base.Dispose(disposing);
    }

    private bool Header()
    {
        _open = true;
        if (!_parser.Read())
        {
            Stop(FileFindings.Empty);
            return false;
        }

        _names = [.. Values().Select(n => n.Trim())];
        var (layout, findings) = RowLayout.OfHeader(_exchange, _names);
        Layout = layout;
        if (layout is null) Stop(findings);
        return layout is not null;
    }

    /// <summary>More or fewer values than columns: which value belongs to which column cannot be said.</summary>
    private SourceRow Ragged(string[] values) => new(
        Number, [.. values.Select((_, i) => i < _names.Length ? _names[i] : string.Create(CultureInfo.InvariantCulture, $"#{i + 1}"))], values,
        Problem(FileFindings.OtherCount, values.Length, _names.Length));

    /// <summary>The values of the row, one by one, so that a broken one is known by its place.</summary>
    private string[] Values()
    {
        var values = new string[_parser.Count];
        for (_column = 0; _column < values.Length; _column++) values[_column] = _parser[_column];
        return values;
    }
}
