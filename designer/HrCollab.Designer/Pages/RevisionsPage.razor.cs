using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Designer.Identity;
using HrCollab.Designer.Reviews;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Histories;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Publishing;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Pages;

/// <summary>What was ever published: which is in use, by whom, since when, how many cases stay on each; and the ways back.</summary>
public sealed partial class RevisionsPage
{
    private const string Main = "main";

    private JsonObject? _page;
    private List<Row> _rows = [];
    private string? _next;
    private string _head = "";
    private string? _mainHash;
    private string? _sure;
    private string? _refused;
    private string? _done;
    private bool _busy;

    [Inject]
    internal HostAnswers Host { get; set; } = null!;

    private bool IsMainActive => _mainHash is not null && _mainHash == _page?["active"]?.ToString();

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        var repository = Studio.Repository;
        _head = repository.Head;
        _mainHash = await Task.Run(() => DefinitionCompiler.Compile(repository.Files(_head), proven: true).Set?.Hash);
        if (await Ask(host => host.Revisions()) is not { } page) return;
        (_page, _rows, _next) = (page, Rows(page, page), page["next"]?.ToString());
        Follow();
    }

    private async Task More()
    {
        if (await Ask(host => host.Revisions(_next)) is not { } page) return;
        _rows.AddRange(Rows(page, _page!));
        _next = page["next"]?.ToString();
        Follow();
    }

    /// <summary>Each revision knows the one that was in use when it was first activated, or, when it never was, what was published before it.</summary>
    private void Follow()
    {
        var activated = _page!["activations"]!.AsArray().Select(a => a!["id"]!.ToString()).ToList(); // the newest first
        for (var i = 0; i < _rows.Count; i++)
        {
            var first = activated.FindLastIndex(id => id == _rows[i].Id);
            var before = first < 0 ? _rows.ElementAtOrDefault(i + 1) : activated.Skip(first + 1).FirstOrDefault() is { } earlier ? _rows.Find(r => r.Id == earlier) : null;
            _rows[i] = _rows[i] with { Before = before };
        }
    }

    private async Task Activate(Row row)
    {
        _sure = null;
        if (await Ask(host => host.Activate(row.Id)) is not { } outcome) return;
        if (outcome is PublishOutcome.Done done)
        {
            await Load();
            _done = (row.IsBack ? T($"已退回 {row.Id[..12]}。", $"Rolled back to {row.Id[..12]}.") : T($"已启用 {row.Id[..12]}。", $"{row.Id[..12]} is in use.")) + RevisionWords.StillAnswered(done, Studio.Language);
        }
        else
        {
            Refuse(outcome);
        }
    }

    private async Task ActivateMain()
    {
        _sure = null;
        var (repository, by) = (Studio.Repository, Studio.Member.Signature(Studio.Now));
        var note = new History(repository).Of(revision: _head, most: 1) is [var last, ..] ? last.Subject : repository.Branch;
        if (await Ask(host => new Publication(repository, host).Activate(_head, note, by)) is not { } outcome) return;
        if (outcome is PublishOutcome.Done done)
        {
            await Load();
            _done = T($"已启用 {done.Id[..12]}。", $"{done.Id[..12]} is in use.");
        }
        else
        {
            Refuse(outcome);
        }
    }

    /// <summary>What the revision changed against the one before it is taken back in a draft, by meaning; what came after stays.</summary>
    private async Task TakeBack(Row row)
    {
        (_refused, _done) = (null, null);
        await Studio.Save();
        var (repository, by, topic) = (Studio.Repository, Studio.Member.Signature(Studio.Now), DraftDesk.TopicOf(T($"撤销 {row.Id[..8]}", $"take back {row.Id[..8]}")));
        switch (await Task.Run(() => new MergeDesk(repository).Revert(row.Commit!, topic, by, row.Before!.Commit)))
        {
            case MergeOutcome.Merged:
                _done = T($"已在草稿“{topic}”里撤销;请到“审核与发布”查看并请求审核。", $"Taken back in the draft '{topic}'; look at it under 'Review and publish' and ask for review.");
                if (await Studio.Choose(topic) is { } unsaved) _refused = T(unsaved);
                break;
            case MergeOutcome.Conflicting conflicting:
                _refused = T("之后又有改动,不能自动撤销:", "Later changes are in the way: ") + T(conflicting.Conflicts[0].What);
                break;
            case MergeOutcome.Refused refused:
                _refused = T(refused.Why);
                break;
        }
    }

    private void Refuse(PublishOutcome outcome)
    {
        if (outcome is PublishOutcome.Refused no) _refused = T("主机没有接受:", "The host refused: ") + no.Why + " " + string.Join(' ', no.Findings);
    }

    private async Task<TAnswer?> Ask<TAnswer>(Func<RevisionClient, Task<TAnswer>> ask)
        where TAnswer : class
    {
        (_busy, _refused, _done) = (true, null, null);
        try
        {
            if (await Host.As(Studio.Member) is { } host) return await ask(host);
            _refused = T("主机没有回答。", "The host did not answer.");
        }
        catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.Forbidden)
        {
            _refused = T("只有负责发布的人能看到版本并启用。", "Only those who may publish see revisions and activate them.");
        }
        catch (HttpRequestException e)
        {
            _refused = T("主机没有回答:", "The host did not answer: ") + e.Message;
        }
        finally
        {
            _busy = false;
        }

        return null;
    }

    /// <summary>Rows of a page; who activated what is told whole with each page.</summary>
    private static List<Row> Rows(JsonObject page, JsonObject first)
    {
        var activations = first["activations"]!.AsArray().OfType<JsonObject>().ToList(); // the newest first
        var firstActive = activations.FindLastIndex(a => a["id"]?.ToString() == first["active"]?.ToString());
        return [.. page["items"]!.AsArray().OfType<JsonObject>().Select(item =>
        {
            var id = item["id"]!.ToString();
            var last = activations.Find(a => a["id"]?.ToString() == id);
            return new Row(
                id, item["note"]?.ToString(), item["commit"]?.ToString(), Who(item), Time(item)!.Value, last is null ? null : Who(last), last is null ? null : Time(last), item["running"]!.GetValue<long>(),
                item["active"]!.GetValue<bool>(), activations.FindLastIndex(a => a["id"]?.ToString() == id) > firstActive);
        })];
    }

    private static string? Who(JsonObject item) => item["byName"]?.ToString() ?? item["by"]?.ToString();

    private static DateTimeOffset? Time(JsonObject item) => DateTimeOffset.Parse(item["at"]!.ToString(), CultureInfo.InvariantCulture);

    /// <summary>A revision. <c>IsBack</c> when it was in use before the present one ever was, <c>Before</c> what was published before it.</summary>
    private sealed record Row(
        string Id, string? Note, string? Commit, string? By, DateTimeOffset At, string? ActivatedBy, DateTimeOffset? ActivatedAt, long Running, bool IsActive, bool IsBack, Row? Before = null);
}
