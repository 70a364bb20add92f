using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Durations as people write them.</summary>
internal static class DurationWords
{
    private const int MostDigits = 4;

    /// <summary>Units that durations are written in, the longest first.</summary>
    public static ImmutableArray<(Text Words, int Months, int Days)> Written { get; } = [(new Text("年", "year"), 12, 0), (new Text("个月", "month"), 1, 0), (new Text("天", "day"), 0, 1)];

    private static readonly ImmutableArray<(string Word, int Rank, int Months, int Days)> Units =
    [
        ("年", 0, 12, 0), ("个月", 1, 1, 0), ("月", 1, 1, 0), ("周", 2, 0, 7), ("星期", 2, 0, 7), ("天", 3, 0, 1), ("日", 3, 0, 1),
        ("years", 0, 12, 0), ("year", 0, 12, 0), ("months", 1, 1, 0), ("month", 1, 1, 0), ("weeks", 2, 0, 7), ("week", 2, 0, 7), ("days", 3, 0, 1), ("day", 3, 0, 1),
    ];

    /// <summary>What stands from a place on: every end at which a duration could end there, with what it is up to it. Longer units stand first.</summary>
    public static IEnumerable<(Duration Duration, int End)> At(string text, int at)
    {
        var (duration, rank) = (default(Duration), -1);
        while (true)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end == at || end - at > MostDigits) yield break;
            var amount = int.Parse(text.AsSpan(at..end), NumberStyles.None, CultureInfo.InvariantCulture);
            if (end < text.Length && text[end] == ' ') end++;
            var unit = Units.FirstOrDefault(u => u.Rank > rank && string.CompareOrdinal(text, end, u.Word, 0, u.Word.Length) == 0);
            if (unit.Word is null) yield break;
            (duration, rank, at) = (new Duration(duration.Months + (amount * unit.Months), duration.Days + (amount * unit.Days)), unit.Rank, end + unit.Word.Length);
            yield return (duration, at);
            if (at < text.Length && text[at] == ' ') at++;
        }
    }

    /// <summary>A whole text: 3个月, 1 年 6 个月, 2 weeks.</summary>
    public static bool TryRead(string text, out Duration duration)
    {
        foreach (var (read, end) in At(text, 0))
        {
            duration = read;
            if (end == text.Length) return true;
        }

        duration = default;
        return false;
    }
}
