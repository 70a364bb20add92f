using Microsoft.AspNetCore.Http.Extensions;
using HrCollab.Functions.Http;

namespace HrCollab.Functions.Portal;

/// <summary>Addresses of the same list from its beginning and from where this page ends; null where there is nothing to go to.</summary>
/// <param name="First">The first page; null on it.</param>
/// <param name="Next">The next page; null on the last.</param>
public sealed record PagesAround(string? First, string? Next)
{
    internal static PagesAround Of(HttpContext context, string? next) =>
        new(context.Request.Query.ContainsKey(Paging.CursorName) ? Address(context, null) : null, next is null ? null : Address(context, Paging.Text(next)));

    private static string Address(HttpContext context, string? cursor)
    {
        var query = new QueryBuilder(context.Request.Query.Where(q => q.Key != Paging.CursorName).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")));
        if (cursor is not null) query.Add(Paging.CursorName, cursor);
        return context.Request.Path + query.ToString();
    }
}
