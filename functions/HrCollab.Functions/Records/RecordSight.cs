using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Records;

/// <summary>A record as a caller may see it: the one projection for every way out.</summary>
internal static class RecordSight
{
    /// <summary>What the caller may do with the record today; null when the standard has no matrix, which allows nobody anything.</summary>
    public static Access? Access(Caller caller, LoadedRecord record) =>
        caller.Set.Find<PermissionMatrix>(record.Standard.Id)?.For(caller.Person, SubjectPlace.Of(record.Standard, record.On(caller.Today)), caller.Organization);

    /// <summary>The record for the caller: values, what is missing, who keeps each group, what may be changed.</summary>
    public static JsonObject Json(Caller caller, LoadedRecord record, Access access, Language language)
    {
        var values = record.On(caller.Today);
        var seen = Projection.Record(access, values);
        var groups = record.Standard.Definition.Groups.Where(g => record.Standard.Fields.Any(f => Standard.Group(f) == g.Id && (access.Fields[f.Shape.Slot] & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None)).ToList();
        return new JsonObject
        {
            ["standard"] = record.Standard.Id,
            ["id"] = record.Document.Key,
            ["label"] = Projection.Value(access, record.Standard.Label, values[record.Standard.Label.Shape.Slot]),
            ["values"] = seen,
            ["missing"] = new JsonArray([.. groups.Where(g => seen[g.Id] is null).Select(g => (JsonNode)new JsonObject { ["group"] = g.Id, ["title"] = g.Title.In(language), ["owner"] = g.Owner })]),
            ["sources"] = new JsonObject(groups.Where(g => seen[g.Id] is not null && record.Document.Sources.ContainsKey(g.Id)).Select(g => KeyValuePair.Create(g.Id, (JsonNode?)Source(record.Document.Sources[g.Id])))),
            ["roles"] = new JsonArray([.. access.Roles.Select(r => (JsonNode)JsonValue.Create(r))]),
            ["updatable"] = new JsonArray([.. record.Standard.Fields.Where(access.MayUpdate).Select(f => (JsonNode)JsonValue.Create(f.Path))]),
            ["version"] = record.Version,
            ["revision"] = caller.Set.Hash,
        };
    }

    private static JsonObject Source(GroupSource source) => new() { ["by"] = source.By, ["department"] = source.Department, ["at"] = SubmissionAnswer.Time(source.At) };
}
