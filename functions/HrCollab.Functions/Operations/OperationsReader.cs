using System.Collections.Immutable;
using Cronos;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Imports;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Storage.Tools;

namespace HrCollab.Functions.Operations;

/// <summary>Looks at everything that operators look at, and tries again what failed.</summary>
internal sealed class OperationsReader(
    IDocumentStore store, DefinitionsDrift drift, FailedEffects effects, DeadLetters letters, TimerRuns runs, SlowDecisions slow, OrganizationSource organizations,
    Projector projector, EffectRelay effectRelay, NoticeRelay noticeRelay, ActiveDefinitions definitions, GivenUpImports givenUp, ImportOptions imports, StoreTrouble trouble,
    IConfiguration configuration, TimeProvider time)
{
    private const int Shown = 50;
    private const int Counted = 1_000;
    private const string EffectPrefix = "effect-";
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>Whoever holds the manifest's operateDuty; nobody when it names none.</summary>
    public static bool May(Caller caller) => caller.Set.Manifest.OperateDuty is { } duty && caller.Person.Holds(duty);

    public async Task<OperationsReport> Look(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var timers = ImmutableArray.CreateBuilder<TimerLine>();
        foreach (var (name, schedule, _) in TimerFunctions.All) timers.Add(await Line(name, schedule, now, cancel));
        var failed = (await effects.List(FailedEffect.All(), cancel)).Items.Select(FailedEffect.Read)
            .Select(f => new FailedWork(IdOf(f), "effect", f.Case, f.Step, f.Tries, f.Next, null))
            .Concat((await letters.List(new IdRange(Limit: Shown), cancel)).Items.Select(DeadLetter.Read).Select(l => new FailedWork(l.Id, l.Kind, l.Partition, l.Document, l.Tries, l.Next, l.Error)));
        return new OperationsReport(
            now, await drift.Now(cancel), await Queues(now, cancel), [.. failed.OrderByDescending(f => f.Tries).Take(Shown)], await effects.Count(cancel) + await letters.Count(cancel), timers.ToImmutable(),
            slow.Top(20), slow.Since(now - SlowDecisions.Remembered), store is SqliteDocumentStore ? "sqlite" : "cosmos", await Bytes(cancel), await Backup(now, cancel), configuration.GetValue("Backup:ByService", false), await givenUp.Count(cancel), trouble.Recent);
    }

    /// <summary>Tries something that failed again: null when it is not there, else whether it is done.</summary>
    public async Task<bool?> Replay(string id, CancellationToken cancel)
    {
        if (id.StartsWith(EffectPrefix, StringComparison.Ordinal)) return await Effect(id, cancel) is { } effect ? await effectRelay.Replay(effect, cancel) : null;
        if (await letters.Find(id, cancel) is not { } letter) return null;
        return letter.Kind == NoticeRelay.Kind ? await noticeRelay.Replay(letter, cancel) : await projector.Replay(letter, cancel);
    }

    private async ValueTask<TimerLine> Line(string name, string schedule, DateTimeOffset now, CancellationToken cancel)
    {
        var hosted = configuration.IsUnderAHost();
        var last = await runs.Last(name, hosted, cancel);
        var cron = CronExpression.Parse(schedule, CronFormat.IncludeSeconds);
        var overdue = cron.GetNextOccurrence(last?.At ?? runs.Since, TimeZoneInfo.Utc)!.Value + Grace < now;
        return new TimerLine(name, schedule, last, cron.GetNextOccurrence(now, TimeZoneInfo.Utc)!.Value, overdue, hosted ? await runs.Last(name, byHost: false, cancel) : null);
    }

    private async Task<ImmutableArray<WorkQueue>> Queues(DateTimeOffset now, CancellationToken cancel)
    {
        var (behind, carried) = (await projector.Waiting(cancel, Counted), await effectRelay.Waiting(Counted, cancel));
        var late = await store.Count(Container.Host, EffectRow.Partition, EffectRow.Until(organizations.Today), cancel);
        var waiting = await store.Count(Container.Host, EffectRow.Partition, new IdRange(To: "a"), cancel); // rows begin with a date, failures with a word
        var commits = (store as SqliteDocumentStore)?.Waiting ?? 0;
        var old = await store.Count(Container.Host, ImportState.Open, ImportState.OpenBefore(now - imports.LateAfter), cancel);
        var overdue = await store.Count(Container.Views, NoticeRow.Partition, NoticeRow.Until(now - Grace), cancel);
        return
        [
            new("commits", new("等待落盘的提交", "Commits to be written"), commits, commits >= Counted ? commits : 0, "store"),
            new("projection", new("等待更新视图的事件", "Events to be projected"), behind, behind >= Counted ? behind : 0, "projection"),
            new("ordered", new("等待写入档案的变更", "Effects to be ordered"), carried, carried >= Counted ? carried : 0, "effects"),
            new("effects", new("等待生效日期的变更", "Effects that wait for their day"), waiting, late, "effects"),
            new("notices", new("待发的提醒和上报", "Reminders and escalations to come"), await store.Count(Container.Views, NoticeRow.Partition, new IdRange(), cancel), overdue, "notices"),
            new("imports", new("未完成的导入", "Imports under way"), await store.Count(Container.Host, ImportState.Open, new IdRange(), cancel), old, "imports"),
        ];
    }

    /// <summary>Bytes of the database and its log on disk, or of the documents as Cosmos DB counts them; null where the store does not say.</summary>
    private async ValueTask<long?> Bytes(CancellationToken cancel)
    {
        if (store is CosmosDocumentStore cosmos) return await cosmos.Bytes(cancel);
        if (store is not SqliteDocumentStore) return null;
        var path = StoragePath.Of(configuration);
        return new[] { path, path + "-wal" }.Select(p => new FileInfo(p)).Where(f => f.Exists).Sum(f => f.Length);
    }

    private async Task<BackupMade?> Backup(DateTimeOffset now, CancellationToken cancel)
    {
        if (await LastBackup.Find(store, cancel) is not { } last) return null;
        var longest = definitions.Current.Manifest.LongestWithoutBackup;
        return new BackupMade(last.At, last.Documents, last.Bytes, now - last.At > longest, longest);
    }

    private async Task<FailedEffect?> Effect(string id, CancellationToken cancel)
    {
        string? after = null;
        do
        {
            var page = await effects.List(FailedEffect.All(after), cancel);
            if (page.Items.Select(FailedEffect.Read).FirstOrDefault(f => IdOf(f) == id) is { } found) return found;
            after = page.Next;
        }
        while (after is not null);
        return null;
    }

    private static string IdOf(FailedEffect effect) => EffectPrefix + DeadLetter.Name(effect.Id);
}
