using System.Net;
using System.Text.RegularExpressions;
using HrCollab.Functions.Storage.Tools;

namespace HrCollab.Functions.Tests.Storage.Tools;

/// <summary>From one store into the other and back, killed on the way.</summary>
[NeedsCosmos]
public sealed partial class MoveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-move-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [StoreFact]
    public async Task KilledMove_StartsNoHost_GoesOnWhereItWas_AndComesBackTheSame()
    {
        Journey transfer;
        TimeProvider clock;
        await using (var host = await TestHost.Started(_folder, store: TestStore.Sqlite))
        {
            clock = host.Clock;
            transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
            await transfer.Approve("release");
        }

        File.Copy(Path.Combine(_folder, "store.db.secret"), Path.Combine(_folder, "none.db.secret"));
        var database = "host-" + Path.GetFileName(_folder);
        (await CosmosAccount.Open(database, clock)).Dispose();
        string[] move = ["move", "--from", "sqlite", "--to", "cosmos", .. Tool.Settings(TestStore.Sqlite, _folder), "--lang", "en"];
        await CosmosAccount.Control("faults", new { database, on = "batch", hang = true, skip = 40, count = 100_000 });
        using (var killed = Tool.Start(_folder, move))
        {
            await TestHost.Eventually(async () => (await CosmosAccount.Control("counts", new { database }))["faults"]!.GetValue<int>(), f => f > 0);
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        await CosmosAccount.Control("clear", new { database });
        var (started, why) = await Tool.Ended(_folder, [.. Tool.Settings(TestStore.Cosmos, _folder), "--urls", "http://127.0.0.1:0", "--Definitions:Path", TestHost.DefinitionsPath]);
        Assert.Equal(1, started);
        Assert.Contains("was not finished", why, StringComparison.Ordinal);

        var (code, there) = await Tool.Run(TestStore.Sqlite, _folder, clock, move);
        Assert.True(code == 0, there);
        await using (var host = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false))
        {
            Assert.Equal(["receive"], await Journey.Of(host, transfer.Id, "E0007").OpenSteps());
            Assert.Contains(transfer.Id, (await host.Get("E0008", "/api/tasks")).Items().Texts("case"));
        }

        File.Move(Path.Combine(_folder, "store.db"), Path.Combine(_folder, "former.db"));
        var (back, said) = await Tool.Run(TestStore.Cosmos, _folder, clock, "move", "--from", "cosmos", "--to", "sqlite");
        Assert.True(back == 0, said);
        Assert.Equal(Hashes().Matches(there).Select(m => m.Value).Take(2), Hashes().Matches(said).Select(m => m.Value).Take(2)); // cases, there and back
        Assert.Equal(0, (await Tool.Run(TestStore.Sqlite, _folder, clock, "verify-views")).Code);
        await using var again = await TestHost.Started(_folder, store: TestStore.Sqlite, seed: false);
        await Journey.Of(again, transfer.Id, "E0007").Approve("receive");
    }

    [GeneratedRegex("[0-9a-f]{16}", RegexOptions.None, 1000)]
    private static partial Regex Hashes();
}
