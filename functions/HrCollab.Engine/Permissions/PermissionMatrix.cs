using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Permissions;

/// <summary>The compiled permission matrix of one standard.</summary>
public sealed class PermissionMatrix
{
    private const int MostMerged = 1_000;

    private readonly ConcurrentDictionary<string, Access> _merged = new(StringComparer.Ordinal);

    internal PermissionMatrix(Standard standard, ImmutableArray<Role> roles, ImmutableArray<Grant> grants, SourceRef place) =>
        (Standard, Roles, Grants, Place) = (standard, roles, grants, place);

    /// <summary>The standard it protects.</summary>
    public Standard Standard { get; }

    /// <summary>Its file.</summary>
    public SourceRef Place { get; }

    /// <summary>Roles in the order of the definition.</summary>
    public ImmutableArray<Role> Roles { get; }

    /// <summary>Pairs of roles that one person should not hold.</summary>
    public ImmutableArray<Conflict> Conflicts { get; internal init; } = [];

    /// <summary>Its lines.</summary>
    internal ImmutableArray<Grant> Grants { get; }

    /// <summary>The role, or null.</summary>
    public Role? Role(string id) => Roles.FirstOrDefault(r => r.Id == id);

    /// <summary>True for a program whose line of the matrix says so. People publish by the manifest's publishDuty.</summary>
    public bool MayPublish(PersonCard caller, Organization organization) =>
        Grants.Any(g => g.Publish && Role(g.Role) is Role.OfService role && role.MayHold(caller, organization));

    /// <summary>What the caller may do with one record: the union of what their roles grant, less what any of them denies.</summary>
    public Access For(PersonCard caller, SubjectPlace subject, Organization organization)
    {
        var held = Roles.Where(r => r.Reaches(caller, subject, organization)).Select(r => r.Id).ToImmutableArray();
        return Merge(held);
    }

    /// <summary>What roles grant together, whoever holds them. Few sets of roles are held, so each is merged once.</summary>
    public Access Merge(ImmutableArray<string> roles)
    {
        var held = string.Join(' ', roles);
        if (_merged.TryGetValue(held, out var known)) return known;
        return _merged.Count < MostMerged ? _merged.GetOrAdd(held, _ => Merged(roles)) : Merged(roles);
    }

    /// <summary>What a role forbids whoever holds it, whatever their other roles grant: per place in the standard's seats.</summary>
    public ImmutableArray<FieldOperations> Denied(string role)
    {
        var denied = new FieldOperations[Standard.Seats.Length];
        foreach (var grant in Grants.Where(g => g.Role == role))
        {
            for (var i = 0; i < denied.Length; i++) denied[i] |= grant.Deny[i];
        }

        return ImmutableArray.Create(denied);
    }

    private Access Merged(ImmutableArray<string> roles)
    {
        var allowed = new FieldOperations[Standard.Seats.Length];
        var denied = new FieldOperations[Standard.Seats.Length];
        var (create, board) = (false, false);
        foreach (var grant in Grants)
        {
            if (!roles.Contains(grant.Role)) continue;
            create |= grant.Create;
            board |= grant.Board;
            for (var i = 0; i < allowed.Length; i++)
            {
                allowed[i] |= grant.Allow[i];
                denied[i] |= grant.Deny[i];
            }
        }

        for (var i = 0; i < allowed.Length; i++) allowed[i] &= ~denied[i];
        Rows(allowed);
        Computed(allowed, roles);
        return new Access(Standard, roles, ImmutableArray.Create(allowed), create, board);
    }

