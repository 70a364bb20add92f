using System.Collections.Immutable;
using HrCollab.Components;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Workspace;

namespace HrCollab.Designer.Editors.Forms;

/// <summary>A form as one person of the example company meets it about another.</summary>
/// <param name="Form">The form.</param>
/// <param name="State">What the engine makes of the values.</param>
/// <param name="Typed">Values as texts: typed, else what it starts with for this reader.</param>
/// <param name="MaySubmit">False: a role is missing.</param>
/// <param name="People">Who can be chosen as reader.</param>
/// <param name="Subjects">About whom.</param>
/// <param name="Choices">Records that references may name.</param>
internal sealed record PreviewedForm(
    Form Form, FormState State, IReadOnlyDictionary<string, string> Typed, bool MaySubmit, IReadOnlyList<(string Key, string Name)> People, IReadOnlyList<(string Key, string Name)> Subjects,
    IReadOnlyDictionary<string, ImmutableArray<FieldChoice>> Choices)
{
    /// <summary>The form under a set; null when there is none. Empty choices become the first that may submit, and somebody it may be about.</summary>
    public static PreviewedForm? Of(DefinitionSet? set, GoldenWorld? world, string id, ref string caller, ref string subject, IReadOnlyDictionary<string, string> typed)
    {
        if (set?.Find<Form>(id) is not { } form || world is null) return null;
        var organization = world.Organization(ExampleCompany.Made);
        var people = organization.People.Where(p => p.IsEmployed).OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => (Key: p.Id, p.Name)).ToList();
        var subjects = form.Subject.Id == OrganizationFields.Department ? organization.Departments.Select(d => (Key: d.Id, d.Name)).ToList() : people;
        if (caller.Length == 0) (caller, subject) = First(form, world, organization, people, subjects);
        if (organization.Person(caller) is not { } reader) return null;

        var record = form.Creates ? null : world.Find(form.Subject.Id, subject, ExampleCompany.Made);
        var access = form.Permissions.For(reader, record is null ? new SubjectPlace(null, null) : SubjectPlace.Of(form.Subject, record), organization);
        var values = Started(form, record, access);
        if (typed.Count > 0) values = TypedForm.Of(form, name => name == TypedForm.Button ? null : typed.GetValueOrDefault(name) ?? values.GetValueOrDefault(name));
        var state = FormEvaluation.Evaluate(form, TypedForm.Input(values), record ?? form.Subject.Shape.Empty, CheckContext.Of(set, ExampleCompany.Made, world.Exists));
        return new PreviewedForm(form, state, values, May(form, reader, access, organization), people, subjects, new Dictionary<string, ImmutableArray<FieldChoice>>(StringComparer.Ordinal)
        {
            [OrganizationFields.Department] = [.. organization.Departments.Select(d => new FieldChoice(d.Id, $"{d.Name} ({d.Id})"))],
            [OrganizationFields.Person] = [.. people.Select(p => new FieldChoice(p.Key, $"{p.Name} ({p.Key})"))],
        });
    }

    /// <summary>What the form starts with, as far as the reader may read it (S45).</summary>
    private static ImmutableDictionary<string, string> Started(Form form, RecordValues? record, Access access)
    {
        if (record is null) return ImmutableDictionary<string, string>.Empty;
        var hidden = form.Fields.Where(f => f.Prefill is not { } source || !access.MayRead(source));
        return TypedForm.Of(form, FormEvaluation.Prefilled(form, record).With(hidden.Select(f => KeyValuePair.Create(f.Id, FieldValue.Missing))));
    }

    private static bool May(Form form, PersonCard reader, Access access, Organization organization) =>
        form.Creates ? form.Definition.Submitters.Any(s => form.Permissions.Role(s)?.MayHold(reader, organization) == true) : form.MaySubmit(access);

    private static (string Caller, string Subject) First(Form form, GoldenWorld world, Organization organization, List<(string Key, string Name)> people, List<(string Key, string Name)> subjects)
    {
        foreach (var (key, _) in people)
        {
            var reader = organization.Person(key)!;
            if (form.Creates && May(form, reader, form.Permissions.For(reader, new SubjectPlace(null, null), organization), organization)) return (key, "");
            foreach (var (about, _) in form.Creates ? [] : subjects.Where(s => s.Key != key))
            {
                if (world.Find(form.Subject.Id, about, ExampleCompany.Made) is { } record && form.MaySubmit(form.Permissions.For(reader, SubjectPlace.Of(form.Subject, record), organization))) return (key, about);
            }
        }

        return (people.Select(p => p.Key).FirstOrDefault() ?? "", subjects.Select(s => s.Key).FirstOrDefault() ?? "");
    }
}
