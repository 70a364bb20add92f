using System.Globalization;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>
/// Random expressions, each with its meaning written as a plain C# function over nullable values: a second, naive reading of the
/// language that shares no code with the compiler. Null is missing, or unknown for conditions.
/// </summary>
internal sealed class KleeneModel(Random random)
{
    internal sealed record Values(decimal? Count, decimal? Salary, DateOnly? Effective, DateOnly? Birth, string? Reason, string? Name, bool? Urgent, bool? Active, string[]? Tags);

    internal sealed record Sample<T>(string Text, Func<Values, T> Of);

    public Values NextValues() => new(
        Maybe(() => (decimal)random.Next(-3, 4)), Maybe(() => random.Next(-20, 20) / 4m), Maybe(NextDate), Maybe(NextDate), MaybeText(), MaybeText(),
        Maybe(() => random.Next(2) == 0), Maybe(() => random.Next(2) == 0), random.Next(4) == 0 ? null : [.. new[] { "a", "ab", "b" }.Where(_ => random.Next(2) == 0)]);

    public static Facts Facts(Values v) => Lab.Facts([.. new (string Path, object? Value)[]
    {
        ("form.count", v.Count), ("form.newBaseSalary", v.Salary), ("form.effectiveDate", v.Effective), ("person.identity.birthDate", v.Birth), ("form.reason", v.Reason),
        ("person.name", v.Name), ("form.urgent", v.Urgent), ("person.employment.active", v.Active), ("form.tags", v.Tags),
    }.Where(p => p.Value is not null).Select(p => (p.Path, p.Value!))]);

    public Sample<bool?> Condition(int depth) => depth == 0 ? Leaf() : random.Next(7) switch
    {
        0 => Both(depth, "&&", (a, b) => a == false || b == false ? false : a == true && b == true ? true : null),
        1 => Both(depth, "||", (a, b) => a == true || b == true ? true : a == false && b == false ? false : null),
        2 => Map(Condition(depth - 1), a => $"!({a})", a => a is null ? null : !a),
        3 => Both(depth, random.Next(2) == 0 ? "==" : "!=", null),
        4 => Ordered(Number(depth - 1), Number(depth - 1)),
        5 => Ordered(Date(depth - 1), Date(depth - 1)),
        _ => Presence(depth),
    };

    private Sample<bool?> Leaf() => random.Next(8) switch
    {
        0 => new("form.urgent", v => v.Urgent),
        1 => new("person.employment.active", v => v.Active),
        2 => random.Next(2) == 0 ? new("true", _ => true) : new("false", _ => false),
        3 => Pair<string?, string?, bool?>(Text(), Text(), (a, b) => $"{a} == {b}", (a, b) => a is null || b is null ? null : a == b),
        4 => Pair<string?, string?, bool?>(Text(), Text(), (a, b) => $"startsWith({a}, {b})", (a, b) => a is null || b is null ? null : a.StartsWith(b, StringComparison.Ordinal)),
        5 => Map<string?, bool?>(Text(), a => $"{a} in [\"a\", \"bc\"]", a => a is null ? null : a is "a" or "bc"),
        6 => Pair<string?, string[]?, bool?>(Text(), new Sample<string[]?>("form.tags", v => v.Tags), (a, b) => $"{a} in {b}", (a, b) => a is null || b is null ? null : b.Contains(a)),
        _ => Map<decimal?, bool?>(Number(0), a => $"{a} in [1, 0.5, -2]", a => a is null ? null : a is 1 or 0.5m or -2),
    };

    private Sample<bool?> Presence(int depth)
    {
        var has = random.Next(2) == 0;
        return random.Next(3) switch
        {
            0 => Map(Number(depth - 1), a => has ? $"has(abs({a}))" : $"abs({a}) == null", a => (bool?)(a is not null == has)),
            1 => Map(Date(depth - 1), a => has ? $"addDays({a}, 0) != null" : $"null == addDays({a}, 0)", a => (bool?)(a is not null == has)),
            _ => has ? new("has(form.urgent)", v => v.Urgent is not null) : new("form.urgent == null", v => v.Urgent is null),
        };
    }

