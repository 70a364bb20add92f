using System.Security.Cryptography;
using System.Text;

namespace HrCollab.Functions.Http;

/// <summary>
/// A command's identity: who, where and which Idempotency-Key. The same command finds its own work again, whatever happened to the
/// first answer. Without a key each request is a command of its own.
/// </summary>
/// <param name="Id">26 characters of base 32.</param>
/// <param name="BodyHash">Hash of the body, to tell a repetition from a reuse of the key.</param>
internal sealed record Command(string Id, string BodyHash)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford base 32: no i, l, o, u

    /// <summary>How long a command can be repeated.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(7);

    /// <summary>The command of a request.</summary>
    public static Command Of(HttpContext context, string caller, ReadOnlySpan<byte> body)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 200 || key.Any(c => c is < '!' or > '~')) throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadKey);
        if (key.Length == 0) key = $"{Environment.ProcessId}:{context.Connection.Id}:{context.TraceIdentifier}:{RandomNumberGenerator.GetHexString(16)}";
        return Of($"{caller}\n{context.Request.Method} {context.Request.Path}\n{key}", body);
    }

    /// <summary>The command of something that is not a request: an effect of a case, a step of an import.</summary>
    public static Command Of(string identity, ReadOnlySpan<byte> body) =>
        new(Base32(SHA256.HashData(Encoding.UTF8.GetBytes(identity)), 26), Convert.ToHexStringLower(SHA256.HashData(body)));

    private static string Base32(ReadOnlySpan<byte> hash, int length)
    {
        var text = new StringBuilder(length);
        int bits = 0, buffer = 0, at = 0;
        while (text.Length < length)
        {
            if (bits < 5)
            {
                buffer = (buffer << 8) | hash[at++];
                bits += 8;
            }

            bits -= 5;
            text.Append(Alphabet[(buffer >> bits) & 31]);
        }

        return text.ToString();
    }
}
