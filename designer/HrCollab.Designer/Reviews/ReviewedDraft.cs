using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Workspace;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Reviews;

/// <summary>A draft as its reviewers see it.</summary>
/// <param name="Draft">The draft at the commit that was looked at.</param>
/// <param name="AuthorName">Name of who wrote it.</param>
/// <param name="Review">Its review, or null.</param>
/// <param name="Files">All definitions as it leaves them.</param>
/// <param name="Set">What they compile to, or null.</param>
/// <param name="Changes">What it changes, what widens access first.</param>
/// <param name="Failing">Errors and cases that do not hold.</param>
/// <param name="Before">What cases show before it, such as 410/412.</param>
/// <param name="After">What they show with it.</param>
/// <param name="Needed">Duties that have to approve.</param>
/// <param name="Missing">Those that have not yet.</param>
/// <param name="Conflicts">What the branch changed as well by now.</param>
/// <param name="Changed">Paths of what it changes.</param>
internal sealed record ReviewedDraft(
    Draft Draft, string AuthorName, Review? Review, ImmutableArray<DefinitionFile> Files, DefinitionSet? Set, ImmutableArray<Change> Changes, ImmutableArray<Diagnostic> Failing,
    string Before, string After, ImmutableArray<string> Needed, ImmutableArray<string> Missing, ImmutableArray<MergeConflict> Conflicts,
    ImmutableHashSet<string> Changed)
{
    public static ReviewedDraft Of(DefinitionsRepository repository, Draft draft)
    {
        var (before, after) = (repository.Files(draft.Base), repository.Files(draft.Commit));
        var (old, fresh) = (DefinitionCompiler.Compile(before, proven: true), DefinitionCompiler.Compile(after));
        var diff = SemanticDiff.Of(before, after, ExampleCompany.Organization);
        var cases = fresh.Set is { } set ? GoldenCheck.Of(set, ExampleCompany.World(set)) : null;
        var changed = repository.Changed(draft.Base, draft.Commit);
        var needed = old.Set is { } base_ ? ReviewDesk.Needed(base_.Manifest, changed, diff.Access) : [];
        var review = new ReviewDesk(repository).Find(draft.Person, draft.Topic);
        ImmutableArray<MergeConflict> conflicts = draft.Base == repository.Head ? [] : new MergeDesk(repository).Conflicts(draft);
        var author = new HrCollab.Workspace.Histories.History(repository).Of(revision: draft.Commit, most: 1) is [var last, ..] ? last.Author : draft.Person;
        return new ReviewedDraft(
            draft, author, review, after, fresh.Set, diff.Changes, [.. fresh.Diagnostics.Concat(cases?.Findings ?? []).Concat(fresh.Set is { } whole ? StatutePack.Of(whole, old.Set) : []).Where(d => d.Severity == Severity.Error)],
            Shown(old.Set, old.Set is { } was ? GoldenCheck.Of(was, ExampleCompany.World(was)) : null), Shown(fresh.Set, cases), needed, review?.Missing(draft.Commit, needed) ?? needed, conflicts, [.. changed]);
    }

    private static string Shown(DefinitionSet? set, CheckedCases? cases)
    {
        if (set is null || cases is null) return "—";
        var coverage = Coverage.Of(set, cases.Seen);
        return $"{coverage.Points.Length - coverage.Missing.Length}/{coverage.Points.Length}";
    }
}
