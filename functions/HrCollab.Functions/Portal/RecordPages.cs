using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>A record as far as its reader may see it, with where each group comes from.</summary>
internal static class RecordPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/records/{standard}/{id}", Show);

    private static async Task<IResult> Show(HttpContext context, string standard, string id, CallerSource callers, RecordReader records, RecordCases cases)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Standard>(standard) is not { } known || await records.Find(known, id, context.RequestAborted) is not { } record) return PortalEndpoints.NotFound(context, caller);
        if (RecordSight.Access(caller, record) is not { IsVisible: true } access) return PortalEndpoints.Hidden(context, caller, exists: true);
        var seen = await cases.Seen(caller, record.Document, context.RequestAborted);
        var values = record.On(caller.Today);
        var named = known.Fields.Where(f => f.Shape.Standard is not null).Select(f => values[f.Shape.Slot].Text).Concat(record.Document.Sources.Values.Select(s => s.By));
        var organization = await records.Knowing(caller.Organization, caller.Set, named, context.RequestAborted);
        var visible = known.Fields.Where(f => (access.Fields[f.Shape.Slot] & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None).Select(Standard.Group).ToHashSet(StringComparer.Ordinal);
        var groups = known.Definition.Groups.Where(g => visible.Contains(g.Id)).Select(g =>
        {
            var source = record.Document.Sources.GetValueOrDefault(g.Id);
            var origin = source is null ? null : record.Document.OriginOf(source);
            return new RecordGroup(
                g.Title, g.Owner,
                [.. known.Fields.Where(f => Standard.Group(f) == g.Id).Select(f => (f, Value: Projection.Value(access, f, values[f.Shape.Slot]))).Where(f => f.Value is not null)
                    .Select(f => (f.f.Title, ValueWords.Of(f.f, f.Value!.ToString(), organization)))],
                source?.At, source?.By is { } by ? organization.Person(by)?.Name ?? by : null, origin?.Revision, origin?.Commit,
                origin is not null && RecordReason.CaseOf(origin.Reason) is var (@case, _, _) && seen.Contains(@case) ? @case : null,
                source is null || origin is null || record.Document.DecisionOf(source) is not { } decision ? null : $"/decisions/{Uri.EscapeDataString(decision)}");
        }).ToList();
        return new RazorComponentResult<RecordPage>(new
        {
            Page = PageFrame.Of(context, caller),
            Heading = $"{known.Title.In(Http.Languages.Of(context))} · {Projection.Value(access, known.Label, values[known.Label.Shape.Slot]) ?? record.Document.Key}",
            Groups = (IReadOnlyList<RecordGroup>)[.. groups.Where(g => !g.Values.IsEmpty)],
            Missing = (IReadOnlyList<RecordGroup>)[.. groups.Where(g => g.Values.IsEmpty)],
            Hidden = (IReadOnlyList<Text>)[.. known.Definition.Groups.Where(g => !visible.Contains(g.Id)).Select(g => g.Title)],
        });
    }
}

/// <summary>A group of a record on its page.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Owner">The duty that answers for it.</param>
/// <param name="Values">What the reader may see of it.</param>
/// <param name="At">When it was changed last.</param>
/// <param name="By">Who did; null for the system.</param>
/// <param name="Revision">The definitions that judged the change.</param>
/// <param name="Commit">Their git commit.</param>
/// <param name="Case">The case that ordered it, for those who may see that.</param>
/// <param name="Decision">The page of the decision that made the change.</param>
public sealed record RecordGroup(Text Title, string Owner, ImmutableArray<(Text Title, Text Value)> Values, DateTimeOffset? At, string? By, string? Revision, string? Commit, string? Case, string? Decision);
