using System.Reflection;
using Xunit.Sdk;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>The stores that the main paths run on in every build: SQLite, and Cosmos DB where Node or an account is there (.ci/run insists on it).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStoreAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => CosmosAccount.Missing is null ? [[TestStore.Sqlite], [TestStore.Cosmos]] : [[TestStore.Sqlite]];
}
