using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>The form of documents in a store: <c>StoreFormat.Known</c> is what this program reads and writes.</summary>
internal sealed record StoreFormat(int Format)
{
    public const string Id = "format";

    /// <summary>
    /// 1: as first released; a store that does not say is of it. Members may be added without a new number, since what is unknown is passed over
    /// and what is missing has its default; raised when a program of before would misread what is written.
    /// </summary>
    public const int Known = 1;

    /// <summary>Refuses a store that a newer program has taken over, or into which a copy was not finished.</summary>
    public static async Task Check(IDocumentStore store, CancellationToken cancel)
    {
        if (await StoreMarks.Find(store, Id, StoreMarksJson.Default.StoreFormat, cancel) is { Format: > Known and var found })
        {
            throw new StoreRefusedException(new Text(
                $"存储的文档格式为 {found},由较新的程序写入;本程序只认识到 {Known},没有改动任何数据。请启动较新的程序,或恢复升级之前的备份。",
                $"The documents of the store have format {found}, written by a newer program; this one knows formats up to {Known} and has changed nothing. Start the newer program, or restore a backup from before the upgrade."));
        }

        if (await StoreMarks.Find(store, UnfinishedCopy.Id, StoreMarksJson.Default.UnfinishedCopy, cancel) is not null)
        {
            throw new StoreRefusedException(new Text(
                "这个存储中的 restore 或 move 没有完成,数据不完整。请再次运行同一命令,它会从中断处继续。",
                "A restore or move into this store was not finished: documents are missing. Run the same command again, it goes on where it stopped."));
        }
    }

    /// <summary>Says of a new store which format it has.</summary>
    public static async Task Say(IDocumentStore store, CancellationToken cancel)
    {
        if (await store.Find(Container.Host, KeptDocument.StorePartition, Id, cancel) is null)
            await store.Commit(new Batch(Container.Host, KeptDocument.StorePartition, [new Operation.Create(Id, JsonSerializer.SerializeToUtf8Bytes(new StoreFormat(Known), StoreMarksJson.Default.StoreFormat))]), cancel);
    }
}

/// <summary>A copy into this store that is under way: where it comes from and how far it is.</summary>
internal sealed record UnfinishedCopy(string From, Container Container, string? Position)
{
    public const string Id = "copy";
}

/// <summary>When the store was last copied into an archive that was verified, how many documents and bytes, and the name of the archive.</summary>
internal sealed record LastBackup(DateTimeOffset At, long Documents, long Bytes, string Archive)
{
    public const string Id = "backup";

    /// <summary>The last one of a store, null when there was none. For the page of operations.</summary>
    public static Task<LastBackup?> Find(IDocumentStore store, CancellationToken cancel) => StoreMarks.Find(store, Id, StoreMarksJson.Default.LastBackup, cancel);
}

/// <summary>What a store says of itself, in a partition that no copy takes along.</summary>
internal static class StoreMarks
{
    public static async Task<T?> Find<T>(IDocumentStore store, string id, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class =>
        await store.Find(Container.Host, KeptDocument.StorePartition, id, cancel) is { } found ? JsonSerializer.Deserialize(found.Body.Span, type) : null;

    /// <summary>As a document to write beside others.</summary>
    public static KeptDocument Of<T>(string id, T mark, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        new(Container.Host, KeptDocument.StorePartition, id, 1, null, JsonSerializer.SerializeToUtf8Bytes(mark, type));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoreFormat))]
[JsonSerializable(typeof(UnfinishedCopy))]
[JsonSerializable(typeof(LastBackup))]
internal sealed partial class StoreMarksJson : JsonSerializerContext;
