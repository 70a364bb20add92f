using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Http;

/// <summary>Lists in pages: ?limit and ?cursor in, items and next out.</summary>
internal static class Paging
{
    public const string CursorName = "cursor";
    private const int Usual = 50;
    private const int Most = 200;

    public static IdRange Of(HttpContext context, IdRange? range = null) => (range ?? new IdRange()) with { Limit = Limit(context), After = Cursor(context) };

    public static int Limit(HttpContext context)
    {
        var text = context.Request.Query["limit"].ToString();
        if (text.Length == 0) return Usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1
            ? Math.Min(limit, Most)
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "limit");
    }

    public static string? Cursor(HttpContext context)
    {
        var text = context.Request.Query[CursorName].ToString();
        if (text.Length == 0) return null;
        try
        {
            return text.Length <= 1_000 ? Encoding.UTF8.GetString(Convert.FromHexString(text)) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "cursor");
        }
    }

    public static IResult Answer(IEnumerable<JsonObject> items, string? next) => JsonAnswer.Ok(Page(items, next));

    /// <summary>The same with a tag, or 304.</summary>
    public static IResult Tagged(HttpContext context, IEnumerable<JsonObject> items, string? next) => ETags.Answer(context, Page(items, next));

    private static JsonObject Page(IEnumerable<JsonObject> items, string? next) => new()
    {
        ["items"] = new JsonArray([.. items]),
        ["next"] = next is null ? null : Text(next),
    };

    /// <summary>The place of a list as a cursor.</summary>
    public static string Text(string next) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(next));
}
