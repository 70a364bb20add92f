using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Publishing;

namespace HrCollab.Functions.Operations;

/// <summary>How the system is, as of one moment.</summary>
public sealed record OperationsReport(
    DateTimeOffset At, DriftReport Drift, ImmutableArray<WorkQueue> Queues, ImmutableArray<FailedWork> Failures, long FailureCount, ImmutableArray<TimerLine> Timers,
    ImmutableArray<SlowPart> Slow, ImmutableArray<SlowPart> SlowNow, string Store, long? Bytes, BackupMade? Backup, bool ServiceBacksUp, long GivenUpImports, int StoreFailures)
{
    /// <summary>What somebody has to look at, each with the section of the runbook that says how.</summary>
    public IEnumerable<Alarm> Alarms
    {
        get
        {
            if (Drift.State is DriftState.Folder or DriftState.Invalid or DriftState.Stored or DriftState.Elsewhere) yield return new("drift", new($"规则定义有偏离:{Drift.State}", $"Definitions have drifted: {Drift.State}"));
            if (FailureCount > 0) yield return new("failures", new($"{FailureCount} 项处理失败,等待重试", $"Failed deliveries that wait: {FailureCount}"));
            foreach (var queue in Queues.Where(q => q.Late > 0)) yield return new(queue.Runbook, new($"{queue.Title.Zh}:{queue.Late} 项积压", $"{queue.Title.En}: {queue.Late} late"));
            if (GivenUpImports > 0) yield return new("imports", new($"{GivenUpImports} 个导入已放弃,需要重新发送文件", $"Imports that were given up, whose files have to be sent again: {GivenUpImports}"));
            if (StoreFailures > 0) yield return new("store", new($"最近 5 分钟有 {StoreFailures} 个请求因存储繁忙或不可用而失败", $"Requests that failed in the last 5 minutes because the store was busy or away: {StoreFailures}"));
            foreach (var part in SlowNow)
                yield return new("slow", new($"判定过慢:{part.Definition} {part.Part},最长 {part.Longest.TotalMilliseconds:0} 毫秒", $"Deciding is slow: {part.Definition} {part.Part}, {part.Longest.TotalMilliseconds:0} ms at the longest"));
            foreach (var timer in Timers.Where(t => t.Last?.Error is not null || t.Process?.Error is not null)) yield return new("timers", new($"定时任务 {timer.Name} 上次失败", $"Timer {timer.Name} failed last time"));
            foreach (var timer in Timers.Where(t => t.Overdue)) yield return new("timers", new($"定时任务 {timer.Name} 没有按时运行", $"Timer {timer.Name} is overdue"));
            if (ServiceBacksUp) yield break;
            if (Backup is null) yield return new("backup", new("还没有备份", "There is no backup yet"));
            else if (Backup.Late) yield return new("backup", new($"最近的备份已有 {(int)(At - Backup.At).TotalHours} 小时,上限 {(int)Backup.Longest.TotalHours} 小时", $"The last backup is {(int)(At - Backup.At).TotalHours} hours old; {(int)Backup.Longest.TotalHours} are allowed"));
        }
    }
}

/// <summary>Work that waits.</summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Title">What it is.</param>
/// <param name="Count">How many wait; the most that are counted when there are more.</param>
/// <param name="Late">How many of them should be done by now.</param>
/// <param name="Runbook">Section of the runbook.</param>
public sealed record WorkQueue(string Id, Text Title, long Count, long Late, string Runbook);

/// <summary>One piece of work that failed and waits to be tried again.</summary>
/// <param name="Id">To replay it.</param>
/// <param name="Kind">effect, notices, cases or records.</param>
/// <param name="Where">The case or the record.</param>
/// <param name="What">The step, task or event.</param>
public sealed record FailedWork(string Id, string Kind, string Where, string What, int Tries, DateTimeOffset Next, string? Error);

/// <summary>A timer.</summary>
/// <param name="Schedule">When a host calls it, in UTC.</param>
/// <param name="Last">Its last run: called by the host where there is one, else of a process by itself.</param>
/// <param name="Next">When it is called next by a host.</param>
/// <param name="Overdue">True when it should have run by now, also when it has never run.</param>
/// <param name="Process">Under a host, what processes did by themselves last.</param>
public sealed record TimerLine(string Name, string Schedule, TimerRun? Last, DateTimeOffset Next, bool Overdue, TimerRun? Process = null);

/// <summary>The last backup that was verified, and how old it may become (manifest.json, limits.backupHours).</summary>
public sealed record BackupMade(DateTimeOffset At, long Documents, long Bytes, bool Late, TimeSpan Longest);

/// <summary>What somebody has to look at.</summary>
/// <param name="Runbook">Section of functions/RUNBOOKS.md.</param>
/// <param name="Text">What is the matter.</param>
public sealed record Alarm(string Runbook, Text Text);
