namespace HrCollab.Functions.Tests.Storage;

/// <summary>As <see cref="StandInFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute() => Skip = CosmosAccount.NoStandIn;
}
