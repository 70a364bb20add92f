using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using static HrCollab.Engine.Expressions.Family;

namespace HrCollab.Engine.Expressions;

/// <summary>A function that expressions may call.</summary>
/// <param name="Name">As written.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Result">What it gives.</param>
/// <param name="Method">Its method in <see cref="Ops"/>.</param>
/// <param name="Sentence">It in words, with numbered places for its arguments.</param>
/// <param name="KeepsWhole">It gives a whole number when it is given whole numbers only.</param>
/// <param name="Context">What its method takes before the arguments.</param>
internal sealed record Function(
    string Name, ImmutableArray<Family> Parameters, ValueType Result, string Method, Text Sentence, bool KeepsWhole = false, string? Context = null)
{
    /// <summary>How to write it, for messages.</summary>
    public string Usage => $"{Name}({string.Join(", ", Parameters.Select(p => p.ToString().ToLowerInvariant()))})";
}

/// <summary>The allow-list. Nothing else can be called; a new function is one line here and one method in Ops.</summary>
internal static class Functions
{
    public static readonly ImmutableArray<Function> All =
    [
        new("age", [Date], ValueType.Integer, nameof(Ops.Age), new("{0}至今的周岁", "full years since {0}"), Context: Generated.Facts),
        new("daysBetween", [Date, Date], ValueType.Integer, nameof(Ops.DaysBetween), new("从{0}到{1}的天数", "days from {0} to {1}")),
        new("monthsBetween", [Date, Date], ValueType.Integer, nameof(Ops.MonthsBetween), new("从{0}到{1}的整月数", "full months from {0} to {1}")),
        new("addDays", [Date, Whole], ValueType.Date, nameof(Ops.AddDays), new("{0}加 {1} 天", "{0} plus {1} days")),
        new("addMonths", [Date, Whole], ValueType.Date, nameof(Ops.AddMonths), new("{0}加 {1} 个月", "{0} plus {1} months")),
        new("addYears", [Date, Whole], ValueType.Date, nameof(Ops.AddYears), new("{0}加 {1} 年", "{0} plus {1} years")),
        new("year", [Date], ValueType.Integer, nameof(Ops.Year), new("{0}的年份", "the year of {0}")),
        new("month", [Date], ValueType.Integer, nameof(Ops.Month), new("{0}的月份", "the month of {0}")),
        new("day", [Date], ValueType.Integer, nameof(Ops.Day), new("{0}的日", "the day of the month of {0}")),
        new("isWorkday", [Date], ValueType.Boolean, nameof(Ops.IsWorkday), new("{0} 是工作日", "{0} is a working day"), Context: Generated.Calendar),
        new("workingDaysBetween", [Date, Date], ValueType.Integer, nameof(Ops.WorkingDaysBetween), new("从{0}到{1}的工作日数", "working days from {0} to {1}"), Context: Generated.Calendar),
        new("addWorkingDays", [Date, Whole], ValueType.Date, nameof(Ops.AddWorkingDays), new("{0}加 {1} 个工作日", "{0} plus {1} working days"), Context: Generated.Calendar),
        new("duration", [Family.Text], ValueType.Duration, nameof(Ops.DurationOf), new("{0} 表示的时长", "the duration written in {0}")),
        new("birthDateOf", [Family.Text], ValueType.Date, nameof(Ops.BirthDateOf), new("{0}中的出生日期", "the birth date in {0}")),
        new("sexOf", [Family.Text], ValueType.Code, nameof(Ops.SexOf), new("{0}中的性别", "the sex in {0}")),
        new("isIdCard", [Family.Text], ValueType.Boolean, nameof(Ops.IsIdCard), new("{0} 是有效的公民身份号码", "{0} is a valid citizen ID number")),
        new("length", [Family.Text], ValueType.Integer, nameof(Ops.Length), new("{0}的字数", "the number of characters of {0}")),
        new("lower", [Family.Text], ValueType.Text, nameof(Ops.Lower), new("{0}的小写", "{0} in lower case")),
        new("upper", [Family.Text], ValueType.Text, nameof(Ops.Upper), new("{0}的大写", "{0} in upper case")),
        new("trim", [Family.Text], ValueType.Text, nameof(Ops.Trim), new("{0}去掉两端空白", "{0} without surrounding spaces")),
        new("startsWith", [Family.Text, Family.Text], ValueType.Boolean, nameof(Ops.StartsWith), new("{0} 以 {1} 开头", "{0} starts with {1}")),
        new("endsWith", [Family.Text, Family.Text], ValueType.Boolean, nameof(Ops.EndsWith), new("{0} 以 {1} 结尾", "{0} ends with {1}")),
        new("contains", [Family.Text, Family.Text], ValueType.Boolean, nameof(Ops.Contains), new("{0} 包含 {1}", "{0} contains {1}")),
        new("contains", [Codes, Family.Text], ValueType.Boolean, nameof(Ops.CodesContain), new("{0} 包含 {1}", "{0} contains {1}")),
        new("min", [Number, Number], ValueType.Decimal, nameof(Ops.Min), new("{0} 与 {1} 中较小者", "the smaller of {0} and {1}"), KeepsWhole: true),
        new("min", [Date, Date], ValueType.Date, nameof(Ops.Earlier), new("{0} 与 {1} 中较早者", "the earlier of {0} and {1}")),
        new("max", [Number, Number], ValueType.Decimal, nameof(Ops.Max), new("{0} 与 {1} 中较大者", "the larger of {0} and {1}"), KeepsWhole: true),
        new("max", [Date, Date], ValueType.Date, nameof(Ops.Later), new("{0} 与 {1} 中较晚者", "the later of {0} and {1}")),
        new("abs", [Number], ValueType.Decimal, nameof(Ops.Abs), new("{0} 的绝对值", "the absolute value of {0}"), KeepsWhole: true),
        new("round", [Number, Whole], ValueType.Decimal, nameof(Ops.Round), new("{0} 四舍五入到 {1} 位小数", "{0} rounded to {1} decimals"), KeepsWhole: true),
    ];

    /// <summary>Names with a meaning of their own: has asks for presence, date writes a day.</summary>
    public const string Has = "has", DateLiteral = "date", Duration = "duration";

    /// <summary>Every name that can be called, for messages.</summary>
    public static readonly ImmutableArray<string> Names = [.. All.Select(f => f.Name).Concat(ListFunctions.All.Select(f => f.Name)).Append(Has).Append(DateLiteral).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static readonly FrozenDictionary<string, ImmutableArray<Function>> ByName =
        All.GroupBy(f => f.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>The functions of that name (they differ in their parameters), or none.</summary>
    public static ImmutableArray<Function> Find(string name) => ByName.GetValueOrDefault(name, []);
}
