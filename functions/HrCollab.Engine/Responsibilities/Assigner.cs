using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>What an assignment depends on beside the organisation.</summary>
/// <param name="Organization">The organisation today.</param>
/// <param name="Submitter">Who submitted the form.</param>
/// <param name="Subject">Key of the person the case is about, or null when the case creates them or is about something else.</param>
/// <param name="Value">The value of a path such as form.newDepartment.</param>
public sealed record AssignmentContext(Organization Organization, string Submitter, string? Subject, Func<string, FieldValue> Value);

/// <summary>Resolves a row of a matrix to the people of today. Pure.</summary>
public static class Assigner
{
    private const int MostSubstitutes = 3;

    /// <summary>Who answers for the row. Whoever it is an own matter of does not: another holder does, or who stands there <c>instead</c>, and never somebody in their name.</summary>
    public static Assignment Responsible(MatrixRow row, AssignmentContext context, ImmutableArray<OwnMatter> own)
    {
        var found = Resolve(row.Responsible, context, null);
        if (found is not Assignment.Found first || Because(first, own) is not { } because) return found;
        if (Others(first, own) is { } others) return others;
        if (row.Instead is null) return new Assignment.Nobody(first.Department, because);
        var instead = Resolve(row.Instead, context, first.Department);
        if (instead is Assignment.Found second && Because(second, own) is { } again)
        {
            if (Others(second, own) is not { } rest) return new Assignment.Nobody(first.Department, again == because ? because : new Text($"{because.Zh};{again.Zh}", $"{because.En}; {again.En}"));
            instead = rest;
        }

        return instead with { Reason = new Text($"{because.Zh};{instead.Reason.Zh}", $"{because.En}; {instead.Reason.En}") };
    }

    /// <summary>Why somebody who would decide, or in whose name somebody would, may not; null when all of them may.</summary>
    private static Text? Because(Assignment.Found found, ImmutableArray<OwnMatter> own) =>
        own.Where(o => found.People.Contains(o.Person) || found.StandsInFor == o.Person).Select(o => o.Because).FirstOrDefault();

    /// <summary>Those of several whom it does not concern; null when there are none.</summary>
    private static Assignment.Found? Others(Assignment.Found found, ImmutableArray<OwnMatter> own) =>
        own.All(o => o.Person != found.StandsInFor) && found.People.RemoveAll(p => own.Any(o => o.Person == p)) is { IsEmpty: false } others ? found with { People = others } : null;

    /// <summary>Who a party of a row is today.</summary>
    public static Assignment Resolve(Party party, AssignmentContext context, string? rowDepartment)
    {
        var organization = context.Organization;
        switch (party)
        {
            case Party.DepartmentDuty duty:
                return DutyOf(context.Value(duty.Of).Text, duty.Duty, duty.Title, duty.Climb, organization);
            case Party.RowDuty duty:
                return DutyOf(rowDepartment, duty.Duty, duty.Title, climb: true, organization);
            case Party.ParentDuty duty:
                return DutyOf(organization.Department(rowDepartment)?.Parent, duty.Duty, duty.Title, climb: true, organization);
            case Party.CompanyDuty duty:
                return Present(organization.Holders(duty.Duty), null, organization, new Text($"职责“{duty.Title.Zh}”", $"holder of '{duty.Title.En}'"));
            case Party.Subject:
                return One(context.Subject, new Text("本人", "the person concerned"));
            case Party.Submitter:
                return One(context.Submitter, new Text("提交人", "the submitter"));
            case Party.Manager:
                return One(organization.Person(context.Subject)?.Manager, new Text("直属上级", "the direct manager"));
            case Party.Person person:
                return One(person.Id, new Text("指定人员", "a named person"));
            case Party.Named named:
                return One(context.Value(named.Path).Text, new Text($"字段 {named.Path} 指定", $"named by {named.Path}"));
            default:
                throw new InvalidOperationException($"Party {party.GetType().Name} is not handled.");
        }

        Assignment One(string? person, Text how) =>
            person is null
                ? new Assignment.Nobody(null, new Text($"{how.Zh}:没有填写", $"{how.En}: not given"))
                : Present([person], null, organization, how);
    }

    private static Assignment DutyOf(string? department, string duty, Text title, bool climb, Organization organization)
    {
        if (organization.Department(department) is not { } start)
            return new Assignment.Nobody(department, new Text($"部门“{department}”不存在或未填写", $"department '{department}' is unknown or not given"));
        foreach (var at in organization.Upward(department))
        {
            if (at.Duties.TryGetValue(duty, out var person))
            {
                return Present([person], at.Id, organization, new Text($"{at.Name}的{title.Zh}", $"{title.En} of {at.Name}"));
            }

            if (!climb) break;
        }

        return new Assignment.Nobody(start.Id, new Text($"{start.Name}的{title.Zh}空缺", $"{title.En} of {start.Name} is vacant"));
    }

    /// <summary>Those who are here today; an absent one is replaced by the substitute, and nobody by nobody.</summary>
    private static Assignment Present(ImmutableArray<string> people, string? department, Organization organization, Text how)
    {
        var here = people.Where(p => IsHere(organization.Person(p), organization.Date)).ToImmutableArray();
        if (!here.IsEmpty) return new Assignment.Found(here, department ?? organization.Person(here[0])?.Department, null, how);
        foreach (var person in people)
        {
            var home = department ?? organization.Person(person)?.Department;
            if (Substitute(person, organization) is not { } substitute) continue;
            var name = organization.Person(person)?.Name ?? person;
            return new Assignment.Found([substitute], home, person, new Text($"{how.Zh};{name} 休假,由代理人处理", $"{how.En}; {name} is on leave, the substitute acts"));
        }

        return new Assignment.Nobody(department ?? organization.Person(people.FirstOrDefault())?.Department, new Text($"{how.Zh}:今天没有可处理的人", $"{how.En}: nobody is available today"));
    }

    private static string? Substitute(string person, Organization organization)
    {
        var at = organization.Person(person);
        for (var hop = 0; hop < MostSubstitutes && at?.Absence is { Substitute: { } next } absence && absence.Covers(organization.Date); hop++)
        {
            at = organization.Person(next);
            if (IsHere(at, organization.Date)) return next;
        }

        return null;
    }

    private static bool IsHere(PersonCard? person, DateOnly date) => person is { IsEmployed: true } && person.Absence?.Covers(date) != true;
}
