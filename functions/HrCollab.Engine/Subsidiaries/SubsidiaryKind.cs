using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Subsidiaries;

/// <summary>subsidiaries/: which part of the organisation has definitions of its own. Those are compiled with their kinds.</summary>
internal sealed class SubsidiaryKind() : DefinitionKind<SubsidiaryDefinition, Subsidiary>(
    SubsidiaryNames.Folder, "subsidiary", new Text("子公司", "Subsidiary"), SubsidiaryJson.Default.SubsidiaryDefinition)
{
    private protected override Subsidiary? Compile(SubsidiaryDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        if (scope.All<Subsidiary>().FirstOrDefault(s => s.Department == definition.Department) is { } other)
            scope.Report(SubsidiaryFindings.SameDepartment, "/department", definition.Department, other.Id);
        if (definition.Calendar is { } named && scope.Find<Calendar>(named, "/calendar", CalendarKind.KindTitle) is { } calendar)
        {
            if (calendar.Years.IsEmpty) scope.Report(CalendarFindings.NoYears, "/calendar", named);
            // To the subsidiary the company's calendar is its own: whoever asks for it by that name gets this one.
            scope.Add(SubsidiaryNames.Of(scope.Manifest.Calendar, definition.Id), calendar);
            scope.Add(SubsidiaryNames.Of(scope.Manifest.Calendar, definition.Id), calendar.Workdays);
        }

        return scope.Failed ? null : new Subsidiary(definition.Id, definition.Title, definition.Department, scope.File.At(""));
    }

    private protected override void Complete(CompileContext context)
    {
        var declared = context.Declared<Subsidiary>();
        foreach (var (id, file) in context.Inheritance.Subsidiaries.Where(s => !declared.Contains(s.Key)))
            if (SubsidiaryNames.OfPath(file.Path) is not null) context.Report(SubsidiaryFindings.NotDefined.At(file, "", id, PathOf(id), DidYouMean.Hint(id, declared)));
    }
}
