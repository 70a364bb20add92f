using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Identity;

/// <summary>The host of the API, asked as the person who is signed in. Tokens stay on this side; the browser never sees one.</summary>
internal sealed class HostAnswers(IHttpClientFactory clients, IHostEnvironment environment, IConfiguration? configuration = null)
{
    /// <summary>Name of the client that knows the host's address.</summary>
    public const string Client = "host";

    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <summary>The address of a case for the reader's browser: at <c>Designer:Portal</c>, else where the host is.</summary>
    public string CaseAddress(string id)
    {
        var portal = configuration?["Designer:Portal"] is { Length: > 0 } named ? new Uri(named) : clients.CreateClient(Client).BaseAddress!;
        return new Uri(portal, "/cases/" + Uri.EscapeDataString(id)).ToString();
    }

    /// <summary>A client that publishes, activates and replays as the person; null when the host does not run or gives no token.</summary>
    public async Task<RevisionClient?> As(Member member, CancellationToken cancel = default)
    {
        var http = clients.CreateClient(Client);
        if (_tokens.TryGetValue(member.Person, out var known)) return new RevisionClient(http, known);
        if (!environment.IsDevelopment()) return null;
        try
        {
            if (await RevisionClient.DevelopmentToken(http, member.Person, cancel) is not { } token) return null;
            _tokens[member.Person] = token;
            return new RevisionClient(http, token);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Who the token is, as the host says; null when it knows nobody who may act. Throws <see cref="HttpRequestException"/> when it cannot be asked.</summary>
    public async Task<Member?> Me(string token, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/me", UriKind.Relative)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await clients.CreateClient(Client).Ask(request, cancel);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonNode>(cancel) is { } me ? CompanySignIn.Read(me) : null;
    }

    /// <summary>
    /// The member as the host knows them at this moment: a duty that was taken away ends with the next act, not with the session. Null when
    /// the host takes the session's token no longer or cannot be asked. Where Development works without a host, as they signed in.
    /// </summary>
    public async Task<Member?> Now(Member member, CancellationToken cancel = default)
    {
        if (!_tokens.TryGetValue(member.Person, out var token)) return environment.IsDevelopment() ? member : null;
        try
        {
            if (await Me(token, cancel) is { } now) return now;
            Forget(member);
        }
        catch (HttpRequestException) when (environment.IsDevelopment())
        {
            return member;
        }
        catch (HttpRequestException)
        {
            return null;
        }

        return environment.IsDevelopment() ? member : null;
    }

    /// <summary>Keeps the token somebody has signed in with; after its end they sign in again.</summary>
    public void Keep(Member member, string token) => _tokens[member.Person] = token;

    /// <summary>Forgets a token that the host no longer takes.</summary>
    public void Forget(Member member) => _tokens.TryRemove(member.Person, out _);
}
