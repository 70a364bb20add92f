using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Feedback;

namespace HrCollab.Workspace.Publishing;

/// <summary>What came of publishing or activating.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>
    /// The host has the revision; <paramref name="Active"/> when it decides by it now. <paramref name="Closed"/> is the feedback it closed with that, <paramref name="Unknown"/> what was
    /// named and is none, <paramref name="StillClosed"/> what the revision that was rolled back had closed and stays so.
    /// </summary>
    public sealed record Done(string Id, bool Active, ImmutableArray<string> Closed, ImmutableArray<string> Unknown, ImmutableArray<string> StillClosed) : PublishOutcome;

    /// <summary>The host refused it, or could not be reached.</summary>
    public sealed record Refused(int Status, string Why, ImmutableArray<string> Findings) : PublishOutcome;
}

/// <summary>Sends bundles of definitions to a host: POST /api/revisions, and approvals and activate below it.</summary>
public sealed class RevisionClient(HttpClient http, string token)
{
    /// <summary>
    /// Publishes all files of a state as a set of their own, with the commit they come from and the feedback that its commits answer; programs also say who wrote what the
    /// host does not have yet.
    /// </summary>
    public Task<PublishOutcome> Publish(ImmutableArray<DefinitionFile> files, string? note, bool activate, string? commit, ImmutableArray<string>? authors = null, ImmutableArray<Closing> closes = default, CancellationToken cancel = default) => Send("/api/revisions", new JsonObject
    {
        ["files"] = Files(files),
        ["whole"] = true,
        ["note"] = note,
        ["activate"] = activate,
        ["commit"] = commit,
        ["authors"] = authors is { } people ? new JsonArray([.. people.Select(a => (JsonNode)a)]) : null,
        ["closes"] = closes.IsDefaultOrEmpty ? null : new JsonArray([.. closes.Select(c => (JsonNode)new JsonObject
        {
            ["id"] = c.Id,
            ["commit"] = c.Commit,
            ["changes"] = new JsonArray([.. c.Changes.Select(t => (JsonNode)new JsonObject { ["zh"] = t.Zh, ["en"] = t.En })]),
        })]),
    }, cancel);

    /// <summary>All open feedback that the person reads, by definition, with names in the language; empty when they read none of others. Throws <see cref="HttpRequestException"/> when the host cannot be asked.</summary>
    public async Task<ImmutableArray<OpenFeedback>> Feedback(Language language, CancellationToken cancel = default)
    {
        var all = ImmutableArray.CreateBuilder<OpenFeedback>();
        string? cursor = null;
        do
        {
            JsonObject page;
            try
            {
                page = await Ask(HttpMethod.Get, "/api/feedback?view=open&limit=200" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), null, cancel, language);
            }
            catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.Forbidden)
            {
                return [];
            }

