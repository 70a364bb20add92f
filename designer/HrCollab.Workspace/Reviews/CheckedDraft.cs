using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Merging;

namespace HrCollab.Workspace.Reviews;

/// <summary>
/// A draft as part of the branch as that is now: what it would change there, what does not hold, and who has to approve. What is looked at, asked of a host and landed are
/// the same files.
/// </summary>
public sealed class CheckedDraft
{
    private readonly MergedDraft _merged;
    private readonly ReviewNeeds _needs;

    private CheckedDraft(Draft draft, MergedDraft merged, ReviewNeeds needs) => (Draft, _merged, _needs) = (draft, merged, needs);

    /// <summary>The draft at the commit that was looked at.</summary>
    public Draft Draft { get; }

    /// <summary>The commit of the branch it was merged with.</summary>
    public string Onto => _merged.Onto;

    /// <summary>All definitions as they would be.</summary>
    public ImmutableArray<DefinitionFile> Files => _merged.Files;

    /// <summary>Paths of what changes.</summary>
    public ImmutableArray<string> Changed => _merged.Changed;

    /// <summary>What the branch changed as well by now, differently.</summary>
    public ImmutableArray<MergeConflict> Conflicts => _merged.Conflicts;

    /// <summary>What the branch compiles to now, or null.</summary>
    public DefinitionSet? Old { get; private init; }

    /// <summary>What it would compile to, or null.</summary>
    public DefinitionSet? Set { get; private init; }

    /// <summary>What changes, what widens access first.</summary>
    public required DefinitionDiff Diff { get; init; }

    /// <summary>How the cases come out; null when it does not compile.</summary>
    public CheckedCases? Cases { get; private init; }

    /// <summary>Errors and cases that do not hold.</summary>
    public ImmutableArray<Diagnostic> Failing { get; private init; } = [];

    /// <summary>Duties that have to approve.</summary>
    public ImmutableArray<string> Needed => _needs.Duties;

    /// <summary>Why it cannot be told who else has to approve; null when it can.</summary>
    public Text? Undecidable => _needs.Undecidable;

    internal ImmutableArray<KeyValuePair<string, string?>> Edits => _merged.Edits;

    /// <summary>Merges, compiles and runs the cases; takes seconds.</summary>
    public static CheckedDraft Of(DefinitionsRepository repository, Draft draft)
    {
        var merged = MergedDraft.Of(repository, draft);
        var (old, fresh) = (DefinitionCompiler.Compile(merged.Before, proven: true).Set, DefinitionCompiler.Compile(merged.Files));
        var access = old is not null && fresh.Set is { } set && merged.Changed.Any(SemanticDiff.TouchesAccess) ? AccessDiff.Of(old, set, ExampleCompany.Organization(set)) : null;
        var cases = fresh.Set is { } whole ? GoldenCheck.Of(whole, ExampleCompany.World(whole)) : null;
        IEnumerable<Diagnostic> lawful = fresh.Set is { } sound ? StatutePack.Of(sound, old) : [];
        return new CheckedDraft(draft, merged, ReviewNeeds.Of(merged.Before, merged.Changed, access))
        {
            Old = old,
            Set = fresh.Set,
            Diff = SemanticDiff.Of(merged.Before, merged.Files, _ => access),
            Cases = cases,
            Failing = [.. fresh.Diagnostics.Concat(cases?.Findings ?? []).Concat(lawful).Where(d => d.Severity == Severity.Error)],
        };
    }

    /// <summary>Duties of which nobody has approved the draft as it is.</summary>
    public ImmutableArray<string> Missing(Review? review) => review?.Missing(Draft.Commit, Needed) ?? Needed;

    /// <summary>Why it may not become part of the branch; null when it may.</summary>
    public Text? Refusal(Review? review) =>
        review?.IsOpen != true ? new Text("这份草稿没有在审核中。", "This draft is not under review.")
        : Failing is [var first, ..] ? new Text("有错误或用例不通过,不能发布:{0}", "Errors or failing cases keep it from being published: {0}").With(first.Message)
        : Undecidable is { } why ? why
        : Missing(review) is { IsEmpty: false } missing ? new Text("还缺批准:{0}。", "Approvals are missing: {0}.").With(new DutyWords(Files.FirstOrDefault(f => f.Path == DutyWords.Path)).All(missing))
        : null;
}
