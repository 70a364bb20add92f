using System.Collections.Immutable;
using System.Text;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>A database file in a folder of its own, for tests that look at the file or at how groups form.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hrcollab-");

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "store.db");

    public CountingTime Time { get; } = new();

    public SqliteDocumentStore Open(int groupSize = 2_000, int queue = 10_000, int checkpointPages = 2_000) =>
        new(new SqliteStoreOptions(Path, GroupSize: groupSize, Queue: queue, CheckpointPages: checkpointPages), Time);

    /// <summary>A connection beside the store, as a shell of sqlite3 would be.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static long Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public static Batch Batch(string partition, params ImmutableArray<Operation> operations) => new(Container.Cases, partition, operations);

    public static Operation Create(string id, string body = "{}") => new Operation.Create(id, Encoding.UTF8.GetBytes(body));

    /// <summary>
    /// Commits a batch; returns when its group is closed to those who come after. That the queue is empty would not say so: the writer may
    /// still be gathering. It asks for the time once, when it has its group.
    /// </summary>
    public async Task<Task<CommitResult>> Taken(SqliteDocumentStore store, Batch batch)
    {
        var asked = Time.Asked;
        var commit = store.Commit(batch, default).AsTask();
        while (Time.Asked == asked) await Task.Yield();
        return commit;
    }

    /// <summary>
    /// Commits the batches in one group: someone else holds the file while the first batch, a group of its own, waits for it, and the
    /// others queue up behind.
    /// </summary>
    public async Task<Task<CommitResult>[]> InOneGroup(SqliteDocumentStore store, params Batch[] batches)
    {
        using var other = Connect();
        Run(other, "BEGIN IMMEDIATE");
        var first = await Taken(store, Batch("first", new Operation.Put("d", "{}"u8.ToArray())));
        var group = batches.Select(b => store.Commit(b, default).AsTask()).ToArray();
        Assert.Equal(batches.Length, store.Waiting);
        Run(other, "ROLLBACK");
        Assert.IsType<CommitResult.Done>(await first);
        await Task.WhenAll(group.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        return group;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A time that tests move, and that counts how often it was asked.</summary>
    internal sealed class CountingTime() : FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)))
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _asked);
            return base.GetUtcNow();
        }
    }
}
