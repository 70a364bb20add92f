using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Decisions;

/// <summary>GET /decisions/{decision}: what a decision about a case, about a record or against a submission was made of, and whether it comes out the same today.</summary>
internal static class DecisionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/decisions/{decision}", Get).WithName("Decision")
            .Describe(new(new("一项决定的依据:定义版本、引擎、时钟、日历、事实,以及现在重算是否一致", "What a decision was made of: revision, engine, clock, calendar, facts; and whether it comes out the same when made again")));

    private static async Task<IResult> Get(HttpContext context, string decision, CallerSource callers, CaseDecisions cases, RecordDecisions records, RefusalReader refusals, RefusedChanges changes)
    {
        var (caller, language, cancel) = (await callers.Of(context), Languages.Of(context), context.RequestAborted);
        if (decision.StartsWith(RefusedDecisions.Prefix, StringComparison.Ordinal))
        {
            return (await refusals.Find(caller, decision, language, cancel) ?? await changes.Find(caller, decision, language, cancel)) is { } refused
                ? JsonAnswer.Ok(refused) : Unseen.Problem(context, caller, await refusals.Exists(decision, cancel) || await changes.Exists(decision, cancel), ApiFindings.NotFound);
        }

        var dot = decision.LastIndexOf('.');
        if (dot < 1 || !long.TryParse(decision.AsSpan(dot + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var place = decision[..dot];
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        var found = colon > 0 ? await records.Find(caller, place[..colon], place[(colon + 1)..], version, language, cancel) : await cases.Find(caller, place, version, cancel);
        if (found is not null) return JsonAnswer.Ok(found);
        var exists = colon > 0 ? await records.Exists(caller, place[..colon], place[(colon + 1)..], version, cancel) : await cases.Exists(place, version, cancel);
        return Unseen.Problem(context, caller, exists, ApiFindings.NotFound);
    }
}
