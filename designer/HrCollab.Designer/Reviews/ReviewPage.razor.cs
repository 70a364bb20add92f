using HrCollab.Designer.Identity;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Publishing;
using HrCollab.Workspace.Reviews;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Reviews;

/// <summary>One draft on its way to publication: what it changes, what it would have meant, who agrees, and the one button at the end.</summary>
public sealed partial class ReviewPage
{
    private readonly HashSet<string> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, Side>> _decided = new(StringComparer.Ordinal);
    private ReviewedDraft? _seen;
    private string? _done;
    private string? _refused;
    private string? _published;
    private string? _before;
    private string _said = "";
    private string _saidAt = "";
    private Change? _at;
    private ReviewComments _comments = null!;
    private ILookup<Change, ReviewEvent> _beside = Enumerable.Empty<ReviewEvent>().ToLookup(_ => (Change)null!);
    private bool _busy;
    private bool _loaded;

    /// <summary>Whose draft.</summary>
    [Parameter]
    public required string Person { get; set; }

    /// <summary>Its topic.</summary>
    [Parameter]
    public required string Topic { get; set; }

    [Inject]
    internal HostAnswers Host { get; set; } = null!;

    private bool IsMine => Person == Studio.Member.Person;

    /// <summary>The host says the last word; who cannot publish there is not asked to try.</summary>
    private bool MayPublish => Studio.Checking.Set?.Manifest.PublishDuty is { } duty && Studio.Member.Duties.Contains(duty);

    private System.Collections.Immutable.ImmutableArray<string> Answers => [.. _answers.Order(StringComparer.Ordinal)];

    private ReviewDesk Desk => new(Studio.Repository);

