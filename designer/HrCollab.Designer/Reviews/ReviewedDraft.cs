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
/// <param name="Before">What cases show before it; null while the branch has errors.</param>
/// <param name="After">What they show with it; null while that has errors.</param>
internal sealed record ReviewedDraft(CheckedDraft Checked, string AuthorName, Review? Review, Coverage? Before, Coverage? After)
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

    /// <summary>Checks it, unless neither it nor the branch has moved since it was: then only its review is read again.</summary>
    public static ReviewedDraft Of(DefinitionsRepository repository, Draft draft, ReviewedDraft? known = null)
    {
        var review = new ReviewDesk(repository).Find(draft.Person, draft.Topic);
        if (known is not null && known.Draft == draft && known.Checked.Onto == repository.Head) return known with { Review = review };
        var seen = CheckedDraft.Of(repository, draft);
        var before = seen.Old is { } was ? Coverage.Of(was, GoldenCheck.Of(was, ExampleCompany.World(was)).Seen) : null;
        return new ReviewedDraft(seen, AuthorOf(repository, draft), review, before, seen is { Set: { } set, Cases: { } cases } ? Coverage.Of(set, cases.Seen) : null);
    }

    /// <summary>Name of whose draft it is, as their own commits say it; the key when they have none.</summary>
    public static string AuthorOf(DefinitionsRepository repository, Draft draft) => new History(repository).Of(revision: draft.Commit, most: 1, person: draft.Person) is [var last, ..] ? last.Author : draft.Person;

    /// <summary>How much of what definitions say their cases show, such as 410/412.</summary>
    public static string Shown(Coverage? coverage) => coverage is null ? "—" : $"{coverage.Points.Length - coverage.Missing.Length}/{coverage.Points.Length}";
}
