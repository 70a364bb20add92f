using System.Collections.Immutable;
using HrCollab.Components;
using HrCollab.Engine.Kernel;
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

    private static async Task<IResult> Show(HttpContext context, string decision, CallerSource callers, DecisionReader decisions, IDocumentStore store)
    {
        var (caller, cancel) = (await callers.Of(context), context.RequestAborted);
        var (found, exists) = await decisions.Find(caller, decision, Languages.Of(context), cancel);
        return found switch
        {
            null => PortalEndpoints.Hidden(context, caller, exists),
            DecisionFound.OfCase made => Page(made, await Model(made)),
            DecisionFound.OfForm refused => Page(refused, null, refused.Trace, ValueWords.Of(refused.Workflow, caller.Organization, refused.Shown)),
            DecisionFound.OfRecord changed => Page(changed, null, changed.Trace, ValueWords.Of(changed.Standard, caller.Organization, changed.Shown)),
            _ => throw new InvalidOperationException($"A decision {found.GetType().Name} has no page."),
        };

        async ValueTask<CaseModel> Model(DecisionFound.OfCase made)
        {
            ImmutableArray<CaseCommand> one = [made.Command];
            return new CaseModel(made.Loaded, made.Context, one, await WrittenEffects.Find(store, one, cancel), caller, null);
        }

        RazorComponentResult<DecisionPage> Page(DecisionFound told, CaseModel? model, ImmutableArray<TraceEntry> trace = default, Func<TraceValue, ValueSeen>? shown = null) =>
            new(new { Page = PageFrame.Of(context, caller), told.Answer, Model = model, Trace = (IReadOnlyList<TraceEntry>)trace.OrEmpty(), Shown = shown });
    }
}
