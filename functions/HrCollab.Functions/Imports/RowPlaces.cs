namespace HrCollab.Functions.Imports;

/// <summary>
/// Tells each row of a file, in its order, which record it is about and the how manieth of it it is, and passes over what the exchange does not take. Keys are
/// remembered by 64 bits of hash: a file of millions of records needs some bytes for each, and two that meet cost one a judgement.
/// </summary>
internal sealed class RowPlaces(DateOnly today)
{
    private readonly Dictionary<ulong, int> _rows = [];

    /// <summary>The row with its place; the next row of the file must follow.</summary>
    public SourceRow Place(SourceRow row, RowFile file)
    {
        if (row.Problem is not null) return row;
        var layout = file.Layout!; // also of a row that names more: what it adds stands behind the names of the file, and is nothing the exchange reads
        if (!layout.Takes(row.Values)) return row with { IsPassedOver = true };
        if (layout.Key(row.Values, today) is not { } key) return row;
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_rows, HashOf(key), out _);
        return row with { Key = key, Nth = count++ };
    }

    /// <summary>FNV-1a over the UTF-16 units.</summary>
    private static ulong HashOf(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in key) hash = unchecked((hash ^ unit) * 1099511628211UL);
        return hash;
    }
}
