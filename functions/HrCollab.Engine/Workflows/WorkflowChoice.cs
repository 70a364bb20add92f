using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Subsidiaries;

namespace HrCollab.Engine.Workflows;

/// <summary>Which of the definitions of one name holds for whom: a subsidiary's own for whoever belongs to it, else the group's. Decided here and nowhere else.</summary>
public static class WorkflowChoice
{
    /// <summary>The workflow that a form starts; the form's name may say whose (<c>transfer@south</c>). The group's, or that of the only company that has it.</summary>
    public static Workflow? Of(DefinitionSet set, string form)
    {
        var (name, of) = (SubsidiaryNames.Name(form), SubsidiaryNames.Subsidiary(form));
        Workflow? any = null, group = null;
        foreach (var workflow in set.All<Workflow>().Where(w => w.Form.Name == name))
        {
            if (workflow.Subsidiary?.Id == of) return workflow;
            any ??= workflow;
            if (workflow.Subsidiary is null) group = workflow;
        }

        return of is null ? any : set.Find<Subsidiary>(of) is null ? null : group;
    }

    /// <summary>The process of another set that stands for one: that of the same form, whoever has it there.</summary>
    /// <param name="set">The other set.</param>
    /// <param name="workflow">The process as one set has it.</param>
    public static Workflow? Again(DefinitionSet set, Workflow workflow) => Of(set, workflow.Form.Name) ?? set.Find<Workflow>(SubsidiaryNames.Name(workflow.Id));

    /// <summary>The same process for the record it is about: the subsidiary's when the record belongs to one that has it; null when only another company has it.</summary>
    /// <param name="set">The definitions.</param>
    /// <param name="workflow">The process as somebody named it.</param>
    /// <param name="organization">The organisation of the day.</param>
    /// <param name="department">The department of the record.</param>
    public static Workflow? For(DefinitionSet set, Workflow workflow, Organization organization, string? department)
    {
        var whose = Subsidiary(set, organization, department);
        if (whose?.Id == workflow.Subsidiary?.Id) return workflow;
        Workflow? group = null;
        foreach (var other in set.All<Workflow>().Where(w => w.Form.Name == workflow.Form.Name))
        {
            if (other.Subsidiary is null) group = other;
            else if (other.Subsidiary.Id == whose?.Id) return other;
        }

        return group;
    }

    /// <summary>The department that a record belongs to; of one that a form makes, what the form says of it.</summary>
    public static string? Department(Form form, RecordValues? subject, JsonElement input)
    {
        if (!form.Creates) return subject is null ? null : SubjectPlace.Of(form.Subject, subject).Department;
        var field = form.Fields.FirstOrDefault(f => f.Drawn?.Path == OrganizationFields.PersonDepartment && form.Subject.Id == OrganizationFields.Person);
        return field is not null && input.ValueKind == JsonValueKind.Object && input.TryGetProperty(field.Id, out var value) ? FormReferences.Key(field, value) : null;
    }

    /// <summary>True when a submission may go by a workflow: the record belongs to nobody who has that process otherwise. Who belongs to no department belongs to no subsidiary.</summary>
    internal static bool Holds(CaseContext context, SubmissionRequest request) =>
        For(context.Set, context.Workflow, context.Organization, Department(context.Workflow.Form, request.Subject, request.Input)) == context.Workflow;

    /// <summary>The matrix of that name that holds for a department: its company's or the group's; null when only another company has it.</summary>
    public static Matrix? Matrix(DefinitionSet set, Matrix matrix, Organization organization, string? department) =>
        set.Find<Matrix>(SubsidiaryNames.Name(matrix.Id), Subsidiary(set, organization, department)?.Id);

    /// <summary>The company of the group to which a department belongs: that of the nearest department above it, or itself, which is at the top of one.</summary>
    public static Subsidiary? Subsidiary(DefinitionSet set, Organization organization, string? department)
    {
        var all = set.All<Subsidiary>();
        return all.Any() ? organization.Upward(department).Select(d => all.FirstOrDefault(s => s.Department == d.Id)).FirstOrDefault(s => s is not null) : null;
    }
}
