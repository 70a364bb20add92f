using System.Text.Json;
using BenchmarkDotNet.Attributes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Standards;
using RulesEngine.HelperFunctions;
using RulesEngine.Models;

namespace HrCollab.Benchmarks.Rules;

/// <summary>P2 and P3: verdicts of many rules about one employee, from prepared facts and from JSON.</summary>
[Config(typeof(Quick))]
public class RulesBenchmarks
{
    private static readonly DateOnly Today = new(2026, 9, 18);
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly CheckContext _context = new(Today, (_, _) => null);
    private RuleSet _rules = null!;
    private RecordValues _record = null!;
    private Facts _facts = null!;
    private Verdict[] _verdicts = [];
    private bool?[] _byHand = [];
    private RulesWorld.Person _person = null!;
    private global::RulesEngine.RulesEngine _stock = null!;
    private RuleParameter _input = null!;

    /// <summary>How many rules.</summary>
    [Params(20, 200, 2_000)]
    public int Rules { get; set; }

    /// <summary>The three sorts of rules, which must agree.</summary>
    [GlobalSetup]
    public async Task Prepare()
    {
        (_, _rules) = RulesWorld.Ours(RulesWorld.Files(Rules));
        _record = Check();
        _facts = _rules.Facts(_record, Today);
        (_verdicts, _byHand) = (new Verdict[Rules], new bool?[Rules]);
        _person = Read();
        _stock = new global::RulesEngine.RulesEngine([RulesWorld.Workflow(Rules)], new ReSettings { CacheConfig = new MemCacheConfig { SizeLimit = 10_000 } });
        _input = new RuleParameter("input1", _person);
        Ours();
        ByHand();
        var stock = (await Stock()).ToDictionary(r => r.Rule.RuleName, r => r.IsSuccess, StringComparer.Ordinal);
        for (var i = 0; i < Rules; i++)
        {
            if ((_verdicts[i] == Verdict.True) != _byHand[i] || _byHand[i] != stock[$"r{i}"]) throw new InvalidOperationException($"They differ about {RulesWorld.Expression(i, "")}.");
        }
    }

    /// <summary>The limit: what somebody would write by hand.</summary>
    [Benchmark(Baseline = true)]
    public bool?[] ByHand()
    {
        for (var i = 0; i < _byHand.Length; i++) _byHand[i] = RulesWorld.ByHand(_person, i);
        return _byHand;
    }

    /// <summary>Our verdicts.</summary>
    [Benchmark]
    public Verdict[] Ours()
    {
        _rules.Judge(_facts, _verdicts);
        return _verdicts;
    }

    /// <summary>Our verdicts with everything that explains them.</summary>
    [Benchmark]
    public int OursWithTraces() => _rules.Judge(_record, Today).Length;

    /// <summary>The stock package.</summary>
    [Benchmark]
    public async Task<List<RuleResultTree>> Stock() => await _stock.ExecuteAllRulesAsync("rules", _input);

    /// <summary>The limit from JSON.</summary>
    [Benchmark]
    public bool?[] ByHandFromJson()
    {
        _person = Read();
        return ByHand();
    }

    /// <summary>Ours from JSON, through the check of the standard.</summary>
    [Benchmark]
    public Verdict[] OursFromJson()
    {
        _rules.Judge(_rules.Facts(Check(), Today), _verdicts);
        return _verdicts;
    }

    /// <summary>The stock package from JSON.</summary>
    [Benchmark]
    public async Task<List<RuleResultTree>> StockFromJson() => await _stock.ExecuteAllRulesAsync("rules", new RuleParameter("input1", Read()));

    private RecordValues Check()
    {
        using var json = JsonDocument.Parse(RulesWorld.Employee);
        return StandardCheck.New(_rules.Subject, json.RootElement, _context).Values;
    }

    private static RulesWorld.Person Read() => JsonSerializer.Deserialize<RulesWorld.Person>(RulesWorld.Employee, Web)!;
}