    /// <inheritdoc/>
    protected override bool Follows => true;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await Studio.Save();
        await Load();
        _answers.Clear();
        _answers.UnionWith(_seen?.Review?.Closes ?? []);
        await Studio.Listen(Host);
    }

    private async Task Load()
    {
        var (repository, person, topic, known) = (Studio.Repository, Person, Topic, _seen);
        _seen = await Task.Run(() => new DraftDesk(repository).Find(person, topic) is { } draft ? ReviewedDraft.Of(repository, draft, known) : null);
        if (_seen?.Conflicts != known?.Conflicts) _decided.Clear(); // answers are to what was asked
        var comments = _comments = new ReviewComments(repository);
        _beside = (_seen?.Review?.Events ?? []).Select(e => (Event: e, About: comments.About(e, _seen!.Changes))).Where(e => e.About is not null).ToLookup(e => e.About!, e => e.Event);
        _loaded = true;
    }

    private Task Ask() => Act(seen => Desk.Request(seen.Draft, Text(), Studio.Member.Reviewer(Studio.Now), Answers));

    private Task Comment() => Act(seen => Desk.Comment(seen.Draft, _said.Trim(), null, null, Studio.Member.Reviewer(Studio.Now)));

    private Task Withdraw() => Act(seen => Desk.Withdraw(seen.Draft, Studio.Member.Reviewer(Studio.Now)));

    private void At(Change change) => (_at, _saidAt) = (change, "");

    private async Task CommentAt()
    {
        if (_at is not { } change) return;
        await Act(seen => Desk.Comment(seen.Draft, _saidAt.Trim(), change.File, _comments.PointerOf(seen.Draft, change), Studio.Member.Reviewer(Studio.Now)));
        if (_refused is null) _at = null;
    }

    private async Task Approve()
    {
        if (await Host.Now(Studio.Member) is { } member) await Act(seen => Desk.Approve(seen.Draft, seen.Draft.Commit, seen.Needed, Text(), member.Reviewer(Studio.Now), Answers));
        else _refused = T("服务不再认可这次登录,或者没有运行。请重新登录后再批准。", "The host takes this sign-in no longer, or does not run. Sign in again, then approve.");
    }

    private async Task Act(Func<ReviewedDraft, ReviewOutcome> act)
    {
        if (_seen is not { } seen) return;
        _busy = true;
        var outcome = await Task.Run(() => act(seen));
        _refused = outcome is ReviewOutcome.Refused refused ? T(refused.Why) : null;
        if (_refused is null) _said = "";
        await Load();
        _busy = false;
    }

    private void Decide(MergeConflict conflict, Side side) =>
        _decided[conflict.File] = new Dictionary<string, Side>(_decided.GetValueOrDefault(conflict.File) ?? new Dictionary<string, Side>(), StringComparer.Ordinal) { [conflict.Place] = side };

    private Side? Decided(MergeConflict conflict) => _decided.GetValueOrDefault(conflict.File) is { } sides && sides.TryGetValue(conflict.Place, out var side) ? side : null;

    private async Task Resolve()
    {
        if (_seen is not { } seen) return;
        var outcome = await Task.Run(() => new MergeDesk(Studio.Repository).Update(seen.Draft, Studio.Member.Signature(Studio.Now), _decided));
        _refused = outcome is MergeOutcome.Refused refused ? T(refused.Why) : null;
        await Load();
        await Studio.Reload();
    }

    /// <summary>
    /// One commit on the branch, a tag, and the host decides by it. What is asked of the host first, and lands, are the very files that were checked just now together with the
    /// branch, so that a refusal leaves the branch alone.
    /// </summary>
    private async Task Publish()
    {
        _busy = true;
        try
        {
            await Load(); // the branch, the draft and its review may have moved on since the page was opened
            if (_seen is { Refusal: { } why }) _refused = T(why);
            else if (_seen is { } seen) await Published(seen);
        }
        catch (Exception e) when (e is HttpRequestException or GitException)
        {
            _refused = T("没有发布:", "Nothing was published: ") + e.Message;
        }
        finally
        {
            await Studio.Reload();
            await Load();
            _busy = false;
        }
    }

    private async Task Published(ReviewedDraft seen)
    {
        if (await Host.As(Studio.Member) is not { } host)
        {
            _refused = T("主机没有回答,没有发布。", "The host did not answer; nothing was published.");
            return;
        }

        _before = await host.Active();
        var first = await host.Publish(seen.Files, Topic, activate: false, commit: null);
        if (first is PublishOutcome.Refused no)
        {
            _refused = T($"主机没有接受:{no.Why} {string.Join(' ', no.Findings)}", $"The host refused: {no.Why} {string.Join(' ', no.Findings)}");
            return;
        }

        var landed = await Task.Run(() => new MergeDesk(Studio.Repository).Land(seen.Checked, Topic, Studio.Member.Reviewer(Studio.Now), seen.AuthorName, Answers));
        if (landed is not MergeOutcome.Merged merged)
        {
            _refused = landed is MergeOutcome.Refused refused ? T(refused.Why) : T("主分支有了新的改动,先解决冲突。", "The main branch has moved on; settle the conflicts first.");
            return;
        }

        var publication = new Publication(Studio.Repository, host);
        var outcome = await publication.Activate(merged.Commit, Topic, Studio.Member.Signature(Studio.Now));
        if (outcome is not PublishOutcome.Done done)
        {
            _done = T("已合入主分支,但主机没有启用,可以在“已发布的版本”里再试:", "It is on the main branch, but the host did not activate it; try again under 'Published revisions': ") + ((PublishOutcome.Refused)outcome).Why;
            return;
        }

        (_published, _refused) = (done.Id, null);
        _done = T($"已发布并启用:{done.Id[..12]}。正在办理的事项继续按开始时的版本办理。", $"Published and active: {done.Id[..12]}. Running cases go on under the revision they began with.");
        if (!done.Closed.IsEmpty) _done += T($" 已回应 {done.Closed.Length} 条反馈,提交人会看到改了什么。", done.Closed.Length == 1 ? " One feedback was answered; its author reads what was changed." : $" {done.Closed.Length} feedback were answered; their authors read what was changed.");
        if (publication.Untagged is { } untagged) _done += T($" 提交没有打上标签:{untagged}", $" The commit was not tagged: {untagged}");
        await Studio.Listen(Host);
        if (Studio.Topic == Topic && IsMine) await Studio.Landed();
    }

    private async Task Back()
    {
        if (_before is not { } before || await Host.As(Studio.Member) is not { } host) return;
        _busy = true;
        var outcome = await host.Activate(before);
        _done = outcome is PublishOutcome.Done back ? T($"已退回 {before[..12]}。", $"Rolled back to {before[..12]}.") + RevisionWords.StillAnswered(back, Studio.Language) : T("没有退回:", "Not rolled back: ") + ((PublishOutcome.Refused)outcome).Why;
        if (outcome is PublishOutcome.Done) _published = null;
        _busy = false;
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private string? Text() => _said.Trim() is { Length: > 0 } said ? said : null;
}
