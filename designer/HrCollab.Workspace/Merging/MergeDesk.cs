using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Feedback;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Workspace.Merging;

/// <summary>What came of bringing a draft and the branch together.</summary>
public abstract record MergeOutcome
{
    private MergeOutcome()
    {
    }

    /// <summary>One new commit; the draft or the branch stands at it.</summary>
    public sealed record Merged(string Commit) : MergeOutcome;

    /// <summary>Both changed the same things; somebody has to choose.</summary>
    public sealed record Conflicting(ImmutableArray<MergeConflict> Conflicts) : MergeOutcome;

    /// <summary>Not allowed, or not now.</summary>
    public sealed record Refused(Text Why) : MergeOutcome;
}

/// <summary>Brings the branch into a draft, a draft into the branch, and takes commits back.</summary>
public sealed class MergeDesk(DefinitionsRepository repository)
{
    private static readonly Text Moved = new("同时有人改动了它,请再试一次。", "It moved in between; try again.");

    /// <summary>Brings what the branch says by now into the draft, by meaning. Only whose draft it is does that: what is in it counts as written by them.</summary>
    public MergeOutcome Update(Draft draft, Signature by, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Side>>? decided = null)
    {
        if (by.Person != draft.Person) return new MergeOutcome.Refused(new Text("只有起草人能在草稿里合并主分支的改动。", "Only the author brings the main branch into a draft."));
        var head = repository.Head;
        if (draft.Base == head) return new MergeOutcome.Merged(draft.Commit);
        var (files, conflicts) = Merge(draft.Base, draft.Commit, head, draft.Commit, decided);
        if (!conflicts.IsEmpty) return new MergeOutcome.Conflicting(conflicts);
        var commit = repository.Objects.Commit(draft.Commit, files, $"{draft.Topic}: {repository.Branch}\n", by, head);
        return repository.Objects.Move(draft.Ref, commit, draft.Commit) ? new MergeOutcome.Merged(commit) : new MergeOutcome.Refused(Moved);
    }

    /// <summary>What the draft and the branch changed differently.</summary>
    public ImmutableArray<MergeConflict> Conflicts(Draft draft) => Merge(draft.Base, draft.Commit, repository.Head, draft.Commit, null).Conflicts;

    /// <summary>
    /// Makes the draft one commit of the branch, with the change in words as its message, and ends the draft: exactly the files that were checked, so it is refused when the draft
    /// or the branch has moved on since, when something does not hold, or while an approval is missing. Where the branch is checked
    /// out its files follow; changes there that nobody committed are never overwritten. The feedback it answers is named in trailers, by which publishing closes it.
    /// </summary>
    public MergeOutcome Land(CheckedDraft seen, string title, Reviewer by, string authorName, IEnumerable<string>? closes = null)
    {
        var (draft, desk) = (seen.Draft, new ReviewDesk(repository));
        if (repository.Head != seen.Onto || new DraftDesk(repository).Find(draft.Person, draft.Topic)?.Commit != draft.Commit) return new MergeOutcome.Refused(Moved);
        if (!seen.Conflicts.IsEmpty) return new MergeOutcome.Conflicting(seen.Conflicts);
        if (seen.Edits.IsEmpty) return new MergeOutcome.Refused(new Text("草稿没有改动。", "The draft changes nothing."));
        var review = desk.Find(draft.Person, draft.Topic);
        if (seen.Refusal(review) is { } no) return new MergeOutcome.Refused(no);
        var message = new StringBuilder(title).Append("\n\n");
        foreach (var change in seen.Diff.Changes) message.Append("- ").Append(change.Sentence.Zh).Append('\n');
        foreach (var approval in review?.Approvals(draft.Commit) ?? []) message.Append("\nApproved-by: ").Append(approval.Name).Append(" (").Append(approval.By).Append(')');
        foreach (var feedback in (closes ?? []).Where(Closings.IsId).Distinct(StringComparer.Ordinal)) message.Append('\n').Append(Closings.Line(feedback));
        var commit = repository.Objects.Commit(seen.Onto, seen.Edits, message.ToString().TrimEnd() + "\n", new Signature(draft.Person, authorName, by.Now));
        if (Advance(seen.Onto, commit) is { } why) return new MergeOutcome.Refused(why);
        desk.Merged(draft, commit, by);
        new DraftDesk(repository).Discard(draft);
        return new MergeOutcome.Merged(commit);
    }

