using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;

namespace HrCollab.Designer.Drafting;

/// <summary>What the engine says of one state of all files. <c>Set</c> and <c>World</c> are null when it has errors, <c>Coverage</c> before its cases were run.</summary>
internal sealed record CheckedState(ImmutableArray<Diagnostic> Findings, DefinitionSet? Set, GoldenWorld? World, CheckedCases? Cases, Coverage? Coverage = null);

/// <summary>
/// The sound states that were checked last, by what their files say: a page opened again and a second window on the same draft answer at once. What is
/// kept is immutable and the same for everybody, for definitions hold no personal data.
/// </summary>
public sealed class CheckedStates
{
    private const int Most = 6;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Hash, CheckedState State)> _states = new();

    /// <summary>The state of these files, or null when it was not checked to the end, has errors or is no longer kept.</summary>
    internal CheckedState? Find(string hash)
    {
        lock (_lock)
        {
            if (_states.FirstOrDefault(s => s.Hash == hash) is not { State: { } state } found) return null;
            _states.Remove(found);
            _states.AddFirst(found);
            return state;
        }
    }

    internal void Keep(string hash, CheckedState state)
    {
        lock (_lock)
        {
            if (_states.Any(s => s.Hash == hash)) return;
            _states.AddFirst((hash, state));
            if (_states.Count > Most) _states.RemoveLast();
        }
    }

    /// <summary>SHA-256 (hex) over paths and bytes. Other than the hash of a set it changes with the format too, because findings name lines.</summary>
    internal static string Hash(ImmutableArray<DefinitionFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{file.Utf8.Length}\0"));
            hash.AppendData(file.Utf8.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
