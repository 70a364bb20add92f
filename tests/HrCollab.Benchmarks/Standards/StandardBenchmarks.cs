using System.Text;
using BenchmarkDotNet.Attributes;
using HrCollab.Engine.Standards.Schemas;
using NJsonSchema;

namespace HrCollab.Benchmarks.Standards;

/// <summary>
/// P1: one record against its schema, UTF-8 bytes in, over ten thousand employees of which 15 % are wrong: hand-written limit, our plan with
/// all findings, NJsonSchema alone (which skips the formats idcard and bankcard).
/// </summary>
[Config(typeof(Quick))]
public class StandardBenchmarks
{
    private const int Valid = 8_000;
    private static readonly DateOnly Today = new(2026, 9, 18);
    private byte[][] _people = [];
    private byte[][] _valid = [];
    private string[] _texts = [];
    private JsonSchemaPlan _plan = null!;
    private JsonSchema _stock = null!;

    /// <summary>Data and schemas, and that the limit and the plan judge alike.</summary>
    [GlobalSetup]
    public async Task Setup()
    {
        _people = People.All();
        _texts = [.. _people.Select(Encoding.UTF8.GetString)];
        _plan = JsonSchemaPlan.Compile(Encoding.UTF8.GetBytes(PersonSchema.Text), _ => null).Plan ?? throw new InvalidOperationException("The schema does not compile.");
        _stock = await JsonSchema.FromJsonAsync(PersonSchema.Text);
        var unlike = _people.Count(p => _plan.IsValid(p, Today) != HandWritten.IsValid(p));
        _valid = [.. _people.Where(p => _plan.IsValid(p, Today)).Take(Valid)];
        if (unlike > 0 || _valid.Length < Valid) throw new InvalidOperationException($"{unlike} records judged differently, {_valid.Length} valid.");
    }

    /// <summary>Written by hand, valid records only.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Valid)]
    public int LimitOfValid() => Count(_valid, p => HandWritten.IsValid(p));

    /// <summary>Ours, valid records only.</summary>
    [Benchmark(OperationsPerInvoke = Valid)]
    public int PlanOfValid() => Count(_valid, p => _plan.IsValid(p, Today));

    /// <summary>Written by hand.</summary>
    [Benchmark(OperationsPerInvoke = People.Count)]
    public int Limit() => Count(_people, p => HandWritten.IsValid(p));

    /// <summary>Ours, with every finding of the wrong ones.</summary>
    [Benchmark(OperationsPerInvoke = People.Count)]
    public int Plan() => Count(_people, p => _plan.IsValid(p, Today));

    /// <summary>The package alone, from text, as it takes it.</summary>
    [Benchmark(OperationsPerInvoke = People.Count)]
    public int Stock() => Count(_texts, t => _stock.Validate(t).Count == 0);

    /// <summary>Some valid records.</summary>
    internal byte[][] SomeValid => [.. _valid.Take(100)];

    /// <summary>Some records, of which 15 % are wrong.</summary>
    internal byte[][] Some => [.. _people.Take(100)];

    /// <summary>The same as texts.</summary>
    internal string[] SomeTexts => [.. _texts.Take(100)];

    internal bool ByHand(byte[] record) => HandWritten.IsValid(record);

    internal bool ByPlan(byte[] record) => _plan.IsValid(record, Today);

    internal bool ByStock(string record) => _stock.Validate(record).Count == 0;

    private static int Count<T>(T[] records, Func<T, bool> isValid)
    {
        var valid = 0;
        foreach (var record in records)
        {
            if (isValid(record)) valid++;
        }

        return valid;
    }
}
