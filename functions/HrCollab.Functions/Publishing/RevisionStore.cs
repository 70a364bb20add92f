using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
    private const string HeadId = "head";

    /// <summary>
    /// Stores the bundle unless it is there with the very same files. Parts first, under a name of their own, and the head that names them last, so that a
    /// bundle with a head is whole. A kept revision can get other files of the same meaning, such as golden cases; <paramref name="replaces"/> says whether it does.
    /// </summary>
    public async Task<Kept> Keep(DefinitionSet set, Publication publication, bool replaces, CancellationToken cancel)
    {
        var partition = Partition(set.Hash);
        if (publication.Commit is { } commit && commit != await CommitOf(set.Hash, cancel))
            await store.Commit(new Batch(Container.Host, partition, [new Operation.Put(Commit, JsonSerializer.SerializeToUtf8Bytes(new RevisionCommit(commit), RevisionJson.Default.RevisionCommit))]), cancel);
        var known = await Readable(set.Hash, cancel);
        if (known is not null)
        {
            // The process may have ended between the head and the row of the list.
            if (known.Row is { } missing) await List(missing, cancel);
            var held = await Held(set.Hash, cancel);
            if (held is not null && DefinitionsDrift.Same(held, set)) return Kept.Same;
            if (held is not null && !replaces) return Kept.Otherwise;
        }

        var bundle = Pack(set.Files.Values);
        var name = known is null ? null : Convert.ToHexStringLower(SHA256.HashData(bundle))[..16];
        var parts = bundle.Chunk(PartBytes).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new RevisionPart(parts[i]), RevisionJson.Default.RevisionPart);
            await store.Commit(new Batch(Container.Host, partition, [new Operation.Put(PartId(name, i), body)]), cancel);
        }

        var row = known is null ? new RevisionRow(set.Hash, publication.At, publication.By, publication.Note, Decision.Engine, set.Files.Count) : known.Row;
        var head = JsonSerializer.SerializeToUtf8Bytes(new RevisionHead(set.Hash, parts.Count, bundle.Length, seal.Sign(set.Hash, bundle), name, row), RevisionJson.Default.RevisionHead);
        await store.Commit(new Batch(Container.Host, partition, [new Operation.Put(HeadId, head)]), cancel);
        if (known is not null && known.Name != name) await Forget(partition, known, cancel);
        if (known is null) await List(row!, cancel);
        return known is null ? Kept.New : Kept.Changed;
    }

    /// <summary>The row of the list, unless it is there.</summary>
    private async Task List(RevisionRow row, CancellationToken cancel) =>
        await store.Commit(new Batch(Container.Host, Index, [new Operation.Create($"{Newest(row.At)}|{row.Hash}", JsonSerializer.SerializeToUtf8Bytes(row, RevisionJson.Default.RevisionRow))]), cancel);

    /// <summary>Parts that no head names any more.</summary>
    private async Task Forget(string partition, RevisionHead head, CancellationToken cancel)
    {
        foreach (var batch in DocumentLimits.Batches(Enumerable.Range(0, head.Parts).Select(i => (Operation)new Operation.Delete(PartId(head.Name, i)))))
            await store.Commit(new Batch(Container.Host, partition, batch), cancel);
    }

    private static string PartId(string? name, int part) => name is null ? $"part-{part:D4}" : $"part-{name}-{part:D4}";

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
    public async Task<bool> Has(string hash, CancellationToken cancel) => hash.Length == 64 && await Head(hash, cancel) is not null;

    /// <summary>What was activated last; null in a new store.</summary>
    public async Task<ActivePointer?> Active(CancellationToken cancel) =>
        await store.Find(Container.Host, Pointer, Pointer, cancel) is { } found ? JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.ActivePointer) : null;

    /// <summary>
    /// Remembers what is active over what was, and who made it so; what several instances activate at once counts one after the other. Null, and nothing
    /// changed, when something else has become active since <paramref name="over"/> was read. What is active already is counted again only when
    /// <paramref name="anew"/> says that its files have changed, so that every instance reads them.
    /// </summary>
    public async Task<ActivePointer?> Point(string active, FolderMark folder, ActivePointer? over, Publication publication, bool anew, CancellationToken cancel)
    {
        while (true)
        {
            var found = await store.Find(Container.Host, Pointer, Pointer, cancel);
            var before = found is null ? null : JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.ActivePointer);
            if (before is not null && before.Active == active && before.Mark == folder && !anew)
            {
                if (Once(before.Active) is { IsEmpty: false } once) await store.Commit(new Batch(Container.Host, Pointer, once), cancel);
                return before;
            }

            if (await Switched(publication.Command, active, cancel) is not null) return null; // by the same command at the same time
            if (before?.Number != over?.Number) return null;
            var pointer = new ActivePointer(active, folder.Hash, (before?.Number ?? 0) + 1, folder.Files);
            var body = JsonSerializer.SerializeToUtf8Bytes(pointer, RevisionJson.Default.ActivePointer);
            var activation = new RevisionActivation(pointer.Active, publication.At, publication.By, publication.Note);
            var outcome = await store.Commit(
                new Batch(Container.Host, Pointer,
                [
                    found is null ? new Operation.Create(Pointer, body) : new Operation.Replace(Pointer, found.Version, body),
                    new Operation.Put($"log|{long.MaxValue - pointer.Number:D19}", JsonSerializer.SerializeToUtf8Bytes(activation, RevisionJson.Default.RevisionActivation)),
                    .. Once(before?.Active),
                ]),
                cancel);
            if (outcome is CommitResult.Done) return pointer;
        }

        // In one batch with the switch: the same command again finds that it was done, whatever is active by then.
        ImmutableArray<Operation> Once(string? before) => publication.Command is not { } command ? [] :
            [new Operation.Create(CommandId(command), JsonSerializer.SerializeToUtf8Bytes(new RevisionSwitch(active, before), RevisionJson.Default.RevisionSwitch), Command.TimeToLive)];
    }

    /// <summary>Who activated what, the newest first.</summary>
    public async Task<ImmutableArray<RevisionActivation>> Activations(CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<RevisionActivation>();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Host, Pointer, IdRange.Prefix("log|", DocumentLimits.PageSize, after: after), cancel);
            all.AddRange(page.Items.Select(i => JsonSerializer.Deserialize(i.Body.Span, RevisionJson.Default.RevisionActivation)!));
            after = page.Next;
        }
        while (after is not null);
        return all.DrainToImmutable();
    }

    /// <summary>What a command switched when it was here before; null when it is new. Throws for a key that was used for another revision.</summary>
    public async Task<RevisionSwitch?> Switched(string? command, string hash, CancellationToken cancel)
    {
        if (command is null || await store.Find(Container.Host, Pointer, CommandId(command), cancel) is not { } found) return null;
        var done = JsonSerializer.Deserialize(found.Body.Span, RevisionJson.Default.RevisionSwitch)!;
        return done.Hash == hash ? done : throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
    }

    private static string CommandId(string command) => "cmd|" + command;

    private static string Newest(DateTimeOffset at) => (long.MaxValue - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The files of a revision, or null when it is not kept. Throws <see cref="RevisionRefusedException"/> when they cannot be read or are not those that were signed.</summary>
    public async Task<IReadOnlyList<DefinitionFile>?> Load(string hash, CancellationToken cancel)
    {
        if (await Bundle(hash, cancel) is not var (bundle, signature)) return null;
        return seal.Holds(hash, bundle, signature) ? Unpack(hash, bundle) : throw Refused(hash);
    }

    /// <summary>What is said of a bundle that is not the one that was kept.</summary>
    public static RevisionRefusedException Refused(string hash) => new(hash, ApiFindings.RevisionRefused);

    /// <summary>The files that are kept; null for what was never signed, or is not what was kept: whoever brings the same set again keeps it anew.</summary>
    private async Task<IReadOnlyList<DefinitionFile>?> Held(string hash, CancellationToken cancel)
    {
        try
        {
            if (await Bundle(hash, cancel) is not var (bundle, signature) || !seal.IsSigned(hash, bundle, signature)) return null;
            var files = Unpack(hash, bundle);
            return DefinitionCompiler.HashOf(files) == hash ? files : null;
        }
        catch (RevisionRefusedException)
        {
            return null;
        }
    }

    /// <summary>Throws <see cref="RevisionRefusedException"/> for one that cannot be read.</summary>
    private async Task<RevisionHead?> Head(string hash, CancellationToken cancel) =>
        await store.Find(Container.Host, Partition(hash), HeadId, cancel) is { } stored ? Read(hash, stored, RevisionJson.Default.RevisionHead) : null;

    /// <summary>The same; null for one that cannot be read, which is kept anew.</summary>
    private async Task<RevisionHead?> Readable(string hash, CancellationToken cancel)
    {
        try
        {
            return await Head(hash, cancel);
        }
        catch (RevisionRefusedException)
        {
            return null;
        }
    }

    private static T Read<T>(string hash, StoredDocument stored, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Body.Span, type)!;
        }
        catch (JsonException)
        {
            throw Refused(hash);
        }
    }

    private async Task<(byte[] Bundle, byte[]? Signature)?> Bundle(string hash, CancellationToken cancel)
    {
        RevisionHead? before = null;
        while (await Head(hash, cancel) is { } head)
        {
            if (await Parts(hash, head, cancel) is { } bundle) return (bundle, head.Signature);
            if (before is not null && before.Name == head.Name) throw Refused(hash);
            before = head; // other files were kept while these were read, or it is missing for good
        }

        return null;
    }

    private async Task<byte[]?> Parts(string hash, RevisionHead head, CancellationToken cancel)
    {
        using var bundle = new MemoryStream();
        for (var i = 0; i < head.Parts; i++)
        {
            if (await store.Find(Container.Host, Partition(hash), PartId(head.Name, i), cancel) is not { } part) return null;
            bundle.Write(Read(hash, part, RevisionJson.Default.RevisionPart).Data);
        }

        return bundle.ToArray();
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

    private static List<DefinitionFile> Unpack(string hash, byte[] bundle)
    {
        try
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
        catch (InvalidDataException)
        {
            throw Refused(hash);
        }
    }
}

