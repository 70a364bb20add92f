using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using RulesEngine.HelperFunctions;
using RulesEngine.Models;

namespace HrCollab.Benchmarks.Rules;

/// <summary>P4: from the files to the first verdict. The set is compiled off the request path.</summary>
[Config(typeof(Quick))]
public class RulesReadyBenchmarks
{
    private ImmutableArray<DefinitionFile> _files;
    private string _workflow = "";

    /// <summary>How many rules.</summary>
    [Params(20, 200, 2_000)]
    public int Rules { get; set; }

    /// <summary>The texts.</summary>
    [GlobalSetup]
    public void Prepare() => (_files, _workflow) = (RulesWorld.Files(Rules), RulesWorld.Workflow(Rules));

    /// <summary>The stock package until it has judged once.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> Stock()
    {
        var engine = new global::RulesEngine.RulesEngine([_workflow], new ReSettings { CacheConfig = new MemCacheConfig { SizeLimit = 10_000 } });
        return (await engine.ExecuteAllRulesAsync("rules", new RuleParameter("input1", new RulesWorld.Person("E1", "D1", "active", "P1", "X", 1, 1, 1, 1, 1)))).Count;
    }

    /// <summary>Ours, with all findings, sentences and the hash of the set.</summary>
    [Benchmark]
    public int Ours()
    {
        var (_, rules) = RulesWorld.Ours(_files);
        return rules.Judge(rules.Subject.Shape.Empty, new DateOnly(2026, 9, 18)).Length;
    }
}
