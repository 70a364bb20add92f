using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>
/// A document as Cosmos DB keeps it. The body is text within JSON, so that it comes back byte for byte (numbers of JSON would become doubles), or
/// compressed text when it is large.
/// </summary>
/// <param name="Version">Grows by one with every replacement.</param>
/// <param name="ETag">Of the service; guards the next change.</param>
/// <param name="Mark">Of the commit that wrote it: an unanswered commit is recognised by it.</param>
/// <param name="Expires">Milliseconds of the Unix epoch, by the clock of the host; null: stays.</param>
internal sealed record Envelope(string Partition, string Id, long Version, string ETag, string Mark, long? Expires, long Commit, int Place, ReadOnlyMemory<byte> Body)
{
    private const int CompressFrom = 8 * 1024;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public bool IsLive(long now) => Expires is null || Expires > now;

    public StoredDocument Document() => new(Partition, Id, Version, Body);

    /// <summary>The document as it is sent. The service removes what has expired an hour later: its clock is not that of the host.</summary>
    public static MemoryStream Write(string partition, string id, long version, string mark, int place, ReadOnlyMemory<byte> body, long now, TimeSpan? life)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("pk"u8, partition);
            writer.WriteNumber("v"u8, version);
            writer.WriteString("m"u8, mark);
            if (place > 0) writer.WriteNumber("n"u8, place);
            if (life is { } span)
            {
                writer.WriteNumber("x"u8, now + (long)span.TotalMilliseconds);
                writer.WriteNumber("ttl"u8, (int)Math.Min(int.MaxValue, Math.Ceiling(span.TotalSeconds) + 3_600));
            }

            if (body.Length < CompressFrom) writer.WriteString("b"u8, body.Span);
            else writer.WriteBase64String("z"u8, Compress(body.Span));
            writer.WriteEndObject();
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>A document of an answer; the body only when it was asked for.</summary>
    public static Envelope Read(JsonElement document, string? partition = null)
    {
        var body = document.TryGetProperty("b"u8, out var text) ? Encoding.UTF8.GetBytes(text.GetString()!)
            : document.TryGetProperty("z"u8, out var packed) ? Decompress(packed.GetBytesFromBase64())
            : [];
        return new(
            partition ?? document.GetProperty("pk"u8).GetString()!,
            document.GetProperty("id"u8).GetString()!,
            document.GetProperty("v"u8).GetInt64(),
            document.TryGetProperty("_etag"u8, out var etag) ? etag.GetString()! : "",
            document.TryGetProperty("m"u8, out var mark) ? mark.GetString()! : "",
            document.TryGetProperty("x"u8, out var expires) ? expires.GetInt64() : null,
            document.TryGetProperty("_lsn"u8, out var commit) ? commit.GetInt64() : 0,
            document.TryGetProperty("n"u8, out var place) ? place.GetInt32() : 0,
            body);
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> body)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        if (!BrotliEncoder.TryCompress(body, packed, out var length, quality: 4, window: 22)) throw new InvalidOperationException("A body could not be compressed.");
        return packed.AsSpan(0, length);
    }

    private static byte[] Decompress(byte[] packed)
    {
        using var source = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }
}
