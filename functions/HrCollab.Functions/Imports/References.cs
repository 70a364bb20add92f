using System.Collections.Concurrent;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Imports;

/// <summary>
/// Which records rows may refer to. A file of hundreds of thousands of people names few departments: what is there is remembered for the
/// whole import, what is not only as long as the desk that asked, because a row before this one or somebody else may bring it.
/// </summary>
internal sealed class References(RecordReader records)
{
    private const int MostKept = 50_000;
    private readonly ConcurrentDictionary<(string Standard, string Key), bool> _there = new();

    /// <summary>True when it is known to be there, null when it must be looked up.</summary>
    public bool? Known(string standard, string key) => _there.ContainsKey((standard, key)) ? true : null;

    public async ValueTask<bool> LookUp(string standard, string key, CancellationToken cancel)
    {
        if (!await records.Exists(standard, key, cancel)) return false;
        if (_there.Count >= MostKept) _there.Clear();
        _there.TryAdd((standard, key), true);
        return true;
    }
}
