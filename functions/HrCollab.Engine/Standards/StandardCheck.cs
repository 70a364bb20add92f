using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>What a check needs to know beside the data.</summary>
/// <param name="Today">The date in the company's time zone.</param>
/// <param name="Exists">Whether a record of a standard with that key exists; null when that cannot be said here.</param>
/// <param name="Laws">The limits set by law.</param>
public sealed record CheckContext(DateOnly Today, Func<string, string, bool?> Exists, LawJudge? Laws = null)
{
    /// <summary>Says also what held and how values were computed, as <see cref="CheckedRecord.Steps"/>.</summary>
    public bool IsTraced { get; init; }

    /// <summary>What is to be judged under a set.</summary>
    public static CheckContext Of(DefinitionSet set, DateOnly today, Func<string, string, bool?> exists) => new(today, exists, set.Find<RecordLaws>(RecordLaws.Id)?.Judge);
}

/// <summary>A record after the check: its values so far as they were accepted, and what was found.</summary>
/// <param name="Values">Values after normalisation, including those that were there before.</param>
/// <param name="Touched">Paths that the input names, each once.</param>
/// <param name="Violations">Everything found.</param>
/// <param name="Refused">True when the record must not be stored.</param>
public sealed record CheckedRecord(RecordValues Values, ImmutableArray<string> Touched, ImmutableArray<Violation> Violations, bool Refused)
{
    /// <summary>Paths that were computed anew.</summary>
    public ImmutableArray<string> Computed { get; init; } = [];

    /// <summary>Rules that hold or cannot be told, and computed fields with what they read; only when the check was traced.</summary>
    public ImmutableArray<TraceEntry> Steps { get; init; } = [];

    /// <summary>The values that differ from those the record had: what the input names and what follows from it.</summary>
    public IReadOnlyDictionary<string, FieldValue> Changes(RecordValues existing) =>
        Touched.Concat(Computed).Where(p => !Values[p].Equals(existing[p])).ToDictionary(p => p, p => Values[p], StringComparer.Ordinal);
}

/// <summary>What an input says of a record, read and not yet judged: whoever judges may have to look up first what it refers to.</summary>
/// <param name="Values">Values after normalisation, by path, each path once and in order of the input.</param>
/// <param name="Violations">What could not be read.</param>
/// <param name="IsObject">False when it is no record at all.</param>
public sealed record GivenRecord(ImmutableArray<KeyValuePair<string, FieldValue>> Values, ImmutableArray<Violation> Violations, bool IsObject)
{
    /// <summary>The records that it refers to.</summary>
    public IEnumerable<(string Standard, string? Key)> References(Standard standard) =>
        Values.Where(v => standard.Find(v.Key) is { Shape.Standard: not null }).Select(v => (standard.Find(v.Key)!.Shape.Standard!, v.Value.Text));
}

/// <summary>The one check of a record against its standard, for forms, the API, imports and every other channel.</summary>
public static class StandardCheck
{
    /// <summary>Reads JSON: nested by group, or flat by field name or alias.</summary>
    public static GivenRecord Given(Standard standard, JsonElement input, DateOnly today)
    {
        var report = new DataReport();
        var values = InputReader.Read(standard, input, report, today);
        return new GivenRecord([.. values], report.Violations, input.ValueKind == JsonValueKind.Object);
    }

    /// <summary>A new record.</summary>
    public static CheckedRecord New(Standard standard, GivenRecord given, CheckContext context) => Judge(standard, given, standard.Shape.Empty, isNew: true, context);

    /// <summary>A new record from JSON.</summary>
    public static CheckedRecord New(Standard standard, JsonElement input, CheckContext context) => Judge(standard, input, standard.Shape.Empty, isNew: true, context);

    /// <summary>
    /// What a question says of a record: read, normalised and computed like one that is to be stored, but of a question nothing has to be complete.
    /// Refused when it names something that is not there or says it wrongly: such a question is about another record than its asker means.
    /// </summary>
    public static CheckedRecord Asked(Standard standard, JsonElement input, DateOnly today)
    {
        var report = new DataReport();
        var changes = InputReader.Read(standard, input, report, today);
        var (values, computed) = Compute(standard, standard.Shape.Empty.With(changes), changes, isNew: true, report, today);
        return new CheckedRecord(values, [.. changes.Keys], report.Violations, report.Refused) { Computed = computed };
    }

