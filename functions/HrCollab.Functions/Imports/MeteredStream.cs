using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Imports;

/// <summary>A file being read, with limits on the whole and on one row: what a compressed file becomes is not known beforehand.</summary>
internal sealed class MeteredStream(Stream inner, long most) : Stream
{
    private long _read;
    private long _mark;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <summary>A row has ended.</summary>
    public void Mark() => _mark = _read;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_read > most) throw new FileRefusedException(FileFindings.TooLarge, most);
        if (_read - _mark > ImportOptions.MostRowBytes) throw new FileRefusedException(FileFindings.TooLong, ImportOptions.MostRowBytes);
        var count = inner.Read(buffer);
        _read += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A file that cannot be read on, from within a parser; becomes the failure of the import where rows are read.</summary>
internal sealed class FileRefusedException(DiagnosticCode code, params object?[] arguments) : Exception(code.Code)
{
    public DiagnosticCode Code { get; } = code;

    public object?[] Arguments { get; } = arguments;
}
