using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Forms;

/// <summary>Holds the form of a subsidiary to the group's: it may ask for more, and let fewer people ask.</summary>
internal static class GroupForm
{
    private static readonly Text FieldNoun = new("字段", "field");
    private static readonly Text CheckNoun = new("检查", "check");

    public static void Compare(FormDefinition group, FormDefinition own, CompileScope scope)
    {
        var fields = own.Sections.SelectMany((s, i) => s.Fields.Select((f, j) => (Field: f, At: $"/sections/{i}/fields/{j}"))).ToLookup(f => f.Field.Id, StringComparer.Ordinal);
        foreach (var field in group.Sections.SelectMany(s => s.Fields).Where(f => f.Required || f.RequiredWhen is not null)) Field(field, [.. fields[field.Id]], scope);
        foreach (var check in group.Checks.OrEmpty()) Check(check, own, scope);
        foreach (var rules in group.Rules.OrEmpty().Except(own.Rules.OrEmpty(), StringComparer.Ordinal)) scope.Report(InheritanceFindings.Dropped, "/rules", new Text("规则", "rules"), rules);
        for (var i = 0; i < own.Submitters.Length; i++)
        {
            if (!group.Submitters.Contains(own.Submitters[i])) scope.Report(InheritanceFindings.Widened, $"/submitters/{i}", "submitters", own.Submitters[i]);
        }
    }

    private static void Field(FormFieldDefinition group, (FormFieldDefinition Field, string At)[] found, CompileScope scope)
    {
        if (found is not [var (own, at)]) scope.Report(InheritanceFindings.Dropped, Inheritance.Taken, FieldNoun, group.Id);
        else if (own.Draws != group.Draws) scope.Report(InheritanceFindings.Dropped, at, FieldNoun, group.Id);
        else if (group.Required && !own.Required) scope.Report(InheritanceFindings.Optional, at + "/required", FieldNoun, own.Title ?? Text.Same(own.Id));
        else if (group.RequiredWhen != own.RequiredWhen && !own.Required) scope.Report(InheritanceFindings.Optional, at + "/requiredWhen", FieldNoun, own.Title ?? Text.Same(own.Id));
        else if (group.VisibleWhen != own.VisibleWhen && own.VisibleWhen is not null) scope.Report(InheritanceFindings.Reworded, at + "/visibleWhen", FieldNoun, own.Title ?? Text.Same(own.Id));
    }

    private static void Check(FormCheckDefinition group, FormDefinition own, CompileScope scope)
    {
        var i = own.Checks.OrEmpty().ToList().FindIndex(c => c.Id == group.Id);
        if (i < 0) scope.Report(InheritanceFindings.Dropped, Inheritance.Taken, CheckNoun, group.Id);
        else if (own.Checks[i].Warning && !group.Warning) scope.Report(InheritanceFindings.Hushed, $"/checks/{i}/warning", group.Id);
        else if (own.Checks[i].Require != group.Require || own.Checks[i].When != group.When) scope.Report(InheritanceFindings.Reworded, $"/checks/{i}/require", CheckNoun, group.Id);
    }
}
