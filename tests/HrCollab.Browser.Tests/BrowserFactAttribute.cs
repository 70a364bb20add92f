namespace HrCollab.Browser.Tests;

/// <summary>A test that needs Chromium: skipped where there is none, unless the environment says that there must be one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>The same browser without a window to draw: opening a page takes a third of the processor time. Taken where it is there.</summary>
    public const string Headless = "/usr/bin/chromium-headless-shell";

    /// <summary>The program that tests start.</summary>
    public static string Program { get; } = File.Exists(Headless) ? Headless : Chromium;

    public BrowserFactAttribute()
    {
        if (!File.Exists(Program) && Environment.GetEnvironmentVariable("HRCOLLAB_REQUIRE_BROWSER") != "1")
            Skip = $"{Chromium} is missing; install the package chromium, or set HRCOLLAB_REQUIRE_BROWSER=1 to make this a failure.";
    }
}
