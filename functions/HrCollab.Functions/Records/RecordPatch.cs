using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;

namespace HrCollab.Functions.Records;

/// <summary>Decides a change of a record. Pure.</summary>
internal static class RecordPatch
{
    private const string EffectiveFrom = "effectiveFrom";

    /// <summary>Reads a merge patch of a record, with the day from which it holds when that is not today.</summary>
    public static GivenPatch Read(Standard standard, JsonElement patch, DateOnly today)
    {
        var from = today;
        var report = new DataReport();
        if (patch.ValueKind == JsonValueKind.Object && patch.TryGetProperty(EffectiveFrom, out var date))
        {
            if (date.ValueKind != JsonValueKind.String || !DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out from))
                report.Refuse(DataFindings.WrongType, "/" + EffectiveFrom, null, EffectiveFrom, new Text("日期 yyyy-MM-dd", "a date yyyy-MM-dd"));
            else if (from < today)
                report.Refuse(DataFindings.Backdated, "/" + EffectiveFrom, null, date.GetString(), today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            patch = Without(patch);
        }

        return new GivenPatch(from, StandardCheck.Given(standard, patch, today), report.Violations);
    }

    /// <summary>Paths that a patch or a new record names.</summary>
    public static IEnumerable<string> Named(JsonElement patch) => patch.ValueKind != JsonValueKind.Object ? [] : patch.EnumerateObject()
        .Where(g => g.Value.ValueKind == JsonValueKind.Object).SelectMany(g => g.Value.EnumerateObject().Select(f => $"{g.Name}.{f.Name}"));

    /// <summary>The key that a new record gives itself, unjudged; null when it gives none.</summary>
    public static string? KeyOf(Standard standard, JsonElement input) =>
        standard.Key.Path.Split('.') is [var group, var field] && input.ValueKind == JsonValueKind.Object && input.TryGetProperty(group, out var values)
        && values.ValueKind == JsonValueKind.Object && values.TryGetProperty(field, out var key) && key.ValueKind == JsonValueKind.String ? key.GetString() : null;

    /// <summary>Judges a patch: the permission of every field it names first, then the standard.</summary>
    /// <param name="record">The record.</param>
    /// <param name="access">What the caller may do with it.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="context">What the check needs to know.</param>
    /// <param name="mostScheduled">Changes that may wait for a later day.</param>
    public static PatchOutcome Decide(LoadedRecord record, Access access, GivenPatch patch, CheckContext context, int mostScheduled)
    {
        var from = patch.From;
        var report = new DataReport();
        foreach (var violation in patch.Undated) report.Add(violation);
        var current = record.On(from > context.Today ? from : context.Today);
        var check = StandardCheck.Patch(record.Standard, patch.Given, current, context);
        var denied = check.Touched.Select(p => record.Standard.Find(p)!).Where(f => !access.MayUpdate(f)).OrderBy(f => f.Shape.Slot).ToImmutableArray();
        if (!denied.IsEmpty) return new PatchOutcome.Denied(denied);
        foreach (var violation in check.Violations) report.Add(violation);
        if (from > context.Today && record.Document.Scheduled.Count(s => s.From > context.Today) is var waiting && waiting >= mostScheduled)
            report.Refuse(DataFindings.TooManyScheduled, "/" + EffectiveFrom, record.Standard.Place, record.Document.Key, waiting);
        if (!report.Refused)
        {
            foreach (var broken in StandardCheck.Later(record.Standard, current, check.Values, Later(record, from), context)) report.Add(broken);
        }

        if (report.Refused) return new PatchOutcome.Invalid(report.Violations, check.Touched);
        return new PatchOutcome.Accepted(check.Changes(current), from, report.Violations, check.Steps);
    }

    /// <summary>What is ordered for later days must still fit when it takes effect.</summary>
    private static IEnumerable<(DateOnly, IReadOnlyDictionary<string, FieldValue>)> Later(LoadedRecord record, DateOnly from) =>
        record.Document.Scheduled.Where(s => s.From > from).Select(s => (s.From, (IReadOnlyDictionary<string, FieldValue>)RecordDocument.Parse(record.Standard, s.Set).ToDictionary(StringComparer.Ordinal)));

    private static JsonElement Without(JsonElement patch)
    {
        var node = System.Text.Json.Nodes.JsonObject.Create(patch)!;
        node.Remove(EffectiveFrom);
        return JsonSerializer.SerializeToElement(node);
    }
}

/// <summary>A patch as it was read.</summary>
/// <param name="From">The day from which it holds.</param>
/// <param name="Given">What it says of the record.</param>
/// <param name="Undated">What is wrong with the day.</param>
internal sealed record GivenPatch(DateOnly From, GivenRecord Given, ImmutableArray<Violation> Undated);

/// <summary>The outcome of a patch.</summary>
internal abstract record PatchOutcome
{
    /// <summary>What stood against it; null when it is accepted.</summary>
    public Refusal? Refusal => this switch
    {
        Denied denied => new Refusal(
            "denied", [.. denied.Fields.Select(f => $"{PermissionFindings.MayNotUpdate.Code} {StandardCheck.PointerOf(f)}")],
            [.. denied.Fields.Select(f => new TraceEntry("permission", "denied", PermissionFindings.MayNotUpdate.Message.With(f.Title), f.Place))]),
        Invalid invalid => new Refusal("invalid", Refusal.FindingsOf(invalid.Violations), [.. invalid.Violations.Select(v => v.ToTrace())]),
        _ => null,
    };

    /// <summary>To be written; no changes when the values are there already.</summary>
    public sealed record Accepted(IReadOnlyDictionary<string, FieldValue> Changes, DateOnly From, ImmutableArray<Violation> Notices, ImmutableArray<TraceEntry> Steps) : PatchOutcome;

    /// <summary>Fields the caller may not change.</summary>
    public sealed record Denied(ImmutableArray<Field> Fields) : PatchOutcome;

    /// <summary>The standard refuses.</summary>
    public sealed record Invalid(ImmutableArray<Violation> Violations, ImmutableArray<string> Touched) : PatchOutcome;
}
