namespace HrCollab.Functions.Storage;

/// <summary>
/// The store did not answer in time. Whether a change was made is open: the same command sent again finds out. Whoever asked over HTTP gets 503 with
/// Retry-After.
/// </summary>
internal sealed class StoreBusyException(TimeSpan retryAfter, Exception? inner = null) : IOException($"The store did not answer in time; try again in {retryAfter.TotalSeconds:0.#} s.", inner)
{
    /// <summary>When to ask again; whole seconds, at least one.</summary>
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(retryAfter.TotalSeconds)));
}
