namespace HrCollab.Functions.Projecting;

/// <summary>
/// Wakes those who follow the change feeds after a commit, and lets a reader wait until what was committed before it asked is in the
/// views. In another process's commits only the poll interval helps.
/// </summary>
/// <param name="patience">How long a reader waits; then it reads what is there, so that a projector in trouble makes lists old and not unreadable.</param>
internal sealed class ProjectorSignal(TimeSpan patience)
{
    private const int WaitSeconds = 2;
    private readonly Lock _lock = new();
    private readonly List<(long Target, TaskCompletionSource Done)> _waiting = [];
    private TaskCompletionSource _wake = New();
    private long _committed;
    private long _organization;
    private long _projected;

    /// <summary>With the patience of <c>Views:WaitSeconds</c>, 0 to 600.</summary>
    public static ProjectorSignal Of(IConfiguration configuration) => new(TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Views:WaitSeconds", WaitSeconds), 0, 600)));

    /// <summary>How long a reader waits.</summary>
    public TimeSpan Patience => patience;

    /// <summary>Commits this process has made that views may not show yet.</summary>
    public long Behind => Interlocked.Read(ref _committed) - Interlocked.Read(ref _projected);

    /// <summary>Something was committed; with <paramref name="organization"/> something that whoever asks for the organisation next must find in it.</summary>
    public void Committed(bool organization = false)
    {
        TaskCompletionSource wake;
        lock (_lock)
        {
            _committed++;
            if (organization) _organization = _committed;
            wake = _wake;
        }

        wake.TrySetResult();
    }

    /// <summary>Commits so far; whoever follows a feed reads it before they look.</summary>
    public long Mark()
    {
        lock (_lock)
        {
            if (_wake.Task.IsCompleted) _wake = New();
            return _committed;
        }
    }

    /// <summary>Everything up to the mark is in the views.</summary>
    public void Projected(long mark)
    {
        List<TaskCompletionSource> done;
        lock (_lock)
        {
            _projected = Math.Max(_projected, mark);
            done = [.. _waiting.Where(w => w.Target <= _projected).Select(w => w.Done)];
            _waiting.RemoveAll(w => w.Target <= _projected);
        }

        foreach (var waiter in done) waiter.TrySetResult();
    }

    /// <summary>
    /// Waits for the next commit of this process after the mark, or for the poll interval. Several follow the feeds, and the wake of one
    /// must not swallow that of another: the mark says what each has seen.
    /// </summary>
    public async Task Wait(long mark, TimeSpan poll, TimeProvider time, CancellationToken cancel)
    {
        Task wake;
        lock (_lock)
        {
            if (_committed > mark) return;
            wake = _wake.Task;
        }

        await Task.WhenAny(wake, Task.Delay(poll, time, cancel));
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Waits until the views show what this process had committed when asked, or until its patience ends.</summary>
    public ValueTask CaughtUp(CancellationToken cancel) => Shown(ref _committed, cancel);

    /// <summary>The same for what the organisation is made of: nothing to wait for, however much else is under way.</summary>
    public ValueTask OrganizationShown(CancellationToken cancel) => Shown(ref _organization, cancel);

    private ValueTask Shown(ref long target, CancellationToken cancel)
    {
        TaskCompletionSource done;
        lock (_lock)
        {
            if (_projected >= target) return ValueTask.CompletedTask;
            done = New();
            _waiting.Add((target, done));
        }

        return new ValueTask(Task.WhenAny(done.Task, Task.Delay(patience, cancel)));
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
