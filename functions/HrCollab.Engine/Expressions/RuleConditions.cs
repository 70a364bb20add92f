using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// The conditions of many rules over the same facts. Rules of one form share a delegate and are judged one after the other: thousands of rules are a few dozen
/// methods, which stay in the caches of the processor. The same code gives the verdicts alone and, with a tracer, the verdicts of all leaves.
/// </summary>
internal sealed class RuleConditions
{
    private readonly ImmutableArray<Rule> _rules;
    private readonly ImmutableArray<Form> _forms;

    private RuleConditions(ImmutableArray<Rule> rules)
    {
        _rules = rules;
        _forms = [.. rules.Select((r, i) => (r.Run, Place: (r.Constants, i))).GroupBy(r => (object)r.Run, r => r.Place, ReferenceEqualityComparer.Instance).Select(g => new Form((Func<Facts, Constants, Tracer?, Verdict>)g.Key, [.. g]))];
    }

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Length;

    /// <summary>Compiles rules; a rule without <c>When</c> applies always.</summary>
    public static RuleConditions Of(ImmutableArray<(Condition? When, Condition Require)> rules, Workdays? workdays) => new([.. rules.Select(r =>
    {
        var emitter = new Emitter(workdays);
        return new Rule(Generated.Condition(emitter.Rule(r.When?.Tree, r.Require.Tree)), emitter.Constants, r.When, r.Require);
    })]);

    /// <summary>The verdict of every rule into its place; allocates nothing unless a function makes a new value.</summary>
    public void Judge(Facts facts, Verdict[] verdicts)
    {
        foreach (var form in _forms)
        {
            foreach (var (constants, place) in form.Rules) verdicts[place] = form.Run(facts, constants, null);
        }
    }

    /// <summary>The verdict of every rule, with the trace of what decided it: of when it applies, if that did, else of what it requires.</summary>
    public ImmutableArray<(Verdict Verdict, ConditionTrace Because)> Explain(Facts facts)
    {
        var readings = new Readings(facts);
        return [.. _rules.Select(r => r.Explain(readings))];
    }

    private sealed record Form(Func<Facts, Constants, Tracer?, Verdict> Run, ImmutableArray<(Constants Constants, int Place)> Rules);

    private sealed record Rule(Func<Facts, Constants, Tracer?, Verdict> Run, Constants Constants, Condition? When, Condition Require)
    {
        public (Verdict Verdict, ConditionTrace Because) Explain(Readings readings)
        {
            var tracer = new Tracer((When?.Leaves ?? 0) + Require.Leaves);
            var verdict = Run(readings.Facts, Constants, tracer);
            var applies = When?.Explain(readings, tracer, 0);
            return (verdict, applies is null or { Verdict: Verdict.True } ? Require.Explain(readings, tracer, When?.Leaves ?? 0) : applies);
        }
    }
}
