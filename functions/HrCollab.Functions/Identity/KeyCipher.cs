using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace HrCollab.Functions.Identity;

/// <summary>Encrypts the keys that lie in the store (AES-256-GCM), with a secret that does not lie there: a copy of the database alone opens no session.</summary>
internal sealed class KeyCipher(KeySecret secret) : IXmlEncryptor
{
    private const int TagBytes = 16;
    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("HrCollab.DataProtection.v1");

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[TagBytes]);
        using var aes = new AesGcm(secret.Value, TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag, Purpose);
        return new EncryptedXmlInfo(new XElement("encryptedKey", Convert.ToBase64String([.. nonce, .. tag, .. cipher])), typeof(KeyDecipher));
    }

    internal static XElement Decrypt(KeySecret secret, XElement encrypted)
    {
        ReadOnlySpan<byte> sealedKey = Convert.FromBase64String(encrypted.Value);
        var nonce = sealedKey[..AesGcm.NonceByteSizes.MaxSize];
        var tag = sealedKey.Slice(nonce.Length, TagBytes);
        var cipher = sealedKey[(nonce.Length + TagBytes)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(secret.Value, TagBytes);
        aes.Decrypt(nonce, cipher, tag, plain, Purpose);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>Decrypts them. Made by Data Protection by name, which is why it asks the services.</summary>
internal sealed class KeyDecipher(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => KeyCipher.Decrypt(services.GetRequiredService<KeySecret>(), encryptedElement);
}
