using System.Net;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>The tries of one call: what may pass by itself is tried again, within the patience of whoever waits.</summary>
internal sealed class Attempts : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly Patience _patience;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenSource _budget;
    private readonly long _started;
    private int _tries;

    /// <param name="patience">How often, how long.</param>
    /// <param name="cancel">Of the caller; none when the call must not be left half done.</param>
    public Attempts(Patience patience, CancellationToken cancel)
    {
        (_patience, _cancel, _started) = (patience, cancel, TimeProvider.System.GetTimestamp());
        _budget = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _budget.CancelAfter(patience.Budget);
    }

    /// <summary>The answer of a call that throws whatever is no answer. Throws <see cref="StoreBusyException"/> when patience is at its end.</summary>
    public Task<T> Run<T>(Func<CancellationToken, Task<T>> call) => Run(call, static _ => (HttpStatusCode.OK, null));

    /// <summary>The answer; never one of those that pass by themselves. Throws <see cref="StoreBusyException"/> when patience is at its end.</summary>
    public async Task<T> Run<T>(Func<CancellationToken, Task<T>> call, Func<T, (HttpStatusCode Status, TimeSpan? RetryAfter)> read)
    {
        while (true)
        {
            TimeSpan? wait;
            Exception? failure = null;
            try
            {
                using var attempt = CancellationTokenSource.CreateLinkedTokenSource(_budget.Token);
                attempt.CancelAfter(_patience.Attempt);
                // Waited for no longer than that, whatever the client library does with the token: what it reads about account and containers first it does not always cut off.
                var answer = await call(attempt.Token).WaitAsync(attempt.Token);
                (var status, wait) = read(answer);
                if (!Passes(status)) return answer;
                (answer as IDisposable)?.Dispose();
            }
            catch (Exception e) when (IsPassing(e))
            {
                (failure, wait) = (e, (e as CosmosException)?.RetryAfter);
            }

            await Pause(wait, failure);
        }
    }

    public void Dispose() => _budget.Dispose();

    private async Task Pause(TimeSpan? asked, Exception? failure)
    {
        _cancel.ThrowIfCancellationRequested();
        _tries++;
        var own = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << _tries));
        var pause = asked ?? own * (0.5 + (Random.Shared.NextDouble() / 2)); // those who failed together do not come back together
        var left = _patience.Budget - TimeProvider.System.GetElapsedTime(_started);
        if (_tries >= _patience.Tries || pause >= left) throw new StoreBusyException(pause, failure);
        await Task.Delay(pause, _cancel);
    }

    private static bool Passes(HttpStatusCode status) => (int)status is 408 or 410 or 429 or 449 or >= 500;

    private bool IsPassing(Exception failure) => failure switch
    {
        OperationCanceledException => !_cancel.IsCancellationRequested,
        CosmosException cosmos => Passes(cosmos.StatusCode),
        HttpRequestException or IOException => true,
        _ => false,
    };
}
