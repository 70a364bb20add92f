using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Publishing;

/// <summary>Keeps the files of every revision that was ever active, under the hash of their meaning.</summary>
internal sealed class RevisionStore(IDocumentStore store, RevisionSeal seal)
{
    private const int PartBytes = 1_000_000;
    private const string Index = "revisions";
    private const string Pointer = "active";
    private const string Commit = "commit";
    private const string Commands = "command|";

    /// <summary>Stores the bundle unless it is there; parts first, so that a bundle with a head is whole. False when it was there.</summary>
    public async Task<bool> Keep(DefinitionSet set, Publication publication, CancellationToken cancel)
    {
        var partition = Partition(set.Hash);
        if (publication.Commit is { } commit && commit != await CommitOf(set.Hash, cancel))
            await store.Commit(new Batch(Container.Host, partition, [new Operation.Put(Commit, JsonSerializer.SerializeToUtf8Bytes(new RevisionCommit(commit), RevisionJson.Default.RevisionCommit))]), cancel);
        var known = await store.Find(Container.Host, partition, "head", cancel) is not null;
        if (known && await IsWhole(set, cancel)) return false;
        var bundle = Pack(set.Files.Values);
        var parts = bundle.Chunk(PartBytes).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new RevisionPart(parts[i]), RevisionJson.Default.RevisionPart);
            await store.Commit(new Batch(Container.Host, partition, [new Operation.Put($"part-{i:D4}", body)]), cancel);
        }

        var head = JsonSerializer.SerializeToUtf8Bytes(new RevisionHead(set.Hash, parts.Count, bundle.Length, seal.Sign(set.Hash, bundle)), RevisionJson.Default.RevisionHead);
        await store.Commit(new Batch(Container.Host, partition, [new Operation.Put("head", head)]), cancel);
        if (known) return false;
        var row = new RevisionRow(set.Hash, publication.At, publication.By, publication.Note, Decision.Engine, set.Files.Count);
        await store.Commit(new Batch(Container.Host, Index, [new Operation.Put($"{Newest(publication.At)}|{set.Hash}", JsonSerializer.SerializeToUtf8Bytes(row, RevisionJson.Default.RevisionRow))]), cancel);
        return true;
    }

    /// <summary>The commit a revision was last read or published from; null when nobody said.</summary>
    public async Task<string?> CommitOf(string hash, CancellationToken cancel) =>
        await store.Find(Container.Host, Partition(hash), Commit, cancel) is { } found ? JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.RevisionCommit)!.Commit : null;

    /// <summary>Kept revisions, the newest first.</summary>
    public async Task<(ImmutableArray<RevisionRow> Items, string? Next)> List(IdRange range, CancellationToken cancel)
    {
        var page = await store.Query(Container.Host, Index, range, cancel);
        return ([.. page.Items.Select(i => JsonSerializer.Deserialize(i.Body.Span, RevisionJson.Default.RevisionRow)!)], page.Next);
    }

    /// <summary>True when the revision is kept.</summary>
    public async Task<bool> Has(string hash, CancellationToken cancel) => hash.Length == 64 && await store.Find(Container.Host, Partition(hash), "head", cancel) is not null;

    /// <summary>What was activated last; null in a new store.</summary>
    public async Task<ActivePointer?> Active(CancellationToken cancel) =>
        await store.Find(Container.Host, Pointer, Pointer, cancel) is { } found ? JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.ActivePointer) : null;

    /// <summary>
    /// Remembers what is active over what was, and who made it so; what several instances activate at once counts one after the other. Null, and nothing
    /// changed, when something else has become active since <paramref name="over"/> was read.
    /// </summary>
    public async Task<ActivePointer?> Point(string active, string folder, ActivePointer? over, Publication publication, CancellationToken cancel)
    {
        while (true)
        {
            var found = await store.Find(Container.Host, Pointer, Pointer, cancel);
            var before = found is null ? null : JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.ActivePointer);
            if (before is not null && before.Active == active && before.Folder == folder)
            {
                if (Counted(publication, before) is [var again]) await store.Commit(new Batch(Container.Host, Pointer, [again]), cancel);
                return before;
            }

            if (before?.Number != over?.Number) return null;
            var pointer = new ActivePointer(active, folder, (before?.Number ?? 0) + 1);
            var body = JsonSerializer.SerializeToUtf8Bytes(pointer, RevisionJson.Default.ActivePointer);
            var activation = new RevisionActivation(pointer.Active, publication.At, publication.By, publication.Note);
            var logged = new Operation.Put($"log|{long.MaxValue - pointer.Number:D19}", JsonSerializer.SerializeToUtf8Bytes(activation, RevisionJson.Default.RevisionActivation));
            Operation points = found is null ? new Operation.Create(Pointer, body) : new Operation.Replace(Pointer, found.Version, body);
            var outcome = await store.Commit(new Batch(Container.Host, Pointer, [points, logged, .. Counted(publication, pointer)]), cancel);
            if (outcome is CommitResult.Done) return pointer;
        }
    }

    /// <summary>What keeps that the command has counted; nothing when it was none.</summary>
    private static Operation[] Counted(Publication publication, ActivePointer pointer) =>
        publication.Command is { } command ? [new Operation.Put(Commands + command, JsonSerializer.SerializeToUtf8Bytes(pointer, RevisionJson.Default.ActivePointer), Command.TimeToLive)] : [];

    /// <summary>The revision that a command has made the active one, whatever has become so since; null when it has not counted. It is written with the pointer, so that a command whose answer was lost counts once.</summary>
    public async Task<string?> ActivatedBy(Command command, CancellationToken cancel) =>
        await store.Find(Container.Host, Pointer, Commands + command.Id, cancel) is { } found ? JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.ActivePointer)!.Active : null;

    /// <summary>Who activated what, the newest first.</summary>
    public async Task<ImmutableArray<RevisionActivation>> Activations(CancellationToken cancel) =>
        [.. (await store.Query(Container.Host, Pointer, IdRange.Prefix("log|"), cancel)).Items.Select(i => JsonSerializer.Deserialize(i.Body.Span, RevisionJson.Default.RevisionActivation)!)];

    private static string Newest(DateTimeOffset at) => (long.MaxValue - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The files of a revision, or null when it is not kept. Throws <see cref="RevisionRefusedException"/> when they cannot be read or are not those that were signed.</summary>
    public async Task<IReadOnlyList<DefinitionFile>?> Load(string hash, CancellationToken cancel)
    {
        if (await Bundle(hash, cancel) is not var (bundle, signature)) return null;
        if (!seal.Holds(hash, bundle, signature)) throw Refused(hash);
        try
        {
            return Unpack(bundle);
        }
        catch (InvalidDataException)
        {
            throw Refused(hash);
        }
    }

    /// <summary>What is said of a bundle that is not the one that was kept.</summary>
    public static RevisionRefusedException Refused(string hash) => new(hash, ApiFindings.RevisionRefused);

    /// <summary>False for what is kept and was never signed, or is not what was kept: whoever brings the same set again keeps it anew.</summary>
    private async Task<bool> IsWhole(DefinitionSet set, CancellationToken cancel)
    {
        try
        {
            if (await Bundle(set.Hash, cancel) is not var (bundle, signature) || !seal.IsSigned(set.Hash, bundle, signature)) return false;
            var files = Unpack(bundle);
            return DefinitionsDrift.Same(files, set) || DefinitionCompiler.HashOf(files) == set.Hash; // the same meaning may be written otherwise
        }
        catch (Exception e) when (e is RevisionRefusedException or InvalidDataException)
        {
            return false;
        }
    }

    private async Task<(byte[] Bundle, byte[]? Signature)?> Bundle(string hash, CancellationToken cancel)
    {
        try
        {
            return await Parts(hash, cancel);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw Refused(hash);
        }
    }

    private async Task<(byte[] Bundle, byte[]? Signature)?> Parts(string hash, CancellationToken cancel)
    {
        var partition = Partition(hash);
        if (await store.Find(Container.Host, partition, "head", cancel) is not { } stored) return null;
        var head = JsonSerializer.Deserialize(stored.Body.Span, RevisionJson.Default.RevisionHead)!;
        using var bundle = new MemoryStream();
        for (var i = 0; i < head.Parts; i++)
        {
            var part = await store.Find(Container.Host, partition, $"part-{i:D4}", cancel) ?? throw Refused(hash);
            bundle.Write(JsonSerializer.Deserialize(part.Body.Span, RevisionJson.Default.RevisionPart)!.Data);
        }

        return (bundle.ToArray(), head.Signature);
    }

    internal static string Partition(string hash) => "revision:" + hash;

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

    private static List<DefinitionFile> Unpack(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle), ZipArchiveMode.Read);
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

