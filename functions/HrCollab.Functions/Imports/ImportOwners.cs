using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>
/// Who works on which import when several instances share a store and each has its own disk: the one whose folder holds the file. It says once a minute
/// that it lives, as long as files wait in its folder; the note lapses after <see cref="Lease"/> and is gone after <c>Imports:LostMinutes</c>.
/// </summary>
internal sealed class ImportOwners(IDocumentStore store, ImportOptions options, TimeProvider time) : IDisposable
{
    /// <summary>How long whoever was heard of is taken to be at work.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const string Partition = "import-owners";
    private const string FileName = "owner";
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, (long Version, DateTimeOffset Since)> _watched = new(StringComparer.Ordinal);
    private FileStream? _folder;
    private long _said;

    /// <summary>This process: the name that lies in its folder, so that a restart finds its own imports; another one when somebody else works in that folder.</summary>
    public string Own { get; private set; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>True when no other process works in the folder: what nobody waits for there may be deleted.</summary>
    public bool HasFolder => _folder is not null;

    /// <summary>Takes the folder, or finds that another process has it. The lock ends with the process, however it ends.</summary>
    public void Open()
    {
        Directory.CreateDirectory(options.Folder);
        try
        {
            _folder = new FileStream(Path.Combine(options.Folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return;
        }

        using var reader = new StreamReader(_folder, leaveOpen: true);
        if (reader.ReadToEnd() is { Length: 16 } known && known.All(char.IsAsciiHexDigitLower))
        {
            Own = known;
            return;
        }

        _folder.SetLength(0);
        _folder.Write(System.Text.Encoding.ASCII.GetBytes(Own));
        _folder.Flush(flushToDisk: true);
    }

    /// <summary>Says that this process lives, once a minute at most.</summary>
    public async ValueTask Say(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (now.UtcTicks - Interlocked.Read(ref _said) < Often.Ticks) return;
        var body = JsonSerializer.SerializeToUtf8Bytes(new ImportOwner(now + Lease), ImportOwnerJson.Default.ImportOwner);
        await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(Own, body, options.LostAfter)]), cancel);
        Interlocked.Exchange(ref _said, now.UtcTicks);
    }

    /// <summary>The same while files wait here.</summary>
    public async ValueTask SayWhileFilesWait(CancellationToken cancel)
    {
        if (Directory.EnumerateFiles(options.Folder, "*" + ImportState.FileExtension).Any()) await Say(cancel);
    }

    /// <summary>What became of an import's owner: at work, silent for a while, or gone. One that is not named is of an older program, which is known by what it writes.</summary>
    public async ValueTask<OwnerSeen> Look(HeldImport import, CancellationToken cancel)
    {
        if (import.State.Owner is not { } owner) return Watch(import);
        if (await store.Find(Container.Host, Partition, owner, cancel) is not { } stored) return OwnerSeen.Gone;
        return JsonSerializer.Deserialize(stored.Body.Span, ImportOwnerJson.Default.ImportOwner)!.Until > time.GetUtcNow() ? OwnerSeen.AtWork : OwnerSeen.Silent;
    }

    public void Dispose() => _folder?.Dispose();

    /// <summary>As long as somebody goes on with the import, they are there; when it stands still for longer than anybody waits, they are not.</summary>
    private OwnerSeen Watch(HeldImport import)
    {
        var now = time.GetUtcNow();
        if (!_watched.TryGetValue(import.State.Id, out var seen) || seen.Version != import.Version) _watched[import.State.Id] = seen = (import.Version, now);
        if (now - seen.Since < options.LostAfter) return OwnerSeen.Silent;
        _watched.Remove(import.State.Id);
        return OwnerSeen.Gone;
    }
}

/// <summary>What is known of the instance that an import belongs to.</summary>
internal enum OwnerSeen
{
    /// <summary>It was heard of within the lease.</summary>
    AtWork,

    /// <summary>Its lease has lapsed; it may come back.</summary>
    Silent,

    /// <summary>Nothing was heard of it for longer than anybody waits.</summary>
    Gone,
}

/// <summary>Until when an instance is taken to be at work.</summary>
internal sealed record ImportOwner(DateTimeOffset Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImportOwner))]
internal sealed partial class ImportOwnerJson : JsonSerializerContext;
