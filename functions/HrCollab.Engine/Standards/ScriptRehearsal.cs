using HrCollab.Engine.Expressions;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>
/// Runs a script on made-up records before it is published: with small, large and ordinary values, and with each of the fields it reads
/// missing. What fails here would fail on somebody's record.
/// </summary>
internal static class ScriptRehearsal
{
    private const int Tries = 3;
    private static readonly DateTimeOffset Moment = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first sample on which the script gives nothing, or null.</summary>
    public static (DiagnosticCode Reason, string Detail, string Sample)? Fault(Script script, IReadOnlyList<Field> reads)
    {
        var samples = Enumerable.Range(0, 3).Select(size => reads.Select(r => Sample(r, size)).ToArray())
            .Concat(Enumerable.Range(0, reads.Count).Select(missing => reads.Select((r, i) => i == missing ? FieldValue.Missing : Sample(r, 1)).ToArray()))
            .Where(sample => sample.Any(v => !v.IsMissing));
        foreach (var sample in samples)
        {
            var at = reads.Select((r, i) => (r.Shape.Slot, sample[i])).ToDictionary(p => p.Slot, p => p.Item2);
            var outcome = Outcome(script, ScriptInputs.Of([.. reads.Select(r => r.Shape)], r => at[r.Slot]));
            if (outcome is ScriptOutcome.CannotTell cannot)
                return (cannot.Reason, cannot.Detail ?? cannot.Reason.Code, string.Join(", ", reads.Select((r, i) => $"{r.Path} = {(sample[i].IsMissing ? "null" : sample[i])}")));
        }

        return null;
    }

    /// <summary>Time that ran out is the script's fault only when it does so again and again: a busy machine takes it from good scripts too.</summary>
    private static ScriptOutcome Outcome(Script script, ScriptInput input)
    {
        for (var tried = 1; ; tried++)
        {
            var outcome = script.Evaluate(input, Moment);
            if (tried == Tries || outcome is not ScriptOutcome.CannotTell { Reason: var reason } || (reason != ScriptFindings.TooSlow && reason != ScriptFindings.Busy)) return outcome;
        }
    }

    /// <summary>A value of the field: 0 the least, 1 an ordinary one, 2 the greatest that its limits name.</summary>
    private static FieldValue Sample(Field field, int size)
    {
        var definition = field.Definition;
        switch (field.Shape.Type)
        {
            case ValueType.Integer or ValueType.Decimal:
                var (least, most) = (definition.Min ?? 0, definition.Max ?? Math.Max(1_000, definition.Min ?? 0));
                var number = size switch { 0 => least, 2 => most, _ => (least + most) / 2 };
                return FieldValue.Of(field.Shape.Type, decimal.Round(number, field.Shape.Type == ValueType.Integer ? 0 : Math.Min(definition.Scale ?? 2, 28)));
            case ValueType.Date:
                return FieldValue.Of(size switch { 0 => new DateOnly(1960, 2, 29), 2 => new DateOnly(2099, 12, 31), _ => new DateOnly(2024, 2, 29) });
            case ValueType.Duration:
                return FieldValue.Of(size switch { 0 => default, 2 => new Duration(11_999, 9_999), _ => new Duration(3, 0) });
            case ValueType.Boolean:
                return FieldValue.Of(size != 0);
            case ValueType.Code when field.Codes is { Values: [_, ..] values }:
                return FieldValue.Of(ValueType.Code, values[size == 0 ? 0 : size == 2 ? values.Length - 1 : values.Length / 2].Code);
            case ValueType.Codes when field.Codes is { Values: [_, ..] values }:
                return FieldValue.Of(values.Take(size * 2).Select(v => v.Code));
            case ValueType.Rows when field.Rows is { } rows:
                return FieldValue.Of([.. Enumerable.Range(0, size).Select(_ => field.Shape.Rows!.Empty.With(rows.Fields.Select(f => KeyValuePair.Create(f.Path, Sample(f, size)))))]);
            default:
                return FieldValue.Of(ValueType.Text, size == 2 ? new string('样', Math.Clamp(definition.MaxLength ?? 50, 1, 200)) : "样例");
        }
    }
}