/// <summary>What became of files that were to be kept.</summary>
internal enum Kept
{
    /// <summary>No revision had their meaning.</summary>
    New,

    /// <summary>The revision had other files of the same meaning, or could not be read, and has these now.</summary>
    Changed,

    /// <summary>They were there.</summary>
    Same,

    /// <summary>The revision has other files of the same meaning, and has them still.</summary>
    Otherwise,
}

/// <summary>How many parts the bundle has, its signature where there is a key, and the row it has in the list.</summary>
/// <param name="Name">In the names of its parts; null in those of the files that were kept first.</param>
internal sealed record RevisionHead(string Hash, int Parts, int Bytes, byte[]? Signature = null, string? Name = null, RevisionRow? Row = null);

internal sealed record RevisionPart(byte[] Data);

/// <summary>Where the files of a revision can be looked up in git.</summary>
internal sealed record RevisionCommit(string Commit);

/// <summary>Who published or activated, when, what they said of it, the git commit of the files, and by which command; nobody when the host did it from its folder.</summary>
internal sealed record Publication(DateTimeOffset At, string? By = null, string? Note = null, string? Commit = null, string? Command = null);

/// <summary>What a command made active, over what.</summary>
internal sealed record RevisionSwitch(string Hash, string? Before);

/// <summary>A kept revision in the list.</summary>
internal sealed record RevisionRow(string Hash, DateTimeOffset At, string? By, string? Note, string Engine, int Files);

/// <summary>The active revision, the folder's at that time, how many activations there have been, and which bytes the folder had.</summary>
internal sealed record ActivePointer(string Active, string Folder, long Number, string? Files = null)
{
    /// <summary>The folder at that time.</summary>
    [JsonIgnore]
    public FolderMark Mark => new(Folder, Files);
}

/// <summary>A folder of definitions by its meaning and by its bytes, which golden cases are among.</summary>
internal readonly record struct FolderMark(string Hash, string? Files);

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
[JsonSerializable(typeof(RevisionSwitch))]
internal sealed partial class RevisionJson : JsonSerializerContext;
