using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Differences;

/// <summary>A value of a definition as people read it in a sentence.</summary>
internal static class ValueText
{
    private const int Longest = 120;
    private const string Before = " before";

    public static Text Of(JsonNode? node) => node switch
    {
        null => new Text("空", "nothing"),
        _ when Naming.TextOf(node) is { } text => new Text($"“{Short(text.Zh)}”", $"'{Short(text.En)}'"),
        JsonObject element when Party(element) is { } party => party,
        JsonArray { Count: 1 } list => Of(list[0]),
        JsonArray list => new Text("[" + Short(string.Join('、', list.Select(i => Of(i).Zh))) + "]", "[" + Short(string.Join(", ", list.Select(i => Of(i).En))) + "]"),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => new Text("是", "yes"),
            JsonValueKind.False => new Text("否", "no"),
            JsonValueKind.String when Span(node.GetValue<string>()) is { } span => span,
            JsonValueKind.String => new Text($"“{Short(node.GetValue<string>())}”", $"'{Short(node.GetValue<string>())}'"),
            _ => Text.Same(Short(Json(node))),
        },
    };

    /// <summary>A name in marks.</summary>
    public static Text Quoted(Text name) => new($"“{Short(name.Zh)}”", $"'{Short(name.En)}'");

    /// <summary>Letters of a permission cell.</summary>
    public static Text Letters(string? letters)
    {
        if (letters is null or "-" or "") return new Text("无权限", "nothing");
        var words = new List<Text>();
        for (var i = 0; i < letters.Length; i++)
        {
            var deny = letters[i] == '!' && i + 1 < letters.Length;
            var word = letters[deny ? ++i : i] switch
            {
                'r' => new Text("查看", "read"),
                'm' => new Text("掩码查看", "see masked"),
                'u' => new Text("修改", "update"),
                'c' => new Text("新建时填写", "fill in on creation"),
                'x' => new Text("导出", "export"),
                var c => Text.Same(c.ToString()),
            };
            words.Add(deny ? new Text("禁止" + word.Zh, "never " + word.En) : word);
        }

        return new Text(string.Join('、', words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
    }

    /// <summary>A cell of a table: the expression as it is written.</summary>
    public static Text Cell(JsonNode? node) => Text.Same(node is null ? "null" : Elements.String(node) ?? Json(node));

    /// <summary>A span of working time, also one before something: "2 wd", "1 wd before".</summary>
    private static Text? Span(string text) =>
        Deadline.TryParse(text.EndsWith(Before, StringComparison.Ordinal) ? "-" + text[..^Before.Length] : text, out var span) ? span.Words : null;

    private static Text? Party(JsonObject element) =>
        (Elements.String(element["duty"]) ?? Elements.String(element["person"]) ?? Elements.String(element["relation"])) is { } who && element["id"] is null
            ? Elements.String(element["of"]) is { } of ? new Text($"“{of}”的“{who}”", $"'{who}' of '{of}'") : new Text($"“{who}”", $"'{who}'")
            : null;

    private static string Json(JsonNode node) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(node.Deserialize<JsonElement>())).Replace("\n", " ", StringComparison.Ordinal).Trim();

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
