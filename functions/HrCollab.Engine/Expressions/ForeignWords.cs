using System.Collections.Frozen;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>What expressions of RulesEngine workflows say otherwise than ours: what it means here, or what to write instead.</summary>
internal static class ForeignWords
{
    public static readonly Text List = new("列表写成 x in [\"a\", \"b\"]", "Write a list as x in [\"a\", \"b\"]");
    public static readonly Text Choice = new("写成 条件 && a || !(条件) && b,或拆成两条规则", "Write condition && a || !(condition) && b, or two rules");
    public static readonly Text Any = new("写成 any(列表, x => 条件)、count(列表, x => 条件)", "Write any(list, x => condition) or count(list, x => condition)");
    public static readonly Text Own = new("只能调用 Expressions/README.md 中的函数", "Only the functions of Expressions/README.md can be called");

    private static readonly FrozenDictionary<string, TokenKind> Signs = new Dictionary<string, TokenKind>
    {
        ["and"] = TokenKind.And,
        ["or"] = TokenKind.Or,
        ["not"] = TokenKind.Not,
        ["in"] = TokenKind.In,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Methods = new Dictionary<string, string>
    {
        ["ToLower"] = "lower",
        ["ToLowerInvariant"] = "lower",
        ["ToUpper"] = "upper",
        ["ToUpperInvariant"] = "upper",
        ["Trim"] = "trim",
        ["Contains"] = "contains",
        ["StartsWith"] = "startsWith",
        ["EndsWith"] = "endsWith",
        ["Any"] = "any",
        ["All"] = "all",
        ["Count"] = "count",
        ["Sum"] = "sum",
        ["Min"] = "min",
        ["Max"] = "max",
        ["AddDays"] = "addDays",
        ["AddMonths"] = "addMonths",
        ["AddYears"] = "addYears",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Properties = new Dictionary<string, string>
    {
        ["Length"] = "length",
        ["Count"] = "count",
        ["Year"] = "year",
        ["Month"] = "month",
        ["Day"] = "day",
        ["HasValue"] = Functions.Has,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Statics = new Dictionary<string, string>
    {
        ["Math.Abs"] = "abs",
        ["Math.Min"] = "min",
        ["Math.Max"] = "max",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Text> Advices = new Dictionary<string, Text>
    {
        [$"{nameof(DateTime)}.Now"] = Clock,
        ["DateTime.Today"] = Clock,
        [$"{nameof(DateTime)}.UtcNow"] = Clock,
        [$"{nameof(DateTimeOffset)}.Now"] = Clock,
        [$"{nameof(DateTimeOffset)}.UtcNow"] = Clock,
        ["DateTime.Parse"] = new("日期写成 date(\"2026-01-31\")", "Write a day as date(\"2026-01-31\")"),
        ["string.IsNullOrEmpty"] = Empty,
        ["string.IsNullOrWhiteSpace"] = Empty,
        ["Utils.CheckContains"] = List,
        ["CheckContains"] = List,
        ["Math.Round"] = new("写成 round(x, 2);这里五入远离零,不是银行家舍入", "Write round(x, 2); here halves go away from zero, not to the even digit"),
        ["Where"] = Any,
        ["Select"] = Any,
        ["First"] = Any,
        ["FirstOrDefault"] = Any,
        ["Single"] = Any,
        ["Last"] = Any,
        ["ElementAt"] = Any,
        ["OrderBy"] = Any,
        ["Average"] = new("写成 sum(列表, x => 值) / count(列表)", "Write sum(list, x => value) / count(list)"),
        ["Value"] = Typed,
        ["ToString"] = Typed,
        ["Convert.ToInt32"] = Typed,
        ["Convert.ToDecimal"] = Typed,
        ["Convert.ToDouble"] = Typed,
        ["int.Parse"] = Typed,
        ["decimal.Parse"] = Typed,
        ["Subtract"] = new("写成 daysBetween(a, b) 或 monthsBetween(a, b)", "Write daysBetween(a, b) or monthsBetween(a, b)"),
        ["Regex.IsMatch"] = new("格式由标准的字段检查;这里用 startsWith、endsWith、contains", "Formats are checked by the field's standard; here are startsWith, endsWith, contains"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static Text Clock => new("写成 today", "Write today");

    private static Text Empty => new("写成 x == null;空文本与无值在这里是一回事", "Write x == null; an empty text is no value here");

    private static Text Typed => new("去掉它:字段已有类型", "Leave it out: fields have their types");

    public static TokenKind? Sign(string word) => Signs.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>Our function for a method called on a value, which becomes the first argument.</summary>
    public static string? Method(string name) => Methods.GetValueOrDefault(name);

    public static string? Property(string name) => Properties.GetValueOrDefault(name);

    public static string? Static(string name) => Statics.GetValueOrDefault(name);

    public static bool IsEquals(string name) => name.Equals("Equals", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to write instead, by the whole name or by what follows its last dot; null when nothing better is known.</summary>
    public static Text? Advice(string name) =>
        Advices.GetValueOrDefault(name) ?? (Method(Last(name)) is null && !IsEquals(Last(name)) ? Advices.GetValueOrDefault(Last(name)) : null);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
