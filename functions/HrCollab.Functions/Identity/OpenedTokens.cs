using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace HrCollab.Functions.Identity;

/// <summary>
/// Remembers for a minute what a token says, so that a busy caller's is opened once and not with every request. Whether it has expired is
/// still looked at with each; what cannot be opened is not remembered.
/// </summary>
internal sealed class OpenedTokens(ISecureDataFormat<AuthenticationTicket> format) : ISecureDataFormat<AuthenticationTicket>, IDisposable
{
    private const int Most = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1); // so long does a key that was revoked still open what it has opened
    private readonly MemoryCache _opened = new(new MemoryCacheOptions { SizeLimit = Most });

    public string Protect(AuthenticationTicket data) => format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is null) return null;
        if (_opened.TryGetValue(protectedText, out AuthenticationTicket? known)) return known;
        if (format.Unprotect(protectedText) is not { } ticket) return null;
        return _opened.Set(protectedText, ticket, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
    }

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => format.Unprotect(protectedText, purpose);

    public void Dispose() => _opened.Dispose();
}
