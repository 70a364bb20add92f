using System.Security.Cryptography;
using System.Text;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// Signs the bundle of a revision with the key of <c>Revisions:Key</c> (32 bytes or more in base 64, from a secret store), so that whoever can write to the
/// store alone cannot have their own definitions decide. Source: HMAC-SHA256, RFC 2104. Without a key nothing is signed and nothing asked for.
/// </summary>
/// <param name="key">Null: no key is configured.</param>
/// <param name="takesUnsigned">Whether bundles that were kept before there was a key still count.</param>
internal sealed class RevisionSeal(byte[]? key, bool takesUnsigned)
{
    private const int LeastBytes = 32;

    /// <summary>Neither signs nor asks.</summary>
    public static RevisionSeal None { get; } = new(null, takesUnsigned: true);

    /// <summary><c>Revisions:Key</c> and <c>Revisions:TakeUnsigned</c>; throws <see cref="InvalidOperationException"/> for a key that is none.</summary>
    public static RevisionSeal Of(IConfiguration configuration)
    {
        if (configuration["Revisions:Key"] is not { Length: > 0 } given) return None;
        var key = new byte[given.Length];
        if (!Convert.TryFromBase64String(given, key, out var length) || length < LeastBytes)
            throw new InvalidOperationException($"Revisions:Key 必须是至少 {LeastBytes} 字节的 base64。\nRevisions:Key must be {LeastBytes} bytes or more in base 64.");
        return new RevisionSeal(key[..length], configuration.GetValue("Revisions:TakeUnsigned", false));
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

    /// <summary>True when the bundle is the one that was signed, or there is nothing to compare with and that is allowed.</summary>
    public bool Holds(string hash, ReadOnlySpan<byte> bundle, byte[]? signature) =>
        Sign(hash, bundle) is not { } right || (signature is null ? takesUnsigned : CryptographicOperations.FixedTimeEquals(right, signature));
}

/// <summary>What is kept as a revision was not signed by this installation, or was changed since.</summary>
internal sealed class RevisionRefusedException(string hash) : InvalidOperationException($"Revision {hash} is not signed with the key of Revisions:Key, or was changed after it was.")
{
    /// <summary>The revision that is refused.</summary>
    public string Revision { get; } = hash;
}
