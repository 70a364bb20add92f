using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Expressions.Scripts;

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

    /// <summary>The value when the field takes it: a computed value has the limits of a written one.</summary>
    private FieldValue Fitting(FieldValue value, DateOnly today, DataReport report)
    {
        if (value.IsMissing || value.Type is ValueType.Date or ValueType.Boolean or ValueType.Duration) return value;
        var judged = new DataReport();
        var read = ValueReader.Read(Field, value.ToString(), "", today, judged);
        return judged.Refused ? Untold(ScriptFindings.OutOfLimits, report) : read;
    }

    private FieldValue Untold(Kernel.DiagnosticCode reason, DataReport report)
    {
        report.Refuse(DataFindings.NotComputed, StandardCheck.PointerOf(Field), Field.Place, Field.Title, reason.Message, reason.Code);
        return FieldValue.Missing;
    }
}
