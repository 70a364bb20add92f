using HrCollab.Components;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Responsibilities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>
/// A responsibility matrix with today's people, in general or for one record (?subject, its key), and as a workbook. Whom somebody looks for by name is sent
/// as a form: an address is kept in histories and logs.
/// </summary>
internal static class MatrixPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/responsibilities", (HttpContext context, CallerSource callers, MatrixReader matrices, RecordReader records, SubjectSearch subjects, ProjectorSignal projector) =>
            Show(context, null, callers, matrices, records, subjects, projector));
        routes.MapGet("/responsibilities/{id}", Show);
        routes.MapPost("/responsibilities/{id}", Find);
        routes.MapGet("/responsibilities/{id}.xlsx", Export);
    }

    private static Task<IResult> Show(
        HttpContext context, string? id, CallerSource callers, MatrixReader matrices, RecordReader records, SubjectSearch subjects, ProjectorSignal projector) =>
        Page(context, id, context.Request.Query["subject"].ToString().Trim(), named: false, callers, matrices, records, subjects, projector);

    private static async Task<IResult> Find(
        HttpContext context, string id, CallerSource callers, MatrixReader matrices, RecordReader records, SubjectSearch subjects, ProjectorSignal projector, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await Page(context, id, form["subject"].ToString().Trim(), named: true, callers, matrices, records, subjects, projector);
    }

    private static async Task<IResult> Page(
        HttpContext context, string? id, string typed, bool named, CallerSource callers, MatrixReader matrices, RecordReader records, SubjectSearch subjects, ProjectorSignal projector)
    {
        var caller = await callers.Of(context);
        var all = caller.Set.All<Matrix>().ToList();
        if ((id is null ? all.FirstOrDefault() : all.Find(m => m.Id == id)) is not { } asked) return PortalEndpoints.NotFound(context, caller);
        await projector.CaughtUp(context.RequestAborted);
        var standard = caller.Set.Find<Standard>(asked.Subject)!;
        var about = typed.Length == 0 ? null : await Label(caller, standard, typed, records, context.RequestAborted);
        if (named && (about is not null || typed.Length == 0)) return Address(typed);
        var matrix = about is null ? asked : await matrices.Whose(caller, asked, typed, context.RequestAborted);
        if (matrix is null) return PortalEndpoints.NotFound(context, caller);
        var found = await subjects.Find(caller, standard, named ? typed : "", context.RequestAborted);
        // A name that only one has is meant.
        if (named && !found.More && found.Found is [{ } only]) return Address(only.Value);
        var resolved = await matrices.Rows(caller, matrix, about is null ? null : typed, context.RequestAborted);
        return new RazorComponentResult<MatrixPage>(new
        {
            Page = PageFrame.Of(context, resolved.Caller),
            All = (IReadOnlyList<Matrix>)all,
            Chosen = matrix,
            Rows = (IReadOnlyList<ResolvedRow>)resolved.Rows,
            Typed = typed,
            About = about,
            People = found.Near,
            Meant = named ? found.Found : [],
        });

        IResult Address(string key) => TypedResults.LocalRedirect($"/responsibilities/{asked.Id}{(key.Length == 0 ? "" : "?subject=" + Uri.EscapeDataString(key))}");
    }

    private static async Task<IResult> Export(HttpContext context, string id, CallerSource callers, MatrixReader matrices, RecordReader records)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Matrix>(id) is not { } named) return PortalEndpoints.NotFound(context, caller);
        var subject = context.Request.Query["subject"].ToString().Trim() is { Length: > 0 } key ? key : null;
        if (subject is not null && await Label(caller, caller.Set.Find<Standard>(named.Subject)!, subject, records, context.RequestAborted) is null) return PortalEndpoints.NotFound(context, caller);
        if (await matrices.Whose(caller, named, subject, context.RequestAborted) is not { } matrix) return PortalEndpoints.NotFound(context, caller);
        return TypedResults.File(await MatrixSheet.Of(caller, matrix, matrices, subject, Languages.Of(context), context.RequestAborted), MatrixSheet.ContentType, $"{matrix.Id}.xlsx");
    }

    /// <summary>What a record is called, with its key; null for what the caller does not see.</summary>
    private static async ValueTask<string?> Label(Caller caller, Standard standard, string key, RecordReader records, CancellationToken cancel) =>
        RecordReader.IsKey(key) && await records.Find(standard, key, cancel) is { } record && RecordSight.Access(caller, record) is { IsVisible: true } access
            ? access.MayRead(standard.Label) ? $"{record.On(caller.Today)[standard.Label.Shape.Slot]} ({key})" : key : null;
}
