using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Drafts;

namespace HrCollab.Workspace.Merging;

/// <summary>What the branch says once a draft is part of it, worked out beside the branch: nothing but blobs is written.</summary>
/// <param name="Onto">The newest commit of the branch.</param>
/// <param name="Before">All files of the branch.</param>
/// <param name="Files">All files with the draft; where both changed the same, those of the draft.</param>
/// <param name="Changed">Paths that differ.</param>
/// <param name="Edits">Blobs by full path; null removes one.</param>
/// <param name="Conflicts">What both changed differently.</param>
internal sealed record MergedDraft(
    string Onto, ImmutableArray<DefinitionFile> Before, ImmutableArray<DefinitionFile> Files, ImmutableArray<string> Changed, ImmutableArray<KeyValuePair<string, string?>> Edits,
    ImmutableArray<MergeConflict> Conflicts)
{
    public static MergedDraft Of(DefinitionsRepository repository, Draft draft)
    {
        var head = repository.Head;
        var (edits, conflicts) = new MergeDesk(repository).Onto(draft, head);
        var before = repository.Files(head);
        var files = before.ToImmutableSortedDictionary(f => f.Path, f => f, StringComparer.Ordinal).ToBuilder();
        var blobs = repository.Objects.Blobs(edits.Select(e => e.Value).OfType<string>());
        foreach (var (full, blob) in edits)
        {
            var path = full[repository.Prefix.Length..];
            if (blob is null) files.Remove(path);
            else files[path] = new DefinitionFile(path, blobs[blob]);
        }

        return new MergedDraft(head, before, [.. files.Values], [.. edits.Select(e => e.Key[repository.Prefix.Length..])], [.. edits], conflicts);
    }
}
