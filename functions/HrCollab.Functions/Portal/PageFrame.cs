using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Portal;

/// <summary>What every page knows: the reader's language, how it looks, and who is signed in.</summary>
/// <param name="Language">Language of all texts.</param>
/// <param name="Theme">light, dark, or empty for what the system prefers.</param>
/// <param name="Path">Address of the page, to come back to.</param>
/// <param name="Caller">Who is signed in; null on the sign-in page.</param>
public sealed record PageFrame(Language Language, string Theme, string Path, Caller? Caller)
{
    /// <summary>The cookie that remembers light or dark.</summary>
    public const string ThemeCookie = "hrcollab.theme";

    internal static PageFrame Of(HttpContext context, Caller? caller) => new(
        Languages.Of(context), context.Request.Cookies[ThemeCookie] is "light" or "dark" ? context.Request.Cookies[ThemeCookie]! : "",
        HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : context.Request.Path, caller);

    /// <summary>The text in the reader's language.</summary>
    public string T(string zh, string en) => Language == Language.English ? en : zh;

    /// <summary>The text in the reader's language.</summary>
    public string T(Text text) => text.In(Language);
}