    /// <summary>
    /// A list is read, changed, filled in and taken out as a whole by those who may do so with every field of its rows (a change replaces all rows);
    /// who sees some of them sees the rows masked.
    /// </summary>
    private void Rows(FieldOperations[] allowed)
    {
        const FieldOperations Whole = FieldOperations.Read | FieldOperations.Update | FieldOperations.Export | FieldOperations.Fill;
        foreach (var list in Standard.Fields.Where(f => f.Rows is not null))
        {
            var inner = list.Rows!.Fields.Select(f => allowed[Standard.Seat(list, f)]).ToList();
            var whole = inner.Aggregate(Whole, (all, f) => all & Filling(f)) & (Filling(allowed[list.Shape.Slot]) | FieldOperations.Read);
            if (whole.HasFlag(FieldOperations.Update)) whole &= ~FieldOperations.Fill; // update says so already
            var some = !whole.HasFlag(FieldOperations.Read) && inner.Any(f => (f & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None);
            allowed[list.Shape.Slot] = some ? whole | FieldOperations.Masked : whole;
        }

        static FieldOperations Filling(FieldOperations operations) => operations.HasFlag(FieldOperations.Update) ? operations | FieldOperations.Fill : operations;
    }

    /// <summary>
    /// A computed value tells something of what it follows from: it is seen by those who may read all of that, or whom the matrix grants the
    /// field by its own name. Nobody updates it.
    /// </summary>
    private void Computed(FieldOperations[] allowed, ImmutableArray<string> roles)
    {
        foreach (var computation in Standard.Computations)
        {
            var slot = computation.Field.Shape.Slot;
            allowed[slot] &= ~FieldOperations.Update;
            if (Grants.Any(g => roles.Contains(g.Role) && g.Named.Contains(slot))) continue;
            if (!computation.Reads.All(r => (allowed[r.Slot] & FieldOperations.Read) != FieldOperations.None)) allowed[slot] = FieldOperations.None;
        }
    }
}

/// <summary>Two roles that should lie with two people.</summary>
public sealed record Conflict(string Id, Role A, Role B, Text Title, SourceRef Place)
{
    /// <summary>True when somebody can hold both, each towards some record.</summary>
    public bool Concerns(PersonCard person, Organization organization) => person.IsEmployed && A.MayHold(person, organization) && B.MayHold(person, organization);
}

/// <summary>One compiled line: operations per place in the standard's seats.</summary>
internal sealed record Grant(string Role, ImmutableArray<FieldOperations> Allow, ImmutableArray<FieldOperations> Deny, bool Create, bool Board, SourceRef Place)
{
    /// <summary>Slots of the fields that the line names themselves, not by their group.</summary>
    public ImmutableArray<int> Named { get; init; } = [];

    /// <summary>A program that holds the role may publish revisions.</summary>
    public bool Publish { get; init; }

    /// <summary>The line as it is written.</summary>
    public ImmutableArray<GrantCell> Cells { get; init; } = [];
}

/// <summary>One cell of a line.</summary>
/// <param name="Target">The group or field it is about.</param>
/// <param name="Letters">What it says, as written.</param>
/// <param name="Seats">Places in the standard's seats that it speaks for: not those that a cell of the same line names more closely.</param>
/// <param name="Place">Its place.</param>
internal sealed record GrantCell(string Target, string Letters, ImmutableArray<int> Seats, SourceRef Place);

/// <summary>What one caller may do with one record.</summary>
/// <param name="Standard">The standard of the record.</param>
/// <param name="Roles">Roles the caller holds towards it.</param>
/// <param name="Fields">FieldOperations per place in the standard's seats: fields by their slot, then the fields within rows.</param>
/// <param name="MayCreate">May create records of the standard.</param>
/// <param name="MaySeeBoard">May see the open work of the department that the record is.</param>
public sealed record Access(Standard Standard, ImmutableArray<string> Roles, ImmutableArray<FieldOperations> Fields, bool MayCreate, bool MaySeeBoard)
{
    /// <summary>{"visible", "roles": [ids], "fields": {path: letters}}: the answer to "who may do what".</summary>
    public JsonObject ToJson() => new()
    {
        ["visible"] = IsVisible,
        ["roles"] = new JsonArray([.. Roles.Select(r => (JsonNode)r)]),
        ["fields"] = new JsonObject(Standard.Seats.Select((s, i) => KeyValuePair.Create(s.Path, (JsonNode?)Letters(Fields[i])))),
    };

