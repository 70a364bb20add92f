using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules;

/// <summary>Holds the rules of a subsidiary to the group's: no condition is left out, no limit set by law is dropped.</summary>
internal static class GroupRules
{
    private static readonly Text Noun = new("条件", "condition");

    public static void Compare(RulesDefinition group, RulesDefinition own, CompileScope scope)
    {
        if (group.Subject != own.Subject) scope.Report(InheritanceFindings.Dropped, "/subject", new Text("标准", "standard"), group.Subject);
        foreach (var condition in group.Conditions.OrEmpty())
        {
            var i = own.Conditions.OrEmpty().ToList().FindIndex(c => c.Id == condition.Id);
            if (i < 0) scope.Report(InheritanceFindings.Dropped, Inheritance.Taken, Noun, condition.Id);
            else if (own.Conditions[i].Require != condition.Require || own.Conditions[i].When != condition.When) scope.Report(InheritanceFindings.Reworded, $"/conditions/{i}/require", Noun, condition.Id);
        }

        foreach (var output in group.Table?.Outputs ?? [])
        {
            var outputs = own.Table?.Outputs ?? [];
            var i = outputs.ToList().FindIndex(o => o.Id == output.Id);
            if (i < 0) scope.Report(InheritanceFindings.Dropped, Inheritance.Taken, new Text("输出", "output"), output.Title ?? Text.Same(output.Id));
            else if (output.Limits is { } limits && outputs[i].Limits != limits) scope.Report(InheritanceFindings.Unlimited, $"/table/outputs/{i}", output.Title ?? Text.Same(output.Id), limits);
        }
    }
}
