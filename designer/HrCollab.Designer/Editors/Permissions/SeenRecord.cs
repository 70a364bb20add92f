using System.Text.Json.Nodes;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Designer.Editors.Permissions;

/// <summary>A record of the example company as one person sees it: through the same matrix and projection as every answer of the API (S45).</summary>
internal static class SeenRecord
{
    /// <summary>
    /// The members of <c>GET /api/records/{standard}/{id}</c> that depend on permissions: values, hidden, masked, roles, updatable. Null when the record does not
    /// exist for the person.
    /// </summary>
    public static JsonObject? Of(DefinitionSet set, GoldenWorld world, string standard, string person, string key, DateOnly day)
    {
        var organization = world.Organization(day);
        if (set.Find<PermissionMatrix>(standard) is not { } matrix || organization.Person(person) is not { } reader || world.Find(standard, key, day) is not { } values) return null;
        var access = matrix.For(reader, SubjectPlace.Of(matrix.Standard, values), organization);
        return !access.IsVisible ? null : new JsonObject
        {
            ["values"] = JsonNode.Parse(Projection.Record(access, values).ToJsonString()), // shown field by field
            ["hidden"] = Projection.Hidden(access),
            ["masked"] = Projection.Masked(access),
            ["roles"] = new JsonArray([.. access.Roles.Select(r => (JsonNode)JsonValue.Create(r))]),
            ["updatable"] = new JsonArray([.. matrix.Standard.Fields.Where(access.MayUpdate).Select(f => (JsonNode)JsonValue.Create(f.Path))]),
        };
    }

    /// <summary>Records one can look at: people, departments, or whatever the world has of a standard.</summary>
    public static IEnumerable<(string Key, string Name)> Records(DefinitionSet set, GoldenWorld world, string standard, DateOnly day)
    {
        var organization = world.Organization(day);
        return standard switch
        {
            OrganizationFields.Person => organization.People.OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => (p.Id, p.Name)),
            OrganizationFields.Department => organization.Departments.Select(d => (d.Id, d.Name)),
            _ when set.Find<Standard>(standard) is { } type => world.Keys(standard).Select(k => (k, world.Find(standard, k, day)![type.Label.Shape.Slot].ToString() ?? k)),
            _ => [],
        };
    }
}
