using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>Kind of calendars: base calendars, and years that complete them.</summary>
internal sealed class CalendarKind()
    : DefinitionKind<CalendarDefinition, Calendar>("calendars", "calendar", KindTitle, CalendarJson.Default.CalendarDefinition)
{
    internal static readonly Text KindTitle = new("日历", "calendar");

    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question) => CalendarTry.Answer(this, set, id, question);

    private protected override IEnumerable<Dependency> DependsOn(CalendarDefinition definition) =>
        definition.Of is { } of ? [new Dependency(of, "/of")] : [];

    private protected override Calendar? Compile(CalendarDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        if (definition.Of is null) return CompileBase(definition, scope);
        if (CalendarYearCompiler.Compile(definition, scope) is { } year) scope.Add(definition.Id, year);
        return null;
    }

    private protected override void Complete(CompileContext context)
    {
        ManifestDeadlines.Check(context);
        var years = context.All<CalendarYear>().ToLookup(y => y.Of, StringComparer.Ordinal);
        foreach (var calendar in context.All<Calendar>().ToList()) context.Replace(calendar.Id, calendar.With(years[calendar.Id]));

        foreach (var calendar in context.All<Calendar>()) context.Add(calendar.Id, calendar.Workdays);

        // A year is part of its calendar and not something others can name.
        var parts = context.All<CalendarYear>().Select(y => y.Id).ToHashSet(StringComparer.Ordinal);
        context.Declare<Calendar>(context.Declared<Calendar>().Where(id => !parts.Contains(id))
            .ToDictionary(id => id, id => context.FileOf<Calendar>(id)!, StringComparer.Ordinal));

        var named = context.Manifest.Calendar;
        var declared = context.Declared<Calendar>();
        if (declared.Count > 0 && !declared.Contains(named))
            context.Report(KernelFindings.UnknownReference.At(context.ManifestFile, "/calendar", KindTitle, named, DidYouMean.Hint(named, declared)));
        else if (!context.HasErrors && context.Find<Calendar>(named) is null or { Years.IsEmpty: true })
            context.Report(CalendarFindings.NoYears.At(context.ManifestFile, "/calendar", named));
    }

    private static Calendar? CompileBase(CalendarDefinition definition, CompileScope scope)
    {
        var form = new Text("日历", "a calendar");
        if (definition.Year is not null) scope.Report(CalendarFindings.WrongForm, "/year", "year", form);
        if (definition.Source is not null) scope.Report(CalendarFindings.WrongForm, "/source", "source", form);
        if (!definition.Holidays.IsDefault) scope.Report(CalendarFindings.WrongForm, "/holidays", "holidays", form);
        if (!definition.Makeup.IsDefault) scope.Report(CalendarFindings.WrongForm, "/makeup", "makeup", form);
        var hours = Hours(definition.Hours, scope, form);
        var weekend = Weekend(definition.Weekend, scope, form);
        return scope.Failed ? null : new Calendar(definition.Id, definition.Title, new WorkingHours(hours), weekend, []);
    }

    private static ImmutableArray<WorkingInterval> Hours(ImmutableArray<string> written, CompileScope scope, Text form)
    {
        var hours = ImmutableArray.CreateBuilder<WorkingInterval>();
        if (written.IsDefaultOrEmpty) scope.Report(CalendarFindings.Incomplete, "/hours", form, "hours");
        for (var i = 0; !written.IsDefault && i < written.Length; i++)
        {
            if (!WorkingInterval.TryParse(written[i], out var interval))
                scope.Report(CalendarFindings.BadHours, $"/hours/{i}", written[i]);
            else if (hours.Count > 0 && interval.From < hours[^1].To)
                scope.Report(CalendarFindings.OverlappingHours, $"/hours/{i}", written[i]);
            else
                hours.Add(interval);
        }

        return hours.ToImmutable();
    }

    private static FrozenSet<DayOfWeek> Weekend(ImmutableArray<string> written, CompileScope scope, Text form)
    {
        var names = Enum.GetValues<DayOfWeek>().ToDictionary(d => d.ToString().ToLowerInvariant(), StringComparer.Ordinal);
        var weekend = new HashSet<DayOfWeek>();
        if (written.IsDefault) scope.Report(CalendarFindings.Incomplete, "/weekend", form, "weekend");
        for (var i = 0; !written.IsDefault && i < written.Length; i++)
        {
            if (!names.TryGetValue(written[i], out var day))
                scope.Report(CalendarFindings.BadWeekday, $"/weekend/{i}", written[i], DidYouMean.Hint(written[i], names.Keys));
            else if (!weekend.Add(day))
                scope.Report(KernelFindings.DuplicateEntry, $"/weekend/{i}", written[i]);
        }

        return weekend.ToFrozenSet();
    }
}
