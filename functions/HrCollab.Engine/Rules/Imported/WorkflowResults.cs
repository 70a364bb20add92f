using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>Events, messages and outputs of the rules of a workflow, each worked out once though others may put out the same.</summary>
internal static class WorkflowResults
{
    public static ImmutableArray<RuleVerdict> Of(ImmutableArray<RuleVerdict> verdicts, Facts facts)
    {
        var byName = verdicts.ToDictionary(v => v.Condition.Id, StringComparer.Ordinal);
        var results = new Dictionary<string, WorkflowResult>(StringComparer.Ordinal);
        return [.. verdicts.Select(v => v with { Result = Result(v) })];

        WorkflowResult Result(RuleVerdict verdict)
        {
            if (results.TryGetValue(verdict.Condition.Id, out var known)) return known;
            return results[verdict.Condition.Id] = verdict.Condition.Imported!.Result(verdict.Because.Tree, facts, other => Result(byName[other]).Output ?? FieldValue.Missing);
        }
    }
}
