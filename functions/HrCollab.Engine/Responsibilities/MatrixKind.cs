using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Responsibilities;

/// <summary>responsibilities/: matrices. Paths that begin with "form." are checked by the forms that start the workflow.</summary>
internal sealed class MatrixKind() : DefinitionKind<ResponsibilitiesDefinition, Matrix>(
    "responsibilities", "responsibilities", new Text("责任矩阵", "Responsibility matrix"), ResponsibilitiesJson.Default.ResponsibilitiesDefinition)
{
    private static readonly ImmutableArray<string> Relations = ["subject", "submitter", "manager"];

    /// <summary>Reminders and escalations of one row at most: more than that nobody reads.</summary>
    private const int MostNotices = 10;

    private static readonly ImmutableArray<string> Evidences = ["none", "text", "date", "time", "expiry"];
    private static readonly ImmutableArray<string> Readers = ["step", "case"];

    private protected override Matrix? Compile(ResponsibilitiesDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        scope.Unique(definition.Rows.Select(r => r.Id), i => $"/rows/{i}/id");
        if (scope.Find<Standard>(definition.Subject, "/subject", new Text("标准", "standard")) is not { } subject) return null;
        var rows = ImmutableArray.CreateBuilder<MatrixRow>();
        for (var i = 0; i < definition.Rows.Length; i++)
        {
            if (Row(definition, definition.Rows[i], subject, scope, $"/rows/{i}") is { } row) rows.Add(row);
        }

        return scope.Failed ? null : new Matrix(definition, rows.ToImmutable());
    }

    private protected override void Compare(ResponsibilitiesDefinition group, ResponsibilitiesDefinition own, CompileScope scope) => GroupMatrix.Compare(group, own, scope);

    private static MatrixRow? Row(ResponsibilitiesDefinition matrix, ResponsibilityRowDefinition row, Standard subject, CompileScope scope, string at)
    {
        scope.Complete(row.Title, $"{at}/title");
        scope.Complete(row.Work, $"{at}/work");
        Missing(row.Responsible is null, "responsible", new Text("责任人", "the responsible party"));
        Missing(row.Work is null, "work", new Text("工作内容", "the work content"));
        Missing(row.Deadline is null, "deadline", new Text("完成时限", "the deadline"));
        Missing(row.Standard.OrEmpty().IsEmpty, "standard", new Text("工作标准", "the work standard"));
        if (row.Cooperating.OrEmpty().IsEmpty) scope.Report(ResponsibilityFindings.NobodyCooperates, at, matrix.Id, row.Id);
        if (row.Responsible is null || row.Work is null || row.Deadline is null) return null;
        var responsible = Party(row.Responsible, subject, scope, $"{at}/responsible");
        var instead = row.Instead is { } other ? Party(other, subject, scope, $"{at}/instead") : null;
        var cooperating = row.Cooperating.OrEmpty().Select((p, i) => Party(p, subject, scope, $"{at}/cooperating/{i}")).OfType<Party>();
        var deadline = DeadlineRules.Parse(row.Deadline, path => PathOk(path, subject, scope, $"{at}/deadline"));
        if (deadline is null) scope.Report(ResponsibilityFindings.BadDeadline, $"{at}/deadline", row.Deadline);
        var checks = Checks(row.Standard.OrEmpty(), scope, $"{at}/standard");
        return responsible is null || deadline is null
            ? null
            : new MatrixRow(row.Id, row.Title, responsible, instead, [.. cooperating], row.Work, checks, deadline, scope.File.At(at)) { Notices = Notices(row, subject, scope, at) };

        void Missing(bool missing, string cell, Text what)
        {
            if (missing) scope.Report(ResponsibilityFindings.EmptyCell, $"{at}/{cell}", matrix.Id, row.Id, what);
        }
    }

    private static ImmutableArray<NoticeRule> Notices(ResponsibilityRowDefinition row, Standard subject, CompileScope scope, string at)
    {
        var (reminders, escalations) = (row.Remind.OrEmpty(), row.Escalate.OrEmpty());
        if (reminders.Length + escalations.Length > MostNotices) scope.Report(ResponsibilityFindings.TooManyNotices, at, reminders.Length + escalations.Length, MostNotices);
        return [.. reminders.Select((r, i) => Reminder(r, $"{at}/remind/{i}", scope)).OfType<NoticeRule>(), .. escalations.Select((e, i) => Escalation(e, subject, scope, $"{at}/escalate/{i}")).OfType<NoticeRule>()];
    }

    private static NoticeRule.Reminder? Reminder(string text, string at, CompileScope scope)
    {
        if (text.Split(' ') is [var count, var unit, "before"] && Deadline.TryParse($"-{count} {unit}", out var amount) && amount.Amount < 0) return new NoticeRule.Reminder(amount, scope.File.At(at));
        scope.Report(ResponsibilityFindings.BadReminder, at, text);
        return null;
    }

    private static NoticeRule.Escalation? Escalation(EscalationDefinition escalation, Standard subject, CompileScope scope, string at)
    {
        var to = Party(escalation.To, subject, scope, $"{at}/to");
        if (Deadline.TryParse(escalation.After, out var amount) && amount.Amount >= 0) return to is null ? null : new NoticeRule.Escalation(amount, to, scope.File.At(at));
        scope.Report(ResponsibilityFindings.BadEscalation, $"{at}/after", escalation.After);
        return null;
    }

    private static ImmutableArray<Check> Checks(ImmutableArray<CheckDefinition> checks, CompileScope scope, string at)
    {
        scope.Unique(checks.Select(c => c.Id), i => $"{at}/{i}/id");
        return [.. checks.Select((check, i) =>
        {
            scope.Complete(check.Title, $"{at}/{i}/title");
            if (check.Id == Check.By) scope.Report(ResponsibilityFindings.ReservedCheck, $"{at}/{i}/id", check.Id);
            if (check.SeenBy is { } readers && !Readers.Contains(readers)) scope.Report(ResponsibilityFindings.UnknownReaders, $"{at}/{i}/seenBy", readers, DidYouMean.Hint(readers, Readers));
            if (Enum.TryParse<EvidenceKind>(check.Evidence ?? "none", ignoreCase: true, out var evidence) && Evidences.Contains(check.Evidence ?? "none"))
                return new Check(check.Id, check.Title, evidence, !check.Optional, (check.SeenBy ?? (evidence == EvidenceKind.Text ? "step" : "case")) == "case");
            scope.Report(ResponsibilityFindings.UnknownEvidence, $"{at}/{i}/evidence", check.Evidence, DidYouMean.Hint(check.Evidence!, Evidences));
            return new Check(check.Id, check.Title, EvidenceKind.None, !check.Optional, SeenByCase: false);
        })];
    }

    private static Party? Party(PartyDefinition party, Standard subject, CompileScope scope, string at)
    {
        switch (party)
        {
            case { Duty: { } duty, Relation: null, Person: null }:
                return Duty(party, duty, subject, scope, at);
            case { Relation: { } relation, Duty: null, Person: null, Of: null }:
                switch (relation)
                {
                    case "subject": return new Party.Subject();
                    case "submitter": return new Party.Submitter();
                    case "manager": return new Party.Manager();
                }

                scope.Report(ResponsibilityFindings.UnknownRelation, $"{at}/relation", relation, DidYouMean.Hint(relation, Relations));
                return null;
            case { Person: { } person, Duty: null, Relation: null, Of: null }:
                if (!person.Contains('.', StringComparison.Ordinal)) return new Party.Person(person);
                return PathOk(person, subject, scope, $"{at}/person") ? new Party.Named(person) : null;
            default:
                scope.Report(ResponsibilityFindings.OneWay, at);
                return null;
        }
    }

    private static Party? Duty(PartyDefinition party, string duty, Standard subject, CompileScope scope, string at)
    {
        if (party.Of is null)
        {
            if (scope.Find<CodeList>("duties", at, new Text("代码表", "code list")) is not { } duties) return null;
            if (duties.Find(duty) is { } value) return new Party.CompanyDuty(duty, value.Title);
            scope.Unknown(new Text("职责", "duty"), duty, $"{at}/duty", duties.Values.Select(v => v.Code));
            return null;
        }

        var known = scope.All<Standard>().Where(s => s.Id == OrganizationFields.Department).SelectMany(s => s.Fields)
            .Where(f => Standard.Group(f) == OrganizationFields.DepartmentDuties).ToDictionary(f => f.Definition.Id, f => f.Title, StringComparer.Ordinal);
        if (!known.TryGetValue(duty, out var title))
        {
            scope.Report(ResponsibilityFindings.UnknownDuty, $"{at}/duty", duty, DidYouMean.Hint(duty, known.Keys));
            return null;
        }

        if (party.Of == "parent") return new Party.ParentDuty(duty, title);
        if (party.Of == "responsible") return new Party.RowDuty(duty, title);
        return PathOk(party.Of, subject, scope, $"{at}/of") ? new Party.DepartmentDuty(duty, title, party.Of, party.Climb) : null;
    }

    /// <summary>Paths into the subject are checked here, paths into the form by the form.</summary>
    private static bool PathOk(string path, Standard subject, CompileScope scope, string at)
    {
        if (path.StartsWith("form.", StringComparison.Ordinal)) return true;
        if (path.StartsWith(subject.Id + ".", StringComparison.Ordinal) && subject.Find(path[(subject.Id.Length + 1)..]) is not null) return true;
        scope.Report(ResponsibilityFindings.BadPath, at, path, subject.Title, DidYouMean.Hint(path, subject.Fields.Select(f => $"{subject.Id}.{f.Path}")));
        return false;
    }
}
