using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Rules.Tables.Analysis;

namespace HrCollab.Engine.Rules.Statutes;

/// <summary>Compares a table of the company with the law: looks for a person to whom the table would give more (or less) than the law allows.</summary>
internal sealed class StatuteGate(Statute statute, DecisionTable table, DefinitionFile file, CompileContext context)
{
    private readonly TableSpace _space = new(statute.Table, table);

    public void Check()
    {
        for (var output = 0; output < table.Outputs.Length; output++)
        {
            if (table.Outputs[output].Limits == statute.Definition.Limits) Check(output);
        }
    }

    /// <summary>One output, which need not say that it is held to the law.</summary>
    public void Check(int output)
    {
        var search = new PointSearch(_space);
        foreach (var own in Cases(table, r => r.Values[output], table.Outputs[output].Default))
        {
            foreach (var law in Cases(statute.Table, statute.Limit, statute.Default))
            {
                if (!statute.Exceeds(own.Value, law.Value)) continue;
                if (search.Find(TableSpace.And(own.Box, law.Box), [.. own.Before, .. law.Before]) is not { } person) continue;
                context.Report(StatuteFindings.Weaker.At(
                    file, own.Row is { } row ? $"/table/rows/{row.Index}/then/{output}" : $"/table/outputs/{output}/default",
                    table.Outputs[output].Title, table.Outputs[output].Words(own.Value), _space.Example(person), statute.Words(law.Value)));
                break;
            }
        }

        if (search.GaveUp) context.Report(AnalysisFindings.TooHard.At(file, "/table"));
    }

    /// <summary>What a table gives, for whom, and the rows that come before it; at last what it gives to those no row is for.</summary>
    private IEnumerable<(TableRow? Row, FieldValue Value, ulong[] Box, List<ulong[]> Before)> Cases(DecisionTable of, Func<TableRow, FieldValue> value, FieldValue otherwise)
    {
        var before = new List<ulong[]>();
        foreach (var row in of.Ranked)
        {
            var box = _space.Of(of, row);
            yield return (row, value(row), box, of.Policy is HitPolicy.First or HitPolicy.Priority ? [.. before] : []);
            before.Add(box);
        }

        if (!otherwise.IsMissing) yield return (null, otherwise, _space.Whole, before);
    }
}
