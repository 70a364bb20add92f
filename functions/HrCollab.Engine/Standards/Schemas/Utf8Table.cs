using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Names or codes by their UTF-8 bytes. Looked up without an allocation; members that come in the order of the table are found at once.</summary>
internal sealed class Utf8Table
{
    private readonly ImmutableArray<byte[]> _names;
    private readonly ImmutableArray<byte[]> _members;
    private readonly ImmutableArray<int> _slots;
    private readonly int _mask;

    public Utf8Table(IEnumerable<string> names)
    {
        Names = [.. names.Distinct(StringComparer.Ordinal)];
        _names = [.. Names.Select(Encoding.UTF8.GetBytes)];
        _members = [.. Names.Select(n => IsPlain(n) ? Encoding.UTF8.GetBytes($"\"{n}\":") : [])];
        var size = 4;
        while (size < _names.Length * 2) size *= 2;
        _mask = size - 1;
        var slots = new int[size];
        for (var i = 0; i < _names.Length; i++)
        {
            var at = Hash(_names[i]) & _mask;
            while (slots[at] != 0) at = (at + 1) & _mask;
            slots[at] = i + 1;
        }

        _slots = ImmutableCollectionsMarshal.AsImmutableArray(slots);
    }

    public ImmutableArray<string> Names { get; }

    public int Count => _names.Length;

    /// <summary>The place of a name, or -1. The hint is where it probably is.</summary>
    public int Find(ReadOnlySpan<byte> name, int hint = 0)
    {
        if ((uint)hint < (uint)_names.Length && name.SequenceEqual(_names[hint])) return hint;
        for (var at = Hash(name) & _mask; ; at = (at + 1) & _mask)
        {
            var found = _slots[at] - 1;
            if (found < 0 || name.SequenceEqual(_names[found])) return found;
        }
    }

    /// <summary>A name with its quotes and colon, as it stands in most texts; empty when it cannot be written so, or is none.</summary>
    public ReadOnlySpan<byte> Member(int place) => (uint)place < (uint)_members.Length ? _members[place] : default;

    /// <summary>True for what is written without escapes.</summary>
    private static bool IsPlain(string name) => !name.AsSpan().ContainsAny('"', '\\') && !name.AsSpan().ContainsAnyInRange('\0', '\x1F');

    public int IndexOf(string name) => Find(Encoding.UTF8.GetBytes(name));

    /// <summary>Length, beginning and end; who could choose colliding names are the authors of the schema alone.</summary>
    private static int Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = (uint)name.Length;
        if (name.Length >= 8)
        {
            hash ^= MemoryMarshal.Read<ulong>(name);
            hash = (hash * 0x9E3779B97F4A7C15) ^ MemoryMarshal.Read<ulong>(name[^8..]);
        }
        else
        {
            foreach (var b in name) hash = (hash << 8) + b + (hash >> 56);
        }

        hash *= 0x9E3779B97F4A7C15;
        return (int)(hash >> 33);
    }
}
