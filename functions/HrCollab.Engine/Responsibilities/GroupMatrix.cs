using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>Holds the matrix of a subsidiary to the group's: others may be responsible, but no check of the group is left out.</summary>
internal static class GroupMatrix
{
    public static void Compare(ResponsibilitiesDefinition group, ResponsibilitiesDefinition own, CompileScope scope)
    {
        for (var i = 0; i < own.Rows.Length; i++)
        {
            if (group.Rows.FirstOrDefault(r => r.Id == own.Rows[i].Id) is { } row) Compare(row, own.Rows[i], $"/rows/{i}", scope);
        }
    }

    private static void Compare(ResponsibilityRowDefinition group, ResponsibilityRowDefinition own, string at, CompileScope scope)
    {
        foreach (var check in group.Standard.OrEmpty().Where(c => !c.Optional))
        {
            var noun = new Text("工作标准", "work standard");
            var i = own.Standard.OrEmpty().ToList().FindIndex(c => c.Id == check.Id);
            if (i < 0) scope.Report(InheritanceFindings.Dropped, Inheritance.Taken, noun, check.Title);
            else if (own.Standard[i].Optional) scope.Report(InheritanceFindings.Optional, $"{at}/standard/{i}/optional", noun, check.Title);
            else if (check.Evidence is not null && own.Standard[i].Evidence != check.Evidence) scope.Report(InheritanceFindings.Reworded, $"{at}/standard/{i}/evidence", noun, check.Title);
        }

        if (own.Remind.OrEmpty().Length < group.Remind.OrEmpty().Length) scope.Report(InheritanceFindings.Quieter, $"{at}/remind", own.Title, "remind");
        if (own.Escalate.OrEmpty().Length < group.Escalate.OrEmpty().Length) scope.Report(InheritanceFindings.Quieter, $"{at}/escalate", own.Title, "escalate");
        if (group.Deadline is { } before && own.Deadline is { } now && Deadline.TryParse(before, out var most) && Deadline.TryParse(now, out var given) && most.Unit == given.Unit && given.Amount > most.Amount)
            scope.Report(InheritanceFindings.Slower, $"{at}/deadline", own.Title, now, before);
    }
}
