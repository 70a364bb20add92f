using HrCollab.Engine.Cases;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Proof;

/// <summary>Lists what a set says: rows of tables, conditions and their tests, checks, rules of standards, steps and branches, cells of the permission matrix.</summary>
internal static class ProofPoints
{
    public static IEnumerable<ProofPoint> Of(DefinitionSet set) =>
        set.All<RuleSet>().SelectMany(Of).Concat(set.All<Standard>().SelectMany(Of)).Concat(set.All<Form>().SelectMany(Of)).Concat(set.All<Workflow>().SelectMany(Of)).Concat(set.All<PermissionMatrix>().SelectMany(Of))
            .OrderBy(p => p.Place.File, StringComparer.Ordinal).ThenBy(p => p.Place.Line);

    private static IEnumerable<ProofPoint> Of(RuleSet rules)
    {
        foreach (var row in rules.Table?.Rows ?? [])
            yield return new ProofPoint(row.Place, "matched", new Text("第 {0} 行命中", "row {0} matches").With(row.Id), row.Id);
        if (rules.Table is { Rows.IsEmpty: false } table && table.Outputs.Any(o => !o.Default.IsMissing))
            yield return new ProofPoint(table.RowsPlace, "default", new Text("没有行命中,取默认值", "no row matches, the default counts"), table.Id);
        foreach (var condition in rules.Conditions)
        {
            yield return new ProofPoint(condition.Place, "true", new Text("条件 {0} 成立", "condition {0} holds").With(condition.Id), condition.Id);
            yield return new ProofPoint(condition.Place, "false", new Text("条件 {0} 不成立", "condition {0} does not hold").With(condition.Id), condition.Id);
            if (condition.When is not null) yield return new ProofPoint(condition.Place, RuleVerdict.NotConcerned, new Text("条件 {0} 不适用", "condition {0} does not apply").With(condition.Id), condition.Id);
            foreach (var point in Tests(condition.Require, condition.Place, condition.Id)) yield return point;
        }
    }

    private static IEnumerable<ProofPoint> Of(Standard standard)
    {
        foreach (var rule in standard.Rules)
        {
            var id = rule.Definition.Id;
            yield return new ProofPoint(rule.Place, rule.Definition.Warning ? "noticed" : "refused", new Text("规则 {0} 不满足", "rule {0} is broken").With(id), id);
            yield return new ProofPoint(rule.Place, "true", new Text("规则 {0} 满足", "rule {0} holds").With(id), id);
            foreach (var point in Tests(rule.Require, rule.Place, id)) yield return point;
        }
    }

    private static IEnumerable<ProofPoint> Of(Form form)
    {
        foreach (var field in form.Fields)
        {
            var (title, id) = (field.Field.Title, field.Id);
            foreach (var point in Both(field.VisibleWhen, id, ("asked", new Text("询问“{0}”", "'{0}' is asked").With(title)), ("hidden", new Text("不询问“{0}”", "'{0}' is not asked").With(title)))) yield return point;
            foreach (var point in Both(field.RequiredWhen, id, ("required", new Text("“{0}”必填", "'{0}' must be given").With(title)), ("optional", new Text("“{0}”可不填", "'{0}' may be left out").With(title)))) yield return point;
        }

        foreach (var check in form.Checks)
        {
            yield return new ProofPoint(check.Place, check.Warning ? "noticed" : "refused", new Text("校验 {0} 不满足", "check {0} is broken").With(check.Id), check.Id);
            yield return new ProofPoint(check.Place, "true", new Text("校验 {0} 满足", "check {0} holds").With(check.Id), check.Id);
            foreach (var point in Tests(check.Require, check.Place, check.Id)) yield return point;
        }
    }

    /// <summary>A condition that decides something, both ways, and what it consists of.</summary>
    private static IEnumerable<ProofPoint> Both(Condition? condition, string id, (string Outcome, Text Words) yes, (string Outcome, Text Words) no) => condition is null ? []
        : Tests(condition, condition.Place, id).Prepend(new ProofPoint(condition.Place, no.Outcome, no.Words, id)).Prepend(new ProofPoint(condition.Place, yes.Outcome, yes.Words, id));

    private static IEnumerable<ProofPoint> Of(Workflow workflow)
    {
        foreach (var step in workflow.All)
        {
            yield return new ProofPoint(step.Place, Reaching.Reached, new Text("到达步骤 {0}", "step {0} is reached").With(step.Id), step.Id);
            if (step.When is { } when)
            {
                yield return new ProofPoint(when.Place, "skipped", new Text("跳过步骤 {0}", "step {0} is skipped").With(step.Id), step.Id);
                foreach (var point in Tests(when, when.Place, step.Id)) yield return point;
            }

            foreach (var branch in step is Step.Parallel parallel ? parallel.Branches : [])
            {
                if (branch.When is not { } test) continue;
                yield return new ProofPoint(test.Place, "chosen", new Text("步骤 {0} 走分支 {1}", "step {0} takes branch {1}").With(step.Id, branch.Id), branch.Id);
                yield return new ProofPoint(test.Place, "skipped", new Text("步骤 {0} 跳过分支 {1}", "step {0} leaves out branch {1}").With(step.Id, branch.Id), branch.Id);
                foreach (var point in Tests(test, test.Place, branch.Id)) yield return point;
            }

            if (step is not Step.Choice choice) continue;
            foreach (var branch in choice.Branches)
            {
                yield return new ProofPoint(branch.When?.Place ?? branch.Place, "chosen", new Text("步骤 {0} 走分支 {1}", "step {0} takes branch {1}").With(step.Id, branch.Id), branch.Id);
                foreach (var point in branch.When is { } test ? Tests(test, test.Place, branch.Id) : []) yield return point;
            }
        }
    }

    /// <summary>Every cell that speaks for something, those that say "-" too: that nothing is granted is as much a promise.</summary>
    private static IEnumerable<ProofPoint> Of(PermissionMatrix matrix) =>
        from grant in matrix.Grants
        from cell in grant.Cells
        where !cell.Seats.IsEmpty
        select new ProofPoint(cell.Place, Reaching.Asked, new Text("角色 {0} 对 {1}:{2}", "role {0} on {1}: {2}").With(grant.Role, cell.Target, cell.Letters), $"{grant.Role}:{cell.Target}");

    /// <summary>Conditions of one test are shown by their own verdict.</summary>
    private static IEnumerable<ProofPoint> Tests(Condition condition, SourceRef place, string id)
    {
        if (condition.Leaves < 2) yield break;
        foreach (var sentence in condition.LeafSentences)
        {
            yield return new ProofPoint(place, Reaching.Test(sentence, "true"), new Text("“{0}”成立", "'{0}' holds").With(sentence), id);
            yield return new ProofPoint(place, Reaching.Test(sentence, "false"), new Text("“{0}”不成立", "'{0}' does not hold").With(sentence), id);
        }
    }
}
