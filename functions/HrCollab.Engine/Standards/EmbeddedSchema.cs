using System.Buffers;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Standards;

/// <summary>The JSON Schema that a standard embeds or refers to, over records in their canonical JSON: nested by group, without what is missing.</summary>
internal sealed record EmbeddedSchema(JsonElement Written, JsonSchemaPlan Plan, SourceRef Place)
{
    /// <summary>
    /// Judges a whole record, whichever way it came. Of a record that is changed, only what it had not against it before counts: the
    /// schema may be younger than the record.
    /// </summary>
    public void Judge(Standard standard, RecordValues values, RecordValues existing, bool isNew, DataReport report, DateOnly today)
    {
        var found = Plan.Check(Bytes(standard, values), today);
        if (found.IsEmpty) return;
        var before = isNew ? [] : Plan.Check(Bytes(standard, existing), today).Select(v => (v.Pointer, v.Message)).ToHashSet();
        var told = report.Violations.Where(v => !v.Warning).Select(v => v.Pointer).ToHashSet(StringComparer.Ordinal);
        foreach (var violation in found)
        {
            if (!told.Contains(violation.Pointer) && !before.Contains((violation.Pointer, violation.Message))) report.Add(violation with { Source = Place });
        }
    }

    private static ReadOnlySpan<byte> Bytes(Standard standard, RecordValues values)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer)) RecordJson.Write(writer, standard, values);
        return buffer.WrittenSpan;
    }
}
