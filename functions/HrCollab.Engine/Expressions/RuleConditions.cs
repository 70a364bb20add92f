using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// The conditions of many rules over the same facts. Rules of one form share a delegate and are judged one after the other: thousands of rules are a few dozen
/// methods, which stay in the caches of the processor. The same code gives the verdicts alone and, with a tracer, the verdicts of all leaves.
/// </summary>
internal sealed class RuleConditions
{
    private readonly ImmutableArray<Rule> _rules;
    private readonly ImmutableArray<Form> _forms;
    private readonly int _mostLeaves;

    private RuleConditions(ImmutableArray<Rule> rules, ImmutableArray<Form> forms) => (_rules, _forms, _mostLeaves) = (rules, forms, rules.Select(r => r.Leaves).DefaultIfEmpty().Max());

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Length;

    /// <summary>Compiles rules; a rule without <c>When</c> applies always.</summary>
    public static RuleConditions Of(ImmutableArray<(Condition? When, Condition Require)> rules, Workdays? workdays)
    {
        var emitted = rules.Select((r, i) =>
        {
            var emitter = new Emitter(workdays);
            return (Code: emitter.Rule(r.When?.Tree, r.Require.Tree), Emitter: emitter, Place: i);
        }).ToList();

        // what the rules of one form work with is made one after the other, and so lies together in memory as it is read
        ImmutableArray<Form> forms = [.. emitted.GroupBy(e => e.Code, StringComparer.Ordinal).Select(g => new Form(Generated.Condition(g.Key), [.. g.Select(e => (e.Emitter.Constants, e.Place))]))];
        var made = new Rule[rules.Length];
        foreach (var form in forms)
        {
            foreach (var (constants, place) in form.Rules) made[place] = new Rule(form.Run, constants, rules[place].When, rules[place].Require);
        }

        return new RuleConditions([.. made], forms);
    }

    /// <summary>The verdict of every rule into its place; allocates nothing unless a function makes a new value.</summary>
    public void Judge(Facts facts, Verdict[] verdicts)
    {
        foreach (var form in _forms)
        {
            var run = form.Run;
            foreach (var (constants, place) in form.Rules) verdicts[place] = run(facts, constants, null);
        }
    }

    /// <summary>The verdict of every rule, with the trace of what decided it: of when it applies, if that did, else of what it requires.</summary>
    public ImmutableArray<(Verdict Verdict, ConditionTrace Because)> Explain(Facts facts)
    {
        var (readings, tracer, explained) = (new Readings(facts), new Tracer(_mostLeaves), new (Verdict, ConditionTrace)[_rules.Length]);
        for (var i = 0; i < explained.Length; i++) explained[i] = _rules[i].Explain(readings, tracer.Again());
        return ImmutableCollectionsMarshal.AsImmutableArray(explained);
    }

    private sealed record Form(Func<Facts, Constants, Tracer?, Verdict> Run, ImmutableArray<(Constants Constants, int Place)> Rules);

    private sealed record Rule(Func<Facts, Constants, Tracer?, Verdict> Run, Constants Constants, Condition? When, Condition Require)
    {
        public int Leaves => (When?.Leaves ?? 0) + Require.Leaves;

        public (Verdict Verdict, ConditionTrace Because) Explain(Readings readings, Tracer tracer)
        {
            var verdict = Run(readings.Facts, Constants, tracer);
            var applies = When?.Explain(readings, tracer, 0);
            return (verdict, applies is null or { Verdict: Verdict.True } ? Require.Explain(readings, tracer, When?.Leaves ?? 0) : applies);
        }
    }
}
