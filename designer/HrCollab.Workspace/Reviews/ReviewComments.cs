using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Reviews;

/// <summary>Comments on elements: kept with the place they had in the draft that was looked at, and found again wherever that element stands now.</summary>
public sealed class ReviewComments(DefinitionsRepository repository)
{
    /// <summary>The JSON Pointer of a changed element in the draft's own commit.</summary>
    public string PointerOf(Drafts.Draft draft, Change change) =>
        change.PointerIn(repository.File(draft.Commit, change.File) is { } file ? Elements.Parse(file.Utf8) : null);

    /// <summary>The change that a comment is about, or null: it is about the draft as a whole, or what it was about is no longer changed.</summary>
    public Change? About(ReviewEvent comment, IEnumerable<Change> changes)
    {
        if (comment is not { Kind: "commented", File: { } path, Pointer: { } pointer }) return null;
        var root = repository.File(comment.Commit, path) is { } file ? Elements.Parse(file.Utf8) : null;
        var place = ElementPlace.Of(root, pointer);
        var within = pointer[(ElementPlace.Find(root, place) ?? "").Length..];
        var near = changes.Where(c => c.File == path && c.Place == place).ToList();
        return near.Find(c => c.Within == within) ?? near.FirstOrDefault();
    }
}
