using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Imports;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>Rows of files that were not taken, for whoever sent them or answers for what is wrong: why, and the columns to mend.</summary>
internal static class QuarantinePages
{
    private const string ColumnPrefix = "column:";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/quarantine", (HttpContext context, CallerSource callers, QuarantineList list) => Show(context, callers, list));
        routes.MapPost("/quarantine", Mend);
    }

    private static async Task<IResult> Show(HttpContext context, CallerSource callers, QuarantineList list, string? tried = null, Text? refused = null)
    {
        var caller = await callers.Of(context);
        var (rows, next) = await list.Page(caller, "", Paging.Limit(context), Paging.Cursor(context), context.RequestAborted);
        IReadOnlyList<ShownRow> shown = [.. rows.Select(r => Shown(r.Row, r.Version)).Select(row => row.Id == tried ? row with { Refused = refused } : row)];
        return new RazorComponentResult<QuarantinePage>(new { Page = PageFrame.Of(context, caller), Rows = shown, Address = Here(context), Around = PagesAround.Of(context, next) })
        {
            StatusCode = refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    /// <summary>What was changed on the page is sent on; what stands as it was shown, masked or not, is not.</summary>
    private static async Task<IResult> Mend(HttpContext context, CallerSource callers, QuarantineList list, QuarantineDesk desk, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!long.TryParse(sent["_version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return PortalFailures.Of(context, StatusCodes.Status400BadRequest);
        var columns = sent.Where(f => f.Key.StartsWith(ColumnPrefix, StringComparison.Ordinal)).Select(f => (Column: f.Key[ColumnPrefix.Length..], Value: f.Value.ToString()))
            .Where(c => c.Value != sent["was:" + c.Column].ToString()).ToImmutableSortedDictionary(c => c.Column, c => (string?)c.Value, StringComparer.Ordinal);
        return await desk.Fix(caller, sent["_id"].ToString(), columns, version, context.RequestAborted) switch
        {
            FixResult.Entered or FixResult.StillBad => TypedResults.LocalRedirect(Here(context)), // what is still wrong stands there with what was typed
            FixResult.Unusable unusable => await Refused(unusable.Violations[0].Message),
            FixResult.Denied denied => await Refused(PermissionFindings.MayNotUpdate.Message.With(denied.Field.Title)),
            FixResult.Stale stale => await Refused(ApiFindings.Stale.Message.With(stale.Version)),
            FixResult.TooLarge => await Refused(ApiFindings.TooLarge.Message.With(RequestBody.MostBytes)),
            var unseen => PortalEndpoints.Hidden(context, caller, unseen is FixResult.Outside),
        };

        Task<IResult> Refused(Text why) => Show(context, callers, list, sent["_id"], why);
    }

    /// <summary>The page of the list that is looked at: what is mended on the third page is answered on the third page.</summary>
    private static string Here(HttpContext context) => "/quarantine" + context.Request.QueryString;

    private static ShownRow Shown(QuarantineSight row, long version)
    {
        var (findings, cells) = (row.Findings.ToList(), row.Cells.ToList());
        var wrong = findings.SelectMany(f => f.Columns).Distinct(StringComparer.Ordinal).ToList();
        // A column that the file does not have is offered only where none of those that give the field stands in the row.
        var absent = findings.Where(f => !f.Columns.IsEmpty && f.Columns.All(c => cells.TrueForAll(cell => cell.Column != c))).Select(f => f.Columns[0]).Distinct(StringComparer.Ordinal);
        return new ShownRow(
            row.Id, version, row.Title, row.Item.Key, row.Item.Row, row.Item.At, [.. findings.Select(f => (f.Field?.Title, f.Finding.Message, f.Finding.Accepted))],
            [.. cells.Where(c => wrong.Contains(c.Column)).Select(c => (c.Column, c.Value)), .. absent.Select(c => (c, ""))],
            [.. cells.Where(c => !wrong.Contains(c.Column)).Select(c => (c.Column, c.Value))]);
    }
}
