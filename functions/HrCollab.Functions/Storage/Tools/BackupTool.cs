using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>Copies the configured store into an archive, and an archive into the configured store.</summary>
internal sealed class BackupTool(IConfiguration configuration, TimeProvider time, TextWriter output, Language language)
{
    private static readonly Text Changed = new(
        "读取期间存储有变动,归档不一致,已删除。Cosmos DB 请先停止应用的所有实例(运行中请用服务自身的连续备份)。",
        "The store changed while it was read; the archive would not be of one moment and was deleted. With Cosmos DB stop every instance first (while running, use the continuous backup of the service).");

    private string? Provider => configuration["Storage:Provider"];

    /// <summary>
    /// Writes the archive, reads it back, compares it with the store, and notes the time in the store. SQLite may be in use meanwhile: the
    /// archive is as of the moment of beginning. Returns the exit code.
    /// </summary>
    public async Task<int> Backup(string file, CancellationToken cancel)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file)) throw new StoreRefusedException(new Text($"{file} 已存在,不会覆盖。", $"{file} is there already and is not overwritten."));
        if (string.Equals(Provider, "Cosmos", StringComparison.OrdinalIgnoreCase))
        {
            await using var cosmos = await StoreEnd.Open(Provider, configuration, time, creates: false, cancel);
            await StoreFormat.Check(cosmos.Store, cancel);
            return await Backup(file, cosmos.Name, cosmos.Reader(), cosmos.Writer, cancel);
        }

        if (Provider is not (null or "") && !string.Equals(Provider, "Sqlite", StringComparison.OrdinalIgnoreCase)) throw StoreEnd.Unknown(Provider);
        var path = StoragePath.Of(configuration);
        using var snapshot = new SqliteSnapshot(path);
        using var writer = new SqliteKeptWriter(path);
        return await Backup(file, "sqlite", snapshot, writer, cancel);
    }

    /// <summary>Fills the empty store that is configured; false when it holds something else than the archive afterwards.</summary>
    public async Task<bool> Restore(string file, CancellationToken cancel)
    {
        var archive = await Archive.Open(Path.GetFullPath(file), cancel);
        var read = await Tally.Of(archive, archive.Head.At, cancel);
        if (!read.Lines.SequenceEqual(archive.End)) throw new StoreRefusedException(new Text($"{file} 的内容与其末尾的计数和散列不符。没有写入任何数据。", $"What {file} holds is not what its end says by count and hash. Nothing was written."));
        await using var end = await StoreEnd.Open(Provider, configuration, time, creates: true, cancel);
        var (from, to) = await StoreCopy.Run("archive:" + archive.Head.Id, () => archive, end, time, cancel);
        await StoreTools.Report(output, language, from, to);
        return from.Is(to);
    }

    private async Task<int> Backup(string file, string name, IKeptReader reader, IKeptWriter writer, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var head = new ArchiveHead(Archive.Format, System.Security.Cryptography.RandomNumberGenerator.GetHexString(16, lowercase: true), now, name.Split(':')[0]);
        await Archive.Write(file, head, reader, cancel);
        var there = await Tally.Of(reader, now, cancel);
        var written = await Tally.Of(await Archive.Open(file, cancel), now, cancel);
        await StoreTools.Report(output, language, there, written);
        if (!there.Is(written))
        {
            File.Delete(file);
            throw new StoreRefusedException(Changed);
        }

        var size = new FileInfo(file).Length;
        await writer.Write([StoreMarks.Of(LastBackup.Id, new LastBackup(now, written.Documents, size, Path.GetFileName(file)), StoreMarksJson.Default.LastBackup)], cancel);
        await output.WriteLineAsync(ToolTexts.BackedUp.With(Path.GetFileName(file), size).In(language));
        return 0;
    }
}