    public Sample<decimal?> Number(int depth) => depth == 0 ? NumberLeaf() : random.Next(9) switch
    {
        0 => Pair(Number(depth - 1), Number(depth - 1), (a, b) => $"({a} + {b})", (a, b) => a + b),
        1 => Pair(Number(depth - 1), Number(depth - 1), (a, b) => $"({a} - {b})", (a, b) => a - b),
        2 => Pair(Number(depth - 1), Number(depth - 1), (a, b) => $"{a} * {b}", (a, b) => a * b),
        3 => Pair(Number(depth - 1), Number(depth - 1), (a, b) => $"(({a}) / ({b}))", (a, b) => b == 0 ? null : a / b),
        4 => Map(Number(depth - 1), a => $"-({a})", a => -a),
        5 => Pair(Number(depth - 1), Number(depth - 1), (a, b) => $"max({a}, {b})", (a, b) => a is null || b is null ? null : a > b ? a : b),
        6 => Map<decimal?, decimal?>(Number(depth - 1), a => $"round({a}, 1)", a => a is null ? null : Math.Floor((Math.Abs(a.Value) * 10) + 0.5m) / 10 * Math.Sign(a.Value)),
        7 => Pair<DateOnly?, DateOnly?, decimal?>(Date(depth - 1), Date(depth - 1), (a, b) => $"daysBetween({a}, {b})", (a, b) => a is null || b is null ? null : b.Value.DayNumber - a.Value.DayNumber),
        _ => Map<string?, decimal?>(Text(), a => $"length({a})", a => a?.Length),
    };

    private Sample<decimal?> NumberLeaf() => random.Next(3) switch
    {
        0 => new("form.count", v => v.Count),
        1 => new("form.newBaseSalary", v => v.Salary),
        _ => Constant(random.Next(-8, 8) / 4m),
    };

    private static Sample<decimal?> Constant(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), _ => number);

    private Sample<DateOnly?> Date(int depth) => depth == 0 ? DateLeaf() : random.Next(3) switch
    {
        0 => Map(Date(depth - 1), a => $"addMonths({a}, 7)", a => a?.AddMonths(7)),
        1 => Map(Date(depth - 1), a => $"addDays({a}, -40)", a => a?.AddDays(-40)),
        _ => Pair(Date(depth - 1), Date(depth - 1), (a, b) => $"min({a}, {b})", (a, b) => a is null || b is null ? null : a < b ? a : b),
    };

    private Sample<DateOnly?> DateLeaf() => random.Next(4) switch
    {
        0 => new("form.effectiveDate", v => v.Effective),
        1 => new("person.identity.birthDate", v => v.Birth),
        2 => new("today", _ => Lab.Today),
        _ => new("date(\"2026-08-31\")", _ => new DateOnly(2026, 8, 31)),
    };

    private Sample<string?> Text() => random.Next(3) switch
    {
        0 => new("form.reason", v => v.Reason),
        1 => new("person.name", v => v.Name),
        _ => random.Next(2) == 0 ? new("\"a\"", _ => "a") : new("\"b\\\"c\"", _ => "b\"c"),
    };

    private Sample<bool?> Both(int depth, string sign, Func<bool?, bool?, bool?>? of) => Pair(
        Condition(depth - 1), Condition(depth - 1), (a, b) => $"({a}) {sign} ({b})", of ?? ((a, b) => a is null || b is null ? null : a == b == (sign == "==")));

    private Sample<bool?> Ordered<T>(Sample<T?> left, Sample<T?> right)
        where T : struct, IComparable<T>
    {
        var sign = new[] { "==", "!=", "<", "<=", ">", ">=" }[random.Next(6)];
        return Pair(left, right, (a, b) => $"{a} {sign} {b}", (a, b) => a is null || b is null ? null : sign switch
        {
            "==" => a.Value.CompareTo(b.Value) == 0,
            "!=" => a.Value.CompareTo(b.Value) != 0,
            "<" => a.Value.CompareTo(b.Value) < 0,
            "<=" => a.Value.CompareTo(b.Value) <= 0,
            ">" => a.Value.CompareTo(b.Value) > 0,
            _ => (bool?)(a.Value.CompareTo(b.Value) >= 0),
        });
    }

    private static Sample<TResult> Map<T, TResult>(Sample<T> a, Func<string, string> text, Func<T, TResult> of) => new(text(a.Text), v => of(a.Of(v)));

    private static Sample<TResult> Pair<T1, T2, TResult>(Sample<T1> a, Sample<T2> b, Func<string, string, string> text, Func<T1, T2, TResult> of) =>
        new(text(a.Text, b.Text), v => of(a.Of(v), b.Of(v)));

    private T? Maybe<T>(Func<T> make)
        where T : struct => random.Next(4) == 0 ? null : make();

    private string? MaybeText() => random.Next(4) == 0 ? null : new[] { "", "a", "ab", "b\"c" }[random.Next(4)];

    private DateOnly NextDate() => new DateOnly(2026, 9, 18).AddDays(random.Next(-40, 40));
}
