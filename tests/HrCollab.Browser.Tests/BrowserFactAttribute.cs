namespace HrCollab.Browser.Tests;

/// <summary>A test that needs Chromium: skipped where there is none, unless the environment says that there must be one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium) && Environment.GetEnvironmentVariable("HRCOLLAB_REQUIRE_BROWSER") != "1")
            Skip = $"{Chromium} is missing; install the package chromium, or set HRCOLLAB_REQUIRE_BROWSER=1 to make this a failure.";
    }
}
