using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Views;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Storage.Tools;

/// <summary>Views are what follows from events, and are made so again when they are not.</summary>
public sealed class ViewCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-views-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task DamagedViews_AreFound_AndDerivedAgain()
    {
        TimeProvider clock;
        await using (var host = await TestHost.Started(_folder, store: TestStore.Sqlite))
        {
            clock = host.Clock;
            var done = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-09-16" } });
            foreach (var step in (string[])["release", "receive", "hrbp", "approval"]) await done.Approve(step);
            await TestHost.Eventually(() => done.Case(), c => c["version"]!.GetValue<int>() == 6); // moved, with the reporting line
            var later = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0030", input = new { newDepartment = "rd2", effectiveDate = "2026-09-21" } });
            foreach (var step in (string[])["release", "receive", "hrbp", "approval"]) await later.Approve(step);
            foreach (var head in (string[])["E0040", "E0038"]) await Change(host, "department/rd2", new { duties = new { head } });
            host.AdvanceTo("2026-09-21T10:00:00");
            await later.Opens("accounts");
            foreach (var journey in (Journey[])[done, later]) await Finish(journey);
            await Change(host, "person/E0030", new { contact = new { mobile = "13900000030" } }); // folds the move that was planned into what holds
            await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0031", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
            var projector = host.Services.GetRequiredService<ProjectorSignal>();
            while (projector.Behind > 0) await projector.CaughtUp(default);
        }

        await Says(clock, 0, "are what follows from the events", "verify-views");
        var before = await Rows(clock, store => ValueTask.CompletedTask);
        Assert.Contains(before, r => r.StartsWith("inbox:", StringComparison.Ordinal));
        var damaged = await Rows(clock, async store =>
        {
            await store.Commit(new Batch(Container.Views, TaskRows.Inbox("E0002"), [.. (await store.Query(Container.Views, TaskRows.Inbox("E0002"), new IdRange(), default)).Items.Select(i => new Operation.Delete(i.Id))]), default);
            await store.Commit(new Batch(Container.Views, "department-cases:rd2", [new Operation.Put("nothing", "{}"u8.ToArray())]), default);
            var wrong = (await store.Query(Container.Views, "organization", IdRange.Prefix("person|E0007"), default)).Items.Single();
            await store.Commit(new Batch(Container.Views, "organization", [new Operation.Replace(wrong.Id, wrong.Version, "{}"u8.ToArray())]), default);
        });
        Assert.NotEqual(before, damaged);

        await Says(clock, 3, "1 missing, 1 different, 1 extra", "verify-views");
        Assert.Equal(damaged, await Rows(clock, store => ValueTask.CompletedTask)); // looking changes nothing
        await Says(clock, 0, "1 added, 1 rewritten, 1 removed", "rebuild-views");
        Assert.Equal(before, await Rows(clock, store => ValueTask.CompletedTask));
        await Says(clock, 0, "are what follows from the events", "verify-views");
    }

    private static async Task Finish(Journey transfer)
    {
        await transfer.Complete("handover", "documents", "openWork", "receivedBy");
        await transfer.Complete("seat", "access", "seatNo=5F-B-242");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt");
        await transfer.Reaches("completed");
    }

    private static async Task Change(TestHost host, string record, object change)
    {
        var read = (await host.Get("E0001", "/api/records/" + record)).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", "/api/records/" + record, change, read.ETag)).Is(HttpStatusCode.OK);
    }

    private async Task Says(TimeProvider clock, int expected, string text, string command)
    {
        var (code, said) = await Tool.Run(TestStore.Sqlite, _folder, clock, command);
        Assert.True(code == expected && said.Contains(text, StringComparison.Ordinal), said);
    }

    /// <summary>Every row of the store after an act on it.</summary>
    private async Task<ImmutableSortedSet<string>> Rows(TimeProvider clock, Func<IDocumentStore, ValueTask> act)
    {
        await using var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(_folder, "store.db")), clock);
        await act(store);
        return await AllRows(store);
    }

    /// <summary>All but what is worked off and removed when its time has come; derived again, it is only looked at again.</summary>
    private static async Task<ImmutableSortedSet<string>> AllRows(IDocumentStore store)
    {
        var rows = new List<string>();
        string? token = null;
        while (await store.Changes(Container.Views, token, 1_000, default) is { Items.IsEmpty: false } page)
        {
            rows.AddRange(page.Items.Where(i => i.Partition is not ("notices" or "leavers")).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Partition} {i.Id} {System.Text.Encoding.UTF8.GetString(i.Body.Span)}")));
            token = page.Token;
        }

        return rows.ToImmutableSortedSet(StringComparer.Ordinal);
    }
}
