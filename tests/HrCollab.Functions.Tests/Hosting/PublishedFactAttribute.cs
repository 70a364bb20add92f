namespace HrCollab.Functions.Tests.Hosting;

/// <summary>A test of the published folder that HRCOLLAB_TEST_SCRIPT_ROOT names (.ci/run publishes one); skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedFactAttribute : FactAttribute
{
    public PublishedFactAttribute() => Skip = string.IsNullOrEmpty(ScriptRoot.Published) ? "Publish functions/HrCollab.Functions (see its README) and name the folder in HRCOLLAB_TEST_SCRIPT_ROOT." : null;
}
