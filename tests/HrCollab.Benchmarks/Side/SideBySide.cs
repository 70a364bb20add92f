using System.Globalization;
using System.Text;
using System.Text.Json;
using HrCollab.Benchmarks.Rules;
using HrCollab.Benchmarks.Scripts;
using HrCollab.Benchmarks.Standards;

namespace HrCollab.Benchmarks.Side;

/// <summary>
/// P1 to P6 and P10: ours beside the hand-written limit, the stock packages and what npm has for the same, in turns within one run. The ratios are what
/// baseline.json keeps, with their targets.
/// </summary>
internal static class SideBySide
{
    private const int Rounds = 60;
    private static readonly string[] Rows = ["P1", "P2", "P3", "P4", "P5", "P6", "P10"];

    public static async Task<int> Run(string[] options)
    {
        if (!Compiling.IsFull) return await Compiling.Again(["side", .. options]);
        var baseline = Baseline.Of(ref options);
        var rows = options.Where(o => !o.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (rows.Except(Rows, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no row {unknown}; rows are {string.Join(", ", Rows)}.");
            return 1;
        }

        var node = options.Contains("--no-node", StringComparer.Ordinal) ? null : NodeSide.Prepared();
        if (node is null) Console.WriteLine("Node or npm packages are not there: what they would be compared with is left out.");
        foreach (var row in rows.Count > 0 ? rows : [.. Rows])
        {
            Console.WriteLine(row);
            switch (row)
            {
                case "P1": await Standards(baseline, node); break;
                case "P2": await Verdicts(baseline, node); break;
                case "P3": await FromJson(baseline, node); break;
                case "P4": Ready.Measure(baseline); break;
                case "P5": Scripts(baseline); break;
                case "P6": PermissionSide.Measure(baseline, node, Rounds); break;
                default: await Starting.Measure(baseline, node); break;
            }
        }

        return baseline.Done();
    }

    private static async Task Standards(Baseline baseline, NodeSide? node)
    {
        var world = new StandardBenchmarks();
        await world.Setup();
        // one turn is short, so a hundred records at a time
        var (limit, plan) = (Part("written by hand, valid", world.SomeValid, p => world.ByHand(p)), Part("plan, valid", world.SomeValid, p => world.ByPlan(p)));
        var (limitAll, planAll) = (Part("written by hand, 15 % wrong", world.Some, p => world.ByHand(p)), Part("plan, 15 % wrong, all findings", world.Some, p => world.ByPlan(p)));
        var fastest = Turns.Fastest(Rounds, limit, plan, limitAll, planAll, Part("NJsonSchema", world.SomeTexts, t => world.ByStock(t)));
        baseline.Compare("P1 plan / limit, valid", fastest[1] / fastest[0], 1.3, lowerIsBetter: true);
        baseline.Compare("P1 plan / limit, 15 % wrong", fastest[3] / fastest[2], null, lowerIsBetter: true);
        baseline.Compare("P1 NJsonSchema / plan", fastest[4] / fastest[3], 15);
        baseline.Compare("P1 bytes allocated by a valid record", Turns.Allocated(plan), 0, lowerIsBetter: true);
        if (node is null) return;
        var reached = node.Measure("schema", new { schema = PersonSchema.Text, records = world.Some.Select(p => Encoding.UTF8.GetString(p)), valid = world.Some.Select(world.ByPlan) });
        baseline.Compare("P1 ajv from bytes / plan", reached["ajv"] / fastest[3], 5);

        static Contender Part<T>(string name, T[] records, Func<T, bool> isValid) => new(name, () =>
        {
            foreach (var record in records) isValid(record);
        }, records.Length);
    }

    private static async Task Verdicts(Baseline baseline, NodeSide? node)
    {
        var ours = new Dictionary<int, double>();
        foreach (var count in new[] { 20, 200, 2_000 })
        {
            var world = new RulesBenchmarks { Rules = count };
            await world.Prepare();
            var fastest = Turns.Fastest(Rounds, new("written by hand", () => world.ByHand()), new("verdicts", () => world.Ours()), new("verdicts with traces", () => world.OursWithTraces()),
                new("RulesEngine", () => world.Stock().GetAwaiter().GetResult()));
            ours[count] = fastest[1];
            baseline.Compare($"P2 verdicts / limit, {count} rules", fastest[1] / fastest[0], 1.5, lowerIsBetter: true);
            baseline.Compare($"P2 RulesEngine / verdicts, {count} rules", fastest[3] / fastest[1]);
            if (count == 20) baseline.Compare("P2 verdicts with full traces, 20 rules, us", fastest[2] / 1000, 5, lowerIsBetter: true);
            if (node is null) continue;
            var reached = node.Measure("rules", RulesSide.Of(count));
            baseline.Compare($"P2 json-logic / verdicts, {count} rules", reached["json-logic"] / fastest[1], 60);
            baseline.Compare($"P2 ZEN / verdicts, {count} rules", reached["zen"] / fastest[1], 100);
        }

        baseline.Compare("P2 growth, verdicts of 200 rules / of 20", ours[200] / ours[20], 10, lowerIsBetter: true);
        baseline.Compare("P2 growth, verdicts of 2,000 rules / of 200", ours[2_000] / ours[200], 10, lowerIsBetter: true);
    }

    private static async Task FromJson(Baseline baseline, NodeSide? node)
    {
        foreach (var count in new[] { 20, 200, 2_000 })
        {
            var world = new RulesBenchmarks { Rules = count };
            await world.Prepare();
            var fastest = Turns.Fastest(Rounds, new("written by hand, from JSON", () => world.ByHandFromJson()), new("verdicts from JSON", () => world.OursFromJson()),
                new("RulesEngine from JSON", () => world.StockFromJson().GetAwaiter().GetResult()));
            baseline.Compare($"P3 from JSON / limit, {count} rules", fastest[1] / fastest[0], 1.5, lowerIsBetter: true);
            baseline.Compare($"P3 RulesEngine from JSON / ours, {count} rules", fastest[2] / fastest[1], 10);
            if (node is not null) baseline.Compare($"P3 json-logic from JSON / ours, {count} rules", node.Measure("rules", RulesSide.Of(count))["json-logic from bytes"] / fastest[1]);
        }
    }

    private static void Scripts(Baseline baseline)
    {
        var world = new ScriptBenchmarks();
        var fastest = Turns.Fastest(Rounds, new("native", () => world.Native()), new("Jint, new engine, no limits", () => world.StockNewEngine()), new("isolated, every limit", () => world.Isolated()));
        baseline.Compare("P5 isolated / Jint with a new engine", fastest[2] / fastest[1], 1.2, lowerIsBetter: true);
        baseline.Compare("P5 isolated, us", fastest[2] / 1000, 12, lowerIsBetter: true);
    }
}

/// <summary>The rules of <see cref="RulesWorld"/> as json-logic and ZEN take them.</summary>
internal static class RulesSide
{
    private static readonly string[] Departments = ["D1", "D3", "D5", "D7", "D9"];

    public static object Of(int count) => new
    {
        employee = Encoding.UTF8.GetString(RulesWorld.Employee),
        logic = Enumerable.Range(0, count).Select(Logic),
        zen = Enumerable.Range(0, count).Select(Zen),
        byHand = Enumerable.Range(0, count).Select(i => RulesWorld.ByHand(JsonSerializer.Deserialize<RulesWorld.Person>(RulesWorld.Employee, JsonSerializerOptions.Web)!, i)),
    };

    private static object Logic(int i) => (i % 8) switch
    {
        0 => Is(">=", Number("salary"), 1_000.5m + i),
        1 => Is("and", Is("==", Field("status"), "active"), Is(">=", Field("termMonths"), i % 60)),
        2 => Is("or", Is("==", Field("department"), Departments[i % 5]), Is(">", Field("score"), i % 100)),
        3 => Is("!", Is("==", Field("grade"), $"P{i % 9}")),
        4 => Is("or", Is("<", Field("dependants"), i % 5), Is("==", Field("city"), "Shanghai")),
        5 => Is(">", Is("+", Number("salary"), Number("bonus")), 20_000 + i),
        6 => Is("and", Is(">", Field("termMonths"), i % 40), Is(">=", Field("score"), i % 90), Is("!=", Field("status"), "left")),
        _ => Is("<=", Field("score"), i % 100),
    };

    private static string Zen(int i) => (i % 8) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"number(salary) >= {1_000.5m + i}"),
        1 => $"status == 'active' and termMonths >= {i % 60}",
        2 => $"department == '{Departments[i % 5]}' or score > {i % 100}",
        3 => $"not(grade == 'P{i % 9}')",
        4 => $"dependants < {i % 5} or city == 'Shanghai'",
        5 => $"number(salary) + number(bonus) > {20_000 + i}",
        6 => $"termMonths > {i % 40} and score >= {i % 90} and status != 'left'",
        _ => $"score <= {i % 100}",
    };

    private static Dictionary<string, object[]> Is(string sign, params object[] operands) => new() { [sign] = operands };

    private static Dictionary<string, string> Field(string name) => new() { ["var"] = name };

    /// <summary>Money travels as text.</summary>
    private static Dictionary<string, object[]> Number(string name) => Is("+", Field(name));
}
