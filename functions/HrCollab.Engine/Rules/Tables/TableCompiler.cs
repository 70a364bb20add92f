using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Tables.Analysis;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>A written table becomes a compiled one, or findings at its cells.</summary>
internal sealed class TableCompiler(RulesDefinition definition, TableDefinition table, Standard subject, CompileScope scope)
{
    private const int MaxRows = 1_000;
    private const int MaxColumns = 60;

    private readonly Vocabulary _vocabulary = new((subject.Id, subject.Shape));

    public DecisionTable? Compile()
    {
        if (!HitPolicies.Words.TryGetValue(table.HitPolicy, out var policy))
            scope.Report(TableFindings.UnknownPolicy, "/table/hitPolicy", table.HitPolicy, DidYouMean.Hint(table.HitPolicy, HitPolicies.Words.Keys));
        if (definition.Statute is null && !IsReadable(SubsidiaryNames.Name(definition.Id))) scope.Report(TableFindings.Unreadable, "/id", definition.Id);
        if (table.Outputs.IsEmpty) scope.Report(TableFindings.Empty, "/table/outputs", new Text("输出列", "outputs"));
        if (table.Rows.IsEmpty) scope.Report(TableFindings.Empty, "/table/rows", new Text("行", "rows"));
        var width = table.Inputs.Length + table.Outputs.Length;
        if (table.Rows.Length > MaxRows || width > MaxColumns)
        {
            scope.Report(TableFindings.TooLarge, "/table", table.Rows.Length, width, MaxRows, MaxColumns);
            return null;
        }

        scope.Unique(table.Inputs.Select(i => i.Id).Concat(table.Outputs.Select(o => o.Id)), i => i < table.Inputs.Length ? $"/table/inputs/{i}/id" : $"/table/outputs/{i - table.Inputs.Length}/id");
        scope.Unique(table.Rows.Select(r => r.Id), i => $"/table/rows/{i}/id");
        var columns = table.Inputs.Select((written, i) => Column(written, $"/table/inputs/{i}")).ToList();
        var outputs = table.Outputs.Select((written, i) => Output(written, policy, $"/table/outputs/{i}")).ToList();
        var aggregation = AggregationOf(policy, outputs);
        if (scope.Failed) return null;
        var rows = table.Rows.Select((r, i) => Row(r, i, columns!, outputs!, policy)).ToList();
        if (scope.Failed) return null;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i]!.Type == ValueType.Duration && Mixed(rows.Select(r => r!.Cells[i]))) scope.Report(TableFindings.MixedDurations, $"/table/inputs/{i}", columns[i]!.Title);
        }

        if (scope.Failed) return null;
        var compiled = new DecisionTable(definition, subject, _vocabulary, policy, aggregation, [.. columns!], [.. outputs!], [.. rows!]);
        new TableAnalysis(compiled).Report(scope);
        return compiled;
    }

    private Aggregation AggregationOf(HitPolicy policy, List<TableOutput?> outputs)
    {
        if (table.Aggregation is not { } word) return Aggregation.None;
        var known = HitPolicies.Aggregations.TryGetValue(word, out var aggregation) && policy == HitPolicy.Collect;
        var fits = aggregation switch
        {
            Aggregation.Sum => outputs.All(o => o is null || Families.Of(o.Type) == Family.Number),
            Aggregation.Min or Aggregation.Max => outputs.All(o => o is null || Families.Of(o.Type) is Family.Number or Family.Date),
            _ => true,
        };
        if (!known || !fits) scope.Report(TableFindings.BadAggregation, "/table/aggregation", word);
        return aggregation;
    }

    private TableColumn? Column(TableInputDefinition written, string at)
    {
        scope.Complete(written.Title, $"{at}/title");
        if (written.Read is null == written.Formula is null || (written.Formula is not null && written.Type is null))
        {
            scope.Report(TableFindings.InputSource, at, written.Id);
            return null;
        }

        return written.Read is { } path ? Field(written, path, at) : Computed(written, at);
    }

    private TableColumn? Field(TableInputDefinition written, string path, string at)
    {
        if (subject.Find(path) is not { } field)
        {
            scope.Report(TableFindings.UnknownField, $"{at}/read", path, subject.Title, DidYouMean.Hint(path, subject.Fields.Select(f => f.Path)));
            return null;
        }

        if (field.IsComputed || !IsColumn(field.Shape.Type))
        {
            scope.Report(TableFindings.BadColumn, $"{at}/read", field.Title);
            return null;
        }

        var node = new FieldNode($"{subject.Id}.{path}", 0, field.Shape);
        return new TableColumn(written.Id, written.Title ?? field.Title, field.Shape.Type)
        {
            Key = node.Path,
            Slot = field.Shape.Slot,
            Codes = field.Codes,
            Min = field.Definition.Min,
            Max = field.Definition.Max,
            Scale = field.Shape.Type == ValueType.Decimal ? field.Definition.Scale : 0,
            Reads = [node],
        };
    }

    private TableColumn? Computed(TableInputDefinition written, string at)
    {
        var result = FieldCompiler.Compile(new FieldDefinition(written.Id, written.Title ?? Text.Same(written.Id), written.Type!, written.Codes), 0, written.Id, scope, at);
        if (result is null) return null;
        if (!IsColumn(result.Shape.Type))
        {
            scope.Report(TableFindings.BadColumn, $"{at}/type", result.Title);
            return null;
        }

        if (ExpressionCompiler.Formula(written.Formula!, _vocabulary, result.Shape.Type, scope, $"{at}/formula") is not { } formula) return null;
        return new TableColumn(written.Id, written.Title ?? formula.Sentence, result.Shape.Type)
        {
            Key = "=" + formula.Source,
            Formula = formula,
            Codes = result.Codes,
            Scale = result.Shape.Type == ValueType.Decimal ? null : 0,
            Reads = formula.Tree.Fields(),
        };
    }

    private TableOutput? Output(TableOutputDefinition written, HitPolicy policy, string at)
    {
        if (!IsReadable(written.Id)) scope.Report(TableFindings.Unreadable, $"{at}/id", written.Id);
        var result = FieldCompiler.Compile(new FieldDefinition(written.Id, written.Title ?? Text.Same(written.Id), written.Type, written.Codes), 0, written.Id, scope, at);
        if (result is null) return null;
        var output = new TableOutput(written.Id, result.Title, result.Shape.Type, result.Codes, FieldValue.Missing, [], written.Limits);
        var values = written.Values.OrEmpty();
        if (policy.IsRanked() && table.Outputs.All(o => o.Values.OrEmpty().IsEmpty)) scope.Report(TableFindings.NoPriority, at, table.HitPolicy, "values");
        return output with
        {
            Default = written.Default is { } given ? Value(output, given, $"{at}/default") : FieldValue.Missing,
            Priorities = [.. values.Select((v, i) => Value(output, v, $"{at}/values/{i}"))],
        };
    }

    private TableRow? Row(TableRowDefinition written, int index, List<TableColumn> columns, List<TableOutput> outputs, HitPolicy policy)
    {
        var at = $"/table/rows/{index}";
        scope.Complete(written.Note, $"{at}/note");
        if (written.When.Length != columns.Count) scope.Report(TableFindings.CellCount, $"{at}/when", written.When.Length, columns.Count);
        if (written.Then.Length != outputs.Count) scope.Report(TableFindings.CellCount, $"{at}/then", written.Then.Length, outputs.Count);
        if (written.When.Length != columns.Count || written.Then.Length != outputs.Count) return null;
        var cells = ImmutableArray.CreateBuilder<Cell>(columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            var parser = new UnaryParser(written.When[i], columns[i]);
            if (parser.Read() is { } cell) cells.Add(cell);
            else scope.Report(parser.Fault!.Code, $"{at}/when/{i}", parser.Fault.Arguments);
        }

        var values = outputs.Select((o, i) => Value(o, written.Then[i], $"{at}/then/{i}")).ToImmutableArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (policy.IsRanked() && !outputs[i].Priorities.IsEmpty && !outputs[i].Priorities.Contains(values[i]))
                scope.Report(TableFindings.NoPriority, $"{at}/then/{i}", table.HitPolicy, outputs[i].Words(values[i]));
        }

        return cells.Count == columns.Count ? new TableRow(written.Id, cells.MoveToImmutable(), values, written.Note, index, scope.File.At(at)) : null;
    }

    /// <summary>A value of an output; null is no value.</summary>
    private FieldValue Value(TableOutput output, JsonElement written, string at)
    {
        if (written.ValueKind == JsonValueKind.Null) return FieldValue.Missing;
        var text = written.ValueKind == JsonValueKind.String ? written.GetString() : null;
        FieldValue? value = output.Type switch
        {
            ValueType.Integer or ValueType.Decimal => Number(output.Type, written, text),
            ValueType.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => FieldValue.Of(date),
            ValueType.Duration when Duration.TryParse(text, out var duration) => FieldValue.Of(duration),
            ValueType.Boolean when written.ValueKind is JsonValueKind.True or JsonValueKind.False => FieldValue.Of(written.GetBoolean()),
            ValueType.Codes when written.ValueKind == JsonValueKind.Array && written.EnumerateArray().All(c => c.ValueKind == JsonValueKind.String) =>
                FieldValue.Of(written.EnumerateArray().Select(c => c.GetString()!)),
            ValueType.Text or ValueType.Code or ValueType.Reference when text is not null => FieldValue.Of(output.Type, text),
            _ => null,
        };
        if (value is not { } read)
        {
            var raw = written.GetRawText();
            scope.Report(TableFindings.WrongOutput, at, output.Id, Families.Name(output.Type), raw.Length <= 60 ? raw : raw[..60] + "…");
            return FieldValue.Missing;
        }

        foreach (var code in output.Codes is null ? [] : read.Codes?.AsEnumerable() ?? [read.Text!]) Known(output.Codes!, code, at);
        return read;
    }

    private static FieldValue? Number(ValueType type, JsonElement written, string? text)
    {
        var read = written.ValueKind == JsonValueKind.Number && written.TryGetDecimal(out var number) ? number
            : type == ValueType.Decimal && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) ? given : (decimal?)null;
        // within these bounds the sum of all rows is exact
        if (read is not { } value || Math.Abs(value) >= 1_000_000_000_000_000m || (type == ValueType.Integer && decimal.Truncate(value) != value)) return null;
        return FieldValue.Of(type, value);
    }

    private void Known(CodeList codes, string code, string at)
    {
        if (codes.Find(code) is null) scope.Report(TableFindings.UnknownCode, at, code, codes.Title, codes.Hint(code));
    }

    /// <summary>True when some cells name months and others days: such ends have no order.</summary>
    private static bool Mixed(IEnumerable<Cell> cells)
    {
        var ends = cells.SelectMany(c => c.Tests).OfType<RangeTest>().SelectMany(t => new[] { t.Low, t.High }).OfType<decimal>().Where(e => e > 0).ToList();
        return ends.Exists(e => decimal.Truncate(e) == e) && ends.Exists(e => decimal.Truncate(e) != e);
    }

    private static bool IsColumn(ValueType type) => Families.Of(type) is Family.Text or Family.Number or Family.Date or Family.Truth or Family.Duration;

    private static bool IsReadable(string id) => id.Length > 0 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
