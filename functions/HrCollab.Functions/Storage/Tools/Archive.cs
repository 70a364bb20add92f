using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// A file with all documents of a store, the same whichever store it was: gzip over lines of JSON, a head first, then a document a line, last what
/// there must be. Read for ever: a change of the lines raises <see cref="Format"/>, and what was written before is read as before.
/// </summary>
internal sealed class Archive : IKeptReader
{
    /// <summary>1: bodies as text.</summary>
    public const int Format = 1;

    private readonly string _path;

    private Archive(string path, ArchiveHead head, IReadOnlyList<ContainerTally> end) => (_path, Head, End) = (path, head, end);

    public ArchiveHead Head { get; }

    /// <summary>What the writer counted.</summary>
    public IReadOnlyList<ContainerTally> End { get; }

    /// <summary>Writes all of a store beside the name, and takes the name when it is whole.</summary>
    public static async Task Write(string path, ArchiveHead head, IKeptReader reader, CancellationToken cancel)
    {
        var tally = new Tally();
        var part = path + ".part";
        await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            {
                await Line(packed, new ArchiveLine { Head = head }, cancel);
                foreach (var container in KeptDocument.Carried)
                {
                    await foreach (var page in reader.Read(container, null, head.At, cancel))
                    {
                        var carried = page.Documents.Where(d => d.IsCarried).ToList();
                        tally.Add(carried);
                        foreach (var document in carried) await Line(packed, ArchiveLine.Of(document), cancel);
                    }
                }

                await Line(packed, new ArchiveLine { End = tally.Lines }, cancel);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(part, path);
    }

    /// <summary>Opens a file and reads it to its end; refuses one that is no archive, is not whole, or of a later format.</summary>
    public static async Task<Archive> Open(string path, CancellationToken cancel)
    {
        if (!File.Exists(path)) throw new StoreRefusedException(new Text($"没有文件 {path}。", $"There is no file {path}."));
        try
        {
            (ArchiveHead? head, IReadOnlyList<ContainerTally>? end) = (null, null);
            await foreach (var line in Lines(path, cancel))
            {
                if (end is not null) throw Broken(path, null);
                head ??= line.Head ?? throw Broken(path, null);
                if (head.Format > Format) throw new StoreRefusedException(new Text($"归档 {path} 的格式为 {head.Format},本程序只认识到 {Format}。请使用较新的程序。", $"The archive {path} has format {head.Format}; this program knows formats up to {Format}. Use a newer program."));
                end = line.End;
            }

            return head is null || end is null ? throw Broken(path, null) : new Archive(path, head, end);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or EndOfStreamException)
        {
            throw Broken(path, e);
        }
    }

    public async IAsyncEnumerable<KeptPage> Read(Container container, string? position, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        const int PageSize = 500;
        var (documents, until, number, behind) = (new List<KeptDocument>(PageSize), now.ToUnixTimeMilliseconds(), 0L, position is null ? 0 : long.Parse(position, System.Globalization.CultureInfo.InvariantCulture));
        await foreach (var line in Lines(_path, cancel))
        {
            if (++number <= behind || line.Document() is not { } document || document.Container != container || document.Expires <= until) continue;
            documents.Add(document);
            if (documents.Count < PageSize) continue;
            yield return new([.. documents], number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            documents.Clear();
        }

        if (documents.Count > 0) yield return new(documents, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async IAsyncEnumerable<ArchiveLine> Lines(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        while (await text.ReadLineAsync(cancel) is { } line) yield return JsonSerializer.Deserialize(line, ArchiveJson.Default.ArchiveLine) ?? throw Broken(path, null);
    }

    private static async Task Line(Stream stream, ArchiveLine line, CancellationToken cancel)
    {
        await stream.WriteAsync(DocumentJson.Write(line, ArchiveJson.Default.ArchiveLine), cancel);
        stream.WriteByte((byte)'\n');
    }

    private static StoreRefusedException Broken(string path, Exception? inner) => new(
        new Text($"{path} 不是完整的归档:可能被截断、损坏,或不是由 backup 写成的。没有写入任何数据。", $"{path} is not a whole archive: cut short, damaged, or not written by backup. Nothing was written."), inner);
}

/// <summary>When an archive was made, of which store, and a name of its own.</summary>
internal sealed record ArchiveHead(int Format, string Id, DateTimeOffset At, string From);

/// <summary>A line: a head, a document (container, partition, id, version, expiry, body), or the end.</summary>
internal sealed record ArchiveLine
{
    public ArchiveHead? Head { get; init; }

    public Container? C { get; init; }

    public string? P { get; init; }

    public string? I { get; init; }

    public long V { get; init; }

    public long? X { get; init; }

    public string? B { get; init; }

    public IReadOnlyList<ContainerTally>? End { get; init; }

    public static ArchiveLine Of(KeptDocument d) => new() { C = d.Container, P = d.Partition, I = d.Id, V = d.Version, X = d.Expires, B = System.Text.Encoding.UTF8.GetString(d.Body.Span) };

    public KeptDocument? Document() => C is { } container && P is not null && I is not null && B is not null
        ? new(container, P, I, V, X, System.Text.Encoding.UTF8.GetBytes(B))
        : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ArchiveLine))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
