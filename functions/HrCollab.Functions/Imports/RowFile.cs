using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Functions.Imports;

/// <summary>A file read row by row. It ends at its end, or where it cannot be read on; what was read until then counts.</summary>
internal abstract class RowFile : IDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly FileStream _file;
    private readonly MeteredStream _metered;

    private protected RowFile(FileStream file, bool compressed, long most)
    {
        _file = file;
        _metered = new MeteredStream(compressed ? new GZipStream(file, CompressionMode.Decompress) : file, most);
        Text = new StreamReader(_metered, Strict, detectEncodingFromByteOrderMarks: true, 64 * 1024);
    }

    /// <summary>Opens a file of an import; a header that does not fit is its failure.</summary>
    public static RowFile Open(string path, ImportState import, Exchange exchange, long most)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);
        return import.Format == "csv" ? new CsvFile(file, import.Compressed, most, exchange) : new NdjsonFile(file, import.Compressed, most, exchange);
    }

    /// <summary>Names of the values that every row has that can be judged; what a row names beyond stands behind them.</summary>
    public abstract ImmutableArray<string> Names { get; }

    /// <summary>Judges rows that have these names; null before the first row and when the header does not fit.</summary>
    public RowLayout? Layout { get; private protected set; }

    /// <summary>Why the file cannot be read on.</summary>
    public ImportFailure? Failure { get; private set; }

    /// <summary>Bytes of the file that have been taken in, for progress.</summary>
    public long BytesRead => _file.Position;

    private protected StreamReader Text { get; }

    /// <summary>The next row; null at the end and after a failure.</summary>
    public SourceRow? Read()
    {
        if (Failure is not null) return null;
        try
        {
            var row = Next();
            _metered.Mark();
            return row;
        }
        catch (FileRefusedException e)
        {
            return Stop(e.Code, e.Arguments);
        }
        catch (DecoderFallbackException)
        {
            return Stop(FileFindings.NotUtf8);
        }
        catch (InvalidDataException)
        {
            return Stop(FileFindings.NotGzip);
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void Dispose(bool disposing)
    {
        if (disposing) Text.Dispose();
    }

    /// <summary>Number of the row being read, as a spreadsheet or an editor shows it.</summary>
    private protected abstract long Number { get; }

    private protected abstract SourceRow? Next();

    private protected SourceRow? Stop(DiagnosticCode code, params object?[] arguments)
    {
        Failure = new ImportFailure(Number, code.Code, code.Message.With(arguments), code.Help.With(arguments));
        return null;
    }

    private protected SourceRow? Stop(ImmutableArray<Violation> findings)
    {
        Failure = new ImportFailure(
            Number, findings[0].Code, new Text(string.Join("", findings.Select(f => f.Message.Zh)), string.Join(" ", findings.Select(f => f.Message.En))),
            FileFindings.MissingColumn.Code == findings[0].Code ? FileFindings.MissingColumn.Help : FileFindings.UnknownColumn.Help);
        return null;
    }

    private protected static Violation Problem(DiagnosticCode code, params ReadOnlySpan<object?> arguments) =>
        new("", code.Code, code.Message.With(arguments), null, null, Warning: false);
}

/// <summary>One row as sent.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="Names">Names of the values.</param>
/// <param name="Values">The values.</param>
/// <param name="Problem">Why its values cannot be judged one by one, or null.</param>
internal sealed record SourceRow(long Number, ImmutableArray<string> Names, string[] Values, Violation? Problem = null)
{
    /// <summary>Key of the record that it is about; null when it has none, or none that is valid.</summary>
    public string? Key { get; init; }

    /// <summary>How many rows of the same record stand before it in the file.</summary>
    public int Nth { get; init; }

    /// <summary>What its values take in memory.</summary>
    public long TextBytes => Values.Sum(v => (long)v.Length * sizeof(char));

    /// <summary>Hash of the row as sent.</summary>
    public string Hash => field ??= HashOf();

    /// <summary>True for a row that its exchange does not take.</summary>
    public bool IsPassedOver { get; init; }

    private string HashOf()
    {
        var hash = new RowHash();
        for (var i = 0; i < Values.Length; i++) hash.Add(Names[i], Values[i]);
        return hash.End();
    }
}