    /// <summary>A change of a record as a merge patch (RFC 7396): null removes a value, what is not named stays.</summary>
    public static CheckedRecord Patch(Standard standard, GivenRecord patch, RecordValues existing, CheckContext context) => Judge(standard, patch, existing, isNew: false, context);

    /// <summary>The same from JSON.</summary>
    public static CheckedRecord Patch(Standard standard, JsonElement patch, RecordValues existing, CheckContext context) => Judge(standard, patch, existing, isNew: false, context);

    /// <summary>A new record from columns of a file, or a change of an existing one; pointers name the columns' fields.</summary>
    public static CheckedRecord Columns(Standard standard, IEnumerable<(Field Field, string Text)> columns, CheckContext context, RecordValues? existing = null)
    {
        var report = new DataReport(context.IsTraced);
        var changes = new Dictionary<string, FieldValue>(columns.TryGetNonEnumeratedCount(out var count) ? count : 0, StringComparer.Ordinal);
        foreach (var (field, text) in columns)
        {
            if (field.IsComputed) report.Refuse(DataFindings.Computed, PointerOf(field), field.Place, field.Title);
            else changes[field.Path] = ValueReader.Read(field, text, PointerOf(field), context.Today, report);
        }

        return Finish(standard, existing ?? standard.Shape.Empty, changes, isNew: existing is null, report, context);
    }

    /// <summary>Values that are typed already laid over a record.</summary>
    public static CheckedRecord Values(Standard standard, IReadOnlyDictionary<string, FieldValue> changes, RecordValues existing, bool isNew, CheckContext context) =>
        Finish(standard, existing, changes, isNew, new DataReport(context.IsTraced), context);

