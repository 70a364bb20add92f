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
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        Delimiter = ",",
        Mode = CsvMode.RFC4180,
        MaxFieldSize = Limits.TextLength,
        IgnoreBlankLines = true,
        CacheFields = false,
        BufferSize = 64 * 1024,
        BadDataFound = bad => throw new FileRefusedException(FileFindings.BadQuotes, Clip(bad.RawRecord)),
    };

    private readonly Exchange _exchange;
    private readonly CsvParser _parser;
    private ImmutableArray<string> _names = [];
    private bool _open;

    public CsvFile(FileStream file, bool compressed, long most, Exchange exchange)
        : base(file, compressed, most) => (_exchange, _parser) = (exchange, new CsvParser(Text, Configuration, leaveOpen: true));

    public override ImmutableArray<string> Names => _names;

    private protected override long Number => _parser.Row;

    private protected override SourceRow? Next()
    {
        if (!_open && !Header()) return null;
        try
        {
            while (_parser.Read())
            {
                var values = _parser.Record!;
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

        _names = [.. _parser.Record!.Select(n => n.Trim())];
        var (layout, findings) = RowLayout.OfHeader(_exchange, _names);
        Layout = layout;
        if (layout is null) Stop(findings);
        return layout is not null;
    }

    /// <summary>More or fewer values than columns: which value belongs to which column cannot be said.</summary>
    private SourceRow Ragged(string[] values) => new(
        Number, [.. values.Select((_, i) => i < _names.Length ? _names[i] : string.Create(CultureInfo.InvariantCulture, $"#{i + 1}"))], values,
        Problem(FileFindings.OtherCount, values.Length, _names.Length));

    private static string Clip(string text) => text.Length <= 60 ? text.TrimEnd() : text[..57] + "…";
}
