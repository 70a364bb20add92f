using HrCollab.Components.SignIn;

namespace HrCollab.Designer.Identity;

/// <summary>
/// Sessions that have been ended, for as long as their cookie could have lived: files beside the keys that open the cookies (<c>Designer:Keys</c>), so that whoever
/// can read a cookie knows that it has ended; without such a folder in this process alone.
/// </summary>
internal sealed class EndedSessions : IEndedSessions, IDisposable
{
    private readonly string _folder;
    private readonly bool _own;

    public EndedSessions(SignInSettings settings, IConfiguration configuration, TimeProvider time)
    {
        var keys = configuration["Designer:Keys"];
        _own = string.IsNullOrEmpty(keys);
        _folder = _own ? Directory.CreateTempSubdirectory("hrcollab-ended-").FullName : Path.Combine(keys!, "ended");
        Directory.CreateDirectory(_folder);
        foreach (var mark in Directory.EnumerateFiles(_folder).Where(f => time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(f)) > settings.Longest).ToList()) File.Delete(mark);
    }

    public void Dispose()
    {
        if (_own && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Raised with the id of a session when it is ended: its open windows go on no further.</summary>
    public event Action<string>? Ended;

    public ValueTask End(string session, CancellationToken cancel)
    {
        if (Mark(session) is { } mark) File.WriteAllBytes(mark, []);
        Ended?.Invoke(session);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsEnded(string session, CancellationToken cancel) => ValueTask.FromResult(Mark(session) is not { } mark || File.Exists(mark));

    /// <summary>Sessions are named by hexadecimal digits; anything else is none of ours, and over.</summary>
    private string? Mark(string session) => session.Length > 0 && session.All(char.IsAsciiHexDigit) ? Path.Combine(_folder, session) : null;
}
