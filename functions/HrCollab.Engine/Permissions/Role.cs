using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Permissions;

/// <summary>A compiled role: whether a caller holds it towards a record, and how far it reaches without naming one.</summary>
public abstract record Role(string Id, Text Title, DateOnly? Until)
{
    /// <summary>The days of the month on which it counts; null when it counts on all.</summary>
    public RoleWindow? Window { get; internal init; }

    /// <summary>True when the caller holds the role towards the record today.</summary>
    public bool Reaches(PersonCard caller, SubjectPlace subject, Organization organization) =>
        Counts(caller, organization) && Applies(caller, subject, organization);

    /// <summary>Departments (with everything below when so) whose records the role reaches; null when it reaches all.</summary>
    public IReadOnlyList<(string Department, bool Below)>? Reach(PersonCard caller, Organization organization) =>
        Counts(caller, organization) ? Extent(caller, organization) : [];

    /// <summary>Roles of programs are for programs alone, and all others for people alone: what everyone may do, no program may.</summary>
    private bool Counts(PersonCard caller, Organization organization) => caller.IsEmployed && !(Until < organization.Date) && Window?.IsOpen(organization.Date) != false && caller.Service is not null == this is OfService;

    /// <summary>Every department the role reaches, those below included; null when it reaches all.</summary>
    public IReadOnlySet<string>? ReachedDepartments(PersonCard caller, Organization organization)
    {
        if (Reach(caller, organization) is not { } extent) return null;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (department, below) in extent)
        {
            reached.Add(department);
            if (below) reached.UnionWith(organization.Departments.Where(d => organization.IsWithin(d.Id, department)).Select(d => d.Id));
        }

        return reached;
    }

    /// <summary>True when it is held towards those who report to the caller: whether there is anybody only the records tell.</summary>
    public bool IsOfReports => this is Reports;

    /// <summary>True when it comes from a relation to the record, not from what somebody is appointed to.</summary>
    public bool IsRelation => this is Self or Reports or Anyone;

    /// <summary>True when the caller can hold the role towards some record.</summary>
    public bool MayHold(PersonCard caller, Organization organization) => (caller.Service is null && this is Self or Reports) || Reach(caller, organization) is null or { Count: > 0 };

    /// <summary>How one comes to the role and towards which records, such as self, head/subtree or payroll/all; with its last day and its days of the month when it has them.</summary>
    public string Describe() => $"{Origin}{(Until is { } until ? $" until {until:yyyy-MM-dd}" : null)}{(Window is { } window ? $" on {window}" : null)}";

    private protected abstract string Origin { get; }

    private protected abstract bool Applies(PersonCard caller, SubjectPlace subject, Organization organization);

    private protected abstract IReadOnlyList<(string Department, bool Below)>? Extent(PersonCard caller, Organization organization);

    /// <summary>The record is the caller's own.</summary>
    internal sealed record Self(string Id, Text Title, DateOnly? Until) : Role(Id, Title, Until)
    {
        private protected override string Origin => "self";

        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => subject.Key == caller.Id;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => [];
    }

    /// <summary>The caller is the direct manager.</summary>
    internal sealed record Reports(string Id, Text Title, DateOnly? Until) : Role(Id, Title, Until)
    {
        private protected override string Origin => "reports";

        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => subject.Manager == caller.Id;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => [];
    }

    /// <summary>Everyone who works here.</summary>
    internal sealed record Anyone(string Id, Text Title, DateOnly? Until) : Role(Id, Title, Until)
    {
        private protected override string Origin => "anyone";

        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => true;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => null;
    }

    /// <summary>
    /// The caller holds a duty of the record's department (<c>department</c>), of it or any above (<c>subtree</c>), or is the one who holds
    /// it there: of the department, or where it names nobody of the nearest above that does (<c>assigned</c>).
    /// </summary>
    internal sealed record OfDepartment(string Id, Text Title, DateOnly? Until, string Duty, string Scope) : Role(Id, Title, Until)
    {
        private protected override string Origin => $"{Duty}/{Scope}";

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

    /// <summary>The caller is the program; it reaches every record, and of each only what its line of the matrix names.</summary>
    internal sealed record OfService(string Id, Text Title, DateOnly? Until, string Service) : Role(Id, Title, Until)
    {
        private protected override string Origin => $"service {Service}";

        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) => caller.Service == Service;

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) => caller.Service == Service ? null : [];
    }

    /// <summary>Something of the caller's own reaches everything, or the records of their own department (with those below it).</summary>
    internal abstract record Own(string Id, Text Title, DateOnly? Until, string Scope) : Role(Id, Title, Until)
    {
        private protected abstract bool Holds(PersonCard caller);

        private protected override bool Applies(PersonCard caller, SubjectPlace subject, Organization organization) =>
            Holds(caller) && Scope switch
            {
                "all" => true,
                "subtree" => caller.Department is { } home && organization.IsWithin(subject.Department, home),
                _ => caller.Department is { } home && subject.Department == home,
            };

        private protected override IReadOnlyList<(string, bool)>? Extent(PersonCard caller, Organization organization) =>
            !Holds(caller) ? [] : Scope == "all" ? null : caller.Department is { } home ? [(home, Scope == "subtree")] : [];
    }

    /// <summary>The caller holds a company-wide duty.</summary>
    internal sealed record OfCompany(string Id, Text Title, DateOnly? Until, string Duty, string Scope) : Own(Id, Title, Until, Scope)
    {
        private protected override string Origin => $"{Duty}/{Scope}";

        private protected override bool Holds(PersonCard caller) => caller.Holds(Duty);
    }

    /// <summary>The caller works in a position.</summary>
    internal sealed record OfPosition(string Id, Text Title, DateOnly? Until, string Position, string Scope) : Own(Id, Title, Until, Scope)
    {
        private protected override string Origin => $"position {Position}/{Scope}";

        private protected override bool Holds(PersonCard caller) => caller.IsEmployed && caller.Position == Position;
    }
}
