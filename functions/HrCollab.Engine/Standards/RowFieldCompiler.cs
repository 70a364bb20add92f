using System.Collections.Immutable;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>Turns the fields of a repeating group into compiled ones. What a row does not say about their protection is as the group says.</summary>
internal static class RowFieldCompiler
{
    /// <summary>The rows, or null for a field without; findings where rows are written and cannot be.</summary>
    public static RowFields? Compile(FieldDefinition definition, ValueType type, CompileScope scope, string pointer, CodeValue? source)
    {
        var written = definition.Fields.OrEmpty();
        if (type != ValueType.Rows)
        {
            if (!written.IsEmpty || (definition.MinRows, definition.MaxRows, definition.RowKey) is not (null, null, null)) scope.Report(StandardFindings.NotRows, pointer, definition.Id);
            return null;
        }

        if (written.IsEmpty) scope.Report(StandardFindings.NeedsFields, pointer, definition.Id);
        if (definition.Compute is not null) scope.Report(StandardFindings.RowsComputed, pointer, definition.Id);
        if (definition.MaxRows is < 1 or > RowFields.Most || definition.MinRows < 0 || definition.MinRows > (definition.MaxRows ?? RowFields.Usual))
            scope.Report(StandardFindings.BadRows, pointer, definition.Id, RowFields.Most);
        scope.Unique(written.Select(f => f.Id), i => $"{pointer}/fields/{i}/id");
        var fields = written.Select((f, i) => Inner(f, i, definition, scope, $"{pointer}/fields/{i}", source)).OfType<Field>().DistinctBy(f => f.Path, StringComparer.Ordinal).ToImmutableArray();
        foreach (var name in fields.SelectMany(f => f.Definition.Aliases.OrEmpty()).GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var owners = fields.Where(f => f.Definition.Aliases.OrEmpty().Contains(name.Key)).ToList();
            scope.Report(StandardFindings.AmbiguousAlias, $"{pointer}/fields", name.Key, owners[0].Path, owners[^1].Path);
        }

        var key = fields.FirstOrDefault(f => f.Path == definition.RowKey);
        if (definition.RowKey is { } wanted && (key is null || !key.Required)) scope.Report(StandardFindings.RowKeyUnknown, $"{pointer}/rowKey", wanted, DidYouMean.Hint(wanted, written.Select(f => f.Id)));
        return new RowFields(fields, key, definition.MinRows ?? 0, definition.MaxRows ?? RowFields.Usual);
    }

    private static Field? Inner(FieldDefinition written, int slot, FieldDefinition list, CompileScope scope, string at, CodeValue? source)
    {
        if (written.Compute is not null || written.Type is "rows" or "reference") scope.Report(StandardFindings.NotInRows, at, written.Id);
        if (written.Sensitivity == "sensitive" && list.Sensitivity != "sensitive") scope.Report(StandardFindings.LessSensitive, at, written.Id, list.Id);
        var whole = written with
        {
            Sensitivity = written.Sensitivity ?? list.Sensitivity,
            Mask = written.Mask ?? list.Mask,
            Purpose = written.Purpose ?? list.Purpose,
            Basis = written.Basis ?? list.Basis,
            Retention = written.Retention ?? list.Retention,
            Compute = null,
        };
        return written.Type == "rows" ? null : FieldCompiler.Compile(whole, slot, written.Id, scope, at, source);
    }
}
