namespace HrCollab.Functions.Tests.Readme;

/// <summary>A test that runs shell commands as a reader would: skipped where there is no bash or no curl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. new[] { "bash", "curl" }.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool))))];
        if (missing.Length > 0) Skip = $"Not installed here: {string.Join(", ", missing)}.";
    }
}
