using System.Collections.Immutable;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Records;

/// <summary>Which of the cases that changed a record its reader may see: that there is a case can be a secret as much as what is in it.</summary>
internal sealed class RecordCases(CaseStore cases, CaseLoader loader)
{
    /// <summary>Those that the groups of a record come from.</summary>
    public ValueTask<ImmutableHashSet<string>> Seen(Caller caller, RecordDocument document, CancellationToken cancel) => Seen(caller, (document.Origins?.Values ?? []).Select(o => o.Reason), cancel);

    /// <summary>Those among reasons of changes.</summary>
    public async ValueTask<ImmutableHashSet<string>> Seen(Caller caller, IEnumerable<string> reasons, CancellationToken cancel)
    {
        var seen = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var id in reasons.Select(r => RecordReason.CaseOf(r)?.Case).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await CaseEndpoints.Listed(id, caller, cases, loader, cancel) is not null) seen.Add(id);
        }

        return seen.ToImmutable();
    }
}
