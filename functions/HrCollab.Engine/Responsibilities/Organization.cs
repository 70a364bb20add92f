using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HrCollab.Engine.Responsibilities;

/// <summary>A person as responsibilities and permissions need to know them, on one date.</summary>
/// <param name="Id">Key of the person's record (employee number).</param>
/// <param name="Name">Name.</param>
/// <param name="Department">Department, or null when the record does not say.</param>
/// <param name="Position">Position.</param>
/// <param name="Manager">Direct manager.</param>
/// <param name="Duties">Company-wide duties by code.</param>
/// <param name="Absence">Leave that a substitute covers, or null.</param>
/// <param name="Left">True once employment has ended: the person holds no duty and may do nothing.</param>
/// <param name="Pending">True until employment begins: the record is there, the person is not yet.</param>
/// <param name="Service">The service account this is; null for people. A program holds the roles that name it and no other, and gets no work.</param>
public sealed record PersonCard(
    string Id, string Name, string? Department = null, string? Position = null, string? Manager = null,
    ImmutableSortedSet<string>? Duties = null, Absence? Absence = null, bool Left = false, bool Pending = false, string? Service = null)
{
    private const string ServicePrefix = "service:";

    /// <summary>The key of a service account, <c>service:</c> and its code: no record of a person can have it. Null for anything else.</summary>
    public static PersonCard? OfService(string? key) =>
        key is not null && key.StartsWith(ServicePrefix, StringComparison.Ordinal) && key.Length > ServicePrefix.Length ? new PersonCard(key, key[ServicePrefix.Length..], Service: key[ServicePrefix.Length..]) : null;

    /// <summary>The key of the service account with the code.</summary>
    public static string ServiceKey(string code) => ServicePrefix + code;

    /// <summary>True from the first to the last day of employment; before and after, a person has no role, no duty and no work.</summary>
    [JsonIgnore]
    public bool IsEmployed => !Left && !Pending;

    /// <summary>True when the person holds the company-wide duty.</summary>
    public bool Holds(string duty) => IsEmployed && Duties?.Contains(duty) == true;
}

/// <summary>A leave with both days included, and who stands in.</summary>
public sealed record Absence(DateOnly From, DateOnly To, string? Substitute)
{
    /// <summary>True on a day of the leave.</summary>
    public bool Covers(DateOnly day) => day >= From && day <= To;
}

/// <summary>A department on one date: who heads it and who holds its other duties.</summary>
/// <param name="Id">Key of the department's record.</param>
/// <param name="Name">Name.</param>
/// <param name="Parent">The department above, or null at the top.</param>
/// <param name="Duties">Person per duty of the department: head, deputy, hrbp.</param>
public sealed record DepartmentCard(string Id, string Name, string? Parent, FrozenDictionary<string, string> Duties);

/// <summary>
/// Departments and the people that duties point at, on one date. An immutable value: the host makes a new one when records change or
/// the day turns.
/// </summary>
public sealed class Organization
{
    private readonly FrozenDictionary<string, DepartmentCard> _departments;
    private readonly ImmutableDictionary<string, PersonCard> _people;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _holders;
    private readonly ImmutableArray<PersonCard> _away;
    private readonly OrganizationReads? _reads;
    private readonly ImmutableDictionary<(string Standard, string Key), bool> _references = ImmutableDictionary<(string, string), bool>.Empty;

    /// <summary>The organisation of a date.</summary>
    public Organization(DateOnly date, IEnumerable<DepartmentCard> departments, IEnumerable<PersonCard> people)
        : this(
            date,
            departments.ToFrozenDictionary(d => d.Id, StringComparer.Ordinal),
            people.ToImmutableDictionary(p => p.Id, StringComparer.Ordinal))
    {
    }

