using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Shell;

/// <summary>What a reader chose: language and light or dark. The portal remembers both in the same cookies.</summary>
/// <param name="Language">Language of all texts.</param>
/// <param name="Theme">light, dark, or empty for what the system prefers.</param>
public sealed record Preferences(Language Language, string Theme)
{
    private const string LanguageCookie = "hrcollab.lang";
    private const string ThemeCookie = "hrcollab.theme";

    /// <summary>The value of the page's lang attribute.</summary>
    public string Tag => Language == Language.English ? "en" : "zh-CN";

    internal static Preferences Of(HttpContext context)
    {
        var chosen = context.Request.Cookies[LanguageCookie];
        var asked = context.Request.GetTypedHeaders().AcceptLanguage?.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value ?? "").FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        var english = chosen is null ? asked?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true : chosen == "en";
        var theme = context.Request.Cookies[ThemeCookie];
        return new Preferences(english ? Language.English : Language.Chinese, theme is "light" or "dark" ? theme : "");
    }

    /// <summary>The text in the reader's language.</summary>
    public string T(string zh, string en) => Language == Language.English ? en : zh;
}
