using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;

namespace HrCollab.Engine.Forms;

/// <summary>
/// What a form holds a field to that the law limits is a limit of the company, whether its table says so with <c>limits</c> or not: it is compared
/// with the law all the same.
/// </summary>
internal static class HeldOutputs
{
    private const string FormRoot = "form.";
    private const string TableRoot = TableFacts.Root + ".";

    public static void Check(CompileContext context)
    {
        var held = context.All<Form>().SelectMany(f => Of(f, context)).Distinct().OrderBy(h => h.Table.Id, StringComparer.Ordinal).ThenBy(h => h.Output);
        foreach (var (statute, table, output) in held) new StatuteGate(statute, table, context.FileOf<RuleSet>(table.Id)!, context).Check(output);
    }

    private static IEnumerable<(Statute Statute, DecisionTable Table, int Output)> Of(Form form, CompileContext context)
    {
        var statutes = context.All<RuleSet>().Select(r => r.Statute).OfType<Statute>().Where(s => s.Table.Subject == form.Subject).ToList();
        foreach (var compared in form.Conditions.SelectMany(c => c.Tree.All<CompareNode>()))
        {
            foreach (var (field, other) in new[] { (compared.Left, compared.Right), (compared.Right, compared.Left) })
            {
                if (field is not FieldNode limited || other is not FieldNode { Path: var path } || !path.StartsWith(TableRoot, StringComparison.Ordinal)) continue;
                if (form.Tables.Find(path[TableRoot.Length..]) is not { } table) continue;
                var output = table.Outputs.ToList().FindIndex(o => path == $"{TableRoot}{TableFacts.Name(table)}.{o.Id}");
                foreach (var statute in statutes.Where(s => s.Table != table && table.Outputs[output].Limits != s.Definition.Limits && IsLimited(form, limited.Path, s.Definition.Limits))) yield return (statute, table, output);
            }
        }
    }

    private static bool IsLimited(Form form, string path, string limits) => path.StartsWith(FormRoot, StringComparison.Ordinal)
        ? form.Find(path[FormRoot.Length..])?.Drawn?.Path == limits
        : path == $"{form.Subject.Id}.{limits}";
}