    /// <summary>What the branch at a commit says once the draft is part of it: blobs by full path (null removes one), and what both changed differently.</summary>
    internal (List<KeyValuePair<string, string?>> Edits, ImmutableArray<MergeConflict> Conflicts) Onto(Draft draft, string head) => Merge(draft.Base, draft.Commit, head, head, null);

    /// <summary>Takes a commit back in a draft: what it changed, and nothing that came after it.</summary>
    /// <param name="since">Takes back everything after this older commit as well; null: the commit alone. Refused when it is not older, or not known here.</param>
    public MergeOutcome Revert(string commit, string topic, Signature by, string? since = null)
    {
        if (DraftDesk.Wrong(by.Person, topic) is { } why) return new MergeOutcome.Refused(why);
        var older = since is not null && repository.Resolve(since) is { } named && repository.Resolve(commit) is { } newest && named != newest && repository.Base(named, newest) == named ? named : null;
        if (since is not null && older is null)
            return new MergeOutcome.Refused(new Text("提交“{0}”不在“{1}”之前,看不出要撤销哪些改动。", "The commit '{0}' is not older than '{1}', so it cannot be told what to take back.").With(since, commit));
        if (repository.Resolve(commit) is not { } bad || (older ?? repository.Resolve(bad + "^")) is not { } before)
            return new MergeOutcome.Refused(new Text("没有可以撤销的提交“{0}”。", "There is no commit '{0}' to take back.").With(commit));
        var name = $"{Draft.Prefix}{by.Person}/{topic}";
        var tip = repository.Resolve(name);
        var start = tip ?? repository.Head;
        var (files, conflicts) = Merge(bad, start, before, start, null);
        if (!conflicts.IsEmpty) return new MergeOutcome.Conflicting(conflicts);
        if (files.Count == 0) return new MergeOutcome.Refused(new Text("现在的定义里已经没有它的改动。", "Nothing of it is left to take back."));
        var made = repository.Objects.Commit(start, files, $"{topic}: revert {bad[..12]}\n", by);
        return repository.Objects.Move(name, made, tip) ? new MergeOutcome.Merged(made) : new MergeOutcome.Refused(Moved);
    }

    /// <summary>Files to change in <paramref name="onto"/> so that it says what the merge says.</summary>
    private (List<KeyValuePair<string, string?>> Files, ImmutableArray<MergeConflict> Conflicts) Merge(
        string origin, string ours, string theirs, string onto, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Side>>? decided)
    {
        var (b, o, t, target) = (repository.Paths(origin), repository.Paths(ours), repository.Paths(theirs), repository.Paths(onto));
        var bytes = repository.Objects.Blobs(b.Values.Concat(o.Values).Concat(t.Values));
        var (files, conflicts) = (new List<KeyValuePair<string, string?>>(), ImmutableArray.CreateBuilder<MergeConflict>());
        foreach (var path in b.Keys.Union(o.Keys, StringComparer.Ordinal).Union(t.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (b.GetValueOrDefault(path) == o.GetValueOrDefault(path) && o.GetValueOrDefault(path) == t.GetValueOrDefault(path)) continue;
            var merged = SemanticMerge.Files(path, Read(b, path), Read(o, path), Read(t, path), decided?.GetValueOrDefault(path));
            conflicts.AddRange(merged.Conflicts);
            var blob = merged.Utf8 is { } text ? repository.Objects.Write(text) : null;
            if (blob != target.GetValueOrDefault(path)) files.Add(KeyValuePair.Create(repository.Prefix + path, blob));
        }

        return (files, conflicts.ToImmutable());

        ReadOnlyMemory<byte>? Read(IReadOnlyDictionary<string, string> tree, string path) => tree.TryGetValue(path, out var id) ? bytes[id] : null;
    }

    /// <summary>Moves the branch on by one commit; null when done.</summary>
    private Text? Advance(string head, string commit)
    {
        var git = repository.Git;
        var bare = git.Run(["rev-parse", "--is-bare-repository"]).Text == "true";
        var checkedOut = !bare && git.Run(["symbolic-ref", "--quiet", "--short", "HEAD"]).Text == repository.Branch;
        if (!checkedOut) return repository.Objects.Move("refs/heads/" + repository.Branch, commit, head) ? null : Moved;
        var answer = git.Run(["merge", "--ff-only", "--quiet", commit]);
        return answer.Code == 0 ? null
            : repository.Head != head ? Moved
            : new Text("检出的文件夹里有未提交的改动,不能覆盖:{0}", "The checked-out folder holds changes nobody committed: {0}").With(answer.Error);
    }
}
