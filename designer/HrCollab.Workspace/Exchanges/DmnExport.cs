using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;
using static HrCollab.Workspace.Exchanges.DmnNames;

namespace HrCollab.Workspace.Exchanges;

/// <summary>A decision table as DMN 1.3 XML. What DMN has no element for stands in attributes of a namespace of ours, so that the way back loses nothing.</summary>
internal static class DmnExport
{
    /// <summary>The document, or null when the file holds no table.</summary>
    public static byte[]? Of(DefinitionFile file)
    {
        if (Elements.Parse(file.Utf8) is not JsonObject rules || rules["table"] is not JsonObject table) return null;
        var (inputs, outputs) = (Items(table["inputs"]), Items(table["outputs"]));
        var aggregation = Elements.String(table["aggregation"]) is { } word && Elements.String(table["hitPolicy"]) == "COLLECT" ? word.ToUpperInvariant() : null;
        var id = Elements.String(rules["id"])!;
        var rest = new JsonObject(rules.Where(m => m.Key is not ("id" or "title" or "table")).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        var root = new XElement(Written + "definitions",
            new XAttribute(XNamespace.Xmlns + "hr", Ours), new XAttribute("id", XmlId("definitions", id)), new XAttribute("name", id), new XAttribute("namespace", $"{Ours.NamespaceName}:{id}"),
            new XElement(Written + "decision", new XAttribute("id", XmlId("decision", id)), Titles(rules["title"], id, "name"), new XAttribute(Ours + "id", id), new XAttribute(Ours + "definition", Raw(rest)),
                new XElement(Written + "decisionTable", new XAttribute("id", XmlId("table", id)), new XAttribute("hitPolicy", Elements.String(table["hitPolicy"])!), aggregation is null ? null : new XAttribute("aggregation", aggregation),
                    inputs.Select(Input),
                    outputs.Select(Output),
                    Items(table["rows"]).Select((row, at) => Row(row, at)))));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize })) root.Save(xml);
        return bytes.ToArray();
    }

    private static XElement Input(JsonObject input)
    {
        var id = Elements.String(input["id"])!;
        var (read, formula) = (Elements.String(input["read"]), Elements.String(input["formula"]));
        return new XElement(Written + "input", new XAttribute("id", XmlId("input", id)), Titles(input["title"], null, "label"), new XAttribute(Ours + "id", id),
            formula is null ? null : new XAttribute(Ours + "formula", "true"), Extra(input, "id", "title", "read", "formula"),
            new XElement(Written + "inputExpression", new XAttribute("id", XmlId("read", id)), formula is null ? null : new XAttribute("typeRef", Feel(Elements.String(input["type"]))),
                new XElement(Written + "text", read ?? formula)));
    }

    private static XElement Output(JsonObject output)
    {
        var id = Elements.String(output["id"])!;
        return new XElement(Written + "output", new XAttribute("id", XmlId("output", id)), new XAttribute("name", id), Titles(output["title"], null, "label"), new XAttribute("typeRef", Feel(Elements.String(output["type"]))),
            Extra(output, "id", "title", "values", "default"),
            output["values"] is JsonArray values ? new XElement(Written + "outputValues", new XAttribute(Ours + "values", Raw(values)), new XElement(Written + "text", string.Join(",", values.Select(v => Literal(v, output))))) : null,
            output.ContainsKey("default") ? new XElement(Written + "defaultOutputEntry", new XAttribute(Ours + "value", Raw(output["default"])), new XElement(Written + "text", Literal(output["default"], output))) : null);
    }

    private static XElement Row(JsonObject row, int at)
    {
        var id = Elements.String(row["id"])!;
        var outputs = ((JsonObject)row.Parent!.Parent!)["outputs"];
        return new XElement(Written + "rule", new XAttribute("id", XmlId("rule", id)), new XAttribute(Ours + "id", id), Titles(row["note"], null, "description"), Extra(row, "id", "note", "when", "then"),
            row["note"] is JsonObject note ? new XElement(Written + "description", Elements.String(note["zh"])) : null,
            (row["when"] as JsonArray ?? []).Select((cell, i) => new XElement(Written + "inputEntry", new XAttribute("id", $"in_{at}_{i}"), new XElement(Written + "text", Elements.String(cell)))),
            (row["then"] as JsonArray ?? []).Select((cell, i) => new XElement(Written + "outputEntry", new XAttribute("id", $"out_{at}_{i}"), new XAttribute(Ours + "value", Raw(cell)),
                new XElement(Written + "text", Literal(cell, Items(outputs)[i])))));
    }

    /// <summary>A value in FEEL.</summary>
    internal static string Literal(JsonNode? value, JsonObject output) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.String when Elements.String(output["type"]) == "date" => $"date({Raw(value)})",
        JsonValueKind.String when Elements.String(output["type"]) == "decimal" => value.GetValue<string>(),
        JsonValueKind.Array => "[" + string.Join(", ", value.AsArray().Select(v => Raw(v))) + "]",
        _ => Raw(value),
    };

    /// <summary>Chinese where DMN has room for one language, English beside it; of a description only English, since DMN has an element for it.</summary>
    private static IEnumerable<XAttribute> Titles(JsonNode? title, string? otherwise, string attribute)
    {
        if (title is JsonObject text)
        {
            if (attribute != "description" && Elements.String(text["zh"]) is { } zh) yield return new XAttribute(attribute, zh);
            if (Elements.String(text["en"]) is { } en) yield return new XAttribute(Ours + (attribute + "-en"), en);
        }
        else if (otherwise is not null)
        {
            yield return new XAttribute(attribute, otherwise);
        }
    }

    /// <summary>Members that no DMN attribute is for, as JSON.</summary>
    private static XAttribute? Extra(JsonObject element, params ReadOnlySpan<string> known)
    {
        var rest = new JsonObject();
        foreach (var (name, value) in element)
        {
            if (!known.Contains(name)) rest[name] = value?.DeepClone();
        }

        return rest.Count == 0 ? null : new XAttribute(Ours + "more", Raw(rest));
    }

    internal static string Raw(JsonNode? node) => node is null ? "null" : Encoding.UTF8.GetString(CanonicalJson.Write(node.Deserialize<JsonElement>())).Replace("\n", " ", StringComparison.Ordinal).Trim();

    private static List<JsonObject> Items(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonObject>()];
}
