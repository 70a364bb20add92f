using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Words;

/// <summary>What people call the places of one definition file: titles instead of ids, words instead of members.</summary>
/// <param name="path">The file.</param>
/// <param name="tree">Its named tree.</param>
/// <param name="older">Another state of it, where removed elements still have their titles.</param>
/// <param name="files">Other files, which give titles to what refers to them; null when there are none.</param>
internal sealed class Naming(string path, JsonNode? tree, JsonNode? older = null, Func<string, JsonNode?>? files = null)
{
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "table", "when", "then", "allow", "workflow" };

    private readonly DefinitionKind? _kind = DefinitionKinds.All.FirstOrDefault(k => k.Owns(path));

    private string Suffix => _kind?.Suffix ?? "manifest";

    /// <summary>The definition itself: its kind and its title.</summary>
    public Text File
    {
        get
        {
            if (path == Manifest.Path) return new Text("公司清单", "The manifest");
            if (_kind is null) return Text.Same(path);
            var title = TextOf((tree as JsonObject)?["title"]) ?? TextOf((older as JsonObject)?["title"]) ?? TextOf((Inherited() as JsonObject)?["title"]) ?? Text.Same(SubsidiaryNames.Name(_kind.IdOf(path)));
            var words = new Text($"{_kind.Title.Zh}“{title.Zh}”", $"{_kind.Title.En} '{title.En}'");
            if (SubsidiaryNames.OfPath(path) is not { } subsidiary) return words;
            var whose = TextOf((Other($"{SubsidiaryNames.Folder}/{subsidiary}.subsidiary.json") as JsonObject)?["title"]) ?? Text.Same(subsidiary);
            return new Text($"{whose.Zh}的{words.Zh}", $"{words.En} of {whose.En}");
        }
    }

    /// <summary>A place written with members and keys (rows/mid/then/max) in words.</summary>
    public Text Place(string place) => Place(place.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList());

    /// <summary>The same by its steps.</summary>
    public Text Place(IReadOnlyList<string> steps)
    {
        var (node, old, from, list) = (tree, older, Inherited(), "");
        var words = new List<Text>();
        for (var i = 0; i < steps.Count; i++)
        {
            var parent = i > 0 ? steps[i - 1] : "";
            if (node is JsonArray || old is JsonArray)
            {
                (node, old, from) = (Item(node, steps[i]), Item(old, steps[i]), Item(from, steps[i]));
                words.Add(ItemWords(list, steps[i], node ?? old, from));
                continue;
            }

            (node, old, from) = ((node as JsonObject)?[steps[i]], (old as JsonObject)?[steps[i]], (from as JsonObject)?[steps[i]]);
            list = steps[i];
            var leads = i + 1 < steps.Count && (node is JsonArray || old is JsonArray);
            if (leads || (i + 1 < steps.Count && Silent.Contains(steps[i]))) continue;
            words.Add(parent switch
            {
                "when" or "then" => Column(steps[i]),
                "allow" => Granted(steps[i]),
                "owners" => DefinitionKinds.Find(steps[i])?.Title ?? Text.Same(steps[i]),
                "set" => FieldTitle(Subject(), steps[i]) ?? Text.Same(steps[i]),
                _ => MemberWords.Label(Suffix, steps[i]),
            });
        }

        return words.Count == 0 ? new Text("内容", "contents") : new Text(string.Join('的', words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
    }

    /// <summary>What a company-wide duty is called; null when nobody knows it.</summary>
    public Text? Duty(string? code) => code is null ? null
        : ((Other("codeLists/duties.codeList.json") as JsonObject)?["values"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(v => Elements.String(v["code"]) == code) is { } duty ? TextOf(duty["title"]) : null;

    /// <summary>The title of a field of a standard, such as 合同期限(月); null when nobody knows it.</summary>
    public Text? FieldTitle(string? standard, string field)
    {
        if (standard is null || Other($"standards/{standard}.standard.json") is not JsonObject definition) return null;
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        var group = Item(definition["groups"], dot < 0 ? field : field[..dot]) as JsonObject;
        return TextOf(dot < 0 ? group?["title"] : (Item(group?["fields"], field[(dot + 1)..]) as JsonObject)?["title"]);
    }

    /// <summary>A title as it stands in a file.</summary>
    public static Text? TextOf(JsonNode? node) => Elements.IsText(node) && node is JsonObject text
        ? new Text(Elements.String(text["zh"]) ?? Elements.String(text["en"])!, Elements.String(text["en"]) ?? Elements.String(text["zh"])!)
        : null;

    private JsonNode? Other(string file) => files?.Invoke(file);

    /// <summary>What the file of a subsidiary inherits, where its parts have their titles; null for every other file.</summary>
    private JsonNode? Inherited() =>
        _kind is not null && SubsidiaryNames.OfPath(path) is not null && Elements.String((tree as JsonObject ?? older as JsonObject)?["inherits"]) is { } name ? TableShape.Named(Other(_kind.PathOf(name))) : null;

    private Text ItemWords(string list, string key, JsonNode? item, JsonNode? inherited)
    {
        var noun = MemberWords.Item(Suffix, list);
        var title = (TitleOf(list, item) ?? TitleOf(list, inherited)) is { } found && found.Zh != key ? new Text($"“{found.Zh}”", $"'{found.En}'") : new Text($"“{key}”", $"'{key}'");
        return new Text(noun.Zh + title.Zh, $"{noun.En} {title.En}");
    }

    private Text? TitleOf(string list, JsonNode? item)
    {
        if (item is not JsonObject element) return null;
        if (TextOf(element["title"]) is { } own) return own;
        if (list == "matrix" && Elements.String(element["role"]) is { } role) return TextOf((Item((tree as JsonObject)?["roles"], role) as JsonObject)?["title"]);
        if (Elements.String(element["draws"]) is { } drawn) return FieldTitle(Subject(), drawn);
        if (Elements.String(element["row"]) is { } row && Elements.String((tree as JsonObject)?["responsibilities"]) is { } matrix)
            return TextOf((Item((Other($"responsibilities/{matrix}.responsibilities.json") as JsonObject)?["rows"], row) as JsonObject)?["title"]);
        return Suffix == "exchange" && Elements.String(element["to"]) is { } target ? FieldTitle(Subject(), target) : null;
    }

    private Text Column(string id)
    {
        var table = (tree as JsonObject)?["table"] as JsonObject ?? (older as JsonObject)?["table"] as JsonObject;
        var column = (Item(table?["inputs"], id) ?? Item(table?["outputs"], id)) as JsonObject;
        return TextOf(column?["title"]) ?? (Elements.String(column?["read"]) is { } read ? FieldTitle(Subject(), read) : null) ?? Text.Same(id);
    }

    private Text Granted(string group) => FieldTitle(Subject(), group) is { } title ? new Text($"“{title.Zh}”", $"'{title.En}'") : new Text($"“{group}”", $"'{group}'");

    private string? Subject()
    {
        var file = tree as JsonObject ?? older as JsonObject;
        if (file?["subject"] is null && file?["standard"] is null && file?["form"] is null) file = Inherited() as JsonObject ?? file;
        return Elements.String(file?["subject"]) ?? Elements.String(file?["standard"])
            ?? (Elements.String(file?["form"]) is { } form ? Elements.String((Other($"forms/{form}.form.json") as JsonObject)?["subject"]) : null);
    }

    private static JsonNode? Item(JsonNode? list, string key)
    {
        if (list is not JsonArray items) return null;
        var keys = Elements.Keys(items, "rules");
        var at = keys is null ? -1 : Array.IndexOf(keys, key);
        return at < 0 ? null : items[at];
    }
}