/// <summary>How many parts the bundle has, and its signature where there is a key.</summary>
internal sealed record RevisionHead(string Hash, int Parts, int Bytes, byte[]? Signature = null);

internal sealed record RevisionPart(byte[] Data);

/// <summary>Where the files of a revision can be looked up in git.</summary>
internal sealed record RevisionCommit(string Commit);

/// <summary>Who published or activated, when, what they said of it, the git commit of the files, and the command by which they did; nobody when the host did it from its folder.</summary>
internal sealed record Publication(DateTimeOffset At, string? By = null, string? Note = null, string? Commit = null, string? Command = null);

/// <summary>A kept revision in the list.</summary>
internal sealed record RevisionRow(string Hash, DateTimeOffset At, string? By, string? Note, string Engine, int Files);

/// <summary>The active revision, the folder's at that time, and how many activations there have been.</summary>
internal sealed record ActivePointer(string Active, string Folder, long Number);

/// <summary>A revision became the active one.</summary>
internal sealed record RevisionActivation(string Hash, DateTimeOffset At, string? By, string? Note);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RevisionHead))]
[JsonSerializable(typeof(RevisionPart))]
[JsonSerializable(typeof(RevisionCommit))]
[JsonSerializable(typeof(RevisionAuthors))]
[JsonSerializable(typeof(RevisionApproval))]
[JsonSerializable(typeof(RevisionRow))]
[JsonSerializable(typeof(ActivePointer))]
[JsonSerializable(typeof(RevisionActivation))]
internal sealed partial class RevisionJson : JsonSerializerContext;
