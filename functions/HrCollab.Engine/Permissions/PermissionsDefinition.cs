using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Permissions;

/// <summary>permissions/*.permissions.json: who may do what with which fields of a standard. Nothing that is not written is allowed.</summary>
/// <param name="Id">The standard's id: one matrix per standard.</param>
/// <param name="Title">Heading.</param>
/// <param name="Standard">The standard it protects.</param>
/// <param name="Roles">How a caller comes to a role, relative to a record.</param>
/// <param name="Matrix">One line per role.</param>
/// <param name="Conflicts">Pairs of roles that one person should not hold (separation of duties).</param>
/// <param name="Schema">For editors only.</param>
public sealed record PermissionsDefinition(
    string Id,
    Text Title,
    string Standard,
    ImmutableArray<RoleDefinition> Roles,
    ImmutableArray<GrantDefinition> Matrix,
    ImmutableArray<ConflictDefinition> Conflicts = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>A role: by relation to the record, or by a duty or a position and how far it reaches.</summary>
/// <param name="Id">Id within the matrix.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Relation">self, reports (direct manager of) or anyone.</param>
/// <param name="Duty">head, deputy, hrbp ... of a department, or a company-wide duty.</param>
/// <param name="Scope">department, subtree or assigned (the departments whose duty the caller holds, with those below that name nobody for it) for duties of a department; department, subtree or all for company-wide duties and positions.</param>
/// <param name="Until">Last day on which the role counts.</param>
/// <param name="Position">Code of the position the caller works in.</param>
/// <param name="Service">Code of the service account (code list services) that holds it: a program, not a person. It reaches every record.</param>
/// <param name="Workdays">The working days of every month on which the role counts, such as "2-10" for those on which pay is calculated and paid; by the calendar of the manifest.</param>
public sealed record RoleDefinition(
    string Id, Text Title, string? Relation = null, string? Duty = null, string? Scope = null, DateOnly? Until = null, string? Position = null, string? Service = null,
    string? Workdays = null);

/// <summary>One line of the matrix.</summary>
/// <param name="Role">The role.</param>
/// <param name="Allow">Letters per group, or per field as group.field (which replaces the group's): r read, m masked, u update, c fill in on creation, x export, "-" nothing; "!" before a letter denies it against every role.</param>
/// <param name="Create">True: may create records.</param>
/// <param name="Board">True (departments): may see the open work of the department.</param>
/// <param name="Publish">True (roles of service accounts only): may publish revisions, and activate what people have approved.</param>
public sealed record GrantDefinition(string Role, ImmutableSortedDictionary<string, string> Allow, bool Create = false, bool Board = false, bool Publish = false);

/// <summary>Two roles that should lie with two people.</summary>
/// <param name="Id">Id within the matrix.</param>
/// <param name="A">One role.</param>
/// <param name="B">The other.</param>
/// <param name="Title">What is kept apart.</param>
public sealed record ConflictDefinition(string Id, string A, string B, Text Title);

/// <summary>JSON form of permissions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PermissionsDefinition))]
internal sealed partial class PermissionsJson : JsonSerializerContext;
