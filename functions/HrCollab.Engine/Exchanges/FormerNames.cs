using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Exchanges;

/// <summary>A record in the names and codes of a department's own file: an exchange read backwards.</summary>
public static class FormerNames
{
    /// <summary>
    /// What the caller sees of a record, by column: what the exchange would read as the same value. Columns that cannot be said so (a template, a constant,
    /// a value without a word of the file) are left out; a masked value stays masked.
    /// </summary>
    public static JsonObject Of(Exchange exchange, Access access, RecordValues values)
    {
        var row = new JsonObject();
        foreach (var column in exchange.Columns.Where(c => c.Reversible))
        {
            var value = values[column.Field.Shape.Slot];
            if (row.ContainsKey(column.Reads[0]) || Projection.Value(access, column.Field, value) is not { } seen) continue;
            var reads = (access.Fields[column.Field.Shape.Slot] & FieldOperations.Read) != FieldOperations.None;
            if (!reads || column.IsPlain) row[column.Reads[0]] = seen;
            else if (column.Back(value.ToString()) is { } text) row[column.Reads[0]] = text;
        }

        return row;
    }
}
