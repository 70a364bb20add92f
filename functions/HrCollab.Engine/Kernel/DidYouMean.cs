namespace HrCollab.Engine.Kernel;

/// <summary>Finds the word an author probably meant.</summary>
public static class DidYouMean
{
    /// <summary>The nearest candidate within a third of the word's length (at least one change), or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var bound = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (string.Equals(candidate, word, StringComparison.OrdinalIgnoreCase)) return candidate;
            if (Math.Abs(candidate.Length - word.Length) >= bound || candidate.Length > 200 || word.Length > 200) continue;
            var distance = Distance(word, candidate);
            if (distance >= bound) continue;
            bound = distance;
            best = candidate;
        }

        return best;
    }

    /// <summary>" Did you mean 'x'?" in both languages, or nothing.</summary>
    public static Text Hint(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? new Text($" 是否想写“{nearest}”?", $" Did you mean '{nearest}'?") : Text.Same("");

    /// <summary>Edits, with a swap of neighbours as one (restricted Damerau-Levenshtein distance).</summary>
    internal static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
