using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Functions.Http;
using HrCollab.Functions.Publishing;

namespace HrCollab.Functions;

/// <summary>
/// The one mutable reference to the one immutable set. A set with an error never gets here; cases keep the revision they began with, so
/// older sets are compiled again when a case asks for them.
/// </summary>
internal sealed class ActiveDefinitions(RevisionStore revisions, CompiledSets sets, LoadedSets loaded)
{
    private readonly Lock _taking = new();
    private Taken? _taken;

    /// <summary>The active set.</summary>
    public DefinitionSet Current => Volatile.Read(ref _taken)?.Set ?? throw new InvalidOperationException("No definition set has been activated.");

    /// <summary>
    /// Compiles the folder's files and makes them the active set, all or nothing. A revision that was published over the very same folder
    /// stays active; a folder that has changed since wins, because git is where definitions live.
    /// </summary>
    public async Task<ImmutableArray<Diagnostic>> Activate(IEnumerable<DefinitionFile> files, Publication publication, CancellationToken cancel)
    {
        ImmutableArray<DefinitionFile> read = [.. files];
        while (true)
        {
            if (await TakeFolder(read, publication, cancel) is { } findings) return findings;
        }
    }

    /// <summary>Null when another instance activated something meanwhile: whether the folder wins is asked again.</summary>
    private async Task<ImmutableArray<Diagnostic>?> TakeFolder(ImmutableArray<DefinitionFile> read, Publication publication, CancellationToken cancel)
    {
        var before = await revisions.Active(cancel);
        var result = sets.Of(read, proven: before is not null);
        if (before is not null && result.Set is { } same && !await revisions.Has(same.Hash, cancel)) result = sets.Of(read);
        if (result.Set is not { } folder) return result.Diagnostics;
        if (StatutePack.Of(folder) is { IsEmpty: false } unlawful) return result.Diagnostics.AddRange(unlawful);
        var mark = new FolderMark(folder.Hash, CompiledSets.KeyOf(read));
        var unchanged = before is not null && before.Mark == mark; // cases that were published over the very same folder stay, too
        folder = (await Keep(folder, publication, cancel, replaces: !unchanged)).Set;
        if (before is { } pointer && pointer.Folder == folder.Hash && pointer.Active != folder.Hash) Take(await For(pointer.Active, cancel), pointer.Number);
        else if (!await Switch(folder, mark, before, publication, anew: false, cancel)) return null;
        return result.Diagnostics;
    }

    /// <summary>Keeps a revision with the commit it comes from; what is kept under its name then, and what became of its files.</summary>
    public async Task<(DefinitionSet Set, Kept Kept)> Keep(DefinitionSet set, Publication publication, CancellationToken cancel, bool replaces = true)
    {
        var kept = await revisions.Keep(set, publication, replaces, cancel);
        if (kept == Kept.Otherwise) return (await Anew(set.Hash, cancel), kept);
        return (loaded.Add(set.From(publication.Commit ?? await revisions.CommitOf(set.Hash, cancel))), kept);
    }

    /// <summary>A kept revision; null when there is none of that name. Throws <see cref="RevisionRefusedException"/> for one that may not decide.</summary>
    public async ValueTask<DefinitionSet?> Find(string hash, CancellationToken cancel) => await revisions.Has(hash, cancel) ? await For(hash, cancel) : null;

    /// <summary>The commit of a revision in use, null when it is not known.</summary>
    public string? CommitOf(string hash) => loaded.CommitOf(hash);

    /// <summary>
    /// Makes a kept revision the active one over what <see cref="CatchUp"/> read; running cases keep theirs. False, and nothing changed, when something else has
    /// become active since.
    /// </summary>
    public async Task<bool> Activate(string hash, ActivePointer? over, Publication publication, CancellationToken cancel)
    {
        var set = await Anew(hash, cancel);
        return await Switch(set, over?.Mark ?? new FolderMark(hash, null), over, publication, IsOther(set), cancel);
    }

