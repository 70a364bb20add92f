using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules.Statutes;

/// <summary>Holds records to the limits of the law, whichever way they come: a form, the API, an import, an ordered change.</summary>
internal sealed class StatuteLaws(ImmutableArray<Statute> statutes)
{
    public ImmutableArray<Violation> Judge(Standard standard, RecordValues values, Func<string, bool> touched, DateOnly today)
    {
        ImmutableArray<Violation> found = [];
        foreach (var statute in statutes)
        {
            if (statute.Table.Subject == standard && Judge(statute, standard, values, touched, today) is { } violation) found = found.Add(violation);
        }

        return found;
    }

    private static Violation? Judge(Statute statute, Standard standard, RecordValues values, Func<string, bool> touched, DateOnly today)
    {
        if (standard.Find(statute.Definition.Limits) is not { } field) return null;
        if (!touched(field.Path) && !statute.Table.Reads.Any(r => touched(r.Path))) return null;
        var value = values[field.Shape.Slot];
        if (statute.Missing(value, values, today) is { IsEmpty: false } missing)
            return statute.Untold(field.Pointer, field.Title, missing) with { Tells = [.. Concerned()], Because = statute.Table.Explain(values, today)[0].Because };
        return statute.Beyond(value, values, today) is { } limit
            ? statute.Refused(field.Pointer, field.Title, value, limit) with { Tells = [.. Concerned()], Because = statute.Table.Explain(values, today)[0].Because }
            : null;

        // The limit follows from what the table looks at.
        IEnumerable<string> Concerned() => statute.Table.Reads.Select(r => r.Path).Prepend(field.Path).Distinct(StringComparer.Ordinal);
    }
}
