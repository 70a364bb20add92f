using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Decisions;

/// <summary>GET /decisions/{decision}: what a decision about a case, about a record or against a submission was made of, and whether it comes out the same today.</summary>
internal static class DecisionEndpoint
{
    private static readonly Text Meaning = new(
        "case 是该决定所属的事项,或要求该变更的事项(此时 decisionId 为事项中的那项决定);record 是它修改或未能修改的记录。两者只在您有权查看时给出。",
        "case is the case that the decision belongs to, or that ordered the change (decisionId is then that decision of the case); record is what it changed or did not. Either is given as far as you may see it.");

    private const string Answered = """
        {"type":"object","properties":{"decisionId":{"type":"string"},
        "case":{"type":"object","required":["id","href"],"properties":{"id":{"type":"string"},"href":{"type":"string"},"decisionId":{"type":"string"}}},
        "record":{"type":"object","required":["standard","id"],"properties":{"standard":{"type":"string"},"id":{"type":"string"},"href":{"type":["string","null"]}}}}}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/decisions/{decision}", Get).WithName("Decision")
            .Describe(new(
                new("一项决定的依据:定义版本、引擎、时钟、日历、事实,以及现在重算是否一致", "What a decision was made of: revision, engine, clock, calendar, facts; and whether it comes out the same when made again"),
                Details: Meaning, Answer: Answered));

    private static async Task<IResult> Get(HttpContext context, string decision, CallerSource callers, DecisionReader decisions)
    {
        var caller = await callers.Of(context);
        var (found, exists) = await decisions.Find(caller, decision, Languages.Of(context), context.RequestAborted);
        return found is not null ? JsonAnswer.Ok(found.Answer) : Unseen.Problem(context, caller, exists, ApiFindings.NotFound);
    }
}
