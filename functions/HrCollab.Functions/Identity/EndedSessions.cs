using System.Collections.Concurrent;
using HrCollab.Components.SignIn;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Identity;

/// <summary>
/// Marks of ended sessions in the store, where every instance sees them, for as long as the cookie could have lived. Who somebody is has to be known before
/// their requests are counted, so a session that goes on is looked up once a second at most: no number of requests becomes as many reads.
/// </summary>
internal sealed class EndedSessions(IDocumentStore store, SignInSettings settings, TimeProvider time) : IEndedSessions
{
    private const string Mark = "ended";
    private const int Most = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _goingOn = new(StringComparer.Ordinal);

    public async ValueTask End(string session, CancellationToken cancel)
    {
        await store.Commit(new Batch(Container.Host, Partition(session), [new Operation.Create(Mark, "true"u8.ToArray(), settings.Longest)]), cancel);
        _goingOn.TryRemove(session, out _);
    }

    public async ValueTask<bool> IsEnded(string session, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_goingOn.TryGetValue(session, out var seen) && now - seen < Fresh) return false;
        if (await store.Find(Container.Host, Partition(session), Mark, cancel) is not null) return true;
        if (_goingOn.Count >= Most) _goingOn.Clear();
        _goingOn[session] = now;
        return false;
    }

    private static string Partition(string session) => $"session:{session}";
}
