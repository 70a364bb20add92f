using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// The sets that were compiled last, by the bytes of their files: what was checked is published, what is published activated, and the next page of a
/// replay asked for, without compiling it once more. Only sets are kept; files with errors are judged anew.
/// </summary>
internal sealed class CompiledSets(Func<IEnumerable<DefinitionFile>, bool, CompileResult> compile)
{
    /// <summary>The active set, a candidate and one more: a set takes some megabytes.</summary>
    public const int Kept = 3;

    private readonly Lock _gate = new();
    private ImmutableList<Entry> _last = [];

    public CompiledSets()
        : this(DefinitionCompiler.Compile)
    {
    }

    /// <summary>As <see cref="DefinitionCompiler.Compile"/>. What was compiled in full answers for proven files too, not the other way round.</summary>
    public CompileResult Of(IEnumerable<DefinitionFile> source, bool proven = false)
    {
        ImmutableArray<DefinitionFile> files = [.. source];
        var key = KeyOf(files);
        lock (_gate)
        {
            if (_last.Find(e => e.Key == key && (proven || !e.Proven)) is { } known) return known.Result;
        }

        var result = compile(files, proven);
        if (result.Set is null) return result;
        lock (_gate)
        {
            _last = [new Entry(key, proven, result), .. _last.Where(e => e.Key != key).Take(Kept - 1)];
        }

        return result;
    }

    /// <summary>The hash of the bytes of all files, in whatever order they come.</summary>
    public static string KeyOf(IEnumerable<DefinitionFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(file.Path), length);
            Append(hash, file.Utf8.Span, length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part, Span<byte> length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    private sealed record Entry(string Key, bool Proven, CompileResult Result);
}
