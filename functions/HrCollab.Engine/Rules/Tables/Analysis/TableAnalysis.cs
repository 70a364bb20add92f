using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables.Analysis;

/// <summary>
/// What is wrong with a table that is well formed: people for whom no row is, rows that are for the same person though they may not be,
/// rows that never count. Each finding names a person. Inputs are taken as independent of each other.
/// </summary>
internal sealed class TableAnalysis(DecisionTable table)
{
    private const int MostGaps = 5;
    private const int MostOverlaps = 20;

    private readonly TableSpace _space = new(table);
    private readonly RowWriting _writing = new(table);

    public void Report(CompileScope scope)
    {
        var boxes = table.Ranked.Select(r => (Row: r, Box: _space.Of(table, r))).ToList();
        foreach (var (row, box) in boxes)
        {
            if (_space.Impossible(box) is { } column)
                scope.Report(AnalysisFindings.Never, $"/table/rows/{row.Index}/when/{table.Columns.IndexOf(table.Columns.First(c => c.Key == column.Key))}", row.Id, column.Title);
        }

        boxes.RemoveAll(b => _space.IsEmpty(b.Box));
        foreach (var (row, _) in boxes) Contradiction(row, scope);
        var search = new PointSearch(_space);
        Overlaps(boxes, scope);
        if (table.Policy is HitPolicy.First or HitPolicy.Priority) Shadows(boxes, search, scope);
        if (table.Policy.IsSingle() && table.Outputs.Any(o => o.Default.IsMissing)) Gaps([.. boxes.Select(b => b.Box)], search, scope);
        if (search.GaveUp) scope.Report(AnalysisFindings.TooHard, "/table");
    }

    /// <summary>Inputs count as independent; whether a row can hold at all is seen in the condition that its cells are together.</summary>
    private void Contradiction(TableRow row, CompileScope scope)
    {
        if (_writing.Tree(row.Cells) is { } tree && Possible.IsNever(tree)) scope.Report(AnalysisFindings.Contradicts, $"/table/rows/{row.Index}", row.Id, new Printer(table.Vocabulary).Of(tree));
    }

    private void Gaps(List<ulong[]> boxes, PointSearch search, CompileScope scope)
    {
        for (var found = 0; found < MostGaps && search.Find(_space.Whole, boxes) is { } gap; found++)
        {
            scope.ReportWith(_space.Cells(table, gap) is { } cells ? new JsonObject { ["when"] = new JsonArray([.. cells.Select(c => (JsonNode)c)]) }.ToJsonString() : null, AnalysisFindings.Gap, "/table/rows", _space.Example(gap));
            boxes.Add(gap);
        }
    }

    private void Overlaps(List<(TableRow Row, ulong[] Box)> boxes, CompileScope scope)
    {
        if (table.Policy is not (HitPolicy.Unique or HitPolicy.Any)) return;
        var found = 0;
        for (var later = 1; later < boxes.Count; later++)
        {
            for (var earlier = 0; earlier < later && found < MostOverlaps; earlier++)
            {
                var (a, b) = (boxes[earlier], boxes[later]);
                if (table.Policy == HitPolicy.Any && a.Row.Values.SequenceEqual(b.Row.Values)) continue;
                var both = TableSpace.And(a.Box, b.Box);
                if (_space.IsEmpty(both)) continue;
                found++;
                scope.Report(table.Policy == HitPolicy.Unique ? AnalysisFindings.Overlap : AnalysisFindings.Contradiction, $"/table/rows/{b.Row.Index}", a.Row.Id, b.Row.Id, _space.Example(both));
            }
        }
    }

    private void Shadows(List<(TableRow Row, ulong[] Box)> boxes, PointSearch search, CompileScope scope)
    {
        for (var i = 1; i < boxes.Count; i++)
        {
            var (row, box) = boxes[i];
            var before = boxes.Take(i).Where(b => !_space.IsEmpty(TableSpace.And(b.Box, box))).ToList();
            if (before.Count > 0 && search.Find(box, before.Select(b => b.Box)) is null && !search.GaveUp)
                scope.Report(AnalysisFindings.Shadowed, $"/table/rows/{row.Index}", row.Id, string.Join(", ", before.Select(b => b.Row.Id)));
        }
    }
}
