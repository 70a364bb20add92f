using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using static HrCollab.Workspace.Exchanges.DmnNames;

namespace HrCollab.Workspace.Exchanges;

/// <summary>
/// One decision table of a DMN document as rules. What our tables cannot say (other decisions, annotations, types) is refused with its line;
/// whether a cell can be read says the compiler, whose findings stand at the row.
/// </summary>
internal sealed class DmnImport
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "definitions", "decision", "decisionTable", "input", "inputExpression", "text", "output", "outputValues", "defaultOutputEntry", "rule", "inputEntry", "outputEntry", "description", "variable",
    };

    private static readonly HashSet<string> Layout = new(StringComparer.Ordinal) { "DMNDI", "extensionElements" };

    private readonly List<ImportFault> _faults = [];

    /// <summary>The rules file, or why not.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="subject">The standard whose records it judges, when the document does not say.</param>
    public static ImportOutcome Read(ReadOnlyMemory<byte> bytes, string? subject)
    {
        try
        {
            if (bytes.Length > Limits.DefinitionFileBytes) return new ImportOutcome.Refused("-", new Text("文件超过 {0} 字节。", "The file has more than {0} bytes.").With(Limits.DefinitionFileBytes));
            using var stream = new MemoryStream(bytes.ToArray());
            return new DmnImport().Of(SafeXml.Read(stream, "DMN"), subject);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or JsonException)
        {
            return new ImportOutcome.Refused("-", new Text("无法读取这个 DMN 文件:{0}", "This DMN file cannot be read: {0}").With(SafeXml.Why(e)));
        }
    }

    private ImportOutcome Of(XElement root, string? subject)
    {
        if (!DmnNames.Read.Contains(root.Name.Namespace) || root.Name.LocalName != "definitions")
            return new ImportOutcome.Refused(Line(root), new Text("不是 DMN 1.3 至 1.5 的文档:{0}。", "Not a document of DMN 1.3 to 1.5: {0}.").With(root.Name));
        var dmn = root.Name.Namespace;
        foreach (var other in root.Descendants().Where(e => e.Name.Namespace == dmn && !Known.Contains(e.Name.LocalName) && !e.AncestorsAndSelf().Any(a => Layout.Contains(a.Name.LocalName))))
            Refuse(other, new Text("这里的表不能表达 <{0}>。", "Tables here cannot say <{0}>.").With(other.Name.LocalName));
        var decisions = root.Elements(dmn + "decision").ToList();
        if (_faults.Count == 0 && (decisions.Count != 1 || decisions[0].Element(dmn + "decisionTable") is null))
            Refuse(root, new Text("要恰好一个带决策表的 decision,这里有 {0} 个。", "Exactly one decision with a table is read; here are {0}.").With(decisions.Count));
        if (_faults.Count > 0) return new ImportOutcome.Refused([.. _faults]);
        var rules = Rules(decisions[0], dmn, subject);
        if (_faults.Count > 0) return new ImportOutcome.Refused([.. _faults]);
        var file = new DefinitionFile(DefinitionKinds.Find("rules")!.PathOf(Cell(rules["id"])!), CanonicalJson.Write(rules.Deserialize<JsonElement>()));
        return new ImportOutcome.Read(new DefinitionFile(file.Path, DefinitionsRepository.Canonical(file)));
    }

    private JsonObject Rules(XElement decision, XNamespace dmn, string? subject)
    {
        var table = decision.Element(dmn + "decisionTable")!;
        var rest = decision.Attribute(Ours + "definition") is { } kept ? JsonNode.Parse(kept.Value) as JsonObject ?? [] : [];
        var id = Id(decision, "decision");
        if (!Ids.IsValid(id)) Refuse(decision, new Text("“{0}”不能作编号。", "'{0}' cannot be an id.").With(id));
        if (Cell(rest["subject"]) is null && subject is null) Refuse(decision, new Text("文档没有写明判断哪个标准的记录,请用 --subject 指定。", "The document does not say whose records it judges; name the standard with --subject."));
        var name = (string?)decision.Attribute("name") ?? id;
        var rules = new JsonObject { ["$schema"] = rest["$schema"]?.DeepClone() ?? "../schema/rules.schema.json", ["id"] = id, ["title"] = Both(name, (string?)decision.Attribute(Ours + "name-en") ?? name), ["subject"] = subject };
        foreach (var (member, value) in rest) rules[member] = value?.DeepClone();
        var written = new JsonObject { ["hitPolicy"] = (string?)table.Attribute("hitPolicy") ?? "UNIQUE" };
        if (table.Attribute("aggregation") is { } aggregation) written["aggregation"] = aggregation.Value.ToLowerInvariant();
        written["inputs"] = new JsonArray([.. table.Elements(dmn + "input").Select(i => (JsonNode)Input(i, dmn))]);
        var outputs = table.Elements(dmn + "output").Select(o => Output(o, dmn)).ToList();
        written["outputs"] = new JsonArray([.. outputs]);
        written["rows"] = new JsonArray([.. table.Elements(dmn + "rule").Select((r, i) => (JsonNode)Row(r, i, dmn, outputs))]);
        rules["table"] = written;
        return rules;
    }

    private JsonObject Input(XElement input, XNamespace dmn)
    {
        var column = new JsonObject { ["id"] = Id(input, "input") };
        if ((string?)input.Attribute("label") is { } label) column["title"] = Both(label, (string?)input.Attribute(Ours + "label-en") ?? label);
        var expression = input.Element(dmn + "inputExpression");
        var text = expression?.Element(dmn + "text")?.Value.Trim() ?? "";
        if (text.Length == 0) Refuse(input, new Text("这一列没有写明读什么。", "This column does not say what it reads."));
        var formula = (string?)input.Attribute(Ours + "formula") == "true" || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        column[formula ? "formula" : "read"] = text;
        Add(column, input);
        if (formula && !column.ContainsKey("type")) column["type"] = Type(expression!, "typeRef");
        return column;
    }

    private JsonObject Output(XElement output, XNamespace dmn)
    {
        var column = new JsonObject { ["id"] = (string?)output.Attribute("name") ?? Id(output, "output"), ["type"] = null };
        if ((string?)output.Attribute("label") is { } label) column["title"] = Both(label, (string?)output.Attribute(Ours + "label-en") ?? label);
        Add(column, output);
        column["type"] ??= Type(output, "typeRef");
        if (output.Element(dmn + "outputValues") is { } values) column["values"] = values.Attribute(Ours + "values") is { } raw ? JsonNode.Parse(raw.Value) : Value(values, "[" + Words(values, dmn) + "]");
        if (output.Element(dmn + "defaultOutputEntry") is { } otherwise) column["default"] = Entry(otherwise, column, dmn);
        return column;
    }

    private JsonObject Row(XElement rule, int at, XNamespace dmn, List<JsonObject> outputs)
    {
        var row = new JsonObject { ["id"] = rule.Attribute(Ours + "id")?.Value ?? ((string?)rule.Attribute("id") is { } own && Ids.IsValid(own) ? own : "row-" + (at + 1).ToString(CultureInfo.InvariantCulture)) };
        row["when"] = new JsonArray([.. rule.Elements(dmn + "inputEntry").Select(e => (JsonNode?)(Words(e, dmn) is { Length: > 0 } text ? text : "-"))]);
        var entries = rule.Elements(dmn + "outputEntry").ToList();
        if (entries.Count != outputs.Count) Refuse(rule, new Text("输出有 {0} 个,应为 {1} 个。", "{0} outputs instead of {1}.").With(entries.Count, outputs.Count));
        row["then"] = new JsonArray([.. entries.Take(outputs.Count).Select((e, i) => Entry(e, outputs[i], dmn))]);
        if (rule.Element(dmn + "description")?.Value is { Length: > 0 } note) row["note"] = Both(note, (string?)rule.Attribute(Ours + "description-en") ?? note);
        Add(row, rule);
        return row;
    }

    /// <summary>The value that the text says; the JSON beside it is taken while it still says the same, so that 1.50 stays 1.50.</summary>
    private JsonNode? Entry(XElement entry, JsonObject output, XNamespace dmn)
    {
        var text = Words(entry, dmn);
        if (entry.Attribute(Ours + "value") is { } raw && JsonNode.Parse(raw.Value) is var kept && DmnExport.Literal(kept, output) == text) return kept;
        if (text is "null" or "") return null;
        if (Cell(output["type"]) == "date" && text.StartsWith("date(", StringComparison.Ordinal) && text.EndsWith(')')) text = text[5..^1];
        return Value(entry, text);
    }

    private JsonNode? Value(XElement at, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            Refuse(at, new Text("输出只能是一个值,不能是“{0}”。", "An output is a value, not '{0}'.").With(text));
            return null;
        }
    }

    private string Type(XElement element, string attribute)
    {
        var feel = (string?)element.Attribute(attribute);
        if (DmnNames.Type(feel) is { } type) return type;
        Refuse(element, new Text("不认识的类型“{0}”。", "The type '{0}' is not known.").With(feel));
        return "text";
    }

    private static string Id(XElement element, string prefix)
    {
        if ((string?)element.Attribute(Ours + "id") is { } own) return own;
        var id = (string?)element.Attribute("id") ?? prefix;
        return id.StartsWith(prefix + "_", StringComparison.Ordinal) && Ids.IsValid(id[(prefix.Length + 1)..]) ? id[(prefix.Length + 1)..] : id;
    }

    private static void Add(JsonObject into, XElement element)
    {
        if (element.Attribute(Ours + "more") is not { } more || JsonNode.Parse(more.Value) is not JsonObject rest) return;
        foreach (var (member, value) in rest) into[member] = value?.DeepClone();
    }

    private static JsonObject Both(string zh, string en) => new() { ["zh"] = zh, ["en"] = en };

    private static string Words(XElement element, XNamespace dmn) => element.Element(dmn + "text")?.Value.Trim() ?? "";

    private static string? Cell(JsonNode? node) => Sheets.Cells.StringOf(node);

    private void Refuse(XElement at, Text why)
    {
        if (_faults.Count < 100) _faults.Add(new ImportFault(Line(at), why));
    }

    private static string Line(XElement element) => $"<{element.Name.LocalName}> " + ((IXmlLineInfo)element).LineNumber.ToString(CultureInfo.InvariantCulture);
}