    /// <summary>True for a set that means what decides and has other files, as golden cases are.</summary>
    public bool IsOther(DefinitionSet set) => set.Hash == Current.Hash && !DefinitionsDrift.Same([.. set.Files.Values], Current);

    /// <summary>Takes up the revision that the store says is active, without a folder; false when no revision has ever been.</summary>
    public async Task<bool> Resume(CancellationToken cancel)
    {
        if (await revisions.Active(cancel) is not { } pointer) return false;
        Take(await For(pointer.Active, cancel), pointer.Number);
        return true;
    }

    /// <summary>
    /// Takes up what another instance has activated since; true when another set decides from now on. Compiled and warmed before it counts, so no request
    /// waits for it. Throws <see cref="RevisionRefusedException"/> when that revision may not decide here; what decided goes on.
    /// </summary>
    public async Task<bool> Follow(CancellationToken cancel) => await revisions.Active(cancel) is { } pointer && await Follow(pointer, cancel);

    private async Task<bool> Follow(ActivePointer pointer, CancellationToken cancel)
    {
        if (pointer.Number <= Volatile.Read(ref _taken)?.Number) return false;
        var (before, set) = (Current, await Anew(pointer.Active, cancel));
        if (set.Hash != before.Hash) DefinitionCompiler.Warm(set);
        Take(set, pointer.Number);
        return set.Hash != before.Hash;
    }

    /// <summary>
    /// The same before a command, with what the store says is active, which the command goes over: what is active in the store and was not signed is not taken up, and
    /// the command goes over what decides here.
    /// </summary>
    public async Task<ActivePointer?> CatchUp(CancellationToken cancel)
    {
        var pointer = await revisions.Active(cancel);
        try
        {
            if (pointer is not null) await Follow(pointer, cancel);
        }
        catch (RevisionRefusedException)
        {
            // RevisionFollower logs it, and /api/ready says that another revision is active.
        }

        return pointer;
    }

    private async Task<bool> Switch(DefinitionSet set, FolderMark folder, ActivePointer? over, Publication publication, bool anew, CancellationToken cancel)
    {
        if (await revisions.Point(set.Hash, folder, over, publication, anew, cancel) is not { } pointer) return false;
        Take(set, pointer.Number);
        return true;
    }

    /// <summary>Activations are numbered by the store: one that was read before a later one counted is late, and changes nothing.</summary>
    private void Take(DefinitionSet set, long number)
    {
        lock (_taking)
        {
            if (_taken is null || number >= _taken.Number) Volatile.Write(ref _taken, new Taken(set, number));
        }
    }

    /// <summary>Runs every script once, so that the first record does not wait for the interpreter to be compiled.</summary>
    public void Warm() => DefinitionCompiler.Warm(Current);

    /// <summary>The set of a revision, compiled from its kept bundle when it is not the active one. Throws <see cref="RevisionRefusedException"/> when that is not what was kept, or is not readable here.</summary>
    public async ValueTask<DefinitionSet> For(string hash, CancellationToken cancel) => loaded.Find(hash) ?? await Anew(hash, cancel);

    /// <summary>The same as it is kept now: another instance may have kept other files of the same meaning.</summary>
    private async Task<DefinitionSet> Anew(string hash, CancellationToken cancel)
    {
        var files = await revisions.Load(hash, cancel) ?? throw RevisionStore.Refused(hash);
        if (loaded.Find(hash) is { } known && DefinitionsDrift.Same(files, known)) return known;
        var set = sets.Of(files, proven: true).Set;
        if (set is null && DefinitionCompiler.HashOf(files) == hash) throw new RevisionRefusedException(hash, ApiFindings.RevisionUnreadable);
        if (set?.Hash != hash) throw RevisionStore.Refused(hash);
        return loaded.Add(set.From(await revisions.CommitOf(hash, cancel)));
    }

    private sealed record Taken(DefinitionSet Set, long Number);
}
