using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules;

/// <summary>One expression about one record, asked without side effects.</summary>
public static class ExpressionTry
{
    private const string At = "/expression";

    /// <summary>The expression that a sentence about a record of a standard means, or null with a finding.</summary>
    public static (string? Expression, ImmutableArray<Diagnostic> Findings) Read(DefinitionSet set, string sentence, Language language, string subject)
    {
        var text = new AskedText(set);
        var scope = text.Scope;
        if (Subject(set, subject, scope) is not { } standard) return (null, text.Findings);
        switch (SentenceReading.Of(sentence, language, new Vocabulary((standard.Id, standard.Shape))))
        {
            case SentenceReading.Found(var expression):
                return (expression, []);
            case SentenceReading.Ambiguous(var several):
                scope.Report(ExpressionFindings.AmbiguousSentence, "/sentence", string.Join("; ", several));
                return (null, text.Findings);
            case SentenceReading.NotUnderstood(var at):
                scope.Report(ExpressionFindings.NotASentence, "/sentence", at);
                return (null, text.Findings);
            case var other:
                throw new InvalidOperationException($"No answer for {other}");
        }
    }

    /// <summary>
    /// {"type", "verdict" or "value", "missing", "expression", "sentence"} with its trace; no outcome but findings when the expression does not compile over
    /// the standard. The input is a record in the form of the API.
    /// </summary>
    /// <param name="set">The set whose standards and calendars it may name.</param>
    /// <param name="expression">The text.</param>
    /// <param name="subject">The standard of the record.</param>
    /// <param name="question">The record and the clock.</param>
    /// <param name="table">A table whose row the expression is to be: the outcome has its <c>cells</c>, or <c>noCell</c>, the part that no cell can say.</param>
    public static (TryOutcome? Outcome, ImmutableArray<Diagnostic> Findings) Ask(DefinitionSet set, string expression, string subject, TryQuestion question, DecisionTable? table = null)
    {
        var text = new AskedText(set);
        var scope = text.Scope;
        if (Subject(set, subject, scope) is not { } standard) return (null, text.Findings);
        var vocabulary = new Vocabulary((standard.Id, standard.Shape));
        if (ExpressionCompiler.Any(expression, vocabulary, scope, At) is not { } tree) return (null, text.Findings);
        var asked = AskedRecord.Of(standard, set, question);
        if (asked.Refused is { } refused) return (refused, text.Findings);
        var facts = vocabulary.Facts(asked.Today, (standard.Id, asked.Values));
        var outcome = new JsonObject { ["type"] = tree.Type.ToString().ToLowerInvariant() };
        TraceEntry step;
        if (tree.Type == Expressions.ValueType.Boolean)
        {
            var condition = ExpressionCompiler.Condition(expression, tree, vocabulary, scope, At);
            var trace = condition.Explain(facts);
            outcome["verdict"] = trace.Verdict.Word();
            outcome["missing"] = new JsonArray([.. trace.Missing.Select(m => (JsonNode)m)]);
            step = new TraceEntry("expression", trace.Verdict.Word(), condition.Sentence, null, Because: trace.Tree);
        }
        else
        {
            var formula = ExpressionCompiler.Formula(expression, tree, tree.Type, vocabulary, scope, At);
            var value = formula.Evaluate(facts);
            outcome["value"] = ResultJson.Value(value);
            step = new TraceEntry(
                "expression", value.IsMissing ? "missing" : "value", formula.Sentence, null, [.. tree.Fields().Select(f => new TraceValue(f.Path, facts.Value(f.Root, f.Shape.Slot) is { IsMissing: false } read ? read.ToString() : null))]);
        }

        var written = table is null ? tree : Row(table, tree, outcome, scope);
        var editable = Sentences.Editable(vocabulary, written);
        outcome["expression"] = new Printer(vocabulary).Of(written);
        outcome["sentence"] = new JsonObject { ["zh"] = editable.Zh, ["en"] = editable.En };
        return (new TryOutcome(outcome, [.. asked.Notes, step]), text.Findings);
    }

    /// <summary>The finding for a table that is not there.</summary>
    public static Diagnostic NoTable(DefinitionSet set, string id) => KernelFindings.UnknownReference.At(
        AskedText.File, "/table", new Text("决策表", "decision table"), id, DidYouMean.Hint(id, set.All<RuleSet>().Where(r => r.Table is not null).Select(r => r.Id)));

    /// <summary>The expression that the cells of a row of a table mean, or null with a finding.</summary>
    public static (string? Expression, ImmutableArray<Diagnostic> Findings) Read(DefinitionSet set, DecisionTable table, ImmutableArray<string> cells)
    {
        var text = new AskedText(set);
        var scope = text.Scope;
        if (cells.Length != table.Columns.Length)
        {
            scope.Report(TableFindings.CellCount, "/cells", cells.Length, table.Columns.Length);
            return (null, text.Findings);
        }

        var writing = new RowWriting(table);
        var (read, at, fault) = writing.Cells(cells);
        if (fault is null) return (writing.Expression(read), []);
        scope.Report(fault.Code, $"/cells/{at}", fault.Arguments);
        return (null, text.Findings);
    }

    /// <summary>
    /// The cells of a row that a sentence means, or why it means none. A cell of <paramref name="before"/> that says the same stays as it was written.
    /// </summary>
    public static (ImmutableArray<string> Cells, Text? Fault) Cells(DefinitionSet set, DecisionTable table, string sentence, Language language, ImmutableArray<string> before)
    {
        var (expression, findings) = Read(set, sentence, language, table.Subject.Id);
        if (expression is null) return ([], findings[0].Message);
        var text = new AskedText(set);
        if (ExpressionCompiler.Any(expression, table.Vocabulary, text.Scope, At) is not { } tree) return ([], text.Findings[0].Message);
        var writing = new RowWriting(table);
        return writing.Read(tree, before.Length == table.Columns.Length ? writing.Cells(before).Cells : default) switch
        {
            RowReading.Found found => (found.Cells, null),
            RowReading.NotARow other => ([], new Text($"这张表没有一格能说“{other.Part}”。", $"No cell of this table can say '{other.Part}'.")),
            var unknown => throw new InvalidOperationException($"No answer for {unknown}"),
        };
    }

    /// <summary>The expression as the row it is says it; as it was when it is no row.</summary>
    private static Node Row(DecisionTable table, Node tree, JsonObject outcome, CompileScope scope)
    {
        var writing = new RowWriting(table);
        switch (writing.Read(tree))
        {
            case RowReading.Found found:
                outcome["cells"] = new JsonArray([.. found.Cells.Select(c => (JsonNode)c)]);
                return ExpressionCompiler.Any(writing.Expression(writing.Cells(found.Cells).Cells), table.Vocabulary, scope, At) ?? tree;
            case RowReading.NotARow other:
                outcome["noCell"] = other.Part;
                return tree;
            case var unknown:
                throw new InvalidOperationException($"No answer for {unknown}");
        }
    }

    private static Standard? Subject(DefinitionSet set, string subject, CompileScope scope)
    {
        if (set.Find<Standard>(subject) is { } standard) return standard;
        scope.Unknown(new Text("标准", "standard"), subject, "/subject", set.All<Standard>().Select(s => s.Id));
        return null;
    }
}
