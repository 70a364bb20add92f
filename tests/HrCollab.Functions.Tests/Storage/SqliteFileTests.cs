using System.Buffers.Binary;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using HrCollab.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static HrCollab.Functions.Tests.Storage.SqliteFile;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>The file of the SQLite adapter: what survives, who may open it, how it stays small.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task ReopenedFile_HasEverything()
    {
        string token;
        await using (var store = _file.Open())
        {
            await store.Commit(Batch("案-1", Create("case", "一"), Create("空", "")), default);
            await store.Commit(Batch("案-1", new Operation.Replace("case", 1, "二"u8.ToArray())), default);
            token = (await store.Changes(Container.Cases, null, 10, default)).Token;
        }

        await using var again = _file.Open();
        var found = await again.Find(Container.Cases, "案-1", "case", default);
        Assert.Equal(2, found!.Version);
        Assert.Equal("二"u8.ToArray(), found.Body.ToArray());
        Assert.Equal(0, (await again.Find(Container.Cases, "案-1", "空", default))!.Body.Length);
        Assert.Empty((await again.Changes(Container.Cases, token, 10, default)).Items);
        await again.Commit(Batch("案-2", Create("case")), default);
        Assert.Equal("案-2", Assert.Single((await again.Changes(Container.Cases, token, 10, default)).Items).Partition);
    }

    /// <summary>A token must not be passed by a number that a deleted document had.</summary>
    [Fact]
    public async Task NewestDeletedBeforeReopening_DoesNotHideWhatComesNext()
    {
        string token;
        await using (var store = _file.Open())
        {
            await store.Commit(Batch("p", Create("1"), Create("2")), default);
            token = (await store.Changes(Container.Cases, null, 10, default)).Token;
            await store.Commit(Batch("p", new Operation.Delete("1"), new Operation.Delete("2")), default);
        }

        await using var again = _file.Open();
        await again.Commit(Batch("p", Create("3")), default);
        Assert.Equal("3", Assert.Single((await again.Changes(Container.Cases, token, 10, default)).Items).Id);
    }

    /// <summary>The contract lets a store repeat a replaced document; this one does not, so that consumers have no needless work.</summary>
    [Fact]
    public async Task ReplacedOrPutDocument_KeepsItsPlaceInTheChanges()
    {
        await using var store = _file.Open();
        await store.Commit(Batch("p", Create("a"), Create("b"), Create("c")), default);
        var token = (await store.Changes(Container.Cases, null, 10, default)).Token;
        await store.Commit(Batch("p", new Operation.Replace("a", 1, "{}"u8.ToArray()), new Operation.Put("b", "{}"u8.ToArray())), default);
        Assert.Empty((await store.Changes(Container.Cases, token, 10, default)).Items);
        Assert.Equal(["a", "b", "c"], (await store.Changes(Container.Cases, null, 10, default)).Items.Select(d => d.Id));
    }

    [Fact]
    public async Task SecondOpener_IsRefusedWithTheNameOfTheFile()
    {
        await using (var store = _file.Open())
        {
            Assert.Contains("store.db", Assert.Throws<StoreRefusedException>(() => _file.Open()).Message, StringComparison.Ordinal);
            Assert.IsType<CommitResult.Done>(await store.Commit(Batch("p", Create("d")), default));
        }

        await using var next = _file.Open();
        Assert.NotNull(await next.Find(Container.Cases, "p", "d", default));
    }

    [Fact]
    public async Task FileOfANewerProgram_IsRefusedUntouched()
    {
        await _file.Open().DisposeAsync();
        using (var other = _file.Connect()) Run(other, "PRAGMA user_version=7");
        var before = await File.ReadAllBytesAsync(_file.Path);
        var message = Assert.Throws<StoreRefusedException>(() => _file.Open()).Message;
        Assert.Contains("schema 7", message, StringComparison.Ordinal);
        Assert.Contains("store.db", message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path));
        using (var other = _file.Connect()) Run(other, "PRAGMA user_version=2");
        await _file.Open().DisposeAsync(); // the refusal kept no lock
    }

    /// <summary>A file from before the layout was changed is not taken for a good one, and nothing of it is touched.</summary>
    [Fact]
    public async Task FileOfAnOlderLayout_IsRefusedUntouched_WithWhatToDoInBothLanguages()
    {
        using (var other = _file.Connect()) Run(other, "CREATE TABLE documents (partition TEXT, id TEXT); PRAGMA user_version=1");
        var before = await File.ReadAllBytesAsync(_file.Path);
        var message = Assert.Throws<StoreRefusedException>(() => _file.Open()).Message;
        Assert.Contains("schema 1; this program needs 2", message, StringComparison.Ordinal);
        Assert.Contains("move the file away", message, StringComparison.Ordinal);
        Assert.Contains("结构版本为 1,本程序需要 2", message, StringComparison.Ordinal);
        Assert.Contains("将文件移走后重新启动", message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path));
    }

    [Fact]
    public async Task HostOnAnOlderFile_DoesNotStart_AndSaysWhatToDo()
    {
        using (var other = _file.Connect()) Run(other, "PRAGMA user_version=1");
        var said = new FakeLogCollector();
        var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(["--Storage:Path", _file.Path, "--Definitions:Path", TestHost.DefinitionsPath, "--Urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders().AddProvider(said);
        builder.AddHrCollab();
        await using var app = builder.Build();
        Assert.False(await app.OpenStore());
        var line = Assert.Single(said.Lines, l => l.Level == LogLevel.Critical);
        Assert.Contains("将文件移走后重新启动", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line.Text, StringComparison.Ordinal);
    }

    /// <summary>Whatever step of opening fails, no connection is left on the file.</summary>
    [Theory]
    [InlineData("queue")] // the last step: everything else is open by then
    [InlineData("table")] // the first statement that cannot be prepared
    public async Task OpeningThatFails_LeavesNothingOpen(string step)
    {
        await _file.Open().DisposeAsync();
        if (step == "table")
        {
            using var other = _file.Connect();
            Run(other, "DROP TABLE host");
        }

        Assert.ThrowsAny<Exception>(() => step == "queue" ? _file.Open(queue: -1) : _file.Open());
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(Directory.EnumerateFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget ?? ""), f => f.StartsWith(_file.Folder, StringComparison.Ordinal));
        using var again = new FileStream(_file.Path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public async Task EveryCommit_WaitsForTheDisk()
    {
        await using var store = _file.Open();
        using var connection = SqliteSchema.Open(_file.Path);
        Assert.Equal(2, Run(connection, "PRAGMA synchronous"));
        Assert.Equal(0, Run(connection, "PRAGMA wal_autocheckpoint"));
    }

    /// <summary>The files as a power cut leaves them: nothing closed, and the log cut anywhere.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(97)]
    [InlineData(80)]
    [InlineData(51)]
    [InlineData(20)]
    public async Task FilesOfACrash_HaveWholeBatchesUpToSomePoint(int percentOfTheLog)
    {
        const int Batches = 60;
        using var crashed = new SqliteFile();
        await using (var store = _file.Open(groupSize: 1))
        {
            for (var i = 0; i < Batches; i++) await store.Commit(Batch("p", [.. Enumerable.Range(0, 5).Select(j => Create($"{i:D3}-{j}", new string('x', 500)))]), default);
            File.Copy(_file.Path, crashed.Path);
            await using var from = new FileStream(_file.Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var to = File.Create(crashed.Path + "-wal");
            await from.CopyToAsync(to);
            to.SetLength(to.Length * percentOfTheLog / 100);
        }

        await using var recovered = crashed.Open();
        var ids = (await recovered.Query(Container.Cases, "p", new IdRange(Limit: 1_000), default)).Items.Select(d => d.Id).ToArray();
        Assert.Equal(Enumerable.Range(0, ids.Length / 5).SelectMany(i => Enumerable.Range(0, 5).Select(j => $"{i:D3}-{j}")), ids);
        if (percentOfTheLog == 100) Assert.Equal(Batches * 5, ids.Length);
        else Assert.InRange(ids.Length, 5, (Batches * 5) - 1);
        Assert.IsType<CommitResult.Done>(await recovered.Commit(Batch("p", Create("next")), default));
    }

    [Fact]
    public async Task ExpiredDocuments_LeaveTheFileInTheCourseOfLaterCommits()
    {
        await using var store = _file.Open();
        using var look = _file.Connect();
        for (var i = 0; i < 5; i++) await store.Commit(Batch("p", [.. Enumerable.Range(0, 100).Select(j => new Operation.Create($"{i}-{j}", "{}"u8.ToArray(), TimeSpan.FromHours(24)))]), default);
        Assert.Equal(500, Run(look, "SELECT COUNT(*) FROM cases"));
        _file.Time.Advance(TimeSpan.FromHours(25));
        for (var i = 0; i < 3; i++) await store.Commit(Batch("q", Create($"{i}")), default);
        Assert.Equal(3, Run(look, "SELECT COUNT(*) FROM cases"));
    }

    /// <summary>The header of the log counts how often it was started anew, which happens only after all of it was copied into the file.</summary>
    [Fact]
    public async Task Log_IsCopiedBackAndStartedAnewWhileCommitsGoOn()
    {
        const int Enough = 3, TooMany = 40_000;
        await using var store = _file.Open(checkpointPages: 50);
        var body = new byte[4_000];
        int commits = 0, starts = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            while (Volatile.Read(ref starts) < Enough && Interlocked.Increment(ref commits) < TooMany)
            {
                Assert.IsType<CommitResult.Done>(await store.Commit(Batch($"p{w}", new Operation.Put($"{commits % 1_000}", body)), default));
                if (w == 0) starts = await StartsOfTheLog();
            }
        })));
        Assert.True(starts >= Enough, $"Started anew {starts} times in {commits} commits.");
    }

    [Fact]
    public async Task RegisteredStore_LiesWhereTheConfigurationSaysAndItsFolderIsMade()
    {
        var path = Path.Combine(_file.Folder, "new", "folder", "hr.db");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Path", path)]).Build();
        await using (var services = new ServiceCollection().AddSingleton<TimeProvider>(_file.Time).AddStore(configuration).BuildServiceProvider())
        {
            await services.GetRequiredService<IDocumentStore>().Commit(Batch("p", Create("d")), default);
            Assert.Equal(0, Assert.IsType<SqliteDocumentStore>(services.GetRequiredService<IDocumentStore>()).Waiting);
        }

        Assert.True(File.Exists(path));
        Assert.False(File.Exists(path + "-wal"), "The log was not copied back at the end.");
    }

    private async Task<int> StartsOfTheLog()
    {
        await using var log = new FileStream(_file.Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[16];
        await log.ReadExactlyAsync(header);
        return BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(12));
    }
}