    /// <summary>
    /// What changes that are ordered for later days would break once another change comes before them, and did not break without it.
    /// </summary>
    /// <param name="standard">The standard.</param>
    /// <param name="before">The record without the other change.</param>
    /// <param name="after">The record with it.</param>
    /// <param name="later">The ordered changes, by date.</param>
    /// <param name="context">What a check needs to know.</param>
    public static ImmutableArray<Violation> Later(
        Standard standard, RecordValues before, RecordValues after, IEnumerable<(DateOnly From, IReadOnlyDictionary<string, FieldValue> Changes)> later, CheckContext context)
    {
        var broken = ImmutableArray.CreateBuilder<Violation>();
        foreach (var (from, changes) in later)
        {
            var without = Values(standard, changes, before, isNew: false, context);
            var with = Values(standard, changes, after, isNew: false, context);
            foreach (var violation in with.Violations.Where(v => !v.Warning && !without.Violations.Any(o => o.Code == v.Code && o.Pointer == v.Pointer)))
                broken.Add(violation with { Message = Message(from, violation.Message), WithoutValues = Message(from, Text.Same(DataReport.Hidden)), IsOrdered = true });
            (before, after) = (without.Values, with.Values);
        }

        return broken.ToImmutable();

        static Text Message(DateOnly from, Text what) => DataFindings.BreaksLater.Message.With(from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), what);
    }

    /// <summary>Changes of a record with what follows from them on a day, for changes that were judged before (effects of a workflow).</summary>
    public static IReadOnlyDictionary<string, FieldValue> WithComputed(Standard standard, IReadOnlyDictionary<string, FieldValue> changes, RecordValues existing, DateOnly day)
    {
        var written = changes.Where(c => standard.Find(c.Key) is not { IsComputed: true }).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var (values, computed) = Compute(standard, existing.With(written), written, isNew: false, new DataReport(), day);
        foreach (var path in computed.Where(p => !values[p].Equals(existing[p]))) written[path] = values[path];
        return written;
    }

    /// <summary>Pointer of a field in the nested form of a record.</summary>
    public static string PointerOf(Field field) => field.Pointer;

    private static CheckedRecord Judge(Standard standard, JsonElement input, RecordValues existing, bool isNew, CheckContext context)
    {
        var report = new DataReport(context.IsTraced);
        var given = InputReader.Read(standard, input, report, context.Today);
        return input.ValueKind == JsonValueKind.Object ? Finish(standard, existing, given, isNew, report, context) : new CheckedRecord(existing, [], report.Violations, Refused: true);
    }

    private static CheckedRecord Judge(Standard standard, GivenRecord given, RecordValues existing, bool isNew, CheckContext context)
    {
        if (!given.IsObject) return new CheckedRecord(existing, [], given.Violations, Refused: true);
        var report = new DataReport(context.IsTraced);
        foreach (var violation in given.Violations) report.Add(violation);
        return Finish(standard, existing, given.Values.ToDictionary(StringComparer.Ordinal), isNew, report, context);
    }

    private static CheckedRecord Finish(
        Standard standard, RecordValues existing, IReadOnlyDictionary<string, FieldValue> changes, bool isNew, DataReport report, CheckContext context)
    {
        var (values, computed) = Compute(standard, existing.With(changes), changes, isNew, report, context.Today);
        foreach (var field in standard.Checked)
        {
            // Only what must be looked at is read: decisions keep a copy of what they read.
            var touched = changes.ContainsKey(field.Path);
            if (field.Required && (isNew || touched) && values[field.Shape.Slot].IsMissing && !report.Refuses(PointerOf(field)))
                report.Refuse(DataFindings.Required, PointerOf(field), field.Place, field.Title);
            if (touched && field.Shape.Standard is { } other && values[field.Shape.Slot].Text is { } key && context.Exists(other, key) == false)
                report.RefuseValue(DataFindings.UnknownReference, PointerOf(field), field, key);
        }

        if (!isNew && changes.TryGetValue(standard.Key.Path, out var written) && written != existing[standard.Key.Shape.Slot])
            report.Refuse(DataFindings.KeyChanged, PointerOf(standard.Key), standard.Key.Place, standard.Key.Title);
        Across(standard, values, changes, isNew, report, context);
        foreach (var violation in context.Laws?.Invoke(standard, values, path => isNew || changes.ContainsKey(path) || computed.Contains(path), context.Today) ?? []) report.Add(violation);
        standard.Schema?.Judge(standard, values, existing, isNew, report, context.Today);
        return new CheckedRecord(values, [.. changes.Keys], report.Violations, report.Refused) { Computed = computed, Steps = report.Steps };
    }

    /// <summary>
    /// What follows from what was written: fields that read something new, and those that have no value yet. A field that cannot be
    /// computed stays missing with a warning; the record is judged all the same.
    /// </summary>
    private static (RecordValues Values, ImmutableArray<string> Computed) Compute(
        Standard standard, RecordValues values, IReadOnlyDictionary<string, FieldValue> changes, bool isNew, DataReport report, DateOnly today)
    {
        if (standard.Computations.IsEmpty) return (values, []);
        var computed = ImmutableArray.CreateBuilder<string>();
        foreach (var computation in standard.Computations)
        {
            var had = values[computation.Field.Shape.Slot];
            if (!isNew && !had.IsMissing && !computation.Reads.Any(r => changes.ContainsKey(r.Path) || computed.Contains(r.Path))) continue;
            var (value, before) = (computation.Value(standard, values, today, report), values);
            if (!value.IsMissing || computation.Reads.Any(r => !before[r.Slot].IsMissing)) report.Step((computation, standard, before, value), static s => s.computation.Step(s.standard, s.before, s.value));
            if (value.Equals(had)) continue;
            values = values.With([KeyValuePair.Create(computation.Field.Path, value)]);
            computed.Add(computation.Field.Path);
        }

        return (values, computed.ToImmutable());
    }

    /// <summary>
    /// A rule refuses only what it can tell; what it cannot tell is a step of the trace. A change is judged by the rules that read something
    /// it touches; old gaps elsewhere do not block it.
    /// </summary>
    private static void Across(
        Standard standard, RecordValues values, IReadOnlyDictionary<string, FieldValue> changes, bool isNew, DataReport report, CheckContext context)
    {
        if (standard.Rules.IsEmpty) return;
        var facts = standard.Vocabulary.Facts(context.Today, (standard.Id, values));
        foreach (var rule in standard.Rules)
        {
            if (!isNew && !rule.Reads.Any(changes.ContainsKey)) continue;
            var concerned = rule.When?.Evaluate(facts) ?? Verdict.True;
            if (concerned == Verdict.False) continue;
            var verdict = rule.Require.Evaluate(facts);
            if (verdict != Verdict.True && concerned == Verdict.Unknown) verdict = Verdict.Unknown;
            if (verdict != Verdict.False)
            {
                report.Step((rule, facts, verdict), static s => s.rule.Step(s.facts, s.verdict));
                continue;
            }

            var pointer = standard.Find(rule.Definition.At) is { } field ? PointerOf(field) : "";
            report.Add(new Violation(pointer, $"{standard.Id}.{rule.Definition.Id}", rule.Definition.Message, null, rule.Place, rule.Definition.Warning) { Because = rule.Require.Explain(facts).Tree });
        }
    }
}
