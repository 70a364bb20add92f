using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;

namespace HrCollab.Benchmarks.Rules;

/// <summary>The same rules three times: as a definition of ours, as a workflow of RulesEngine, and as C# that somebody would write by hand.</summary>
public static class RulesWorld
{
    /// <summary>One employee in UTF-8 JSON.</summary>
    public static readonly byte[] Employee = Encoding.UTF8.GetBytes("""
        { "no": "E1", "department": "D7", "status": "active", "grade": "P3", "city": "Shanghai", "salary": "21000.50", "bonus": "3000", "dependants": 2, "termMonths": 36, "score": 81 }
        """);

    private static readonly string[] Departments = ["D1", "D3", "D5", "D7", "D9"];

    /// <summary>A typed employee, as the stock package and hand-written code take it.</summary>
    public sealed record Person(
        string? No, string? Department, string? Status, string? Grade, string? City, decimal? Salary, decimal? Bonus, int? Dependants, int? TermMonths, int? Score);

    /// <summary>A rule in our expressions; the stock package reads the same text but for the list.</summary>
    public static string Expression(int i, string root) => (i % 8) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{root}Salary >= {1_000 + i}.5"),
        1 => $"{root}Status == \"active\" && {root}TermMonths >= {i % 60}",
        2 => $"{root}Department == \"{Departments[i % 5]}\" || {root}Score > {i % 100}",
        3 => $"!({root}Grade == \"P{i % 9}\")",
        4 => $"{root}Dependants < {i % 5} || {root}City == \"Shanghai\"",
        5 => $"{root}Salary + {root}Bonus > {20_000 + i}",
        6 => $"{root}TermMonths > {i % 40} && {root}Score >= {i % 90} && {root}Status != \"left\"",
        _ => $"{root}Score <= {i % 100}",
    };

    /// <summary>The same by hand: null is unknown, as with us.</summary>
    public static bool? ByHand(Person p, int i) => (i % 8) switch
    {
        0 => p.Salary is { } salary ? salary >= 1_000.5m + i : null,
        1 => And(p.Status is { } status ? status == "active" : null, p.TermMonths is { } term ? term >= i % 60 : null),
        2 => Or(p.Department is { } department ? department == Departments[i % 5] : null, p.Score is { } score ? score > i % 100 : null),
        3 => p.Grade is { } grade ? !(grade.Length == 2 && grade[0] == 'P' && grade[1] == '0' + (i % 9)) : null,
        4 => Or(p.Dependants is { } dependants ? dependants < i % 5 : null, p.City is { } city ? city == "Shanghai" : null),
        5 => p.Salary is { } base1 && p.Bonus is { } bonus ? base1 + bonus > 20_000 + i : null,
        6 => And(And(p.TermMonths is { } months ? months > i % 40 : null, p.Score is { } points ? points >= i % 90 : null), p.Status is { } state ? state != "left" : null),
        _ => p.Score is { } last ? last <= i % 100 : null,
    };

    /// <summary>Our set with that many rules.</summary>
    public static (DefinitionSet Set, RuleSet Rules) Ours(ImmutableArray<DefinitionFile> files)
    {
        var compiled = DefinitionCompiler.Compile(files);
        return compiled.Set is { } set ? (set, set.Find<RuleSet>("rules")!) : throw new InvalidOperationException(string.Join('\n', compiled.Diagnostics));
    }

    /// <summary>The files of a set with that many rules.</summary>
    public static ImmutableArray<DefinitionFile> Files(int count)
    {
        string[] fields = ["department", "status", "grade", "city"];
        string[] numbers = ["salary:decimal", "bonus:decimal", "dependants:integer", "termMonths:integer", "score:integer"];
        var written = string.Join(",", fields.Select(f => Field(f, "text")).Concat(numbers.Select(n => Field(n.Split(':')[0], n.Split(':')[1]))));
        var standard = $$"""
            { "id": "person", "title": { "zh": "人员", "en": "Person" }, "key": "job.no", "label": "job.no", "groups": [{ "id": "job", "title": { "zh": "任职", "en": "Job" }, "owner": "hr", "fields": [
              { "id": "no", "title": { "zh": "工号", "en": "Number" }, "type": "text", "format": "key", "required": true }, {{written}}] }] }
            """;
        var rules = Enumerable.Range(0, count).Select(i => new { id = $"r{i}", require = Ours(Expression(i, "person.job.")), message = new { zh = "不成立", en = "No" } });
        return
        [
            File("manifest.json", """{ "company": { "zh": "例", "en": "Example" }, "formatVersion": 1, "timeZone": "Asia/Shanghai", "calendar": "cn", "alertDuty": "hr" }"""),
            File("codeLists/duties.codeList.json", """
                { "id": "duties", "title": { "zh": "职责", "en": "Duty" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
                  "values": [{ "code": "hr", "title": { "zh": "人力", "en": "HR" } }] }
                """),
            File("standards/person.standard.json", standard),
            File("rules/rules.rules.json", $$"""{ "id": "rules", "title": { "zh": "规则", "en": "Rules" }, "subject": "person", "conditions": {{JsonSerializer.Serialize(rules)}} }"""),
        ];

        static string Field(string id, string type) => $$"""{ "id": "{{id}}", "title": { "zh": "{{id}}", "en": "{{id}}" }, "type": "{{type}}" }""";
    }

    /// <summary>The same rules for the stock package.</summary>
    public static string Workflow(int count) => JsonSerializer.Serialize(new
    {
        WorkflowName = "rules",
        Rules = Enumerable.Range(0, count).Select(i => new { RuleName = $"r{i}", Expression = Expression(i, "input1.") }),
    });

    /// <summary>Field ids begin with a small letter.</summary>
    private static string Ours(string expression)
    {
        var at = 0;
        while ((at = expression.IndexOf("person.job.", at, StringComparison.Ordinal)) >= 0)
        {
            at += "person.job.".Length;
            expression = expression[..at] + char.ToLowerInvariant(expression[at]) + expression[(at + 1)..];
        }

        return expression;
    }

    private static DefinitionFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static bool? And(bool? a, bool? b) => a & b;

    private static bool? Or(bool? a, bool? b) => a | b;
}
