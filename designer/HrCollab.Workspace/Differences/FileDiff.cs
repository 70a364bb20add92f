using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Differences;

/// <summary>Walks two states of one file and says each difference in a sentence. Order and layout are no difference unless order means something.</summary>
internal sealed class FileDiff(string path, JsonNode before, JsonNode after, Naming naming)
{
    private readonly List<Change> _changes = [];

    public IReadOnlyList<Change> Run()
    {
        Compare(before, after, [], "", null);
        return _changes;
    }

    private void Compare(JsonNode? was, JsonNode? now, List<string> steps, string pointer, JsonNode? parent)
    {
        if (JsonNode.DeepEquals(was, now)) return;
        if (was is JsonObject a && now is JsonObject b && Naming.TextOf(was) is null)
        {
            Members(a, b, steps, pointer);
            return;
        }

        if (was is JsonArray or null && now is JsonArray or null && steps.Count > 0
            && Elements.Keys(was as JsonArray ?? [], steps[^1]) is { } wasKeys && Elements.Keys(now as JsonArray ?? [], steps[^1]) is { } nowKeys)
        {
            Items(was as JsonArray ?? [], now as JsonArray ?? [], wasKeys, nowKeys, steps, pointer, parent);
            return;
        }

        Leaf(was, now, steps, pointer);
    }

    private void Members(JsonObject was, JsonObject now, List<string> steps, string pointer)
    {
        var cells = steps.Count > 0 && steps[^1] is "when" or "then";
        foreach (var name in now.Select(m => m.Key).Concat(was.Select(m => m.Key)).Distinct(StringComparer.Ordinal))
        {
            if (name == "$schema") continue;
            if (cells && (!was.ContainsKey(name) || !now.ContainsKey(name))) continue; // the sentence about the column says it
            var position = cells ? now.IndexOf(name).ToString(System.Globalization.CultureInfo.InvariantCulture) : Escape(name);
            Compare(was[name], now[name], [.. steps, name], now.ContainsKey(name) ? $"{pointer}/{position}" : pointer, now);
        }
    }

    private void Items(JsonArray was, JsonArray now, string[] wasKeys, string[] nowKeys, List<string> steps, string pointer, JsonNode? parent)
    {
        for (var i = 0; i < nowKeys.Length; i++)
        {
            var at = Array.IndexOf(wasKeys, nowKeys[i]);
            List<string> place = [.. steps, nowKeys[i]];
            if (at < 0) Say(ChangeWeight.Added, $"{pointer}/{i}", "{0}:新增{1}{2}。", "{0}: added {1}{2}.", naming.Place(place), Summary(now[i], steps[^1]));
            else Compare(was[at], now[i], place, $"{pointer}/{i}", now);
        }

        foreach (var gone in wasKeys.Except(nowKeys, StringComparer.Ordinal))
            Say(ChangeWeight.Removed, pointer, "{0}:删除{1}{2}。", "{0}: removed {1}{2}.", naming.Place([.. steps, gone]), Summary(was[Array.IndexOf(wasKeys, gone)], steps[^1]));

        var (kept, moved) = (wasKeys.Intersect(nowKeys, StringComparer.Ordinal), nowKeys.Intersect(wasKeys, StringComparer.Ordinal));
        if (Elements.IsOrdered(steps[^1], parent) && !kept.SequenceEqual(moved, StringComparer.Ordinal))
        {
            Say(ChangeWeight.Changed, pointer, "{0}:{1}的顺序改为 {2}。", "{0}: the order of {1} is now {2}.", naming.Place(steps),
                new Text(string.Join("、", nowKeys), string.Join(", ", nowKeys)));
        }
    }

    private void Leaf(JsonNode? was, JsonNode? now, List<string> steps, string pointer)
    {
        var place = naming.Place(steps);
        Func<JsonNode?, Text> show = steps.Count > 1 && steps[^2] == "allow" ? n => ValueText.Letters(Elements.String(n)) : steps.Count > 1 && steps[^2] is "when" or "then" ? ValueText.Cell
            : steps[^1] is "duty" or "owner" ? n => naming.Duty(Elements.String(n)) is { } duty ? ValueText.Quoted(duty) : ValueText.Of(n) : ValueText.Of;
        if (Naming.TextOf(was) is { } a && Naming.TextOf(now) is { } b && (a.Zh == b.Zh || a.En == b.En))
        {
            var (language, old, fresh) = a.Zh == b.Zh ? (new Text("英文", "English"), a.En, b.En) : (new Text("中文", "Chinese"), a.Zh, b.Zh);
            Say(ChangeWeight.Changed, pointer, "{0}:{1}的{2}由“{3}”改为“{4}”。", "{0}: {1}, {2} changed from '{3}' to '{4}'.", place, language, old, fresh);
        }
        else if (was is null)
        {
            Say(ChangeWeight.Added, pointer, "{0}:{1}设为{2}。", "{0}: {1} set to {2}.", place, show(now));
        }
        else if (now is null && !(steps.Count > 1 && steps[^2] == "then"))
        {
            Say(ChangeWeight.Removed, pointer, "{0}:取消{1}(原为{2})。", "{0}: {1} dropped (was {2}).", place, show(was));
        }
        else
        {
            Say(ChangeWeight.Changed, pointer, "{0}:{1}由 {2} 改为 {3}。", "{0}: {1} changed from {2} to {3}.", place, show(was), show(now));
        }
    }

    /// <summary>What a new or removed item says, for those whose name alone says little.</summary>
    private static Text Summary(JsonNode? item, string list)
    {
        if (list == "rows" && item is JsonObject row && row["when"] is JsonObject when && row["then"] is JsonObject then)
        {
            var conditions = when.Where(c => Elements.String(c.Value) != "-").Select(c => ValueText.Cell(c.Value).Zh);
            return Text.Same($" ({string.Join(" ; ", conditions)} → {string.Join(" ; ", then.Select(c => ValueText.Cell(c.Value).Zh))})");
        }

        return Text.Same("");
    }

    private void Say(ChangeWeight weight, string pointer, string zh, string en, params ReadOnlySpan<object?> arguments) =>
        _changes.Add(new Change(new Text(zh, en).With([naming.File, .. arguments]), path, pointer, weight));

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
