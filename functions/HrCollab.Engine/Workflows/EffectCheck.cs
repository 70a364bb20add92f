using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>
/// Holds a change that a case orders to the standard, like every other change: when it is ordered, and again when it is written, because
/// the record may have changed in between.
/// </summary>
public static class EffectCheck
{
    /// <summary>Judges an order against the record as it will be on the day.</summary>
    /// <param name="standard">Standard of the record.</param>
    /// <param name="order">The change.</param>
    /// <param name="existing">The record on the day; null when there is none.</param>
    /// <param name="later">Changes that are ordered for later days, by date.</param>
    /// <param name="context">What a check needs to know.</param>
    public static CheckedRecord Judge(Standard standard, EffectOrder order, RecordValues? existing, IEnumerable<EffectOrder> later, CheckContext context)
    {
        if (existing is null != order.Creates)
        {
            var (code, title) = existing is null ? (DataFindings.NoRecord, standard.Title) : (DataFindings.KeyTaken, standard.Key.Title);
            var violation = new Violation(StandardCheck.PointerOf(standard.Key), code.Code, code.Message.With(title, order.Key), null, standard.Key.Place, Warning: false);
            return new CheckedRecord(existing ?? standard.Shape.Empty, [], [violation], Refused: true);
        }

        var check = StandardCheck.Columns(standard, order.Set.Where(s => standard.Find(s.Key) is not null).Select(s => (standard.Find(s.Key)!, s.Value)), context, existing);
        if (existing is null || check.Refused) return check;
        var broken = StandardCheck.Later(standard, existing, check.Values, later.Select(l => (l.From, Typed(standard, l))), context);
        return check with { Violations = [.. check.Violations, .. broken], Refused = !broken.IsEmpty };
    }

    /// <summary>What was found, in words: the reason for which the step is blocked.</summary>
    internal static Text Reason(IEnumerable<Violation> violations)
    {
        var refused = violations.Where(v => !v.Warning).Take(5).ToList();
        return new Text($"变更不符合数据标准:{string.Join(";", refused.Select(v => v.Message.Zh))}", $"The change breaks the standard: {string.Join("; ", refused.Select(v => v.Message.En))}");
    }

    internal static ImmutableArray<TraceEntry> Trace(CheckedRecord check) => [.. check.Violations.Select(v => v.ToTrace()), .. check.Steps];

    private static IReadOnlyDictionary<string, FieldValue> Typed(Standard standard, EffectOrder order) => order.Set
        .Where(s => standard.Find(s.Key) is not null).ToDictionary(s => s.Key, s => StoredValue.Parse(standard.Find(s.Key)!.Shape, s.Value), StringComparer.Ordinal);
}
