namespace HrCollab.Functions.Publishing;

/// <summary>Has this instance decide by what another one has activated, a few seconds later and without a restart.</summary>
internal sealed class RevisionFollower(ActiveDefinitions definitions, TimeProvider time, ILogger<RevisionFollower> log) : BackgroundService
{
    /// <summary>Between two looks at the pointer in the store: one document that is read.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? said = null;
        while (true)
        {
            await Task.Delay(Poll, time, stoppingToken);
            try
            {
                if (await definitions.Follow(stoppingToken)) log.LogInformation("另一个实例启用了版本 {Revision},本实例已改用。 Revision {Same}, activated by another instance, decides here too.", definitions.Current.Hash, definitions.Current.Hash);
                said = null;
            }
#pragma warning disable CA1031 // what decided goes on; /api/ready says that another revision is active
            catch (Exception e) when (!stoppingToken.IsCancellationRequested || e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                var error = e.GetType().Name;
                if (error != said) log.LogError("The revision that is active in the store could not be taken up ({Error}); it is tried again.", error);
                said = error;
            }
        }
    }
}
