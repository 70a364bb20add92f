using System.Collections.Concurrent;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Identity;

/// <summary>The host of the API, asked as the person who is signed in. Tokens stay on this side; the browser never sees one.</summary>
internal sealed class HostAnswers(IHttpClientFactory clients, IHostEnvironment environment)
{
    /// <summary>Name of the client that knows the host's address.</summary>
    public const string Client = "host";

    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

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

    /// <summary>Forgets a token that the host no longer takes.</summary>
    public void Forget(Member member) => _tokens.TryRemove(member.Person, out _);
}