    private Organization(DateOnly date, FrozenDictionary<string, DepartmentCard> departments, ImmutableDictionary<string, PersonCard> people)
    {
        (Date, _departments, _people, _away) = (date, departments, people, [.. people.Values.Where(p => IsAway(p, date))]);
        _holders = people.Values.Where(p => p.Duties is not null && p.IsEmployed)
            .SelectMany(p => p.Duties!.Select(d => (Duty: d, p.Id)))
            .GroupBy(h => h.Duty, StringComparer.Ordinal)
            .ToFrozenDictionary(h => h.Key, h => h.Select(x => x.Id).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }

    private Organization(Organization basis, ImmutableDictionary<string, PersonCard> people, ImmutableArray<PersonCard> away, OrganizationReads? reads, ImmutableDictionary<(string, string), bool>? references = null) =>
        (Date, _departments, _people, _away, _holders, _reads, _references) = (basis.Date, basis._departments, people, away, basis._holders, reads, references ?? basis._references);

    /// <summary>The part of an organisation that a decision looked at; holders of duties are those it was told.</summary>
    public Organization(DateOnly date, IEnumerable<DepartmentCard> departments, IEnumerable<PersonCard> people, IReadOnlyDictionary<string, ImmutableArray<string>> holders)
    {
        Date = date;
        _departments = departments.ToFrozenDictionary(d => d.Id, StringComparer.Ordinal);
        _people = people.ToImmutableDictionary(p => p.Id, StringComparer.Ordinal);
        _away = [.. _people.Values.Where(p => IsAway(p, date))];
        _holders = holders.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The date the organisation is seen on.</summary>
    public DateOnly Date { get; }

    /// <summary>All departments, in order of id.</summary>
    public IEnumerable<DepartmentCard> Departments => _departments.Values.OrderBy(d => d.Id, StringComparer.Ordinal);

    /// <summary>Everyone known here: holders of duties and whoever was added for a decision.</summary>
    public IEnumerable<PersonCard> People => _people.Values;

    /// <summary>Those of them who are on leave on the date.</summary>
    public IEnumerable<PersonCard> Away => _away;

    /// <summary>The department, or null.</summary>
    public DepartmentCard? Department(string? id)
    {
        if (id is null) return null;
        _reads?.Departments.Add(id);
        return _departments.GetValueOrDefault(id);
    }

    /// <summary>The person if they hold a duty or were loaded for this decision, or null.</summary>
    public PersonCard? Person(string? id)
    {
        if (id is null) return null;
        _reads?.People.Add(id);
        return _people.GetValueOrDefault(id);
    }

    /// <summary>Those who hold a company-wide duty, in order of id; nobody is an empty array.</summary>
    public ImmutableArray<string> Holders(string duty)
    {
        _reads?.Duties.Add(duty);
        return _holders.GetValueOrDefault(duty, []);
    }

    /// <summary>Whether a record can be referred to: departments are all known, of people and others only those that were looked up; null when it cannot be said.</summary>
    public bool? Exists(string standard, string key) => standard switch
    {
        OrganizationFields.Department => Department(key) is not null,
        OrganizationFields.Person => Person(key) is not null,
        _ => Reference(standard, key),
    };

    /// <summary>Whether a record that is neither person nor department is there; null when it was not looked up.</summary>
    internal bool? Reference(string standard, string key)
    {
        _reads?.References.Add((standard, key));
        return _references.TryGetValue((standard, key), out var there) ? there : null;
    }

    /// <summary>The same organisation knowing of some records, such as positions, whether they are there.</summary>
    public Organization Referring(IEnumerable<KnownReference> references) =>
        new(this, _people, _away, _reads, _references.SetItems(references.Select(r => KeyValuePair.Create((r.Standard, r.Key), r.There))));

    /// <summary>The same organisation; what is looked up in it is noted.</summary>
    public Organization Watched(OrganizationReads reads) => new(this, _people, _away, reads);

    /// <summary>The same organisation knowing some more people; they do not become holders of duties by it.</summary>
    public Organization Knowing(IEnumerable<PersonCard> people)
    {
        var (known, away) = (_people, _away);
        foreach (var person in people)
        {
            if (known.ContainsKey(person.Id)) continue;
            known = known.Add(person.Id, person);
            if (IsAway(person, Date)) away = away.Add(person);
        }

        return ReferenceEquals(known, _people) ? this : new Organization(this, known, away, _reads);
    }

    /// <summary>The same organisation with another card of a person, who does not become a holder of duties by it.</summary>
    public Organization Replacing(PersonCard person) => new(this, _people.SetItem(person.Id, person), [.. _away.Where(p => p.Id != person.Id), .. IsAway(person, Date) ? [person] : (PersonCard[])[]], _reads);

    /// <summary>The department and those above it, nearest first. A loop in the data ends the walk.</summary>
    public IEnumerable<DepartmentCard> Upward(string? department)
    {
        var seen = 0;
        for (var at = Department(department); at is not null && seen++ < 32; at = Department(at.Parent)) yield return at;
    }

    /// <summary>True when the department is the other one or lies below it.</summary>
    public bool IsWithin(string? department, string ancestor) => Upward(department).Any(d => d.Id == ancestor);

    /// <summary>
    /// Whom somebody in a department reports to: its head, or the next head above where it is vacant or they head it themselves; null when there is
    /// none. A head on leave stays the head.
    /// </summary>
    public string? HeadFor(string? department, string? person) => Upward(department)
        .Select(d => d.Duties.GetValueOrDefault(OrganizationFields.Head)).FirstOrDefault(h => h is not null && h != person && Person(h) is { IsEmployed: true });

    private static bool IsAway(PersonCard person, DateOnly date) => person.Absence?.Covers(date) == true;
}

/// <summary>Whether a record that something refers to is there.</summary>
public sealed record KnownReference(string Standard, string Key, bool There);

/// <summary>What was looked up in an organisation, found or not. Used by one decision at a time.</summary>
public sealed class OrganizationReads
{
    /// <summary>Ids of people.</summary>
    public ISet<string> People { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Ids of departments.</summary>
    public ISet<string> Departments { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Other records, by standard and key.</summary>
    public ISet<(string Standard, string Key)> References { get; } = new HashSet<(string, string)>();

    /// <summary>Company-wide duties.</summary>
    public ISet<string> Duties { get; } = new HashSet<string>(StringComparer.Ordinal);
}
