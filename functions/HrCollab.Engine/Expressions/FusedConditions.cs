using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// The conditions of many rules over the same facts, 64 to a delegate: one call through a delegate for all of them, and a quarter of the
/// time to make. The same code gives the verdicts alone and, with a tracer, the verdicts of all leaves.
/// </summary>
internal sealed class FusedConditions
{
    private const int Most = 64;
    private const int MostNodes = 4_000; // of one delegate: the parser behind takes longer than its share of very large texts

    private readonly ImmutableArray<Chunk> _chunks;

    private FusedConditions(ImmutableArray<Chunk> chunks) => (_chunks, Count) = (chunks, chunks.Sum(c => c.Rules.Length));

    /// <summary>How many rules there are.</summary>
    public int Count { get; }

    /// <summary>Compiles rules; a rule without <c>When</c> applies always.</summary>
    public static FusedConditions Of(ImmutableArray<(Condition? When, Condition Require)> rules, Workdays? workdays)
    {
        var chunks = ImmutableArray.CreateBuilder<Chunk>();
        for (var first = 0; first < rules.Length;)
        {
            var (count, nodes) = (0, 0L);
            while (count < Most && first + count < rules.Length && (count == 0 || nodes < MostNodes))
            {
                var (when, require) = rules[first + count++];
                nodes += require.Tree.Measure().Count + (when?.Tree.Measure().Count ?? 0);
            }

            chunks.Add(Compile(rules, first, count, workdays));
            first += count;
        }

        return new FusedConditions(chunks.ToImmutable());
    }

    /// <summary>The verdict of every rule into its place; allocates nothing unless a function makes a new value.</summary>
    public void Judge(Facts facts, Verdict[] verdicts)
    {
        foreach (var chunk in _chunks) chunk.Run(facts, chunk.Constants, null, verdicts);
    }

    /// <summary>The verdict of every rule, with the trace of what decided it: of when it applies, if that did, else of what it requires.</summary>
    public ImmutableArray<(Verdict Verdict, ConditionTrace Because)> Explain(Facts facts)
    {
        var explained = ImmutableArray.CreateBuilder<(Verdict, ConditionTrace)>(Count);
        var verdicts = new Verdict[Count];
        foreach (var chunk in _chunks)
        {
            var tracer = new Tracer(chunk.Leaves);
            chunk.Run(facts, chunk.Constants, tracer, verdicts);
            foreach (var (when, require, whenAt, requireAt) in chunk.Rules)
            {
                var applies = when?.Explain(facts, tracer, whenAt);
                explained.Add((verdicts[explained.Count], applies is null or { Verdict: Verdict.True } ? require.Explain(facts, tracer, requireAt) : applies));
            }
        }

        return explained.MoveToImmutable();
    }

    private static Chunk Compile(ImmutableArray<(Condition? When, Condition Require)> rules, int first, int count, Workdays? workdays)
    {
        var emitter = new Emitter(workdays);
        var code = new string[count];
        var places = ImmutableArray.CreateBuilder<(Condition?, Condition, int, int)>(count);
        for (var i = 0; i < count; i++)
        {
            var (when, require) = rules[first + i];
            places.Add((when, require, emitter.Leaves, emitter.Leaves + (when?.Leaves ?? 0)));
            code[i] = emitter.Rule(when?.Tree, require.Tree, first + i);
        }

        var run = Generated.Conditions(Emitter.All(code));
        return new Chunk(run, emitter.Constants, emitter.Leaves, places.MoveToImmutable());
    }

    private sealed record Chunk(
        Func<Facts, Constants, Tracer?, Verdict[], int> Run, Constants Constants, int Leaves, ImmutableArray<(Condition? When, Condition Require, int WhenAt, int RequireAt)> Rules);
}
