using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>Tables about a "thing" with one field of every type: n (0 to 600), cash (two decimals), ratio (any), kind (a, b, c), name, day, term, flag, tags.</summary>
internal static class TableLab
{
    public static readonly DateOnly Today = new(2026, 9, 18);

    private static readonly (string Path, string Json)[] Thing =
    [
        .. Firm.Standards, Firm.Permissions,
        ("codeLists/kinds.codeList.json", """
            { "id": "kinds", "title": { "zh": "种类", "en": "Kind" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "a", "title": { "zh": "甲", "en": "Ay" } }, { "code": "b", "title": { "zh": "乙", "en": "Bee" } }, { "code": "c", "title": { "zh": "丙", "en": "Sea" } }] }
            """),
        ("standards/thing.standard.json", """
            { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "key": "x.id", "label": "x.id", "groups": [
              { "id": "x", "title": { "zh": "组", "en": "Group" }, "owner": "hr-head", "fields": [
                { "id": "id", "title": { "zh": "编号", "en": "Number" }, "type": "text", "format": "key", "required": true },
                { "id": "n", "title": { "zh": "数量", "en": "Amount" }, "type": "integer", "min": 0, "max": 600 },
                { "id": "cash", "title": { "zh": "金额", "en": "Cash" }, "type": "decimal", "scale": 2 },
                { "id": "ratio", "title": { "zh": "比率", "en": "Ratio" }, "type": "decimal" },
                { "id": "kind", "title": { "zh": "种类", "en": "Kind" }, "type": "code", "codes": "kinds" },
                { "id": "name", "title": { "zh": "名称", "en": "Name" }, "type": "text" },
                { "id": "day", "title": { "zh": "日期", "en": "Day" }, "type": "date" },
                { "id": "term", "title": { "zh": "期限", "en": "Term" }, "type": "duration" },
                { "id": "flag", "title": { "zh": "标记", "en": "Flag" }, "type": "boolean" },
                { "id": "tags", "title": { "zh": "标签", "en": "Tags" }, "type": "codes", "codes": "kinds" }] }] }
            """),
    ];

    /// <summary>A rules file with a table; inputs and outputs as JSON or, for inputs, as names of fields.</summary>
    public static (string Path, string Json) File(string policy, string[] inputs, string[] outputs, string[] rows, string more = "", string id = "t") => ($"rules/{id}.rules.json", $$"""
        { "id": "{{id}}", "title": { "zh": "表", "en": "Table" }, "subject": "thing", {{more}} "table": { {{Policy(policy)}}, "inputs": [{{string.Join(", ", inputs.Select(Input))}}],
          "outputs": [{{string.Join(", ", outputs.Select(Output))}}],
          "rows": [
        {{string.Join(",\n", rows)}}
        ] } }
        """);

    /// <summary>A row: its id, its cells and its values as JSON.</summary>
    public static string Row(string id, string[] when, params string[] then) => $$"""{ "id": "{{id}}", "when": {{JsonSerializer.Serialize(when)}}, "then": [{{string.Join(", ", then)}}] }""";

    public static DefinitionSet Set(params (string Path, string Json)[] files) => TestSet.Sound([.. Thing, .. files]);

    public static DecisionTable Table(string policy, string[] inputs, string[] outputs, params string[] rows) => Set(File(policy, inputs, outputs, rows)).Find<RuleSet>("t")!.Table!;

    /// <summary>All findings about files, as "CODE file#pointer".</summary>
    public static IReadOnlyList<string> Findings(params (string Path, string Json)[] files) => [.. Diagnostics(files).Select(d => $"{d.Code} {d.File}#{d.Path}")];

    public static IEnumerable<Diagnostic> Diagnostics(params (string Path, string Json)[] files) =>
        TestSet.Compile([.. Thing, .. files]).Diagnostics.Where(d => d.File.StartsWith("rules/", StringComparison.Ordinal));

    /// <summary>A thing from "field=value" texts.</summary>
    public static RecordValues Thingy(Standard standard, params string[] values) => standard.Shape.Empty.With(values.Where(v => v.Length > 0).Select(v =>
    {
        var (field, text) = (v[..v.IndexOf('=')], v[(v.IndexOf('=') + 1)..]);
        return KeyValuePair.Create("x." + field, StoredValue.Parse(standard.Find("x." + field)!.Shape, text));
    }));

    public static TableAnswer Ask(this DecisionTable table, params string[] values) => table.Decide(Thingy(table.Subject, values), Today);

    /// <summary>The answer in one line: the word, the ids of the rows and the values.</summary>
    public static string Say(this DecisionTable table, params string[] values)
    {
        var answer = table.Ask(values);
        return $"{answer.Word} [{string.Join(",", answer.Rows.Select(r => table.Rows[r].Id))}] {string.Join(" ", answer.Values.Select(v => v.IsMissing ? "-" : v.ToString()))}";
    }

    private static string Policy(string policy) => policy.Split('/') is [var hit, var aggregation] ? $"\"hitPolicy\": \"{hit}\", \"aggregation\": \"{aggregation}\"" : $"\"hitPolicy\": \"{policy}\"";

    private static string Input(string input) => input.StartsWith('{') ? input : $$"""{ "id": "{{input}}", "read": "x.{{input}}" }""";

    private static string Output(string output) => output.StartsWith('{') ? output : $$"""{ "id": "{{output}}", "type": "integer" }""";
}
