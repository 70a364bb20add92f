using System.Collections.Immutable;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Decisions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>A decision: what it changed, why, and by which definitions; from here to its case or record.</summary>
internal static class DecisionPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/decisions/{decision}", Show);

    private static async Task<IResult> Show(HttpContext context, string decision, CallerSource callers, DecisionReader decisions, CaseStore cases, CaseLoader loader, IDocumentStore store)
    {
        var (caller, cancel) = (await callers.Of(context), context.RequestAborted);
        var (answer, exists) = await decisions.Find(caller, decision, Languages.Of(context), cancel);
        if (answer is null) return PortalEndpoints.Hidden(context, caller, exists);
        CaseModel? model = null;
        if (DecisionReader.CaseOf(decision) is var (id, version) && await CaseEndpoints.Seen(id, caller, cases, loader, cancel) is var (loaded, decided) && await cases.At(id, version, cancel) is { } command)
        {
            ImmutableArray<CaseCommand> one = [command];
            model = new CaseModel(loaded, decided, one, await WrittenEffects.Find(store, one, cancel), caller, null);
        }

        return new RazorComponentResult<DecisionPage>(new { Page = PageFrame.Of(context, caller), Answer = answer, Model = model });
    }
}
