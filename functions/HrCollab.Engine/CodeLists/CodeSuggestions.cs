using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>Ranks the values of a list by how near they are to what somebody wrote.</summary>
internal static class CodeSuggestions
{
    private const int LongestWritten = 100;
    private const int Unlike = int.MaxValue;

    public static IEnumerable<CodeValue> For(CodeList list, string written, int max)
    {
        if (written.Length is 0 or > LongestWritten) return [];
        var aliases = list.Aliases.ToLookup(a => a.Code, a => a.Alias, StringComparer.Ordinal);
        return list.Values
            .Select((value, order) => (Value: value, Order: order, Rank: Rank(value, aliases[value.Code], written)))
            .Where(v => v.Rank != Unlike)
            .OrderBy(v => v.Rank).ThenBy(v => v.Order)
            .Take(max)
            .Select(v => v.Value);
    }

    private static int Rank(CodeValue value, IEnumerable<string> aliases, string written) =>
        aliases.Append(value.Title.Zh).Append(value.Title.En).Append(value.Code).Min(label => Rank(label, written));

    /// <summary>Equal, then beginning, then part of one another (nearer in length first), then few changes.</summary>
    private static int Rank(string label, string written)
    {
        const StringComparison Alike = StringComparison.OrdinalIgnoreCase;
        if (label.Equals(written, Alike)) return 0;
        var apart = Math.Abs(label.Length - written.Length);
        if (label.StartsWith(written, Alike)) return 100 + apart;
        if (label.Contains(written, Alike) || (label.Length > 1 && written.Contains(label, Alike))) return 200 + apart;
        var bound = Math.Max(1, written.Length / 3);
        if (apart > bound || label.Length == 1) return Unlike;
        var distance = DidYouMean.Distance(written.ToLowerInvariant(), label.ToLowerInvariant());
        return distance <= bound && distance < label.Length ? 300 + distance : Unlike;
    }
}
