using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Publishing;

/// <summary>An expression alone as a question. Reads nothing but the input, so there is nothing to mask.</summary>
internal static class TryExpression
{
    public const string Kind = "expressions";

    public static (JsonObject? Answer, ImmutableArray<Diagnostic> Findings) Answer(DefinitionSet set, TryBody body, DateTimeOffset now, Language language)
    {
        var expression = body.Expression;
        var table = body.Table is { } id ? set.Find<RuleSet>(id)?.Table : null;
        if (body.Table is not null && table is null) return (null, [ExpressionTry.NoTable(set, body.Table)]);
        if (table is not null && body.Cells is { } cells)
        {
            var (read, why) = ExpressionTry.Read(set, table, cells);
            if (read is null) return (null, why);
            expression = read;
        }

        var subject = table?.Subject.Id ?? body.Subject ?? "";
        if (body.Sentence is { } sentence)
        {
            var (read, why) = ExpressionTry.Read(set, sentence, language, subject);
            if (read is null) return (null, why);
            expression = read;
        }

        var (outcome, findings) = ExpressionTry.Ask(set, expression ?? "", subject, new TryQuestion(body.Input, now), table);
        return (outcome is null ? null : new JsonObject
        {
            ["outcome"] = outcome.Outcome,
            ["trace"] = SubmissionAnswer.Trace(outcome.Trace, v => v.Value, language),
            ["revision"] = set.Hash,
        }, findings);
    }
}
