using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Operations;

/// <summary>The last run of a timer's act.</summary>
/// <param name="Timer">Name of the timer.</param>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Error">Type of what it failed with, whose words may quote values; null when it succeeded.</param>
/// <param name="ByHost">True when a Functions host called it, false when the process did by itself.</param>
public sealed record TimerRun(string Timer, DateTimeOffset At, long Milliseconds, string? Error, bool ByHost);

/// <summary>
/// Remembers how the acts of the timers went, where every instance finds it: what a host called and what processes did by themselves apart, so that neither hides
/// that the other has stopped. What the process does by itself every second is written once a minute, and at once when it begins or ceases to fail.
/// </summary>
internal sealed class TimerRuns(IDocumentStore store, TimeProvider time, ILogger<TimerRuns> log)
{
    private const string Partition = "timers";
    private const string OfHost = "|host";
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, TimerRun> _written = new(StringComparer.Ordinal);

    /// <summary>Since when this process has been running.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    /// <summary>Runs the act and remembers the outcome; what it throws goes on to the caller.</summary>
    public async Task Run(string timer, Func<CancellationToken, Task> act, bool byHost, CancellationToken cancel)
    {
        var (at, began) = (time.GetUtcNow(), time.GetTimestamp());
        string? error = null;
        try
        {
            await act(cancel);
        }
        catch (Exception e)
        {
            error = e.GetType().Name;
            throw;
        }
        finally
        {
            // A process that stops ends what it does by itself, and that is no failure; what a host called and did not wait for is one.
            if (byHost || !cancel.IsCancellationRequested) await Keep(new TimerRun(timer, at, (long)time.GetElapsedTime(began).TotalMilliseconds, error, byHost), byHost ? CancellationToken.None : cancel);
        }
    }

    /// <summary>The last run that a host called, or that a process did by itself; null when there was none.</summary>
    public async ValueTask<TimerRun?> Last(string timer, bool byHost, CancellationToken cancel) =>
        await store.Find(Container.Host, Partition, Id(timer, byHost), cancel) is { } stored ? JsonSerializer.Deserialize(stored.Body.Span, TimerJson.Default.TimerRun) : null;

    private static string Id(string timer, bool byHost) => byHost ? timer + OfHost : timer;

    private async Task Keep(TimerRun run, CancellationToken cancel)
    {
        if (!run.ByHost && _written.TryGetValue(run.Timer, out var last) && last.Error == run.Error && run.At - last.At < Often) return;
        try
        {
            await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(Id(run.Timer, run.ByHost), JsonSerializer.SerializeToUtf8Bytes(run, TimerJson.Default.TimerRun))]), cancel);
            if (!run.ByHost) _written[run.Timer] = run;
        }
#pragma warning disable CA1031 // that it ran matters more than that it is remembered
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogWarning("The run of {Timer} could not be remembered ({Error}).", run.Timer, e.GetType().Name);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TimerRun))]
internal sealed partial class TimerJson : JsonSerializerContext;
