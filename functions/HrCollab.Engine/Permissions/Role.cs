using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Permissions;

/// <summary>A compiled role: whether a caller holds it towards a record, and how far it reaches without naming one.</summary>
public abstract record Role(string Id, Text Title, DateOnly? Until)
{
    /// <summary>True when the caller holds the role towards the record today.</summary>
    public bool Reaches(PersonCard caller, SubjectPlace subject, Organization organization) =>
        !caller.Left && !(Until < organization.Date) && Applies(caller, subject, organization);

    /// <summary>Departments (with everything below when so) whose records the role reaches; null when it reaches all.</summary>
    public IReadOnlyList<(string Department, bool Below)>? Reach(PersonCard caller, Organization organization) =>
        caller.Left || Until < organization.Date ? [] : Extent(caller, organization);

    /// <summary>True when the caller can hold the role towards some record.</summary>
    public bool MayHold(PersonCard caller, Organization organization) => this is Self or Reports || Reach(caller, organization) is null or { Count: > 0 };

    private protected abstract bool Applies(PersonCard caller, SubjectPlace subject, Organization organization);

    private protected abstract IReadOnlyList<(string Department, bool Below)>? Extent(PersonCard caller, Organization organization);

    /// <summary>The record is the caller's own.</summary>
    internal sealed record Self(string Id, Text Title, DateOnly? Until) : Role(Id, Title, Until)
    {
        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => subject.Key == caller.Id;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => [];
    }

    /// <summary>The caller is the direct manager.</summary>
    internal sealed record Reports(string Id, Text Title, DateOnly? Until) : Role(Id, Title, Until)
    {
        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => subject.Manager == caller.Id;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => [];
    }

    /// <summary>Everyone who works here.</summary>
    internal sealed record Anyone(string Id, Text Title, DateOnly? Until) : Role(Id, Title, Until)
    {
        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => true;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => null;
    }

    /// <summary>
    /// The caller holds a duty of the record's department (<c>department</c>), of it or any above (<c>subtree</c>), or is the one who holds
    /// it there: of the department, or where it names nobody of the nearest above that does (<c>assigned</c>).
    /// </summary>
    internal sealed record OfDepartment(string Id, Text Title, DateOnly? Until, string Duty, string Scope) : Role(Id, Title, Until)
    {
        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => Scope switch
        {
            "subtree" => organization.Upward(subject.Department).Any(d => Holds(d, caller)),
            "assigned" => IsAssigned(subject.Department, caller, organization),
            _ => organization.Department(subject.Department) is { } department && Holds(department, caller),
        };

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => Scope == "assigned"
            ? [.. organization.Departments.Where(d => IsAssigned(d.Id, caller, organization)).Select(d => (d.Id, false))]
            : [.. organization.Departments.Where(d => Holds(d, caller)).Select(d => (d.Id, Scope == "subtree"))];

        private bool IsAssigned(string? department, PersonCard caller, Organization organization) =>
            organization.Upward(department).FirstOrDefault(d => d.Duties.ContainsKey(Duty)) is { } nearest && Holds(nearest, caller);

        private bool Holds(DepartmentCard department, PersonCard caller) => department.Duties.TryGetValue(Duty, out var person) && person == caller.Id;
    }

    /// <summary>The caller holds a company-wide duty that reaches everything, or their own department.</summary>
    internal sealed record OfCompany(string Id, Text Title, DateOnly? Until, string Duty, string Scope) : Role(Id, Title, Until)
    {
        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) =>
            caller.Holds(Duty) && Scope switch
            {
                "all" => true,
                "subtree" => caller.Department is { } home && organization.IsWithin(subject.Department, home),
                _ => caller.Department is { } home && subject.Department == home,
            };

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) =>
            !caller.Holds(Duty) ? [] : Scope == "all" ? null : caller.Department is { } home ? [(home, Scope == "subtree")] : [];
    }
}
