using System.Collections.Immutable;
using HrCollab.Workspace;
using HrCollab.Workspace.Differences;

namespace HrCollab.Designer.Drafting;

/// <summary>What a commit did, in sentences.</summary>
internal static class CommitSentences
{
    /// <summary>The changes of a commit against the one before it, of one file or of all.</summary>
    public static ImmutableArray<Change> Of(DefinitionsRepository repository, string commit, string? path = null)
    {
        var before = repository.Resolve(commit + "^");
        if (before is null) return [];
        var changes = SemanticDiff.Of(repository.Files(before), repository.Files(commit)).Changes;
        return path is null ? changes : [.. changes.Where(c => c.File == path)];
    }
}
