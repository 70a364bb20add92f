using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Workspace;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Histories;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Reviews;

/// <summary>A draft as its reviewers see it: as part of the branch as that is now.</summary>
/// <param name="Checked">What it would make of the branch.</param>
/// <param name="AuthorName">Name of who wrote it.</param>
/// <param name="Review">Its review, or null.</param>
/// <param name="Before">What cases show before it, such as 410/412.</param>
/// <param name="After">What they show with it.</param>
internal sealed record ReviewedDraft(CheckedDraft Checked, string AuthorName, Review? Review, string Before, string After)
{
    public Draft Draft => Checked.Draft;

    public ImmutableArray<DefinitionFile> Files => Checked.Files;

    public DefinitionSet? Set => Checked.Set;

    public ImmutableArray<Change> Changes => Checked.Diff.Changes;

    public ImmutableArray<Diagnostic> Failing => Checked.Failing;

    public ImmutableArray<string> Needed => Checked.Needed;

    public ImmutableArray<string> Missing => Checked.Missing(Review);

    public ImmutableArray<MergeConflict> Conflicts => Checked.Conflicts;

    public ImmutableHashSet<string> Changed { get; } = [.. Checked.Changed];

    /// <summary>Why it may not be published yet; null when it may.</summary>
    public Text? Refusal => Conflicts.IsEmpty ? Checked.Refusal(Review) : new Text("先解决与主分支的冲突。", "Settle the conflicts with the main branch first.");

    public static ReviewedDraft Of(DefinitionsRepository repository, Draft draft)
    {
        var seen = CheckedDraft.Of(repository, draft);
        var author = new History(repository).Of(revision: draft.Commit, most: 1) is [var last, ..] ? last.Author : draft.Person;
        var before = seen.Old is { } was ? Shown(was, GoldenCheck.Of(was, ExampleCompany.World(was))) : "—";
        return new ReviewedDraft(seen, author, new ReviewDesk(repository).Find(draft.Person, draft.Topic), before, seen is { Set: { } set, Cases: { } cases } ? Shown(set, cases) : "—");
    }

    private static string Shown(DefinitionSet set, CheckedCases cases)
    {
        var coverage = Coverage.Of(set, cases.Seen);
        return $"{coverage.Points.Length - coverage.Missing.Length}/{coverage.Points.Length}";
    }
}
