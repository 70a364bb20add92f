using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// Signs the bundle of a revision with the key of <c>Revisions:Key</c> (32 bytes or more in base 64, from a secret store), so that whoever can write to the
/// store alone cannot have their own definitions decide. Source: HMAC-SHA256, RFC 2104. Without a key nothing is signed and nothing asked for.
/// </summary>
/// <param name="key">Null: no key is configured.</param>
/// <param name="taken">Revisions that were kept before there was a key and still count: each is named by the hash of what it says, so nobody puts another in its place.</param>
internal sealed class RevisionSeal(byte[]? key, ImmutableHashSet<string> taken)
{
    private const int LeastBytes = 32;
    private const int HashLength = 64;

    /// <summary>Neither signs nor asks.</summary>
    public static RevisionSeal None { get; } = new(null, []);

    /// <summary><c>Revisions:Key</c> and <c>Revisions:TakeUnsigned</c> (revisions, separated by commas); throws <see cref="InvalidOperationException"/> for a key or a revision that is none.</summary>
    public static RevisionSeal Of(IConfiguration configuration)
    {
        if (configuration["Revisions:Key"] is not { Length: > 0 } given) return None;
        var key = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, key, out var length) || length < LeastBytes)
            throw new InvalidOperationException($"Revisions:Key 必须是至少 {LeastBytes} 字节的 base64。\nRevisions:Key must be {LeastBytes} bytes or more in base 64.");
        ImmutableHashSet<string> taken = [.. (configuration["Revisions:TakeUnsigned"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (taken.FirstOrDefault(t => t.Length != HashLength || !t.All(char.IsAsciiHexDigitLower)) is { } wrong)
            throw new InvalidOperationException($"Revisions:TakeUnsigned 逐个列出版本(见 GET /api/revisions 的 id),以逗号分隔,而不是“{wrong}”。\nRevisions:TakeUnsigned names revisions one by one (the ids of GET /api/revisions), separated by commas; '{wrong}' is none.");
        return new RevisionSeal(key[..length], taken);
    }

    /// <summary>The signature of a bundle under its name; null without a key.</summary>
    public byte[]? Sign(string hash, ReadOnlySpan<byte> bundle)
    {
        if (key is null) return null;
        using var signing = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        signing.AppendData(Encoding.ASCII.GetBytes(hash));
        signing.AppendData(bundle);
        return signing.GetHashAndReset();
    }

    /// <summary>True when the bundle is the one that was signed, or there is no key to ask for that.</summary>
    public bool IsSigned(string hash, ReadOnlySpan<byte> bundle, byte[]? signature) =>
        Sign(hash, bundle) is not { } right || (signature is not null && CryptographicOperations.FixedTimeEquals(right, signature));

    /// <summary>The same, or one without a signature that is taken by its name: whoever compiles it compares what it says with that.</summary>
    public bool Holds(string hash, ReadOnlySpan<byte> bundle, byte[]? signature) => IsSigned(hash, bundle, signature) || (signature is null && taken.Contains(hash));
}

/// <summary>What is kept as a revision is not what was kept, was not signed by this installation, or cannot be read by this program: nothing is decided by it.</summary>
/// <param name="hash">The revision.</param>
/// <param name="why">What is the matter, with the revision as its argument.</param>
internal sealed class RevisionRefusedException(string hash, DiagnosticCode why) : InvalidOperationException(why.Message.With(hash).En)
{
    /// <summary>What is the matter, in both languages.</summary>
    public DiagnosticCode Why { get; } = why;

    /// <summary>The revision that is refused.</summary>
    public string Revision { get; } = hash;
}
