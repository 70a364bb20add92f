using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;

namespace HrCollab.Functions.Tests.Records;

/// <summary>The same slip of every kind, sent as a record, in a form and in a file: the finding is the same one, and nothing enters the store.</summary>
public sealed class EveryKindTests
{
    private const string Exchange = """
        {
          "$schema": "../schema/exchange.schema.json", "id": "newcomers", "title": { "zh": "新员工", "en": "Newcomers" }, "standard": "person",
          "formats": ["csv", "ndjson"], "importers": ["hr-head"], "columns": [ COLUMNS ]
        }
        """;

    /// <summary>Fields as the form calls them, and where they stand in the standard.</summary>
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["employeeNo"] = "employment.employeeNo",
        ["name"] = "identity.name",
        ["idType"] = "identity.idType",
        ["idNumber"] = "identity.idNumber",
        ["mobile"] = "contact.mobile",
        ["department"] = "employment.department",
        ["position"] = "employment.position",
        ["manager"] = "employment.manager",
        ["type"] = "employment.type",
        ["hireDate"] = "employment.hireDate",
        ["contractKind"] = "contract.kind",
        ["termMonths"] = "contract.termMonths",
        ["probationMonths"] = "contract.probationMonths",
        ["baseSalary"] = "pay.baseSalary",
    };

    private static readonly (string Kind, string Field, string Value, string Code)[] Slips =
    [
        ("required", "name", "", "HR-STD-101"),
        ("date", "hireDate", "2026-02-30", "HR-STD-102"),
        ("integer", "probationMonths", "three", "HR-STD-102"),
        ("code", "type", "全勤", "HR-STD-103"),
        ("text length", "name", new string('长', 51), "HR-STD-104"),
        ("number", "baseSalary", "-1", "HR-STD-106"),
        ("format", "mobile", "12345", "HR-STD-108"),
        ("reference to a department", "department", "nowhere", "HR-STD-114"),
        ("reference to a person", "manager", "E9999", "HR-STD-114"),
        ("identity card", "idNumber", "110105194912310021", "person.id-number-valid"),
    ];

    [Fact]
    public async Task S11_S13_EverySlip_IsTheSameFindingAsRecordInAFormAndInAFile()
    {
        using var definitions = new OwnDefinitions();
        var columns = string.Join(", ", Paths.Select(p => $$"""{ "to": "{{p.Value}}", "from": "{{p.Key}}" }"""));
        await File.WriteAllTextAsync(Path.Combine(definitions.Folder, "exchanges", "newcomers.exchange.json"), Exchange.Replace("COLUMNS", columns, StringComparison.Ordinal));
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var rows = Slips.Select((s, i) => With(i, s.Field, s.Value)).ToList();
        var header = string.Join(',', Paths.Keys);
        var file = header + "\n" + string.Join('\n', rows.Append(With(90, "mobile", "13812340061")).Select(r => string.Join(',', Paths.Keys.Select(k => r[k])))) + "\n";
        Assert.Equal((1, 0, 0, Slips.Length), ImportClient.Counts(await ImportClient.Import(host, file, exchange: "newcomers")));
        var waiting = (await ImportClient.Quarantined(host, query: "&exchange=newcomers")).ToDictionary(i => i.Text("key"), i => i["findings"]!.AsArray(), StringComparer.Ordinal);

        for (var i = 0; i < Slips.Length; i++)
        {
            var (kind, field, _, code) = Slips[i];
            var pointer = "/" + Paths[field].Replace('.', '/');
            var record = (await host.Post("E0001", "/api/records/person", Nested(rows[i]))).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray();
            var form = (await host.Post("E0005", "/api/forms/onboarding/submissions", new { input = Flat(rows[i]) }))
                .Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray();
            string[] said = [Said(record, pointer), Said(form, "/input/" + field), Said(waiting[rows[i]["employeeNo"]], pointer)];
            Assert.True(said.Distinct(StringComparer.Ordinal).Count() == 1 && said[0].StartsWith(code, StringComparison.Ordinal), $"{kind}: {string.Join(" | ", said)}");
            (await host.Get("E0001", "/api/records/person/" + rows[i]["employeeNo"])).Is(HttpStatusCode.NotFound);
        }
    }

    private static string Said(JsonArray findings, string pointer) =>
        string.Join("; ", findings.Where(f => f!.Text("pointer") == pointer).Select(f => $"{f!.Text("code")} {f!.Text("message")}"));

    private static Dictionary<string, string> With(int number, string field, string value)
    {
        var form = NewPerson.Form($"N{900 + number}", 300 + number).ToDictionary(v => v.Key, v => Convert.ToString(v.Value, System.Globalization.CultureInfo.InvariantCulture)!, StringComparer.Ordinal);
        form[field] = value;
        return form;
    }

    private static JsonObject Flat(Dictionary<string, string> values) =>
        new(values.Where(v => v.Value.Length > 0).Select(v => KeyValuePair.Create(v.Key, (JsonNode?)Json(v.Key, v.Value))));

    private static JsonValue Json(string field, string value) =>
        field is "termMonths" or "probationMonths" && int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : JsonValue.Create(value);

    private static JsonObject Nested(Dictionary<string, string> values)
    {
        var record = new JsonObject();
        foreach (var (field, value) in values.Where(v => v.Value.Length > 0))
        {
            var path = Paths[field].Split('.');
            if (record[path[0]] is not JsonObject group) record[path[0]] = group = [];
            group[path[1]] = Json(field, value);
        }

        return record;
    }
}
