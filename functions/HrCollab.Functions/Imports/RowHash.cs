using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace HrCollab.Functions.Imports;

/// <summary>The hash of what a row says: SHA-256 over names and values in their order. Begun, added to and ended once.</summary>
internal ref struct RowHash
{
    private const byte BehindName = 0x1F, BehindValue = 0x1E;
    private byte[] _said = ArrayPool<byte>.Shared.Rent(1024);
    private int _length;

    public RowHash()
    {
    }

    public void Add(string name, string value)
    {
        Add(name, BehindName);
        Add(value, BehindValue);
    }

    /// <summary>As 64 digits, lower case.</summary>
    public readonly string End()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_said.AsSpan(0, _length), hash);
        ArrayPool<byte>.Shared.Return(_said);
        return Convert.ToHexStringLower(hash);
    }

    private void Add(string text, byte end)
    {
        var most = _length + Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        if (most > _said.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(most, _said.Length * 2));
            _said.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_said);
            _said = larger;
        }

        _length += Encoding.UTF8.GetBytes(text, _said.AsSpan(_length));
        _said[_length++] = end;
    }
}
