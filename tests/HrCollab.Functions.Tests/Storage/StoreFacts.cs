using Xunit.Abstractions;
using Xunit.Sdk;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>Marks a test class that needs an account of Cosmos DB; its tests marked with StoreFact or StoreTheory skip where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsCosmosAttribute : Attribute;

/// <summary>A test of any store, in a base class: whether it can run depends on the class that inherits it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("HrCollab.Functions.Tests.Storage." + nameof(StoreFactDiscoverer), "HrCollab.Functions.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>As <see cref="StoreFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("HrCollab.Functions.Tests.Storage." + nameof(StoreTheoryDiscoverer), "HrCollab.Functions.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

public sealed class StoreFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        SkippedStoreTest.IsDue(testMethod) ? SkippedStoreTest.Of(DiagnosticMessageSink, discoveryOptions, testMethod) : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}

public sealed class StoreTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        SkippedStoreTest.IsDue(testMethod) ? [SkippedStoreTest.Of(DiagnosticMessageSink, discoveryOptions, testMethod)] : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

/// <summary>A test that says why it does not run.</summary>
public sealed class SkippedStoreTest : XunitTestCase
{
    [Obsolete("For the test framework, which makes it again in the process that runs it.")]
    public SkippedStoreTest()
    {
    }

    private SkippedStoreTest(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    public static SkippedStoreTest Of(IMessageSink messages, ITestFrameworkDiscoveryOptions options, ITestMethod method) =>
        new(messages, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method);

    public static bool IsDue(ITestMethod method) => CosmosAccount.Missing is not null && method.TestClass.Class.GetCustomAttributes(typeof(NeedsCosmosAttribute)).Any();

    protected override string GetSkipReason(IAttributeInfo factAttribute) => CosmosAccount.Missing!;
}
