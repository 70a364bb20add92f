using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Decisions;

/// <summary>Notes what a decision reads of the organisation and the record, so that it can be made again without them.</summary>
public sealed class DecisionWatch
{
    private readonly CaseContext _original;
    private readonly OrganizationReads _organization = new();
    private readonly FieldReads _fields;

    /// <summary>Watches a context; the decision is to be made with <see cref="Context"/>.</summary>
    public DecisionWatch(CaseContext context)
    {
        _original = context;
        _fields = new FieldReads(context.Subject.Shape.Fields.Length);
        Context = context with { Organization = context.Organization.Watched(_organization), Subject = context.Subject.Watched(_fields) };
    }

    /// <summary>The same context; what is read from it is noted.</summary>
    public CaseContext Context { get; }

    /// <summary>What has been read so far.</summary>
    public DecisionFacts Facts(DecisionQuestion question, bool hasSubject, PersonCard? caller)
    {
        var people = _organization.People.Append(question.Caller).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => caller?.Id == id ? caller : _original.Organization.Person(id)).OfType<PersonCard>();
        var departments = _organization.Departments.Order(StringComparer.Ordinal).Select(id => _original.Organization.Department(id)).OfType<DepartmentCard>();
        return new DecisionFacts(
            _original.Workflow.Id, _original.Now, question, hasSubject,
            _original.Subject.Present.Where(v => _fields.Contains(_original.Subject.Shape.Find(v.Key)!.Slot)).ToImmutableSortedDictionary(v => v.Key, v => v.Value.ToString(), StringComparer.Ordinal),
            [.. people], [.. departments.Select(DepartmentFacts.Of)],
            _organization.Duties.ToImmutableSortedDictionary(d => d, d => _original.Organization.Holders(d), StringComparer.Ordinal), References());
    }

    /// <summary>Left out where there are none.</summary>
    private ImmutableArray<KnownReference> References()
    {
        var known = _organization.References.Select(r => (r.Standard, r.Key, There: _original.Organization.Reference(r.Standard, r.Key))).Where(r => r.There is not null)
            .OrderBy(r => r.Standard, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => new KnownReference(r.Standard, r.Key, r.There!.Value)).ToImmutableArray();
        return known.IsEmpty ? default : known;
    }
}
