using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions.Scripts;

/// <summary>What scripts see, what they may give, and how they are kept apart.</summary>
public sealed class ScriptTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset Now = new(2026, 9, 17, 17, 30, 0, TimeSpan.Zero); // 01:30 on the 18th in Shanghai

    [Theory]
    [InlineData("'a' + 'b'", ValueType.Text, "ab")]
    [InlineData("return input.a.n + 1", ValueType.Integer, "4")]
    [InlineData("let total = 0; for (const n of input.a.list) total += n; total", ValueType.Integer, "6")]
    [InlineData("input.a.n > 2", ValueType.Boolean, "true")]
    [InlineData("'2026-02-28'", ValueType.Date, "2026-02-28")]
    [InlineData("'A1'", ValueType.Code, "A1")]
    [InlineData("null", ValueType.Integer, "")]
    [InlineData("undefined", ValueType.Text, "")]
    [InlineData("input.a.none === null", ValueType.Boolean, "true")]
    [InlineData("money.add('0.1', '0.2')", ValueType.Decimal, "0.3")]
    [InlineData("money.sub('10.00', '0.01')", ValueType.Decimal, "9.99")]
    [InlineData("money.mul('1.005', 100)", ValueType.Decimal, "100.500")]
    [InlineData("money.div('1', '3')", ValueType.Decimal, "0.33")]
    [InlineData("money.div('-5', '8', 2)", ValueType.Decimal, "-0.63")]
    [InlineData("money.round('1.005', 2)", ValueType.Decimal, "1.01")]
    [InlineData("money.round('-2.5', 0)", ValueType.Decimal, "-3")]
    [InlineData("money.compare('2.10', '2.1')", ValueType.Integer, "0")]
    [InlineData("dates.monthsBetween('2026-01-31', '2026-03-30')", ValueType.Integer, "1")]
    [InlineData("dates.addMonths('2026-01-31', 1)", ValueType.Date, "2026-02-28")]
    [InlineData("dates.daysBetween('2026-09-01', today)", ValueType.Integer, "17")]
    public void Script_GivesItsValue(string source, ValueType type, string expected) => Assert.Equal(expected, Value(source, type).ToString());

    [Theory]
    [InlineData("1.5", ValueType.Decimal)] // which decimal a double means, nobody can say
    [InlineData("0.1 + 0.2", ValueType.Decimal)]
    [InlineData("1.5", ValueType.Integer)]
    [InlineData("2 ** 60", ValueType.Integer)]
    [InlineData("Infinity", ValueType.Integer)]
    [InlineData("'12'", ValueType.Integer)]
    [InlineData("12", ValueType.Text)]
    [InlineData("'1e5'", ValueType.Decimal)]
    [InlineData("'2026-02-30'", ValueType.Date)]
    [InlineData("new Date()", ValueType.Date)]
    [InlineData("'true'", ValueType.Boolean)]
    [InlineData("[1]", ValueType.Text)]
    public void ValueOfAnotherType_CannotTell(string source, ValueType type) => Assert.Same(ScriptFindings.WrongType, Cannot(source, type).Reason);

    [Theory]
    [InlineData("money.add(null, '1')")]
    [InlineData("money.add('1', 0.5)")]
    [InlineData("money.div('1', '0')")]
    [InlineData("money.mul('79228162514264337593543950335', '2')")]
    [InlineData("money.round('1', 11)")]
    [InlineData("dates.addDays('2026-02-30', 1)")]
    [InlineData("dates.addDays('9999-12-31', 1)")]
    public void HelperThatCannotCompute_ThrowsWithinTheScript(string source)
    {
        Assert.Same(ScriptFindings.Threw, Cannot(source, ValueType.Text).Reason);
        Assert.Equal("caught", Value($"try {{ {source} }} catch (e) {{ 'caught' }}", ValueType.Text).Text);
    }

    [Theory]
    [InlineData("const d = new Date(); d.getFullYear() + '-' + (d.getMonth() + 1) + '-' + d.getDate() + ' ' + d.getHours()", "2026-9-18 1")]
    [InlineData("'' + (Date.now() - new Date('2026-09-18T00:00:00').getTime()) / 60000", "90")]
    [InlineData("today", "2026-09-18")]
    [InlineData("new Date(2026, 0, 1).toISOString()", "2025-12-31T16:00:00.000Z")]
    public void Clock_IsTheMomentAskedAboutInTheCompanysZone(string source, string expected) => Assert.Equal(expected, Value(source, ValueType.Text).Text);

    [Fact]
    public void Script_IsCompiledOnceAndNothingPassesFromOneEvaluationToTheNext()
    {
        var script = Compile("Object.seen = (Object.seen || 0) + 1; Object.seen", ValueType.Integer);
        for (var i = 0; i < 3; i++) Assert.Equal("1", Assert.IsType<ScriptOutcome.Value>(script.Evaluate(Input("{}"), Now)).Result.ToString());
    }

    [Fact]
    public void OneScript_RunsOnManyThreadsAtOnce()
    {
        var script = Compile("money.mul(input.n, '1.01')", ValueType.Decimal);
        var values = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(8).Select(n => (n, script.Evaluate(Input($$"""{ "n": {{n}} }"""), Now))).ToList();
        Assert.All(values, v => Assert.Equal(v.n * 1.01m, Assert.IsType<ScriptOutcome.Value>(v.Item2).Result.Number));
    }

    [Theory]
    [InlineData("const y = input.a.n; money.add(y, '1')", true)]
    [InlineData("input.a.list.length + input['a'].n", true)]
    [InlineData("input.a.list.join()", false)]
    [InlineData("input.a[input.b]", false)]
    [InlineData("[1, 2].length", false)]
    [InlineData("input.repeat", false)] // a field may be called like a function of texts
    public void Guards_AreLeftOutOnlyWhereNothingNeedsThem(string source, bool plain)
    {
        var findings = new List<string>();
        var script = ScriptCompiler.Compile(source, ValueType.Integer, new HashSet<string> { "a", "n", "list", "b", "repeat" }, Shanghai, null, (c, _) => findings.Add(c.Code));
        Assert.Empty(findings);
        Assert.Equal(plain, script!.Text!.Surface.IsPlain);
    }

    [Fact]
    public void Builtins_AreThoseOfTheInterpreter() => Assert.Equal(
        new Jint.Engine().Evaluate(
            """
            [String, Array, Object, Function, Number, Boolean, RegExp, Date, Map, Set, Error, Symbol]
              .flatMap(c => [...Object.getOwnPropertyNames(c), ...Object.getOwnPropertyNames(c.prototype)])
              .concat(Object.getOwnPropertyNames(Math)).join(' ')
            """).ToString().Split(' ').Distinct().Order(StringComparer.Ordinal),
        ScriptBuiltins.Members.Order(StringComparer.Ordinal));

    [Fact]
    public void TextThatIsNoScript_CannotTell_WhereItWasNotProven()
    {
        var script = ScriptCompiler.Known("let let", ValueType.Text, new HashSet<string>(), Shanghai, null);
        Assert.Same(ScriptFindings.Broken, Assert.IsType<ScriptOutcome.CannotTell>(script.Evaluate(Input("{}"), Now)).Reason);
    }

    [Theory]
    [InlineData("input.a.list.join('-')", "1-2-3")]
    [InlineData("'a-b'.replace('-', '+')", "a+b")]
    [InlineData("'a-b-c'.replaceAll('-', '')", "abc")]
    [InlineData("'ab'.repeat(2).concat('c', 1)", "ababc1")]
    [InlineData("'' + [1, [2, 3], null]", "1,2,3,")]
    public void GuardedFunction_DoesWhatItDidWithinItsLimit(string source, string expected) => Assert.Equal(expected, Value(source, ValueType.Text).Text);

    [Fact]
    public void Statements_AreCountedForWhoAsks()
    {
        var script = Compile("let n = 0; for (let i = 0; i < 10; i++) n += i; n", ValueType.Integer);
        Assert.InRange(script.Run(Input("{}"), Now, counted: true).Statements, 10, 100);
        Assert.Equal(0, script.Run(Input("{}"), Now, counted: false).Statements);
    }

    [Fact]
    public void SyntaxError_IsFoundWithLineAndColumn()
    {
        var found = new List<Text>();
        Assert.Null(ScriptCompiler.Compile("let a = 1;\nlet b = a +;\nb", ValueType.Integer, new HashSet<string>(), Shanghai, null, (c, a) => found.Add(c.Message.With(a))));
        Assert.StartsWith("Syntax error in line 2, column 12", Assert.Single(found).En);
    }

    [Fact]
    public void UnknownName_IsFoundWithWhatWasMeant()
    {
        var found = new List<Text>();
        Assert.Null(ScriptCompiler.Compile("mony.add('1', '2')", ValueType.Decimal, new HashSet<string>(), Shanghai, null, (c, a) => found.Add(c.Message.With(a))));
        Assert.Contains("money", Assert.Single(found).En);
    }

    private static Script Compile(string source, ValueType type) =>
        ScriptCompiler.Compile(source, type, new HashSet<string>(), Shanghai, null, (code, arguments) => Assert.Fail(code.Message.With(arguments).En))!;

    private static ScriptInput Input(string json) => ScriptInputs.Of(JsonDocument.Parse(json).RootElement);

    private static ScriptOutcome Evaluate(string source, ValueType type) => Compile(source, type).Evaluate(Input("""{ "a": { "n": 3, "list": [1, 2, 3], "none": null } }"""), Now);

    private static FieldValue Value(string source, ValueType type) => Assert.IsType<ScriptOutcome.Value>(Evaluate(source, type)).Result;

    private static ScriptOutcome.CannotTell Cannot(string source, ValueType type) => Assert.IsType<ScriptOutcome.CannotTell>(Evaluate(source, type));
}
