using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>Reads the deadline of a row: an amount alone, or an amount before, after or on a date.</summary>
internal static class DeadlineRules
{
    public static DeadlineRule? Parse(string text, Func<string, bool> pathOk)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["on", var path] when Deadline.TryParse("0 wd", out var none) && pathOk(path):
                return new DeadlineRule(none, path, new Text($"{path} 当天", $"on {path}"));
            case [var count, var unit] when Deadline.TryParse($"{count} {unit}", out var amount):
                return new DeadlineRule(amount, null, amount.Words);
            case [var count, var unit, "after", var path] when Deadline.TryParse($"{count} {unit}", out var amount) && pathOk(path):
                return new DeadlineRule(amount, path, new Text($"{path} 后 {amount.Words.Zh}", $"{amount.Words.En} after {path}"));
            case [var count, var unit, "before", var path] when Deadline.TryParse($"{count} {unit}", out var words2) && Deadline.TryParse($"-{count} {unit}", out var amount) && pathOk(path):
                return new DeadlineRule(amount, path, new Text($"{path} 前 {words2.Words.Zh}", $"{words2.Words.En} before {path}"));
            default:
                return null;
        }
    }
}
