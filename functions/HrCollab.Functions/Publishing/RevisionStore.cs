using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Publishing;

/// <summary>Keeps the files of every revision that was ever active, under the hash of their meaning.</summary>
internal sealed class RevisionStore(IDocumentStore store)
{
    private const int PartBytes = 1_000_000;

    /// <summary>Stores the bundle unless it is there; parts first, so that a bundle with a head is whole.</summary>
    public async Task Keep(DefinitionSet set, CancellationToken cancel)
    {
        var partition = Partition(set.Hash);
        if (await store.Find(Container.Host, partition, "head", cancel) is not null) return;
        var bundle = Pack(set.Files.Values);
        var parts = bundle.Chunk(PartBytes).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new RevisionPart(parts[i]), RevisionJson.Default.RevisionPart);
            await store.Commit(new Batch(Container.Host, partition, [new Operation.Put($"part-{i:D4}", body)]), cancel);
        }

        var head = JsonSerializer.SerializeToUtf8Bytes(new RevisionHead(set.Hash, parts.Count, bundle.Length), RevisionJson.Default.RevisionHead);
        await store.Commit(new Batch(Container.Host, partition, [new Operation.Put("head", head)]), cancel);
    }

    /// <summary>The files of a revision, or null when it is not kept.</summary>
    public async Task<IReadOnlyList<DefinitionFile>?> Load(string hash, CancellationToken cancel)
    {
        var partition = Partition(hash);
        if (await store.Find(Container.Host, partition, "head", cancel) is not { } head) return null;
        var parts = JsonSerializer.Deserialize(head.Body.Span, RevisionJson.Default.RevisionHead)!.Parts;
        using var bundle = new MemoryStream();
        for (var i = 0; i < parts; i++)
        {
            var part = await store.Find(Container.Host, partition, $"part-{i:D4}", cancel) ?? throw new InvalidOperationException($"Part {i} of revision {hash} is missing.");
            bundle.Write(JsonSerializer.Deserialize(part.Body.Span, RevisionJson.Default.RevisionPart)!.Data);
        }

        return Unpack(bundle);
    }

    private static string Partition(string hash) => "revision:" + hash;

    private static byte[] Pack(IEnumerable<DefinitionFile> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
            {
                using var entry = zip.CreateEntry(file.Path).Open();
                entry.Write(file.Utf8.Span);
            }
        }

        return buffer.ToArray();
    }

    private static List<DefinitionFile> Unpack(MemoryStream bundle)
    {
        bundle.Position = 0;
        using var zip = new ZipArchive(bundle, ZipArchiveMode.Read);
        var files = new List<DefinitionFile>();
        foreach (var entry in zip.Entries)
        {
            using var text = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(text);
            files.Add(new DefinitionFile(entry.FullName, text.ToArray()));
        }

        return files;
    }
}

internal sealed record RevisionHead(string Hash, int Parts, int Bytes);

internal sealed record RevisionPart(byte[] Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RevisionHead))]
[JsonSerializable(typeof(RevisionPart))]
internal sealed partial class RevisionJson : JsonSerializerContext;
