using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Merging;

namespace HrCollab.Workspace.Reviews;

/// <summary>
/// Reviews beside the drafts they are about, kept in refs of their own so that they travel with the repository. Every folder names the duty
/// whose holders approve its changes (owners in manifest.json); who sees more of a sensitive field needs the owner of that data as well.
/// Nobody approves what they wrote themselves.
/// </summary>
public sealed class ReviewDesk(DefinitionsRepository repository)
{
    private const string Prefix = "refs/hrcollab/reviews/";
    private const string File = "review.json";
    private const int Tries = 20;
    private const int LongestText = 4_000;

    /// <summary>Reviews of all drafts.</summary>
    public ImmutableArray<Review> List() => [.. repository.Objects.Refs(Prefix).Select(r => Read(r.Commit)).OfType<Review>()];

    /// <summary>The review of a draft, or null when nobody asked for one.</summary>
    public Review? Find(string person, string topic) => repository.Resolve($"{Prefix}{person}/{topic}") is { } commit ? Read(commit) : null;

    /// <summary>Duties whose holders have to approve a change, in order; by the owners that hold today, not by those that the change names.</summary>
    public static ImmutableArray<string> Needed(Manifest manifest, IEnumerable<string> paths, IEnumerable<AccessChange> access) =>
    [
        .. manifest.Approvers(paths).Concat(access.Where(a => a is { ShowsMore: true, Sensitive: true }).Select(a => a.GroupOwner).OfType<string>())
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Who has to approve what a draft makes of the branch as it is now, who would see more included; compiles only when that can have changed.</summary>
    public ReviewNeeds Needs(Draft draft)
    {
        var merged = MergedDraft.Of(repository, draft);
        return ReviewNeeds.Of(merged.Before, merged.Changed, merged.Changed.Any(SemanticDiff.TouchesAccess) ? SemanticDiff.Access(merged.Before, merged.Files, ExampleCompany.Organization) : null);
    }

    /// <summary>Asks the owners to look at the draft as it is now, and says which feedback it answers.</summary>
    public ReviewOutcome Request(Draft draft, string? text, Reviewer by, ImmutableArray<string> closes = default) => by.Person != draft.Person
        ? new ReviewOutcome.Refused(new Text("只有起草人能请求审核。", "Only the author asks for review."))
        : Act(draft, by, _ => null, new ReviewEvent("requested", by.Person, by.Name, by.Now, draft.Commit, text, Closes: closes));

    /// <summary>Takes the request back.</summary>
    public ReviewOutcome Withdraw(Draft draft, Reviewer by) => by.Person != draft.Person
        ? new ReviewOutcome.Refused(new Text("只有起草人能撤回审核请求。", "Only the author withdraws a request."))
        : Act(draft, by, Open, new ReviewEvent("withdrawn", by.Person, by.Name, by.Now, draft.Commit));

    /// <summary>Says something about the draft, or about an element of it.</summary>
    public ReviewOutcome Comment(Draft draft, string text, string? file, string? pointer, Reviewer by) =>
        Act(draft, by, Open, new ReviewEvent("commented", by.Person, by.Name, by.Now, draft.Commit, text, file, pointer));

    /// <summary>Approves the draft as it is at a commit that the reviewer has seen, with every needed duty the reviewer holds; with the feedback it answers.</summary>
    public ReviewOutcome Approve(Draft draft, string seen, IEnumerable<string> needed, string? text, Reviewer by, ImmutableArray<string> closes = default)
    {
        if (by.Person == draft.Person || Authors(draft).Contains(by.Person)) return new ReviewOutcome.Refused(new Text("不能批准自己的改动。", "Nobody approves a change of their own."));
        if (new DraftDesk(repository).Find(draft.Person, draft.Topic)?.Commit != seen) return new ReviewOutcome.Refused(new Text("草稿在你查看后又有改动,请重新查看。", "The draft has changed since you looked; look at it again."));
        var all = needed.ToList();
        var duties = all.Where(by.Duties.Contains).ToImmutableArray();
        return all.Count == 0 ? new ReviewOutcome.Refused(new Text("这份草稿里没有需要批准的改动。", "Nothing in this draft needs an approval."))
            : duties.IsEmpty ? new ReviewOutcome.Refused(new Text("这项改动由{0}审核。", "This change is reviewed by {0}.").With(new DutyWords(repository.File(repository.Head, DutyWords.Path)).All(all)))
            : Act(draft, by, Open, new ReviewEvent("approved", by.Person, by.Name, by.Now, draft.Commit, text, Duties: duties, Closes: closes));
    }

    /// <summary>Gives a draft up together with its review: whoever begins another of its name later is not taken for having asked already. False when it changed in between.</summary>
    public bool Discard(Draft draft, Reviewer by)
    {
        if (!new DraftDesk(repository).Discard(draft)) return false;
        Act(draft, by, Open, new ReviewEvent("withdrawn", by.Person, by.Name, by.Now, draft.Commit));
        return true;
    }

    /// <summary>Notes that the draft became part of the branch.</summary>
    internal ReviewOutcome Merged(Draft draft, string commit, Reviewer by) => Act(draft, by, _ => null, new ReviewEvent("merged", by.Person, by.Name, by.Now, commit));

    /// <summary>Everybody who wrote into a draft.</summary>
    internal ImmutableArray<string> Authors(Draft draft) =>
        [.. repository.Git.Text("log", "--format=%ae", $"{draft.Base}..{draft.Commit}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Signature.PersonOf).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static Text? Open(Review review) => review.IsOpen ? null : new Text("这份草稿没有在审核中。", "This draft is not under review.");

    private ReviewOutcome Act(Draft draft, Reviewer by, Func<Review, Text?> refuses, ReviewEvent happened)
    {
        if (happened.Text?.Length > LongestText) return new ReviewOutcome.Refused(new Text("意见最多 {0} 字。", "A comment has {0} characters at most.").With(LongestText));
        var name = $"{Prefix}{draft.Person}/{draft.Topic}";
        for (var i = 0; i < Tries; i++)
        {
            var tip = repository.Resolve(name);
            var review = tip is null ? new Review(draft.Person, draft.Topic, []) : Read(tip) ?? new Review(draft.Person, draft.Topic, []);
            if (refuses(review) is { } why) return new ReviewOutcome.Refused(why);
            review = review with { Events = review.Events.Add(happened) };
            var blob = repository.Objects.Write(JsonSerializer.SerializeToUtf8Bytes(review, ReviewJson.Default.Review));
            var commit = repository.Objects.Commit(tip, [KeyValuePair.Create(File, (string?)blob)], $"{happened.Kind}: {draft.Name}\n", by.Signature);
            if (repository.Objects.Move(name, commit, tip)) return new ReviewOutcome.Done(review);
        }

        throw new GitException($"The review {name} moved {Tries} times while it was written.");
    }

    private Review? Read(string commit) =>
        repository.Objects.Tree(commit, "").TryGetValue(File, out var blob) ? JsonSerializer.Deserialize(repository.Objects.Blobs([blob])[blob], ReviewJson.Default.Review) : null;
}
