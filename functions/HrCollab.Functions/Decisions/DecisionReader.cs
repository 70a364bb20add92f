using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Decisions;

/// <summary>A decision by its id, whatever it is about, as a caller may see it: for the API and the page alike.</summary>
internal sealed class DecisionReader(CaseDecisions cases, RecordDecisions records, RefusalReader refusals, RefusedChanges changes)
{
    /// <summary>The decision, null when there is none for the caller; and whether there is such a decision at all.</summary>
    public async ValueTask<(DecisionFound? Found, bool Exists)> Find(Caller caller, string decision, Language language, CancellationToken cancel)
    {
        if (decision.StartsWith(RefusedDecisions.Prefix, StringComparison.Ordinal))
        {
            var refused = await refusals.Find(caller, decision, language, cancel) ?? await changes.Find(caller, decision, language, cancel);
            return (refused, refused is not null || await refusals.Exists(decision, cancel) || await changes.Exists(decision, cancel));
        }

        if (Parts(decision) is not var (place, version)) return (null, false);
        if (place.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
        {
            var (standard, key) = (place[..colon], place[(colon + 1)..]);
            var made = await records.Find(caller, standard, key, version, language, cancel);
            return (made, made is not null || await records.Exists(caller, standard, key, version, cancel));
        }

        var found = await cases.Find(caller, place, version, cancel);
        return (found, found is not null || await cases.Exists(place, version, cancel));
    }

    private static (string Place, long Version)? Parts(string decision) =>
        decision.LastIndexOf('.') is var dot and > 0 && long.TryParse(decision.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (decision[..dot], version) : null;
}
