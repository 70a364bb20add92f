namespace HrCollab.Functions.Tests;

/// <summary>One started host for tests of a class that do not get in each other's way: each uses people of its own and leaves the clock alone.</summary>
public sealed class Company : IAsyncLifetime
{
    public TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await TestHost.Started();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
