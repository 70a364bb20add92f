using System.Net;
using System.Text.RegularExpressions;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Tools;

namespace HrCollab.Functions.Tests.Storage.Tools;

/// <summary>A backup of a running host, and what becomes of it.</summary>
[NeedsCosmos]
public sealed partial class BackupTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-backup-").FullName;
    private TestHost _host = null!;

    private string Archive => Path.Combine(_folder, "store.hrc");

    public async Task InitializeAsync() => _host = await TestHost.Started(store: TestStore.Sqlite);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [StoreFact]
    public async Task BackupOfARunningHost_IsRestoredIntoEitherStore_WhereCasesGoOn()
    {
        var before = await Journey.Submitted(_host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await before.Approve("release");
        Assert.Null(await LastBackup.Find(_host.Store, default));
        var (code, said) = await Tool.Run(TestStore.Sqlite, _host.Folder, _host.Clock, "backup", Archive);
        Assert.True(code == 0, said);
        var kept = await LastBackup.Find(_host.Store, default);
        Assert.Equal((TestHost.Start, "store.hrc", new FileInfo(Archive).Length), (kept!.At, kept.Archive, kept.Bytes));
        Assert.Contains($"The same: {kept.Documents} documents", said, StringComparison.Ordinal);
        var after = await Journey.Submitted(_host, "E0007", "transfer", new { subject = "E0030", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var answered = await before.Case();

        foreach (var store in Enum.GetValues<TestStore>())
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, Path.GetFileName(_folder) + store)).FullName;
            File.Copy(Path.Combine(_host.Folder, "store.db.secret"), Path.Combine(folder, store == TestStore.Sqlite ? "store.db.secret" : "none.db.secret"));
            if (store == TestStore.Cosmos) (await CosmosAccount.Open(Database(folder), _host.Clock)).Dispose();
            (code, said) = await Tool.Run(store, folder, _host.Clock, "restore", Archive);
            Assert.True(code == 0, said);
            Assert.Contains($"The same: {kept.Documents} documents", said, StringComparison.Ordinal);
            Assert.Equal(1, (await Tool.Run(store, folder, _host.Clock, "restore", Archive)).Code); // nothing is overwritten
            await using var restored = await TestHost.Started(folder, store: store, seed: false);
            var case1 = Journey.Of(restored, before.Id, "E0007");
            Assert.Equal(answered.ToJsonString(), (await case1.Case()).ToJsonString());
            (await restored.Get("E0007", $"/api/cases/{after.Id}")).Is(HttpStatusCode.NotFound); // it came later
            Assert.Contains(before.Id, (await restored.Get((await case1.Task("receive")).Text("owner"), "/api/tasks")).Items().Texts("case"));
            await case1.Approve("receive");
            Assert.Equal(["hrbp"], await case1.OpenSteps());
        }
    }

    [Fact]
    public async Task WhatCannotBeDone_IsRefused_AndSaysWhatToDo_AndNothingIsWritten()
    {
        Assert.Equal(0, (await Tool.Run(TestStore.Sqlite, _host.Folder, _host.Clock, "backup", Archive)).Code);
        await Refused(1, "is not overwritten", _host.Folder, "backup", Archive);
        await Refused(1, "in use by another process", _host.Folder, "rebuild-views");
        await Refused(1, "There is no database", NewFolder(), "backup", Archive + "2");
        await Refused(1, "same kind of store", _host.Folder, "move", "--from", "sqlite", "--to", "Sqlite");
        await Refused(2, "something is missing", _host.Folder, "restore");
        await Refused(2, "unknown command", _host.Folder, "rebuild-everything");
        var whole = await File.ReadAllBytesAsync(Archive);
        var flipped = (byte[])whole.Clone();
        flipped[whole.Length / 2] ^= 1;
        foreach (var broken in (byte[][])[whole[..(whole.Length / 2)], flipped, [], "no archive"u8.ToArray()])
        {
            var (file, folder) = (Path.Combine(_folder, "broken.hrc"), NewFolder());
            await File.WriteAllBytesAsync(file, broken);
            await Refused(1, "Nothing was written", folder, "restore", file);
            Assert.False(File.Exists(Path.Combine(folder, "store.db")));
        }
    }

    [Fact]
    public async Task Process_SaysItsCommandsInBothLanguages_AndEndsWithTheirCodes()
    {
        var (zh, en) = (await Tool.Ended(_folder, "help", "--lang", "zh"), await Tool.Ended(_folder, "--help", "--lang", "en"));
        Assert.Equal((0, 0), (zh.Code, en.Code));
        Assert.Contains("用法", zh.Said, StringComparison.Ordinal);
        Assert.Equal(Commands().Matches(zh.Said).Select(m => m.Value.Trim()[..4]), Commands().Matches(en.Said).Select(m => m.Value.Trim()[..4]));
        Assert.Equal(8, Commands().Count(en.Said));
        var typo = await Tool.Ended(_folder, "bakup", "x", "--lang", "zh");
        Assert.Equal(2, typo.Code);
        Assert.Contains("bakup x", typo.Said, StringComparison.Ordinal);
    }

    private static string Database(string folder) => "host-" + Path.GetFileName(folder);

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;

    private async Task Refused(int expected, string because, string folder, params string[] typed)
    {
        var (code, said) = await Tool.Run(TestStore.Sqlite, folder, _host.Clock, typed);
        Assert.Equal(expected, code);
        Assert.Contains(because, said, StringComparison.Ordinal);
    }

    [GeneratedRegex("^  [a-z][a-z-]+ ", RegexOptions.Multiline, 1000)]
    private static partial Regex Commands();
}
