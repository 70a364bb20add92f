using System.Globalization;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Decision tables that are broken, too large, or made to keep the analysis busy for ever.</summary>
internal static class HostileTables
{
    /// <summary>A rules definition with a table that works.</summary>
    public static JsonObject Good(string policy = "UNIQUE", params string[] cells) => Of(policy, [Term], [Months], [.. (cells.Length > 0 ? cells : ["< 12", ">= 12"]).Select((c, i) => Row(i, [c], i))]);

    public static IReadOnlyList<(string Name, JsonObject Definition)> All { get; } =
    [
        .. new (string Name, string Cell)[]
        {
            ("a megabyte in a cell", new string('1', 1_000_000)), ("a megabyte of brackets", new string('(', 1_000_000)), ("nested not", string.Concat(Enumerable.Repeat("not(", 2_000))), ("ten thousand tests", string.Join(",", Enumerable.Range(0, 10_000))),
            ("code of the runtime", "System.Environment.Exit(0)"), ("reflection", "\"\".GetType()"), ("expression", "1 + 1"), ("null character", "1\0"), ("line break", "1\n2"), ("full width", "\uFF1E 3"), ("right to left", "\u202E3"),
            ("no end", "[1.."), ("ends crossed", "[12..3]"), ("ends open on a point", "(3..3)"), ("sixty digits", new string('9', 60)), ("exponent", "1e308"), ("hexadecimal", "0xFF"), ("infinity", "Infinity"), ("not a number", "NaN"), ("minus", "--1"),
            ("only not", "not"), ("not of nothing", "not()"), ("empty", ""), ("comma", ","), ("quotes", "\"\"\"\""), ("injection", "1\"; drop table records; --"), ("surrogate", "\uD83D"),
        }.Select(c => (c.Name, Good("FIRST", c.Cell))),
        ("ten thousand rows", Of("FIRST", [Term], [Months], [.. Enumerable.Range(0, 10_000).Select(i => Row(i, ["-"], i))])),
        ("a hundred columns", Of("FIRST", [.. Enumerable.Range(0, 100).Select(Formula)], [Months], [Row(0, [.. Enumerable.Repeat("-", 100)], 1)])),
        ("a thousand outputs", Of("FIRST", [Term], [.. Enumerable.Range(0, 1_000).Select(i => new JsonObject { ["id"] = $"o{i}", ["type"] = "integer" })], [Row(0, ["-"], 1)])),
        ("no rows", Of("FIRST", [Term], [Months], [])),
        ("no outputs", Of("FIRST", [Term], [], [])),
        ("rows of other widths", Of("FIRST", [Term], [Months], [Row(0, ["-", "-", "-"], 1), Row(1, [], 1)])),
        ("unknown policy", Good("RANDOM")),
        ("unknown field", Of("FIRST", [new JsonObject { ["id"] = "x", ["read"] = "contract.__proto__" }], [Months], [Row(0, ["-"], 1)])),
        ("formula that harms", Of("FIRST", [new JsonObject { ["id"] = "x", ["formula"] = "DateTime.Now.Year", ["type"] = "integer" }], [Months], [Row(0, ["-"], 1)])),
        ("outputs of no type", Of("FIRST", [Term], [new JsonObject { ["id"] = "m", ["type"] = "object" }], [Row(0, ["-"], 1)])),
        ("outputs too large", Of("COLLECT", [Term], [Months], [Row(0, ["-"], JsonNode.Parse("99999999999999999999999999999999"))])),
        ("outputs deep", Of("FIRST", [Term], [Months], [Row(0, ["-"], JsonNode.Parse(new string('[', 25) + new string(']', 25)))])),
        ("the same row thrice", Of("UNIQUE", [Term], [Months], [Row(0, ["-"], 1), Row(0, ["-"], 1), Row(0, ["-"], 1)])),
        ("pigeons in too few holes", Of("ANY", [.. Enumerable.Range(0, 11).Select(Formula)], [Months], Pigeons(11, 10))),
        ("half a million overlaps", Of("UNIQUE", [Term], [Months], [.. Enumerable.Range(0, 1_000).Select(i => Row(i, ["-"], i))])),
        ("a thousand cuts", Of("FIRST", [Term], [Months], [.. Enumerable.Range(0, 1_000).Select(i => Row(i, [$"[{i}..{i + 100}]"], i))])),
    ];

    private static JsonObject Term => new() { ["id"] = "term", ["read"] = "contract.termMonths" };

    private static JsonObject Months => new() { ["id"] = "months", ["type"] = "integer" };

    private static JsonObject Formula(int i) => new() { ["id"] = $"c{i}", ["formula"] = $"person.contract.termMonths + {i}", ["type"] = "integer" };

    private static JsonObject Row(int id, string[] when, JsonNode? then) => new() { ["id"] = $"r{id}", ["when"] = new JsonArray([.. when.Select(w => (JsonNode)w)]), ["then"] = new JsonArray(then) };

    /// <summary>No two columns alike, fewer values than columns: only looking at everything proves that no one is left.</summary>
    private static JsonObject[] Pigeons(int columns, int values)
    {
        var pairs = from a in Enumerable.Range(0, columns) from b in Enumerable.Range(a + 1, columns - a - 1) from v in Enumerable.Range(0, values) select (a, b, v);
        var rows = pairs.Select(p => Enumerable.Range(0, columns).Select(c => c == p.a || c == p.b ? p.v.ToString(CultureInfo.InvariantCulture) : "-").ToArray()).ToList();
        rows.AddRange(Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, columns).Select(c => c == column ? $"not({string.Join(", ", Enumerable.Range(0, values))})" : "-").ToArray()));
        return [.. rows.Select((r, i) => Row(i, r, 1))];
    }

    private static JsonObject Of(string policy, JsonObject[] inputs, JsonObject[] outputs, JsonObject[] rows) => new()
    {
        ["id"] = "hostile",
        ["title"] = new JsonObject { ["zh"] = "表", ["en"] = "Table" },
        ["subject"] = "person",
        ["table"] = new JsonObject { ["hitPolicy"] = policy, ["inputs"] = new JsonArray([.. inputs]), ["outputs"] = new JsonArray([.. outputs]), ["rows"] = new JsonArray([.. rows]) },
    };
}
