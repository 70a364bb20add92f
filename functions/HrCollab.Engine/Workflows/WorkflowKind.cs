using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Subsidiaries;

namespace HrCollab.Engine.Workflows;

/// <summary>workflows/: after forms and matrices, whose fields and rows the steps name.</summary>
internal sealed class WorkflowKind() : DefinitionKind<WorkflowDefinition, Workflow>(
    "workflows", "workflow", new Text("流程", "Workflow"), WorkflowJson.Default.WorkflowDefinition)
{
    private protected override Workflow? Compile(WorkflowDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        var form = scope.Find<Form>(definition.Form, "/form", new Text("表单", "form"));
        var matrix = scope.Find<Matrix>(definition.Responsibilities, "/responsibilities", new Text("责任矩阵", "responsibility matrix"));
        if (definition.Steps.IsEmpty) scope.Report(WorkflowFindings.NoSteps, "/steps", definition.Id);
        _ = scope.Part<Calendar>(scope.Manifest.Calendar); // its due times count by it, which a subsidiary may have of its own
        if (form is null || matrix is null) return null;
        if (matrix.Subject != form.Subject.Id) scope.Report(WorkflowFindings.OtherSubject, "/responsibilities", matrix.Id, matrix.Subject, form.Subject.Id);
        if (scope.All<Workflow>().FirstOrDefault(w => w.Form == form && SubsidiaryNames.Name(w.Id) != SubsidiaryNames.Name(definition.Id)) is { } other) scope.Report(WorkflowFindings.TwoWorkflows, "/form", form.Id, other.Id);
        Visible(definition, form, scope);
        var vocabulary = VocabularyOf(definition, form, matrix);
        MatrixPaths(matrix, form, vocabulary, scope);
        var steps = new StepCompiler(definition, matrix, form, vocabulary, scope).Compile();
        ProcessDeadline.Check(definition, steps, scope);
        return scope.Failed ? null : new Workflow(definition, form, matrix, vocabulary, steps, scope.File.At("")) { Subsidiary = SubsidiaryNames.Subsidiary(definition.Id) is { } own ? scope.Part<Subsidiary>(own) : null };
    }

    /// <summary>Of branches that exclude each other the first counts that holds; where one of several branches is enough, each of them ends the others.</summary>
    private protected override Deciding DecidingIn(JsonObject holder, string member) =>
        member == "choose" ? Deciding.Before : member == "parallel" && holder["join"]?.ToString() == "any" ? Deciding.All : Deciding.None;

    private protected override void Compare(WorkflowDefinition group, WorkflowDefinition own, CompileScope scope)
    {
        // Forms and matrices are held to the group's of their name: by another name they would be held to nothing.
        if (SubsidiaryNames.Name(own.Form) != SubsidiaryNames.Name(group.Form)) scope.Report(InheritanceFindings.OtherName, "/form", new Text("表单", "form"), own.Form, group.Form);
        if (SubsidiaryNames.Name(own.Responsibilities) != SubsidiaryNames.Name(group.Responsibilities))
            scope.Report(InheritanceFindings.OtherName, "/responsibilities", new Text("责任矩阵", "responsibility matrix"), own.Responsibilities, group.Responsibilities);
        var steps = StepCompiler.Flatten(own.Steps).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var step in StepCompiler.Flatten(group.Steps).Where(s => (s.Approve is not null || s.Task) && !steps.Contains(s.Id)))
            if (!group.Fixed.OrEmpty().Any(f => f == step.Id || f.EndsWith("/" + step.Id, StringComparison.Ordinal))) scope.Report(InheritanceFindings.StepMissing, Inheritance.Taken, step.Title ?? Text.Same(step.Id));
        var allowed = group.VisibleTo.OrEmpty();
        for (var i = 0; i < own.VisibleTo.OrEmpty().Length; i++)
        {
            if (!allowed.Contains(own.VisibleTo[i])) scope.Report(InheritanceFindings.Widened, $"/visibleTo/{i}", "visibleTo", own.VisibleTo[i]);
        }
    }

    /// <summary>form, the subject, who submitted, the evidence given with checks, by step and check (step.by is who finished a step), and what tables say.</summary>
    private static Vocabulary VocabularyOf(WorkflowDefinition definition, Form form, Matrix matrix)
    {
        ImmutableArray<FieldShape> submitter =
        [
            new(0, "id", ValueType.Reference, new Text("提交人", "Submitter"), Standard: OrganizationFields.Person),
            new(1, "department", ValueType.Reference, new Text("提交人部门", "Submitter's department"), Standard: OrganizationFields.Department),
            new(2, "position", ValueType.Reference, new Text("提交人岗位", "Submitter's position"), Standard: "position"),
        ];
        var evidence = StepCompiler.Flatten(definition.Steps).Where(s => s.Row is not null)
            .SelectMany(s => matrix.Find(s.Row!) is { } row ? Given(s, row) : []).DistinctBy(f => f.Path).Select((f, i) => f with { Slot = i });
        return new Vocabulary(
            ("form", form.Shape), (form.Subject.Id, form.Subject.Shape), ("submitter", new RecordShape(new Text("提交人", "Submitter"), submitter)),
            ("evidence", new RecordShape(new Text("凭证", "Evidence"), [.. evidence])), (TableFacts.Root, form.Tables.Shape));
    }

    private static IEnumerable<FieldShape> Given(StepDefinition step, MatrixRow row)
    {
        var title = step.Title ?? row.Title;
        yield return new FieldShape(0, $"{step.Id}.{Check.By}", ValueType.Reference, new Text($"{title.Zh}经办人", $"{title.En}: done by"), Standard: OrganizationFields.Person);
        foreach (var check in row.Standard)
        {
            var type = check.Evidence switch { EvidenceKind.Date or EvidenceKind.Expiry => ValueType.Date, EvidenceKind.None => ValueType.Boolean, _ => ValueType.Text };
            yield return new FieldShape(0, $"{step.Id}.{check.Id}", type, check.Title);
        }
    }

    private static void Visible(WorkflowDefinition definition, Form form, CompileScope scope)
    {
        var roles = definition.VisibleTo.OrEmpty();
        for (var i = 0; i < roles.Length; i++)
        {
            if (form.Permissions.Role(roles[i]) is null)
                scope.Unknown(new Text("角色", "role"), roles[i], $"/visibleTo/{i}", form.Permissions.Roles.Select(r => r.Id));
        }
    }

    /// <summary>Only here the form is known that the matrix's paths form.x mean.</summary>
    private static void MatrixPaths(Matrix matrix, Form form, Vocabulary vocabulary, CompileScope scope)
    {
        foreach (var row in matrix.Rows)
        {
            foreach (var party in row.Cooperating.Append(row.Responsible).Append(row.Instead ?? row.Responsible))
            {
                var (path, standard) = party switch
                {
                    Party.DepartmentDuty duty => (duty.Of, OrganizationFields.Department),
                    Party.Named named => (named.Path, OrganizationFields.Person),
                    _ => (null, null),
                };
                if (path is not null && vocabulary.Find(path)?.Field.Standard != standard)
                    scope.Report(WorkflowFindings.DependentMatrix, "/responsibilities", matrix.Id, row.Id, path, form.Id);
            }

            if (row.Deadline.Path is { } date && vocabulary.Find(date)?.Field.Type != ValueType.Date)
                scope.Report(WorkflowFindings.DependentMatrix, "/responsibilities", matrix.Id, row.Id, date, form.Id);
        }
    }
}
