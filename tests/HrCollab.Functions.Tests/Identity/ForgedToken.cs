using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>A token taken apart, changed and put together again. Source: RFC 7515, RFC 8725.</summary>
internal sealed record ForgedToken(JsonObject Header, JsonObject Claims)
{
    public static ForgedToken Of(string token)
    {
        var parts = token.Split('.');
        return new ForgedToken(JsonNode.Parse(Base64UrlEncoder.Decode(parts[0]))!.AsObject(), JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject());
    }

    public ForgedToken With(Action<JsonObject> claims)
    {
        claims(Claims);
        return this;
    }

    public ForgedToken Headed(Action<JsonObject> header)
    {
        header(Header);
        return this;
    }

    public string SignedBy(RsaSecurityKey key) => Signed(text => key.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string SignedBy(byte[] secret) => Signed(text => HMACSHA256.HashData(secret, text));

    public string Unsigned() => Signed(_ => []);

    private string Signed(Func<byte[], byte[]> sign)
    {
        var text = $"{Base64UrlEncoder.Encode(Header.ToJsonString())}.{Base64UrlEncoder.Encode(Claims.ToJsonString())}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }
}
