using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Resolves references within the schema, and sees to it that every chain of schemas over one value ends.</summary>
internal static class SchemaLinks
{
    private static readonly string[] InPlace = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];

    public static void Resolve(List<SchemaPart> parts, Action<DiagnosticCode, string, object?[]> report)
    {
        var byPointer = parts.ToDictionary(p => p.Pointer, p => p.Index, StringComparer.Ordinal);
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Value("$anchor")?.GetString() is not { } anchor) continue;
            if (!IsAnchor(anchor)) report(SchemaFindings.BadValue, $"{part.Pointer}/$anchor", ["$anchor", new Text("以字母或 _ 开头的名称", "a name that begins with a letter or _")]);
            else if (!anchors.TryAdd(anchor, part.Index)) report(SchemaFindings.DuplicateAnchor, $"{part.Pointer}/$anchor", [anchor]);
        }

        foreach (var part in parts)
        {
            if (part.Value("$ref")?.GetString() is not { } reference) continue;
            var at = $"{part.Pointer}/$ref";
            if (!reference.StartsWith('#')) report(SchemaFindings.RemoteReference, at, [Clip(reference)]);
            else if (Target(reference[1..], byPointer, anchors) is { } target) part.Link("$ref", "", target);
            else report(SchemaFindings.UnknownReference, at, [Clip(reference), DidYouMean.Hint(reference, byPointer.Keys.Select(p => "#" + p).Concat(anchors.Keys.Select(a => "#" + a)))]);
        }

        Ends(parts, report);
    }

    private static int? Target(string fragment, Dictionary<string, int> byPointer, Dictionary<string, int> anchors)
    {
        var name = Uri.UnescapeDataString(fragment);
        return name.Length == 0 || name[0] == '/'
            ? byPointer.TryGetValue(name, out var part) ? part : null
            : anchors.TryGetValue(name, out var anchored) ? anchored : null;
    }

    /// <summary>Depth-first over the links that stay at the same value: a circle never ends, a long chain costs too much stack.</summary>
    private static void Ends(List<SchemaPart> parts, Action<DiagnosticCode, string, object?[]> report)
    {
        var length = new int[parts.Count]; // 0 not seen, -1 on the way, else the longest chain from here
        var circles = false;
        foreach (var part in parts)
        {
            if (Chain(part.Index) > SchemaLimits.Chain && !circles)
            {
                report(SchemaFindings.LongChain, part.Pointer, [SchemaLimits.Chain]);
                return;
            }
        }

        int Chain(int start)
        {
            var way = new Stack<(int Part, IEnumerator<int> Next)>();
            Enter(start);
            while (way.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    way.Pop();
                    length[top.Part] = 1 + Children(top.Part).Select(c => Math.Max(0, length[c])).DefaultIfEmpty(0).Max();
                }
                else if (length[top.Next.Current] < 0)
                {
                    if (!circles) report(SchemaFindings.EndlessReference, parts[top.Part].Pointer, []);
                    circles = true;
                }
                else
                {
                    Enter(top.Next.Current);
                }
            }

            return length[start];

            void Enter(int part)
            {
                if (length[part] != 0) return;
                length[part] = -1;
                way.Push((part, Children(part).GetEnumerator()));
            }
        }

        IEnumerable<int> Children(int part) => InPlace.SelectMany(k => parts[part].Links(k)).Select(l => l.Part);
    }

    private static bool IsAnchor(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string Clip(string text) => text.Length <= 100 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..97]}…");
}
