using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>A small vocabulary, and expressions compiled against it in a scope of their own.</summary>
internal static class Lab
{
    public static readonly DateOnly Today = new(2026, 9, 18);

    private static readonly RecordShape Person = Shape(
        new("人员", "Person"),
        ("name", ValueType.Text, new("姓名", "Name")),
        ("employment.department", ValueType.Reference, new("部门", "Department")),
        ("employment.hireDate", ValueType.Date, new("入职日期", "Hire date")),
        ("employment.active", ValueType.Boolean, new("在职", "Active")),
        ("pay.baseSalary", ValueType.Decimal, new("基本工资", "Base salary")),
        ("identity.idNumber", ValueType.Text, new("证件号码", "ID number")),
        ("identity.sex", ValueType.Code, new("性别", "Sex")),
        ("identity.birthDate", ValueType.Date, new("出生日期", "Birth date")),
        ("skills", ValueType.Codes, new("技能", "Skills")),
        ("dependants", ValueType.Integer, new("受扶养人数", "Dependants")),
        ("employment.term", ValueType.Duration, new("合同期限", "Contract term")),
        ("history", ValueType.Rows, new("学习经历", "Education history")));

    private static readonly RecordShape Form = Shape(
        new("调岗申请", "Transfer form"),
        ("newDepartment", ValueType.Reference, new("新部门", "New department")),
        ("newBaseSalary", ValueType.Decimal, new("新基本工资", "New base salary")),
        ("effectiveDate", ValueType.Date, new("生效日期", "Effective date")),
        ("urgent", ValueType.Boolean, new("加急", "Urgent")),
        ("reason", ValueType.Text, new("原因", "Reason")),
        ("name", ValueType.Text, new("姓名", "Name")),
        ("count", ValueType.Integer, new("人数", "Headcount")),
        ("tags", ValueType.Codes, new("标签", "Tags")));

    private static RecordShape Study => Shape(
        new("经历", "Study"),
        ("degree", ValueType.Code, new("学历", "Degree")),
        ("from", ValueType.Date, new("起始日期", "From")),
        ("years", ValueType.Integer, new("学年数", "Years")),
        ("fullTime", ValueType.Boolean, new("全日制", "Full time")),
        ("length", ValueType.Duration, new("学制", "Length")));

    /// <summary>Working days from Monday to Friday, published for 2026 only.</summary>
    private static readonly Workdays Workdays = new(day => day.Year == 2026 ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) : null);

    public static readonly Vocabulary Vocabulary = new([("person", Person), ("form", Form)]);

    public static Condition Condition(string text)
    {
        var (condition, findings) = TryCondition(text);
        Assert.Empty(findings);
        return condition!;
    }

    public static (Condition? Condition, ImmutableArray<Diagnostic> Findings) TryCondition(string text)
    {
        var (context, scope) = Scope();
        return (ExpressionCompiler.Condition(text, Vocabulary, scope, "/when"), context.Diagnostics);
    }

    public static (Formula? Formula, ImmutableArray<Diagnostic> Findings) TryFormula(string text, ValueType expected)
    {
        var (context, scope) = Scope();
        return (ExpressionCompiler.Formula(text, Vocabulary, expected, scope, "/when"), context.Diagnostics);
    }

    /// <summary>The one finding a condition has.</summary>
    public static Diagnostic Finding(string text)
    {
        var (condition, findings) = TryCondition(text);
        Assert.Null(condition);
        return Assert.Single(findings);
    }

    public static Verdict Verdict(string text, params (string Path, object Value)[] values) => Condition(text).Evaluate(Facts(values));

    /// <summary>The text of a formula's value; "" when missing.</summary>
    public static string Value(string text, ValueType type, params (string Path, object Value)[] values)
    {
        var (formula, findings) = TryFormula(text, type);
        Assert.Empty(findings);
        return formula!.Evaluate(Facts(values)).ToString();
    }

    /// <summary>Facts with the given full paths; every other field is missing.</summary>
    public static Facts Facts(params (string Path, object Value)[] values) => Vocabulary.Facts(
        Today, [.. Vocabulary.Roots.Select(r => (r.Name, r.Shape.Empty.With(values.Where(v => v.Path.StartsWith(r.Name + ".")).Select(v => Entry(r.Shape, v.Path[(r.Name.Length + 1)..], v.Value)))))]);

    public static (CompileContext Context, CompileScope Scope) Scope()
    {
        var context = new CompileContext(new Manifest(Text.Same("Test"), 1, "Asia/Shanghai", "cn", "head"));
        context.Add("cn", Workdays);
        return (context, new CompileScope(context, new DefinitionFile("rules/test.rules.json", "{\n\"when\": 1 }"u8.ToArray())));
    }

    private static KeyValuePair<string, FieldValue> Entry(RecordShape shape, string path, object value)
    {
        var type = shape.Find(path)!.Type;
        return KeyValuePair.Create(path, value switch
        {
            int number => FieldValue.Of(type, number),
            decimal number => FieldValue.Of(type, number),
            bool truth => FieldValue.Of(truth),
            DateOnly date => FieldValue.Of(date),
            Duration duration => FieldValue.Of(duration),
            string text when type == ValueType.Date => FieldValue.Of(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            string text => FieldValue.Of(type, text),
            (string, object)[][] rows => FieldValue.Of([.. rows.Select(r => Study.Empty.With(r.Select(v => Entry(Study, v.Item1, v.Item2))))]),
            var codes => FieldValue.Of((IEnumerable<string>)codes),
        });
    }

    private static RecordShape Shape(Text title, params (string Path, ValueType Type, Text Title)[] fields) =>
        new(title, [.. fields.Select((f, i) => new FieldShape(i, f.Path, f.Type, f.Title, Rows: f.Type == ValueType.Rows ? Study : null))]);
}
