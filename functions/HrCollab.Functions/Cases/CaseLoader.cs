using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Subsidiaries;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Cases;

/// <summary>Loads what a decision about a case reads: the record, and the people that the matrix can point at.</summary>
internal sealed class CaseLoader(RecordReader records, ActiveDefinitions definitions, OrganizationSource organizations, TimeProvider time)
{
    /// <summary>The context of a running case under the revision it keeps, for a caller or for the system; <paramref name="sent"/> tells what a form names that is sent again.</summary>
    public async ValueTask<CaseContext> Context(CaseState state, Caller? caller, CancellationToken cancel, Func<Form, IEnumerable<(string Standard, string Key)>>? sent = null)
    {
        var set = await definitions.For(state.Revision, cancel);
        var workflow = set.Find<Workflow>(state.Workflow) ?? throw new InvalidOperationException($"Revision {state.Revision} has no workflow {state.Workflow}.");
        var utc = time.GetUtcNow();
        var now = caller?.Now ?? utc.ToOffset(set.Manifest.Zone.GetUtcOffset(utc));
        var organization = caller?.Organization ?? await organizations.Now(cancel);
        var subject = await records.Find(workflow.Form.Subject, state.Subject.Key, cancel);
        var values = subject?.On(organization.Date) ?? workflow.Form.Subject.Shape.Empty;
        var form = workflow.Form.Fields.Where(f => f.Field.Shape.Standard == OrganizationFields.Person).Select(f => state.Values.GetValueOrDefault(f.Id));
        var evidence = workflow.Vocabulary.Roots[3].Shape.Fields.Where(f => f.Standard == OrganizationFields.Person).Select(f => state.Evidence.GetValueOrDefault(f.Path));
        var people = form.Concat(evidence).Concat(state.OpenTasks.SelectMany(t => t.Owners.Append(t.StandsInFor).Append(t.ClaimedBy))).Append(state.Submitter.Person);
        organization = await Knowing(organization, set, workflow, state.Subject.Key, subject is null ? null : values, people, cancel);
        if (sent is not null) organization = await records.Knowing(organization, set, sent(workflow.Form).Select(n => (n.Standard, (string?)n.Key)), cancel);
        return new CaseContext(set, workflow, organization, values, now);
    }

    /// <summary>Which company's workflow holds for a record, or for the one that an input would make.</summary>
    public async ValueTask<Workflow> Whose(Caller caller, Workflow workflow, string? subjectKey, JsonElement input, CancellationToken cancel)
    {
        if (!caller.Set.All<Subsidiary>().Any()) return workflow;
        var record = subjectKey is null || workflow.Form.Creates ? null : await records.Find(workflow.Form.Subject, subjectKey, cancel);
        return Whose(caller, workflow, WorkflowChoice.Department(workflow.Form, record?.On(caller.Today), input));
    }

    /// <summary>The same for a department; as it was named when only another company has it, which the decision refuses.</summary>
    public static Workflow Whose(Caller caller, Workflow workflow, string? department) =>
        department is null ? workflow : WorkflowChoice.For(caller.Set, workflow, caller.Organization, department) ?? workflow;

    /// <summary>The context of a submission under the active revision.</summary>
    public async ValueTask<(CaseContext Context, RecordValues? Subject)> Context(Caller caller, Workflow workflow, string? subjectKey, IEnumerable<(string Standard, string Key)> named, CancellationToken cancel)
    {
        var subject = subjectKey is null || workflow.Form.Creates ? null : await records.Find(workflow.Form.Subject, subjectKey, cancel);
        var values = subject?.On(caller.Today);
        return (await Context(caller, workflow, subjectKey, values, named, cancel), values);
    }

    /// <summary>The same about a record that is not stored, or about none.</summary>
    public async ValueTask<CaseContext> Context(Caller caller, Workflow workflow, string? subjectKey, RecordValues? subject, IEnumerable<(string Standard, string Key)> named, CancellationToken cancel)
    {
        var organization = await records.Knowing(caller.Organization, caller.Set, named.Select(n => (n.Standard, (string?)n.Key)), cancel);
        organization = await Knowing(organization, caller.Set, workflow, subjectKey, subject, [], cancel);
        return new CaseContext(caller.Set, workflow, organization, subject ?? workflow.Form.Subject.Shape.Empty, caller.Now);
    }

    private async ValueTask<Organization> Knowing(
        Organization organization, DefinitionSet set, Workflow workflow, string? subject, RecordValues? values, IEnumerable<string?> people, CancellationToken cancel)
    {
        var isPerson = workflow.Form.Subject.Id == OrganizationFields.Person;
        if (isPerson && values is not null) organization = organization.Knowing([PersonCards.Of(workflow.Form.Subject, values, organization.Date)]);
        var named = workflow.Matrix.Rows.SelectMany(r => r.Cooperating.Append(r.Responsible).Append(r.Instead ?? r.Responsible)).OfType<Party.Person>().Select(p => p.Id);
        var wanted = people.Concat(named).Append(isPerson ? subject : null).Append(isPerson ? values?[OrganizationFields.PersonManager].Text : null);
        organization = await records.Knowing(organization, set, wanted, cancel);
        // Whoever is away may be replaced by somebody who holds no duty and is not known yet.
        return await records.Knowing(organization, set, organization.Away.Select(p => p.Absence!.Substitute), cancel);
    }
}
