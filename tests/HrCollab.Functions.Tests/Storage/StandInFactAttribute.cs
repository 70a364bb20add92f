namespace HrCollab.Functions.Tests.Storage;

/// <summary>A test that orders faults or reads counts: it needs the stand-in, not an account.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute() => Skip = CosmosAccount.NoStandIn;
}
