using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Feedback;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Cli;

/// <summary>Where a host is and who asks it.</summary>
internal sealed record HostAddress(string Url, string? Token, string? Person)
{
    /// <summary>Publishing runs every golden case, and a page of a replay decides many submissions again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Asks with a client of the host; says why when there is no answer.</summary>
    public Text? Ask(Func<RevisionClient, Task> ask)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return new Text("“{0}”不是主机地址;写法如 http://127.0.0.1:7071。", "'{0}' is no address of a host; write it like http://127.0.0.1:7071.").With(Url);
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        try
        {
            var token = Token ?? Environment.GetEnvironmentVariable("HRCOLLAB_TOKEN") ?? (Person is { } person ? RevisionClient.DevelopmentToken(http, person).GetAwaiter().GetResult() : null);
            ask(new RevisionClient(http, token ?? "")).GetAwaiter().GetResult();
            return null;
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return new Text("连不上主机 {0}:{1}", "The host {0} cannot be reached: {1}").With(Url, e.Message);
        }
        catch (HttpRequestException e)
        {
            return new Text("主机没有接受:{0}", "The host refused: {0}").With(e.Message);
        }
        catch (TaskCanceledException)
        {
            return new Text("主机 {0} 在 {1} 分钟内没有回答。", "The host {0} did not answer within {1} minutes.").With(Url, Patience.TotalMinutes);
        }
    }
}

/// <summary>publish, approve and activate: a revision of the repository as a bundle to a host, a tag in the repository, and a way back.</summary>
internal static class PublishCommand
{
    public static int Publish(DefinitionsRepository repository, string revision, string? note, bool activate, HostAddress host, bool json, Report report)
    {
        if (Revisions.One(repository, revision, report) is not { } commit) return 1;
        var files = repository.Files(commit);
        var result = DefinitionCompiler.Compile(files, proven: true);
        if (result.Set is not { } set)
        {
            report.Line(new Text("这个版本有错误,先用 check 查看。", "This revision has errors; see check."));
            return 1;
        }

        var outcome = Ask(host, json, report, async client =>
        {
            var active = await client.ActiveCommit();
            return await client.Publish(files, note ?? $"{repository.Branch} {commit[..12]}", activate, commit, repository.Authors(active, commit), Closings.Between(repository, active, commit));
        });
        if (outcome is not PublishOutcome.Done done) return outcome is PublishOutcome.Refused refused ? Refused(refused, json, report) : 1;
        var tag = new Tags(repository).Mark(commit, set.Hash, note, new Signature(host.Person ?? "hrcollab", "hrcollab", TimeProvider.System.GetLocalNow()));
        if (json) report.Json(new JsonObject { ["id"] = done.Id, ["commit"] = commit, ["tag"] = tag, ["active"] = done.Active, ["closed"] = Ids(done.Closed), ["unknown"] = Ids(done.Unknown) });
        else report.Line((done.Active ? new Text("已发布并启用:{0}({1})。", "Published and active: {0} ({1}).") : new Text("已发布:{0}({1})。", "Published: {0} ({1}).")).With(done.Id, tag));
        if (!json) Told(done, report);
        return 0;
    }

    public static int Approve(DefinitionsRepository repository, string revision, HostAddress host, bool json, Report report)
    {
        if (Revisions.One(repository, revision, report) is not { } commit) return 1;
        if (DefinitionCompiler.Compile(repository.Files(commit), proven: true).Set is not { } set)
        {
            report.Line(new Text("这个版本有错误,先用 check 查看。", "This revision has errors; see check."));
            return 1;
        }

        var outcome = Ask(host, json, report, client => client.Approve(set.Hash));
        if (outcome is not PublishOutcome.Done done) return outcome is PublishOutcome.Refused refused ? Refused(refused, json, report) : 1;
        if (json) report.Json(new JsonObject { ["id"] = done.Id, ["commit"] = commit });
        else report.Line(new Text("已批准:{0}。", "Approved: {0}.").With(done.Id));
        return 0;
    }

    public static int Activate(string id, HostAddress host, bool json, Report report)
    {
        var outcome = Ask(host, json, report, client => client.Activate(id));
        if (outcome is not PublishOutcome.Done done) return outcome is PublishOutcome.Refused refused ? Refused(refused, json, report) : 1;
        if (json) report.Json(new JsonObject { ["id"] = done.Id, ["active"] = done.Active, ["closed"] = Ids(done.Closed), ["unknown"] = Ids(done.Unknown), ["stillClosed"] = Ids(done.StillClosed) });
        else report.Line(new Text("已启用:{0}。", "Active: {0}.").With(done.Id));
        if (!json) Told(done, report);
        return 0;
    }

    private static JsonArray Ids(IEnumerable<string> ids) => new([.. ids.Select(i => (JsonNode)i)]);

    /// <summary>What became of the feedback that commits name.</summary>
    private static void Told(PublishOutcome.Done done, Report report)
    {
        if (!done.Closed.IsEmpty) report.Line(new Text("已回应的反馈:{0}", "Feedback answered: {0}").With(string.Join(", ", done.Closed)));
        if (!done.StillClosed.IsEmpty) report.Line(new Text("退回的版本关闭的反馈仍为已回应:{0}", "Feedback answered by what was rolled back still counts as answered: {0}").With(string.Join(", ", done.StillClosed)));
        if (!done.Unknown.IsEmpty) report.Line(new Text("提交中写的这些编号不是反馈,已略过:{0}", "Commits name these, which are no feedback; passed over: {0}").With(string.Join(", ", done.Unknown)));
    }

    /// <summary>What came of it; null after saying why the host was not asked.</summary>
    private static PublishOutcome? Ask(HostAddress host, bool json, Report report, Func<RevisionClient, Task<PublishOutcome>> ask)
    {
        PublishOutcome? outcome = null;
        var why = host.Ask(async client => outcome = await ask(client));
        if (outcome is PublishOutcome.Refused { Status: 0 } lost) why = new Text("连不上主机 {0}:{1}", "The host {0} cannot be reached: {1}").With(host.Url, lost.Why);
        if (why is null) return outcome;
        ExportCommand.Refused(why, json, report);
        return null;
    }

    private static int Refused(PublishOutcome.Refused refused, bool json, Report report)
    {
        if (json)
        {
            report.Json(new JsonObject { ["status"] = refused.Status, ["why"] = refused.Why, ["findings"] = new JsonArray([.. refused.Findings.Select(f => (JsonNode)JsonValue.Create(f))]) });
            return 1;
        }

        report.Line(new Text("主机没有接受({0}):{1}", "The host refused ({0}): {1}").With(refused.Status, refused.Why));
        foreach (var finding in refused.Findings) report.Line(Text.Same("    " + finding));
        return 1;
    }
}
