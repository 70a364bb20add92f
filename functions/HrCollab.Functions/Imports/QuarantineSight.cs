using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Imports;

/// <summary>
/// Who sees a quarantined row and what of it: whoever may import it sees all of it; holders of an owning duty see the columns whose
/// fields the permission matrix lets them read, and what is wrong with their own or readable fields.
/// </summary>
internal sealed class QuarantineSight
{
    private readonly QuarantineItem _item;
    private readonly Exchange _exchange;
    private readonly Caller _caller;
    private readonly Access? _access;

    private QuarantineSight(QuarantineItem item, Exchange exchange, Caller caller, Access? access) => (_item, _exchange, _caller, _access) = (item, exchange, caller, access);

    /// <summary>The view of a caller, or null when the item does not exist for them.</summary>
    public static QuarantineSight? Of(QuarantineItem item, Exchange exchange, Caller caller)
    {
        var place = new SubjectPlace(item.Key, item.Department);
        if (ImportRights.Of(exchange, caller.Person, caller.Organization) is { } rights && (item.By == caller.Person.Id || rights.Reaches(place))) return new(item, exchange, caller, null);
        return item.Owners.Any(caller.Person.Holds) ? new(item, exchange, caller, exchange.Permissions.For(caller.Person, place, caller.Organization)) : null;
    }

    /// <summary>The row, edits included. What of it a page or an answer may show is said by <see cref="Cells"/> and <see cref="Findings"/>.</summary>
    public QuarantineItem Item => _item;

    /// <summary>By which it is mended.</summary>
    public string Id => QuarantineDesk.PublicId(_item);

    /// <summary>The kind of file.</summary>
    public Text Title => _exchange.Definition.Title;

    /// <summary>The columns that are seen, with the values as they are seen.</summary>
    public IEnumerable<QuarantineCell> Cells
    {
        get
        {
            foreach (var cell in _item.Columns)
            {
                if (Value(cell) is { } value) yield return cell with { Value = value };
            }
        }
    }

    /// <summary>What is wrong, as far as it is told, with the field and the columns that give it.</summary>
    public IEnumerable<(QuarantineFinding Finding, Field? Field, ImmutableArray<string> Columns)> Findings => _item.Findings.Where(f => Shows(f.Pointer)).Select(f =>
    {
        var named = _exchange.FieldAt(f.Pointer);
        return (f, named, _exchange.Columns.FirstOrDefault(c => c.Field == named) is { } column ? [.. column.Reads] : ImmutableArray<string>.Empty);
    });

    /// <summary>True when the caller can see items of the exchange at all.</summary>
    public static bool Possible(Exchange exchange, Caller caller) =>
        !exchange.RolesOf(caller.Person, caller.Organization).IsEmpty
        || exchange.Standard.Definition.Groups.Select(g => g.Owner).Append(exchange.Definition.Owner).OfType<string>().Any(caller.Person.Holds);

    /// <summary>The first field of a column that the caller may not change, or null.</summary>
    public Field? MayNotChange(IEnumerable<string> columns) =>
        _access is null ? null : columns.SelectMany(Fields).FirstOrDefault(f => !_access.MayUpdate(f));

    public JsonObject Json(long version, Language language)
    {
        var columns = new JsonObject();
        foreach (var cell in Cells) columns[cell.Column] = cell.Value;
        return new JsonObject
        {
            ["id"] = Id,
            ["exchange"] = _item.Exchange,
            ["standard"] = _exchange.Standard.Id,
            ["key"] = _item.Key,
            ["department"] = _item.Department,
            ["owner"] = _item.Owners.FirstOrDefault(),
            ["owners"] = new JsonArray([.. _item.Owners.Select(o => (JsonNode)JsonValue.Create(o))]),
            ["columns"] = columns,
            ["findings"] = new JsonArray([.. Findings.Select(f => (JsonNode)Told(f.Finding, f.Field, f.Columns, language))]),
            ["import"] = _item.Import,
            ["row"] = _item.Row,
            ["submittedBy"] = _item.By,
            ["at"] = SubmissionAnswer.Time(_item.At),
            ["version"] = version,
        };
    }

    private static JsonObject Told(QuarantineFinding finding, Field? field, ImmutableArray<string> columns, Language language)
    {
        var json = new JsonObject { ["pointer"] = finding.Pointer, ["code"] = finding.Code, ["message"] = finding.Message.In(language), ["owner"] = finding.Owner };
        if (field is not null) json["field"] = field.Title.In(language);
        if (!columns.IsEmpty) json["columns"] = new JsonArray([.. columns.Select(r => (JsonNode)JsonValue.Create(r))]);
        if (finding.Accepted is { } accepted) json["accepted"] = accepted.In(language);
        return json;
    }

    /// <summary>A finding can name the value it refuses, so it is shown as the value would be.</summary>
    public bool Shows(string pointer) =>
        _access is null || _caller.Person.Holds(_exchange.OwnerOf(pointer)) || (_exchange.FieldAt(pointer) is { } field && _access.MayRead(field));

    private string? Value(QuarantineCell cell)
    {
        if (_access is null) return cell.Value;
        var fields = Fields(cell.Column).ToList();
        if (fields.Count == 0) return null;
        var seen = fields.Select(f => Projection.Text(_access, f, cell.Value.Length == 0 ? FieldValue.Missing : FieldValue.Of(Engine.Expressions.ValueType.Text, cell.Value))).ToList();
        return seen.FirstOrDefault(s => s != cell.Value) ?? cell.Value;
    }

    private IEnumerable<Field> Fields(string column) => _exchange.Columns.Where(c => c.Reads.Contains(column)).Select(c => c.Field);
}
