using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// The sets that were compiled last, by the bytes of their files: what was checked is published, what is published activated, and the next page of a
/// replay asked for, without compiling it once more. Only sets are kept; files with errors are judged anew. A set takes some ten megabytes, so it is held for
/// as long as whoever works with it asks again; after that it may be collected.
/// </summary>
internal sealed class CompiledSets : IDisposable
{
    /// <summary>The active set, a candidate and one more.</summary>
    public const int Kept = 3;

    /// <summary>How long after the last question sets are held.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromSeconds(20);

    private readonly Func<IEnumerable<DefinitionFile>, bool, CompileResult> _compile;
    private readonly ITimer _idle;
    private readonly Lock _gate = new();
    private ImmutableList<Entry> _last = [];

    public CompiledSets(TimeProvider time)
        : this(DefinitionCompiler.Compile, time)
    {
    }

    public CompiledSets(Func<IEnumerable<DefinitionFile>, bool, CompileResult> compile, TimeProvider time) =>
        (_compile, _idle) = (compile, time.CreateTimer(_ => LetGo(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

    /// <summary>As <see cref="DefinitionCompiler.Compile"/>. What was compiled in full answers for proven files too, not the other way round.</summary>
    public CompileResult Of(IEnumerable<DefinitionFile> source, bool proven = false)
    {
        ImmutableArray<DefinitionFile> files = [.. source];
        var key = KeyOf(files);
        lock (_gate)
        {
            if (_last.Find(e => e.Key == key && (proven || !e.Proven)) is { } known && known.Result.TryGetTarget(out var remembered))
            {
                _last = _last.Replace(known, known with { Now = remembered });
                _idle.Change(Held, Timeout.InfiniteTimeSpan);
                return remembered;
            }
        }

        var result = _compile(files, proven);
        if (result.Set is null) return result;
        lock (_gate)
        {
            _last = [new Entry(key, proven, new WeakReference<CompileResult>(result), result), .. _last.Where(e => e.Key != key).Take(Kept - 1)];
            _idle.Change(Held, Timeout.InfiniteTimeSpan);
        }

        return result;
    }

    public void Dispose() => _idle.Dispose();

    /// <summary>Nobody has asked for a while: what is not in use elsewhere is found again only until it is collected.</summary>
    private void LetGo()
    {
        lock (_gate) _last = [.. _last.Where(e => e.Result.TryGetTarget(out _)).Select(e => e with { Now = null })];
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

    private sealed record Entry(string Key, bool Proven, WeakReference<CompileResult> Result, CompileResult? Now);
}
