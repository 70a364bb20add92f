using HrCollab.Engine.Kernel;
using Microsoft.Net.Http.Headers;

namespace HrCollab.Functions.Http;

/// <summary>The language of an answer: zh-CN unless English is asked for.</summary>
internal static class Languages
{
    /// <summary>The cookie by which the portal remembers the choice.</summary>
    public const string Cookie = "hrcollab.lang";

    /// <summary>The best of Accept-Language; the portal's cookie counts first.</summary>
    public static Language Of(HttpContext context)
    {
        if (context.Request.Cookies.TryGetValue(Cookie, out var chosen)) return chosen == "en" ? Language.English : Language.Chinese;
        var best = (Language: Language.Chinese, Quality: 0d);
        foreach (var value in context.Request.GetTypedHeaders().AcceptLanguage ?? [])
        {
            var quality = value.Quality ?? 1;
            var tag = value.Value;
            if (quality <= best.Quality) continue;
            if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) best = (Language.Chinese, quality);
            else if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase)) best = (Language.English, quality);
        }

        return best.Language;
    }

    /// <summary>The text in the caller's language.</summary>
    public static string In(this Text text, HttpContext context) => text.In(Of(context));
}
