using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Decisions;

/// <summary>GET /decisions/{decision}: what a decision about a case, about a record or against a submission was made of, and whether it comes out the same today.</summary>
internal static class DecisionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/decisions/{decision}", Get).WithName("Decision")
            .Describe(new(new("一项决定的依据:定义版本、引擎、时钟、日历、事实,以及现在重算是否一致", "What a decision was made of: revision, engine, clock, calendar, facts; and whether it comes out the same when made again")));

    private static async Task<IResult> Get(HttpContext context, string decision, CallerSource callers, DecisionReader decisions)
    {
        var caller = await callers.Of(context);
        var (answer, exists) = await decisions.Find(caller, decision, Languages.Of(context), context.RequestAborted);
        return answer is not null ? JsonAnswer.Ok(answer) : Unseen.Problem(context, caller, exists, ApiFindings.NotFound);
    }
}
