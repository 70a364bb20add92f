using System.Text.RegularExpressions;
using HrCollab.Components;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors.Responsibilities;

/// <summary>Deadlines as people say them, and back to how they are written: "2 个工作日" is "2 wd", "“生效日期”当天" is "on form.effectiveDate". What is neither stays as it was typed.</summary>
/// <param name="set">Definitions that give paths their names.</param>
/// <param name="dates">Paths of dates that a deadline may count from.</param>
/// <param name="language">The reader's language.</param>
internal sealed partial class DeadlinePhrases(DefinitionSet set, IReadOnlyList<string> dates, Language language)
{
    private static readonly string[] Common = ["1 wd", "2 wd", "3 wd", "5 wd", "4 wh"];

    /// <summary>Those that are used most, and each date itself.</summary>
    public IEnumerable<string> All => Common.Select(Show).Concat(dates.Select(d => Show($"on {d}")));

    /// <summary>A written deadline in words.</summary>
    public string Show(string written) => written.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["on", var path] when Name(path) is { } date => language == Language.English ? $"on '{date}'" : $"“{date}”当天",
        [var count, var unit] when Deadline.TryParse($"{count} {unit}", out var amount) => amount.Words.In(language),
        [var count, var unit, "after", var path] when Deadline.TryParse($"{count} {unit}", out var amount) && Name(path) is { } date =>
            language == Language.English ? $"{amount.Words.En} after '{date}'" : $"“{date}”后 {amount.Words.Zh}",
        [var count, var unit, "before", var path] when Deadline.TryParse($"{count} {unit}", out var amount) && Name(path) is { } date =>
            language == Language.English ? $"{amount.Words.En} before '{date}'" : $"“{date}”前 {amount.Words.Zh}",
        _ => written,
    };

    /// <summary>How a deadline in words, or one typed as it is written, is written.</summary>
    public string Read(string text)
    {
        var said = text.Trim();
        foreach (var path in dates)
        {
            foreach (var quoted in new[] { $"“{Name(path)}”", $"\"{Name(path)}\"", $"'{Name(path)}'" })
            {
                if (!said.Contains(quoted, StringComparison.Ordinal)) continue;
                var rest = said.Replace(quoted, " ", StringComparison.Ordinal).Trim();
                if (rest is "当天" or "on") return $"on {path}";
                if (Amount(rest.Trim('前', '后', ' ').Replace("before", "", StringComparison.Ordinal).Replace("after", "", StringComparison.Ordinal)) is { } amount)
                    return $"{amount} {(rest.Contains('前', StringComparison.Ordinal) || rest.Contains("before", StringComparison.Ordinal) ? "before" : "after")} {path}";
            }
        }

        return Amount(said) ?? said;
    }

    private static string? Amount(string text)
    {
        if (Spoken().Match(text.Trim()) is not { Success: true } match) return null;
        var unit = match.Groups["unit"].Value switch { "工作日" or "working day" or "working days" or "wd" => "wd", "工作小时" or "working hour" or "working hours" or "wh" => "wh", _ => "d" };
        return $"{match.Groups["count"].Value} {unit}";
    }

    private string? Name(string path) => path.Contains('.', StringComparison.Ordinal) ? PartyWords.Path(set, path).In(language) : null;

    [GeneratedRegex(@"^(?<count>\d+(\.\d+)?)\s*个?\s*(?<unit>工作日|工作小时|天|自然日|working days?|working hours?|days?|wd|wh|d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Spoken();
}
