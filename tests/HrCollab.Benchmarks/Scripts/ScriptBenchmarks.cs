using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using HrCollab.Engine.Expressions.Scripts;
using Jint;
using Jint.Native.Json;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Benchmarks.Scripts;

/// <summary>P5: a computed field of ten lines, with every limit on, beside the same in C# and Jint as it comes.</summary>
[Config(typeof(Quick))]
public class ScriptBenchmarks
{
    private const string Json = """{"employment":{"hireDate":"2019-03-04","level":5},"performance":{"score":90,"late":2}}""";

    private const string Source = """
        const { hireDate, level } = input.employment;
        const { score, late } = input.performance;
        if (hireDate === null || score === null) return null;
        const year = Number(hireDate.slice(0, 4)), month = Number(hireDate.slice(5, 7)), day = Number(hireDate.slice(8, 10));
        let years = 2026 - year;
        if (month > 9 || (month === 9 && day > 18)) years--;
        let points = score * 10 + years * 5;
        if (level > 3) points += 20; else points += 5;
        for (let i = 0; i < late; i++) points -= 3;
        return points;
        """;

    private static readonly DateTimeOffset Now = new(2026, 9, 18, 0, 0, 0, TimeSpan.FromHours(8));
    private readonly JsonElement _input = JsonDocument.Parse(Json).RootElement;
    private readonly Prepared<Acornima.Ast.Script> _prepared = Jint.Engine.PrepareScript(Source, options: new ScriptPreparationOptions { ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true } });
    private readonly Script _script = Compiled(Source);
    private readonly Script _guarded = Compiled(Source.Replace("let points", "let unused = []; let points", StringComparison.Ordinal));

    /// <summary>The same by hand.</summary>
    [Benchmark(Baseline = true)]
    public decimal Native()
    {
        var (employment, performance) = (_input.GetProperty("employment"), _input.GetProperty("performance"));
        var hired = employment.GetProperty("hireDate").GetString()!;
        var (year, month, day) = (int.Parse(hired.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(hired.AsSpan(5, 2), CultureInfo.InvariantCulture), int.Parse(hired.AsSpan(8, 2), CultureInfo.InvariantCulture));
        var years = 2026 - year;
        if (month > 9 || (month == 9 && day > 18)) years--;
        var points = (performance.GetProperty("score").GetInt32() * 10) + (years * 5) + (employment.GetProperty("level").GetInt32() > 3 ? 20 : 5);
        for (var i = 0; i < performance.GetProperty("late").GetInt32(); i++) points -= 3;
        return points;
    }

    /// <summary>A new interpreter as it comes: no limits, on the caller's thread.</summary>
    [Benchmark]
    public double StockNewEngine()
    {
        var engine = new Jint.Engine();
        engine.SetValue("input", new JsonParser(engine).Parse(Json));
        return engine.Evaluate(_prepared).AsNumber();
    }

    /// <summary>Ours: a thread with a large stack, every limit, frozen input, the result read as its type.</summary>
    [Benchmark]
    public ScriptOutcome Isolated() => _script.Evaluate(ScriptInputs.Of(_input), Now);

    /// <summary>Ours for a script that could reach what multiplies.</summary>
    [Benchmark]
    public ScriptOutcome IsolatedAndGuarded() => _guarded.Evaluate(ScriptInputs.Of(_input), Now);

    private static Script Compiled(string source) => ScriptCompiler.Compile(
        source, ValueType.Integer, new HashSet<string>(StringComparer.Ordinal) { "employment", "performance", "hireDate", "level", "score", "late" }, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), null,
        (code, arguments) => throw new InvalidOperationException(code.Message.With(arguments).En))!;
}
