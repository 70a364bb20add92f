using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>Says why a table came out as it did: the rows that decide with their cells and the values read; else the rows that came nearest.</summary>
internal sealed class TableTrace(DecisionTable table, Facts facts)
{
    /// <summary>Rows shown when none decides.</summary>
    private const int Nearest = 3;

    /// <summary>Rows shown of a list.</summary>
    private const int Most = 20;

    public ImmutableArray<TraceEntry> Of(TableAnswer answer) => answer.Outcome switch
    {
        TableOutcome.Matched when table.Aggregation != Aggregation.None => [Together(answer), .. answer.Rows.Take(Most).Select(r => Matched(table.Rows[r], answer))],
        TableOutcome.Matched => [.. answer.Rows.Take(Most).Select(r => Matched(table.Rows[r], answer))],
        TableOutcome.Unknown => [Open(answer)],
        TableOutcome.Conflict => [Several(answer)],
        _ => [Nothing(answer)],
    };

    /// <summary>What the rows make together, before them.</summary>
    private TraceEntry Together(TableAnswer answer)
    {
        var words = table.Aggregation switch
        {
            Aggregation.Sum => new Text("之和", "their sum"),
            Aggregation.Min => new Text("最小值", "the least"),
            Aggregation.Max => new Text("最大值", "the greatest"),
            _ => new Text("行数", "their number"),
        };
        return new TraceEntry("table", answer.Word, new Text("“{0}”命中 {1} 行,{2}:{3}", "'{0}': {1} rows match, {2}: {3}").With(table.Title, answer.Rows.Length, words, Outputs(answer.Values)), table.RowsPlace);
    }

    private TraceEntry Matched(TableRow row, TableAnswer answer)
    {
        var given = table.Policy.IsSingle() ? Outputs(row.Values) : Outputs(row.Values.Length == 0 ? answer.Values : row.Values);
        return Entry(answer, new Text("“{0}”第 {1} 行:{2}", "'{0}', row {1}: {2}").With(table.Title, row.Id, given), row.Place, All(row));
    }

    private TraceEntry Nothing(TableAnswer answer)
    {
        var nearest = table.Rows.OrderBy(r => Tests(r).Count(t => t.Verdict != "true")).ThenBy(r => r.Index).Take(Nearest).Select(All).ToImmutableArray();
        var sentence = answer.Outcome == TableOutcome.Default
            ? new Text("“{0}”没有匹配的行,取默认值:{1}", "'{0}': no row matches, the default counts: {1}").With(table.Title, Outputs(answer.Values))
            : new Text("“{0}”没有匹配的行", "'{0}': no row matches").With(table.Title);
        return Entry(answer, sentence, table.RowsPlace, new Why("any", "false", Parts: nearest));
    }

    private TraceEntry Open(TableAnswer answer)
    {
        var missing = new Text(string.Join("、", answer.Missing), string.Join(", ", answer.Missing));
        return Entry(
            answer, new Text("“{0}”无法判定,缺少 {1}", "'{0}' cannot be told, missing {1}").With(table.Title, missing), table.Rows[answer.Rows[0]].Place,
            new Why("any", "unknown", Parts: [.. answer.Rows.Take(Nearest).Select(r => All(table.Rows[r]))]));
    }

    private TraceEntry Several(TableAnswer answer)
    {
        var ids = string.Join(", ", answer.Rows.Select(r => table.Rows[r].Id));
        return Entry(
            answer, new Text("“{0}”同时匹配 {1} 行,无法决定", "'{0}': rows {1} match together, which decides nothing").With(table.Title, ids), table.Rows[answer.Rows[0]].Place,
            new Why("all", "true", Parts: [.. answer.Rows.Take(Nearest).Select(r => All(table.Rows[r]))]));
    }

    private static TraceEntry Entry(TableAnswer answer, Text sentence, SourceRef place, Why because) => new("table", answer.Word, sentence, place, Because: because);

    private Why All(TableRow row)
    {
        var tests = Tests(row).ToImmutableArray();
        var verdict = tests.Any(t => t.Verdict == "false") ? "false" : tests.Any(t => t.Verdict == "unknown") ? "unknown" : "true";
        return new Why("all", verdict, Parts: tests);
    }

    /// <summary>The cells of a row that look at something.</summary>
    private IEnumerable<Why> Tests(TableRow row)
    {
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var (cell, column) = (row.Cells[i], table.Columns[i]);
            if (cell.IsAny) continue;
            var value = column.Read(facts);
            var open = value.IsMissing ? !table.Rows.Any(r => r.Cells[i].NamesNull) : cell.IsUnclear(value);
            var verdict = open ? "unknown" : cell.Matches(value) ? "true" : "false";
            var words = new Text("{0} {1}", "{0} {1}").With(column.Title, cell.Words);
            yield return new Why(
                "test", verdict, words, [.. column.Reads.Select(f => new TraceValue(f.Path, facts.Value(f.Root, f.Shape.Slot) is { IsMissing: false } read ? read.ToString() : null))],
                Needed: verdict == "true" ? null : words);
        }
    }

    private Text Outputs(ImmutableArray<FieldValue> values)
    {
        var words = table.Outputs.Select((o, i) => new Text("{0} = {1}", "{0} = {1}").With(o.Title, o.Words(values[i]))).ToList();
        return new Text(string.Join("、", words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
    }
}
