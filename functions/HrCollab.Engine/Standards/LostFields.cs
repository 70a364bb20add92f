using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>
/// Every use of a field that no standard has (any more), when a set does not compile: a definition that failed hides those that build on it, and
/// cases are not run then, but whoever renames a field needs all of its uses at once.
/// </summary>
internal static class LostFields
{
    private const string CasesSuffix = ".cases.json";

    /// <summary>Longer texts are no expressions.</summary>
    private const int ExpressionLength = 4_000;

    /// <summary>Members that hold words for people, values or names of somebody else's, and no paths.</summary>
    private static readonly ImmutableHashSet<string> Words =
        ["$schema", "title", "message", "help", "note", "purpose", "basis", "work", "script", "pattern", "aliases", "map", "from", "template", "constant", "url"];

    /// <summary>Reports what has no finding yet.</summary>
    public static void Report(CompileContext context, ImmutableArray<DefinitionFile> files)
    {
        var standards = files.Where(f => f.Path.StartsWith("standards/", StringComparison.Ordinal) && !f.Path.EndsWith(CasesSuffix, StringComparison.Ordinal))
            .Select(f => StrictJson.Read(f, StandardJson.Default.StandardDefinition, _ => { })).OfType<StandardDefinition>().DistinctBy(s => s.Id, StringComparer.Ordinal).ToDictionary(s => s.Id, s => new Known(s), StringComparer.Ordinal);
        var told = context.Diagnostics.Select(d => (d.File, d.Path)).ToHashSet();
        var about = files.DistinctBy(f => f.Path, StringComparer.Ordinal).ToDictionary(f => f.Path, f => standards.GetValueOrDefault(Subject(f, files) ?? ""), StringComparer.Ordinal);
        foreach (var file in files.Where(f => !f.Path.StartsWith("schema", StringComparison.Ordinal)))
        {
            var isCase = file.Path.EndsWith(CasesSuffix, StringComparison.Ordinal);
            var own = about.GetValueOrDefault(isCase ? file.Path[..^CasesSuffix.Length] + ".json" : file.Path);
            foreach (var use in Uses(file, standards, own, isCase).Where(u => told.Add((file.Path, u.Pointer))))
                context.Report(StandardFindings.LostField.At(file, use.Pointer, use.Path, use.Standard.Definition.Title, DidYouMean.Hint(use.Path, use.Standard.Paths)));
        }
    }

    /// <summary>The standard a file is about: it names it, is it, or names a form that does.</summary>
    private static string? Subject(DefinitionFile file, ImmutableArray<DefinitionFile> files)
    {
        if (file.Path.StartsWith("standards/", StringComparison.Ordinal)) return Member(file, "id");
        return Member(file, "standard") ?? Member(file, "subject") ?? (Member(file, "form") is { } form && files.FirstOrDefault(f => f.Path == $"forms/{form}.form.json") is { } starts ? Member(starts, "subject") : null);
    }

    private static string? Member(DefinitionFile file, string name) => Read<string?>(file, null, root =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null);

    private static IReadOnlyList<(string Pointer, string Path, Known Standard)> Uses(DefinitionFile file, Dictionary<string, Known> standards, Known? own, bool isCase)
    {
        var uses = new List<(string, string, Known)>();
        return Read(file, uses, root =>
        {
            Walk(root, "");
            return uses;
        });

        void Walk(JsonElement element, string at)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject().Where(m => !Words.Contains(m.Name)))
                    {
                        var inner = $"{at}/{JsonPointer.Escape(member.Name)}";
                        Text(member.Name, inner);
                        if (isCase && member.Value.ValueKind == JsonValueKind.Object && own?.Has(member.Name) == true)
                            uses.AddRange(member.Value.EnumerateObject().Where(f => !own.Has(member.Name, f.Name)).Select(f => ($"{inner}/{JsonPointer.Escape(f.Name)}", $"{member.Name}.{f.Name}", own)));
                        Walk(member.Value, inner);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var (item, i) in element.EnumerateArray().Select((e, i) => (e, i))) Walk(item, $"{at}/{i}");
                    break;
                case JsonValueKind.String:
                    Text(element.GetString()!, at);
                    break;
            }
        }

        void Text(string text, string at)
        {
            foreach (var parts in Paths(text))
            {
                if (parts.Length >= 3 && standards.TryGetValue(parts[0], out var named) && !named.Has(parts[1], parts[2])) uses.Add((at, $"{parts[1]}.{parts[2]}", named));
                else if (parts.Length == 2 && own?.Has(parts[0]) == true && !own.Has(parts[0], parts[1])) uses.Add((at, string.Join('.', parts), own));
            }
        }
    }

    /// <summary>Dotted names of a text outside of quotes.</summary>
    private static IEnumerable<string[]> Paths(string text)
    {
        if (text.Length > ExpressionLength) yield break;
        var (quoted, start) = (false, -1);
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && !quoted && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or '_' or '-');
            if (inside && start < 0) start = i;
            if (!inside && start >= 0)
            {
                if (text[start..i].Split('.') is { Length: > 1 } parts && parts.All(p => p.Length > 0 && char.IsAsciiLetter(p[0]))) yield return parts;
                start = -1;
            }

            if (i < text.Length && text[i] == '"') quoted = !quoted;
        }
    }

    /// <summary>What a file says; what cannot be read has its finding, and counts as saying nothing more.</summary>
    private static T Read<T>(DefinitionFile file, T otherwise, Func<JsonElement, T> read)
    {
        if (file.Utf8.Length > Limits.DefinitionFileBytes) return otherwise;
        try
        {
            using var document = JsonDocument.Parse(file.Utf8, new JsonDocumentOptions { MaxDepth = Limits.JsonDepth });
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return otherwise;
        }
    }

    /// <summary>The groups of a standard and the names of their fields.</summary>
    private sealed class Known(StandardDefinition definition)
    {
        private readonly ImmutableDictionary<string, ImmutableHashSet<string>> _groups = definition.Groups.GroupBy(g => g.Id, StringComparer.Ordinal).ToImmutableDictionary(
            g => g.Key, g => g.SelectMany(x => x.Fields).SelectMany(f => f.Aliases.OrEmpty().Append(f.Id).Append(f.Title.Zh)).ToImmutableHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

        public StandardDefinition Definition { get; } = definition;

        public IEnumerable<string> Paths => Definition.Groups.SelectMany(g => g.Fields.Select(f => $"{g.Id}.{f.Id}"));

        public bool Has(string group) => _groups.ContainsKey(group);

        public bool Has(string group, string field) => _groups.TryGetValue(group, out var fields) && fields.Contains(field);
    }
}
