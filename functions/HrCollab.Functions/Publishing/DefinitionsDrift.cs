using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// Whether what decides is still what is written down: the kept bundle of the active revision against what was compiled from it, and the
/// folder on disk against the folder as it was read. Looked at when asked, not more often than every few seconds.
/// </summary>
internal sealed class DefinitionsDrift(ActiveDefinitions definitions, CompiledSets sets, RevisionStore revisions, IConfiguration configuration, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1);
    private DriftReport? _last;
    private (List<DefinitionFile> Files, string? Hash)? _folder;

    /// <summary>The state now, or of a moment ago.</summary>
    public async ValueTask<DriftReport> Now(CancellationToken cancel)
    {
        if (Volatile.Read(ref _last) is { } last && IsFresh(last)) return last;
        await _one.WaitAsync(cancel);
        try
        {
            if (_last is { } other && IsFresh(other)) return other;
            var report = await Look(cancel);
            Volatile.Write(ref _last, report);
            return report;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsFresh(DriftReport report) => report.Active == definitions.Current.Hash && time.GetUtcNow() - report.At < Fresh;

    private async Task<DriftReport> Look(CancellationToken cancel)
    {
        var active = definitions.Current;
        var pointer = await revisions.Active(cancel);
        var folder = DefinitionsFolder.Find(configuration);
        var onDisk = FolderHash(folder, active);
        var state = pointer is not null && pointer.Active != active.Hash ? DriftState.Elsewhere
            : !await IsIntact(active, cancel) ? DriftState.Stored
            : onDisk is null ? DriftState.Invalid
            : onDisk != pointer?.Folder && !DefinitionsFolder.IsFirstOnly(configuration) ? DriftState.Folder
            : onDisk != active.Hash ? DriftState.Published
            : DriftState.None;
        return new DriftReport(time.GetUtcNow(), state, active.Hash, onDisk, onDisk == active.Hash ? GitCommit.Of(folder) : active.Commit);
    }

    /// <summary>True when the store gives back, byte for byte, the files that decide. Golden cases decide nothing: others may be kept that are not active yet.</summary>
    private async Task<bool> IsIntact(DefinitionSet active, CancellationToken cancel)
    {
        try
        {
            return await revisions.Load(active.Hash, cancel) is { } kept && Same([.. kept.Where(Decides)], [.. active.Files.Values.Where(Decides)]);
        }
        catch (RevisionRefusedException)
        {
            return false; // a bundle that cannot be read is not the one that was kept
        }
    }

    /// <summary>Compiled only when the bytes differ from those that decide and from those looked at last; null when the folder is unreadable or has errors.</summary>
    private string? FolderHash(string folder, DefinitionSet active)
    {
        try
        {
            List<DefinitionFile> files = [.. DefinitionsFolder.Read(folder)];
            if (Same(files, active)) return active.Hash;
            if (_folder is not var (seen, _) || !Same(files, seen)) _folder = (files, sets.Of(files).Set?.Hash);
            return _folder.Value.Hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True when the set was compiled from these very files.</summary>
    public static bool Same(IReadOnlyCollection<DefinitionFile> files, DefinitionSet set) => Same(files, [.. set.Files.Values]);

    private static bool Same(IReadOnlyCollection<DefinitionFile> files, IReadOnlyCollection<DefinitionFile> others)
    {
        if (files.Count != others.Count) return false;
        var byPath = others.ToDictionary(f => f.Path, StringComparer.Ordinal);
        return files.All(f => byPath.TryGetValue(f.Path, out var other) && other.Utf8.Span.SequenceEqual(f.Utf8.Span));
    }

    private static bool Decides(DefinitionFile file) => !file.Path.EndsWith(".cases.json", StringComparison.Ordinal);
}

/// <summary>How what decides differs from what is written down.</summary>
public enum DriftState
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A published revision is active over an unchanged folder, or over one that an empty store only begins with: meant, and shown.</summary>
    Published,

    /// <summary>The folder on disk has changed since it was read.</summary>
    Folder,

    /// <summary>The folder on disk cannot be read or has errors.</summary>
    Invalid,

    /// <summary>The kept bundle of the active revision is not what was kept.</summary>
    Stored,

    /// <summary>Another revision is active in the store: this instance takes it up in a moment, or cannot read it.</summary>
    Elsewhere,
}

/// <summary>What was found.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="State">How they differ.</param>
/// <param name="Active">Hash of the set that decides.</param>
/// <param name="Folder">Hash of the folder on disk; null when it has none.</param>
/// <param name="Commit">The git commit of what decides: of the folder when that is it and lies in a work tree, else the one it was published from.</param>
public sealed record DriftReport(DateTimeOffset At, DriftState State, string Active, string? Folder, string? Commit);
