using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Components;

/// <summary>The rule by which people are found, in words.</summary>
public static class PartyWords
{
    /// <summary>Who, in words.</summary>
    public static Text Of(DefinitionSet set, Party party)
    {
        switch (party)
        {
            case Party.DepartmentDuty duty:
                var of = Path(set, duty.Of);
                return new Text($"{of.Zh}的{duty.Title.Zh}", $"{duty.Title.En} of {of.En}");
            case Party.RowDuty duty:
                return new Text($"责任部门的{duty.Title.Zh}", $"{duty.Title.En} of the responsible department");
            case Party.ParentDuty duty:
                return new Text($"上级部门的{duty.Title.Zh}", $"{duty.Title.En} of the department above");
            case Party.CompanyDuty duty:
                return duty.Title;
            case Party.Subject:
                return new Text("本人", "the person concerned");
            case Party.Submitter:
                return new Text("提交人", "the submitter");
            case Party.Manager:
                return new Text("直属上级", "the direct manager");
            case Party.Named named:
                return Path(set, named.Path);
            case Party.Person person:
                return Text.Same(person.Id);
            default:
                throw new InvalidOperationException($"Party {party.GetType().Name} is not handled.");
        }
    }

    /// <summary>Where the department of a party comes from, for one that depends on the case.</summary>
    public static Text Department(DefinitionSet set, Party party)
    {
        switch (party)
        {
            case Party.DepartmentDuty duty:
                return Path(set, duty.Of);
            case Party.RowDuty:
                return new Text("责任部门", "the responsible department");
            case Party.ParentDuty:
                return new Text("上级部门", "the department above");
            case Party.CompanyDuty:
                return new Text("职责所在部门", "the department of the duty");
            case Party.Person:
                return new Text("该人员所在部门", "that person's department");
            default:
                var of = Of(set, party);
                return new Text($"{of.Zh}所在部门", $"department of {of.En}");
        }
    }

    /// <summary>By when, with the date's field by its title.</summary>
    public static Text Of(DefinitionSet set, DeadlineRule deadline) =>
        deadline.Path is { } path && Path(set, path) is var title
            ? new Text(deadline.Words.Zh.Replace(path, $"“{title.Zh}”", StringComparison.Ordinal), deadline.Words.En.Replace(path, $"'{title.En}'", StringComparison.Ordinal))
            : deadline.Words;

    /// <summary>When who is reminded or told, counted from the deadline.</summary>
    public static Text Of(DefinitionSet set, NoticeRule notice)
    {
        if (notice is not NoticeRule.Escalation escalation) return new Text($"{notice.Amount.Words.Zh}提醒", $"reminder {notice.Amount.Words.En}");
        var to = Of(set, escalation.To);
        return escalation.Amount.Amount == 0
            ? new Text($"超时当天上报{to.Zh}", $"{to.En} told on the day it is late")
            : new Text($"超时 {escalation.Amount.Words.Zh}上报{to.Zh}", $"{to.En} told when {escalation.Amount.Words.En} late");
    }

    /// <summary>What people call the field of a path; the path itself when there is none.</summary>
    public static Text Path(DefinitionSet set, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (path.StartsWith("form.", StringComparison.Ordinal))
            return set.All<HrCollab.Engine.Forms.Form>().Select(f => f.Find(path[5..])?.Field.Title).FirstOrDefault(t => t is not null) ?? Text.Same(path);
        if (path == $"{OrganizationFields.Person}.{OrganizationFields.PersonDepartment}") return new Text("本人所在部门", "the person's department");
        return set.Find<Standard>(path[..dot])?.Find(path[(dot + 1)..])?.Title ?? Text.Same(path);
    }
}
