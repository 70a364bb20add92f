using System.Globalization;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>Random expressions of everything the grammar has: every function of the allow-list by what it takes and gives, every list function, operator, literal and type of field.</summary>
internal sealed class GrammarSamples(Random random)
{
    private static readonly string[] Ordered = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>What the item of a list function is: none, a code, or a row.</summary>
    private string? _item;

    public string Of(Family family, int depth) => family switch
    {
        Family.Truth => Condition(depth),
        Family.Number => Number(depth, whole: false),
        Family.Whole => Number(depth, whole: true),
        Family.Date => Date(depth),
        Family.Duration => Duration(depth),
        Family.Text => Text(depth),
        Family.Codes => Any("form.tags", "person.skills"),
        _ => "person.history",
    };

    public string Condition(int depth) => depth <= 0 ? TruthLeaf() : random.Next(15) switch
    {
        0 => $"({Condition(depth - 1)} && {Condition(depth - 1)} && {Condition(depth - 2)})",
        1 => $"({Condition(depth - 1)} || {Condition(depth - 1)})",
        2 => $"!({Condition(depth - 1)})",
        3 => $"({Condition(depth - 1)}) {Any("==", "!=")} ({Condition(depth - 1)})",
        4 => $"{Number(depth - 1, false)} {Any(Ordered)} {Number(depth - 1, false)}",
        5 => $"{Date(depth - 1)} {Any(Ordered)} {Date(depth - 1)}",
        6 => $"{Duration(depth - 1)} {Any(Ordered)} {Duration(depth - 1)}",
        7 => $"{Text(depth - 1)} {Any("==", "!=")} {Text(depth - 1)}",
        8 => $"{Of(Family.Codes, 0)} {Any("==", "!=")} {Of(Family.Codes, 0)}",
        9 => Presence(depth - 1),
        10 => Listed(depth - 1),
        11 => $"{Text(depth - 1)} in {Of(Family.Codes, 0)}",
        12 when _item is null => Over(Any("any", "all"), Family.Truth, depth - 1),
        _ => Called(Functions.All.Where(f => f.Result == Engine.Expressions.ValueType.Boolean), depth - 1),
    };

    private string TruthLeaf() => _item == "row" && random.Next(2) == 0 ? "x.fullTime" : Any("form.urgent", "person.employment.active", "true", "false");

    private string Presence(int depth)
    {
        var operand = random.Next(4) switch { 0 => "form.reason", 1 => $"abs({Number(depth, false)})", 2 => $"({Number(depth, false)} + {Number(depth, false)})", _ => Any("person.history", "form.tags", "person.employment.department") };
        return random.Next(3) switch { 0 => $"has({operand})", 1 => $"{operand} == null", _ => $"null != {operand}" };
    }

    private string Listed(int depth) => random.Next(3) switch
    {
        0 => $"{Text(depth)} in [{Literal()}, {Literal()}, \"、\"]",
        1 => $"{Number(depth, false)} in [1, -0.5, 12.50]",
        _ => $"{Date(depth)} in [date(\"2026-01-31\"), date(\"2024-02-29\")]",
    };

    private string Number(int depth, bool whole) => depth <= 0 ? NumberLeaf(whole) : random.Next(9) switch
    {
        0 => $"({Number(depth - 1, whole)} + {Number(depth - 1, whole)})",
        1 => $"({Number(depth - 1, whole)} - {Number(depth - 1, whole)})",
        2 => $"({Number(depth - 1, whole)}) * ({Number(depth - 1, whole)})",
        3 when !whole => $"({Number(depth - 1, false)}) / ({Number(depth - 1, false)})",
        4 => $"-({Number(depth - 1, whole)})",
        5 when _item is null => random.Next(3) == 0 ? $"count({Any("person.history", "person.skills")})" : Over(Any("count", "sum", "min", "max"), Family.Number, depth - 1, whole),
        _ => Called(Functions.All.Where(f => f.Result == Engine.Expressions.ValueType.Integer || f.KeepsWhole || (!whole && f.Result == Engine.Expressions.ValueType.Decimal)), depth - 1, whole),
    };

    private string NumberLeaf(bool whole) => _item == "row" && random.Next(3) == 0 ? "x.years"
        : whole ? Any("form.count", "person.dependants", "2", "(-3)") : Any("form.count", "form.newBaseSalary", "person.pay.baseSalary", "0.05", "(-12.5)");

    private string Date(int depth) => depth <= 0 ? DateLeaf() : random.Next(5) switch
    {
        0 => $"({Date(depth - 1)} + {Duration(depth - 1)})",
        1 => $"({Date(depth - 1)} - {Duration(depth - 1)})",
        2 when _item is null => $"{Any("min", "max")}(person.history, x => x.from)",
        _ => Called(Functions.All.Where(f => f.Result == Engine.Expressions.ValueType.Date), depth - 1),
    };

    private string DateLeaf() => _item == "row" && random.Next(3) == 0 ? "x.from" : Any("form.effectiveDate", "person.employment.hireDate", "person.identity.birthDate", "today", "date(\"2026-08-31\")");

    private string Duration(int depth) => random.Next(depth <= 0 ? 3 : 5) switch
    {
        0 => _item == "row" ? "x.length" : "person.employment.term",
        1 => $"duration(\"{Any("P3M", "P1Y6M", "P0D", "P14D", "P2W", "P1Y2M3D")}\")",
        2 => "person.employment.term",
        3 => $"({Date(depth - 1)} - {Date(depth - 1)})",
        _ => $"duration({Text(depth - 1)})",
    };

    private string Text(int depth) => depth <= 0 ? random.Next(3) switch
    {
        0 => Literal(),
        1 when _item is not null => _item == "row" ? "x.degree" : "x",
        _ => Any("form.reason", "form.name", "person.name", "person.identity.idNumber", "person.identity.sex", "person.employment.department", "form.newDepartment"),
    } : Called(Functions.All.Where(f => Families.Of(f.Result) == Family.Text), depth - 1);

    private string Literal() => "\"" + Any("", "a", "1", "且", "或 b", "“引”", "a\\\"b", "c\\\\", "\\n", "2026-01-31", "真", "item", "[x]", "「姓名」") + "\"";

    private string Over(string function, Family body, int depth, bool whole = false)
    {
        _item = random.Next(3) == 0 && body == Family.Truth ? "code" : "row";
        var list = _item == "row" ? "person.history" : Any("person.skills", "form.tags");
        var text = $"{function}({list}, x => {(function is "any" or "all" or "count" ? Condition(depth) : Number(depth, whole))})";
        _item = null;
        return text;
    }

    private string Called(IEnumerable<Function> functions, int depth, bool whole = false)
    {
        var all = functions.ToList();
        var function = all[random.Next(all.Count)];
        var arguments = function.Parameters.Select(p => function.Method == nameof(Ops.DurationOf) ? "form.reason"
            : p == Family.Whole ? random.Next(3).ToString(CultureInfo.InvariantCulture)
            : p == Family.Number && whole ? Number(depth, whole: true) : Of(p, depth));
        return $"{function.Name}({string.Join(", ", arguments)})";
    }

    private string Any(params string[] words) => words[random.Next(words.Length)];
}