            all.AddRange((page["items"] as JsonArray ?? []).Select(OpenFeedback.Read));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return all.ToImmutable();
    }

    /// <summary>Approves a published revision in the name of whom the token is of.</summary>
    public Task<PublishOutcome> Approve(string id, CancellationToken cancel = default) => Send($"/api/revisions/{Uri.EscapeDataString(id)}/approvals", null, cancel);

    /// <summary>The commit that the host's revision comes from; null when it does not say.</summary>
    public async Task<string?> ActiveCommit(CancellationToken cancel = default) => (await Ask(HttpMethod.Get, "/api/ready", null, cancel))["commit"]?.GetValue<string>();

    /// <summary>Activates a revision, or rolls back to it.</summary>
    public Task<PublishOutcome> Activate(string id, CancellationToken cancel = default) => Send($"/api/revisions/{Uri.EscapeDataString(id)}/activate", null, cancel);

    /// <summary>One page of kept revisions, the newest first, with who activated which. Throws as <see cref="Cases"/> does.</summary>
    public Task<JsonObject> Revisions(string? cursor = null, CancellationToken cancel = default) =>
        Ask(HttpMethod.Get, "/api/revisions?limit=50" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), null, cancel);

    /// <summary>The revision the host decides by; null when it does not say.</summary>
    public async Task<string?> Active(CancellationToken cancel = default) => (await Ask(HttpMethod.Get, "/api/ready", null, cancel))["revision"]?.GetValue<string>();

    /// <summary>
    /// One page of what the files, as a set of their own, would have made of recorded submissions: against what decided them, or against other files. Throws
    /// <see cref="HttpRequestException"/> with the host's words when it refuses.
    /// </summary>
    public Task<JsonObject> Replay(ImmutableArray<DefinitionFile> files, string? workflow, int limit, string? cursor, ImmutableArray<DefinitionFile>? basis = null, CancellationToken cancel = default) => Ask(HttpMethod.Post, "/api/revisions/active/replay", new JsonObject
    {
        ["files"] = Files(files),
        ["whole"] = true,
        ["base"] = basis is { } other ? new JsonObject { ["files"] = Files(other), ["whole"] = true } : null,
        ["workflow"] = workflow,
        ["limit"] = limit,
        ["cursor"] = cursor,
    }, cancel);

    /// <summary>What a decision was made of. Throws <see cref="HttpRequestException"/> with the host's words when it refuses.</summary>
    public Task<JsonObject> Decision(string decision, CancellationToken cancel = default) => Ask(HttpMethod.Get, $"/api/decisions/{Uri.EscapeDataString(decision)}", null, cancel);

    /// <summary>Recorded cases that the person may open, the newest first. Throws <see cref="HttpRequestException"/> with the host's words when it refuses.</summary>
    public Task<JsonObject> Cases(int limit, CancellationToken cancel = default) => Ask(HttpMethod.Get, $"/api/cases?view=all&limit={limit.ToString(System.Globalization.CultureInfo.InvariantCulture)}", null, cancel);

    /// <summary>One recorded case as the person may see it: values that they may not read are masked or missing. Throws as <see cref="Cases"/> does.</summary>
    public Task<JsonObject> Case(string id, CancellationToken cancel = default) => Ask(HttpMethod.Get, $"/api/cases/{Uri.EscapeDataString(id)}", null, cancel);

    /// <summary>
    /// What somebody of the company may do with a record of the company: as the active definitions say, or with files laid over them. Nothing is said of people and records that the
    /// person who asks may not see. Throws as <see cref="Cases"/> does.
    /// </summary>
    public Task<JsonObject> Access(ImmutableArray<DefinitionFile> files, string standard, string record, string caller, CancellationToken cancel = default) => Ask(HttpMethod.Post, "/api/definitions/try", new JsonObject
    {
        ["kind"] = "permissions",
        ["id"] = standard,
        ["files"] = Files(files),
        ["caller"] = caller,
        ["input"] = new JsonObject { ["subject"] = record },
    }, cancel);

    /// <summary>One record as the person may see it. Throws as <see cref="Cases"/> does.</summary>
    public Task<JsonObject> Record(string standard, string id, CancellationToken cancel = default) =>
        Ask(HttpMethod.Get, $"/api/records/{Uri.EscapeDataString(standard)}/{Uri.EscapeDataString(id)}", null, cancel);

    private async Task<JsonObject> Ask(HttpMethod method, string path, JsonObject? body, CancellationToken cancel, Language? language = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (language is { } spoken) request.Headers.AcceptLanguage.ParseAdd(spoken == Language.English ? "en" : "zh-CN");
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.Ask(request, cancel);
        var answer = Read(await response.Content.ReadAsStringAsync(cancel));
        if (response.IsSuccessStatusCode && answer is not null) return answer;
        throw new HttpRequestException($"{(int)response.StatusCode} {answer?["detail"] ?? answer?["title"] ?? response.ReasonPhrase}", null, response.StatusCode);
    }

    /// <summary>A token of a person from a host in Development on this machine; null when it gives none.</summary>
    public static async Task<string?> DevelopmentToken(HttpClient http, string person, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/dev/tokens", UriKind.Relative)) { Content = JsonContent.Create(new Dictionary<string, string> { ["person"] = person }) };
        using var response = await http.Ask(request, cancel);
        return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<JsonObject>(cancel))?["token"]?.GetValue<string>() : null;
    }

    private static JsonArray Files(ImmutableArray<DefinitionFile> files) => new([.. files.Select(f => (JsonNode)new JsonObject { ["path"] = f.Path, ["text"] = Encoding.UTF8.GetString(f.Utf8.Span) })]);

    private static ImmutableArray<string> Ids(JsonObject? answer, string member) => [.. (answer?["feedback"]?[member] as JsonArray ?? []).Select(i => i!.GetValue<string>())];

    private async Task<PublishOutcome> Send(string path, JsonObject? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.Ask(request, cancel);
            var answer = Read(await response.Content.ReadAsStringAsync(cancel));
            if (response.IsSuccessStatusCode) return new PublishOutcome.Done(answer?["id"]?.GetValue<string>() ?? "", answer?["active"]?.GetValue<bool>() ?? false, Ids(answer, "closed"), Ids(answer, "unknown"), Ids(answer, "stillClosed"));
            var findings = (answer?["diagnostics"] as JsonArray ?? []).Select(d => $"{d?["file"]}({d?["line"]}): {d?["code"]}: {d?["message"]}");
            return new PublishOutcome.Refused((int)response.StatusCode, answer?["detail"]?.GetValue<string>() ?? answer?["title"]?.GetValue<string>() ?? response.ReasonPhrase ?? "", [.. findings]);
        }
        catch (HttpRequestException e)
        {
            return new PublishOutcome.Refused(0, e.Message, []);
        }
    }

    private static JsonObject? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
