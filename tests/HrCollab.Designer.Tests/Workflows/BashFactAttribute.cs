namespace HrCollab.Designer.Tests.Workflows;

/// <summary>A test that runs scripts of a workflow: skipped where there is no bash.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "bash")))) Skip = "Not installed here: bash.";
    }
}
