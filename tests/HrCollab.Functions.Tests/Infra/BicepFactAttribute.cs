using System.Reflection;

namespace HrCollab.Functions.Tests.Infra;

/// <summary>A test that compiles the template: skipped where the compiler is not there, unless <c>HRCOLLAB_REQUIRE_BICEP</c> is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute()
    {
        if (Compiler is null && Environment.GetEnvironmentVariable("HRCOLLAB_REQUIRE_BICEP") != "1")
            Skip = "The Bicep compiler is not here: restore and build with HRCOLLAB_REQUIRE_BICEP=1 on Linux, or put bicep on the path.";
    }

    /// <summary>The compiler from the package folder of NuGet, or from the path; null where there is none.</summary>
    public static string? Compiler { get; } = Places().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Places()
    {
        var package = typeof(BicepFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "Bicep").Value!;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return OperatingSystem.IsLinux()
            ? [Path.Combine(packages, package), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "bicep"))]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep"));
    }
}
