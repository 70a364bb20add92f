using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>How a field follows from others of its record.</summary>
/// <param name="Field">The computed field.</param>
/// <param name="Reads">The fields it follows from; computed ones among them stand before it.</param>
internal abstract record Computation(Field Field, ImmutableArray<FieldShape> Reads)
{
    /// <summary>By an expression: missing when something it needs is missing.</summary>
    public sealed record ByFormula(Field Field, ImmutableArray<FieldShape> Reads, Formula Formula) : Computation(Field, Reads);

    /// <summary>By a script, which gets what it reads and nothing else. It is not run on a record that has none of it.</summary>
    public sealed record ByScript(Field Field, ImmutableArray<FieldShape> Reads, Script Script) : Computation(Field, Reads);

    /// <summary>The value on a day; missing with a warning in the report when it cannot be told.</summary>
    public FieldValue Value(Standard standard, RecordValues values, DateOnly today, DataReport report)
    {
        switch (this)
        {
            case ByFormula { Formula: var formula }:
                return Fitting(formula.Evaluate(standard.Vocabulary.Facts(today, (standard.Id, values))), today, report);
            case ByScript { Script: var script } when Reads.Any(r => !values[r.Slot].IsMissing):
                // A script knows the day, not the hour, so that the same facts give the same value all day.
                var midnight = today.ToDateTime(TimeOnly.MinValue);
                var outcome = script.Evaluate(ScriptInputs.Of(Reads, r => values[r.Slot]), new DateTimeOffset(midnight, script.Zone.GetUtcOffset(midnight)));
                if (outcome is ScriptOutcome.Value value) return Fitting(value.Result, today, report);
                return Untold(((ScriptOutcome.CannotTell)outcome).Reason, report);
            default:
                return FieldValue.Missing;
        }
    }

    /// <summary>How the value came about, as a step of a trace.</summary>
    /// <param name="standard">The standard.</param>
    /// <param name="values">The record that it was computed from.</param>
    /// <param name="value">What came of it.</param>
    public TraceEntry Step(Standard standard, RecordValues values, FieldValue value)
    {
        var from = this is ByFormula { Formula: var formula } ? formula.Sentence : new Text("由脚本依据 {0} 计算", "computed by a script from {0}").With(Text.List([.. Reads.Select(r => r.Title)]));
        var words = value.IsMissing ? new Text("无法计算“{0}”:{1}", "'{0}' cannot be computed: {1}") : new Text("“{0}”= {1}", "'{0}' = {1}");
        return new TraceEntry(
            "computed", value.IsMissing ? "unknown" : "computed", words.With(Field.Title, from), Field.Place,
            [.. Reads.Select(r => Read(standard, r.Path, values[r.Slot])), Read(standard, Field.Path, value)]);
    }

    private static TraceValue Read(Standard standard, string path, FieldValue value) => new($"{standard.Id}.{path}", value.IsMissing ? null : value.ToString());

    /// <summary>The value when the field takes it: a computed value has the limits of a written one.</summary>
    private FieldValue Fitting(FieldValue value, DateOnly today, DataReport report)
    {
        if (value.IsMissing || value.Type is ValueType.Date or ValueType.Boolean or ValueType.Duration) return value;
        var judged = new DataReport();
        var read = ValueReader.Read(Field, value.ToString(), "", today, judged);
        return judged.Refused ? Untold(ScriptFindings.OutOfLimits, report) : read;
    }

    private FieldValue Untold(DiagnosticCode reason, DataReport report)
    {
        report.Refuse(DataFindings.NotComputed, StandardCheck.PointerOf(Field), Field.Place, Field.Title, reason.Message, reason.Code);
        return FieldValue.Missing;
    }
}
