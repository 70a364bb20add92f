using HrCollab.Components.SignIn;
using Microsoft.Extensions.Caching.Memory;

namespace HrCollab.Designer.Identity;

/// <summary>Sessions that have been ended, remembered by this process for as long as their cookie could have lived.</summary>
internal sealed class EndedSessions(SignInSettings settings) : IEndedSessions, IDisposable
{
    private readonly MemoryCache _ended = new(new MemoryCacheOptions());

    /// <summary>Raised with the id of a session when it is ended: its open windows go on no further.</summary>
    public event Action<string>? Ended;

    public ValueTask End(string session, CancellationToken cancel)
    {
        _ended.Set(session, true, settings.Longest);
        Ended?.Invoke(session);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsEnded(string session, CancellationToken cancel) => ValueTask.FromResult(_ended.TryGetValue(session, out _));

    public void Dispose() => _ended.Dispose();
}
