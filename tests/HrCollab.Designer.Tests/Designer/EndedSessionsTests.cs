using HrCollab.Components.SignIn;
using HrCollab.Designer.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>Who signed out stays signed out: in another process over the same keys, and after a restart, for as long as the cookie could have lived.</summary>
public sealed class EndedSessionsTests : IDisposable
{
    private readonly string _keys = Directory.CreateTempSubdirectory("hrcollab-keys-").FullName;
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow()); // the marks bear the time of the machine

    public void Dispose() => Directory.Delete(_keys, recursive: true);

    [Fact]
    public async Task AnEndedSession_IsOverInEveryProcessOverTheSameKeys()
    {
        using var first = Sessions(_keys);
        using var second = Sessions(_keys);
        Assert.False(await second.IsEnded("0a1b", default));
        await first.End("0a1b", default);
        Assert.True(await second.IsEnded("0a1b", default));
        Assert.False(await second.IsEnded("0a1c", default));
        using var later = Sessions(_keys);
        Assert.True(await later.IsEnded("0a1b", default));
        Assert.True(await later.IsEnded("../keys", default)); // no session of ours
    }

    [Fact]
    public async Task AMarkIsGone_OnceNoCookieOfTheSessionCanLive()
    {
        using var first = Sessions(_keys);
        await first.End("0a1b", default);
        _clock.Advance(SignInSettings.Of(Configuration(_keys), development: true).Longest + TimeSpan.FromHours(1));
        using var later = Sessions(_keys);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_keys, "ended")));
    }

    private EndedSessions Sessions(string keys) => new(SignInSettings.Of(Configuration(keys), development: true), Configuration(keys), _clock);

    private static IConfiguration Configuration(string keys) => new ConfigurationBuilder().AddInMemoryCollection([new("Designer:Keys", keys)]).Build();
}
