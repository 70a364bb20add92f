using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using RulesEngine.Models;
using FieldType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Rules;

/// <summary>Workflows in RulesEngine's JSON, judged by us and by the package itself over the same customers.</summary>
internal static class WorkflowLab
{
    public const string Inputs = """{ "input1": "customer.basic", "input2": "customer.orders", "input3": "customer.visits" }""";

    internal sealed record Basic(string Country, int LoyaltyFactor, decimal TotalPurchases, decimal Billed, bool Vip);

    internal sealed record Orders(int TotalOrders, string Last);

    internal sealed record Visits(int PerMonth);

    internal sealed record Customer(Basic Basic, Orders Orders, Visits Visits);

    private const string Standard = """
        { "id": "customer", "title": { "zh": "客户", "en": "Customer" }, "key": "basic.no", "label": "basic.no", "groups": [
          { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "sales", "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "Number" }, "type": "text", "format": "key", "required": true },
            { "id": "Country", "title": { "zh": "国家", "en": "Country" }, "type": "text" },
            { "id": "LoyaltyFactor", "title": { "zh": "忠诚度", "en": "Loyalty" }, "type": "integer" },
            { "id": "TotalPurchases", "title": { "zh": "累计购买", "en": "Purchases" }, "type": "decimal" },
            { "id": "Billed", "title": { "zh": "账单", "en": "Billed" }, "type": "decimal" },
            { "id": "Vip", "title": { "zh": "贵宾", "en": "VIP" }, "type": "boolean" },
            { "id": "Tags", "title": { "zh": "标签", "en": "Tags" }, "type": "codes", "codes": "tags" }] },
          { "id": "orders", "title": { "zh": "订单", "en": "Orders" }, "owner": "sales", "fields": [
            { "id": "TotalOrders", "title": { "zh": "订单数", "en": "Orders" }, "type": "integer" },
            { "id": "Last", "title": { "zh": "最近", "en": "Last order" }, "type": "text" },
            { "id": "On", "title": { "zh": "日期", "en": "Order day" }, "type": "date" }] },
          { "id": "visits", "title": { "zh": "访问", "en": "Visits" }, "owner": "sales", "fields": [
            { "id": "PerMonth", "title": { "zh": "每月访问", "en": "Visits a month" }, "type": "integer" }] }] }
        """;

    public static (string Path, string Json)[] Files(string workflow, string? inputs = Inputs) =>
    [
        ("codeLists/tags.codeList.json", """
            { "id": "tags", "title": { "zh": "标签", "en": "Tags" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "a", "title": { "zh": "甲", "en": "A" } }] }
            """),
        ("codeLists/duties.codeList.json", """
            { "id": "duties", "title": { "zh": "职责", "en": "Duty" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "sales", "title": { "zh": "销售", "en": "Sales" } }, { "code": "hr-head", "title": { "zh": "人力负责人", "en": "Head of HR" } }] }
            """),
        ("standards/customer.standard.json", Standard),
        ("rules/discount.rules.json", $$"""
            { "id": "discount", "title": { "zh": "折扣", "en": "Discount" }, "subject": "customer",{{(inputs is null ? "" : $" \"inputs\": {inputs},")}} "workflow": {{workflow}} }
            """),
    ];

    public static RuleSet Rules(string workflow, string? inputs = Inputs) => TestSet.Sound(Files(workflow, inputs)).Find<RuleSet>("discount")!;

    public static RecordValues Record(RuleSet rules, Customer c) => rules.Subject.Shape.Empty.With(
    [
        Value("basic.Country", FieldValue.Of(FieldType.Text, c.Basic.Country)), Value("basic.LoyaltyFactor", FieldValue.Of(FieldType.Integer, c.Basic.LoyaltyFactor)),
        Value("basic.TotalPurchases", FieldValue.Of(FieldType.Decimal, c.Basic.TotalPurchases)), Value("basic.Billed", FieldValue.Of(FieldType.Decimal, c.Basic.Billed)),
        Value("basic.Vip", FieldValue.Of(c.Basic.Vip)), Value("orders.TotalOrders", FieldValue.Of(FieldType.Integer, c.Orders.TotalOrders)),
        Value("orders.Last", FieldValue.Of(FieldType.Text, c.Orders.Last)), Value("visits.PerMonth", FieldValue.Of(FieldType.Integer, c.Visits.PerMonth)),
    ]);

    /// <summary>How we judge: per rule, and below it, its verdict, event, output and (at the top) message.</summary>
    public static string Ours(RuleSet rules, Customer customer) => Lines(rules.Judge(Record(rules, customer), new DateOnly(2026, 9, 18)).Select(v => v.Result!));

    private static string Lines(IEnumerable<Engine.Rules.Imported.WorkflowResult> results, string indent = "") => string.Concat(results.Select(r =>
        $"{indent}{r.Name}: {r.Verdict}{(r.Event is null ? "" : $" !{r.Event}")}{(r.Message is null || indent.Length > 0 ? "" : $" \"{r.Message}\"")}{(r.Output is { } o ? $" = {Plain(o.ToString())}" : "")}\n{Lines(r.Rules, indent + "  ")}"));

    /// <summary>How the package judges, written alike. It leaves out the messages of rules below others, and puts texts of params into quotes.</summary>
    public static async Task<string> Theirs(string workflow, Customer customer)
    {
        var engine = new global::RulesEngine.RulesEngine([workflow], new ReSettings { IsExpressionCaseSensitive = false });
        var name = JsonNode.Parse(workflow)!["WorkflowName"]!.GetValue<string>();
        var results = await engine.ExecuteAllRulesAsync(name, new RuleParameter("input1", customer.Basic), new RuleParameter("input2", customer.Orders), new RuleParameter("input3", customer.Visits));
        return Lines(results);
    }

    private static string Lines(IEnumerable<RuleResultTree> results, string indent = "") => string.Concat(results.Select(r =>
        $"{indent}{r.Rule.RuleName}: {(r.IsSuccess ? "true" : "false")}{(r.IsSuccess && r.Rule.SuccessEvent is { } e ? $" !{e}" : "")}"
        + $"{(!r.IsSuccess && r.Rule.ErrorMessage is not null && indent.Length == 0 ? $" \"{r.ExceptionMessage.Replace("\"", "", StringComparison.Ordinal)}\"" : "")}{(r.ActionResult?.Output is { } o ? $" = {Plain(Convert.ToString(o, CultureInfo.InvariantCulture)!)}" : "")}\n{Lines(r.ChildResults ?? [], indent + "  ")}"));

    public static Customer Next(Random random) => new(
        new Basic(new[] { "india", "USA", "" + (char)('a' + random.Next(3)) }[random.Next(3)], random.Next(0, 6), random.Next(0, 12) * 1000m, random.Next(1, 40) * 25m, random.Next(2) == 0),
        new Orders(random.Next(0, 20), new[] { "HELLO", "hello", "Second" }[random.Next(3)]), new Visits(random.Next(0, 30)));

    private static string Plain(string output) => decimal.TryParse(output, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.####", CultureInfo.InvariantCulture) : output.ToLowerInvariant();

    private static KeyValuePair<string, FieldValue> Value(string path, FieldValue value) => KeyValuePair.Create(path, value);
}