    /// <summary>Operations as the matrix writes them: r, m, u, c, x, or - for nothing.</summary>
    internal static string Letters(FieldOperations operations)
    {
        var letters = new[] { ('r', FieldOperations.Read), ('m', FieldOperations.Masked), ('u', FieldOperations.Update), ('c', FieldOperations.Fill), ('x', FieldOperations.Export) };
        return operations == FieldOperations.None ? "-" : string.Concat(letters.Where(l => (operations & l.Item2) != FieldOperations.None).Select(l => l.Item1));
    }

    /// <summary>True when at least one field can be seen: else the record does not exist for the caller.</summary>
    public bool IsVisible => Fields.Any(f => (f & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None);

    /// <summary>True when the value may be read as it is.</summary>
    public bool MayRead(Field field) => (Fields[field.Shape.Slot] & FieldOperations.Read) != FieldOperations.None;

    /// <summary>True when the field may be filled in on a new record.</summary>
    public bool MayFill(Field field) => (Fields[field.Shape.Slot] & (FieldOperations.Update | FieldOperations.Fill)) != FieldOperations.None;

    /// <summary>What may be done with a field within the rows of a list.</summary>
    public FieldOperations Of(Field list, Field inner) => Fields[Standard.Seat(list, inner)];

    /// <summary>The same rights, seeing also what another may see of the same record.</summary>
    public Access WithSightOf(Access other) =>
        this with { Fields = [.. Fields.Select((f, i) => f | (other.Fields[i] & (FieldOperations.Read | FieldOperations.Masked)))] };

    /// <summary>
    /// The same rights, seeing no more than another matrix lets the same person see of the same record, place by place: what that does not know is hidden, and what it masks is
    /// masked. Roles that it does not give are not held. What may be done beside seeing stays.
    /// </summary>
    public Access SeenWithin(Access? other)
    {
        if (other is null) return this with { Roles = [], Fields = [.. Fields.Select(f => f & ~Sight)], MaySeeBoard = false };
        var seats = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < other.Standard.Seats.Length; i++) seats[other.Standard.Seats[i].Path] = i;
        return this with
        {
            Roles = [.. Roles.Where(r => other.Roles.Contains(r))],
            Fields = [.. Fields.Select((f, i) => Less(f, seats.TryGetValue(Standard.Seats[i].Path, out var at) ? other.Fields[at] : FieldOperations.None))],
            MaySeeBoard = MaySeeBoard && other.MaySeeBoard,
        };
    }

    private const FieldOperations Sight = FieldOperations.Read | FieldOperations.Masked;

    private static FieldOperations Less(FieldOperations own, FieldOperations most) =>
        (most & FieldOperations.Read) != FieldOperations.None ? own
        : (most & FieldOperations.Masked) == FieldOperations.None || (own & Sight) == FieldOperations.None ? own & ~Sight
        : (own & ~Sight) | FieldOperations.Masked;

    /// <summary>True when the value may be changed.</summary>
    public bool MayUpdate(Field field) => (Fields[field.Shape.Slot] & FieldOperations.Update) != FieldOperations.None;
}

/// <summary>Where a record stands in the organisation.</summary>
/// <param name="Key">Its key; null for one that does not exist yet.</param>
/// <param name="Department">Its department, or itself for a department.</param>
/// <param name="Manager">The direct manager of a person.</param>
public readonly record struct SubjectPlace(string? Key, string? Department, string? Manager = null)
{
    /// <summary>The place of a record by its values on a date.</summary>
    public static SubjectPlace Of(Standard standard, Expressions.RecordValues values)
    {
        var key = values[standard.Key.Shape.Slot].Text;
        return standard.Id switch
        {
            OrganizationFields.Person => new SubjectPlace(key, values[OrganizationFields.PersonDepartment].Text, values[OrganizationFields.PersonManager].Text),
            OrganizationFields.Department => new SubjectPlace(key, key),
            _ => new SubjectPlace(key, Home(standard) is { } home ? values[home.Shape.Slot].Text : null),
        };
    }

    /// <summary>Any other record belongs to the department it refers to, when it refers to one only.</summary>
    private static Field? Home(Standard standard) =>
        standard.Fields.Where(f => f.Shape is { Type: Expressions.ValueType.Reference, Standard: OrganizationFields.Department }).Take(2).ToList() is [var home] ? home : null;
}
