using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>The commands of the host that look after a store. Exit codes: 0 done, 1 refused (it says why), 2 wrong arguments, 3 what was compared differs.</summary>
internal static class StoreTools
{
    private const int Done = 0, Refused = 1, Usage = 2, Differs = 3;

    /// <summary>Runs the command that the words name; null when the host is to start, or seeds itself.</summary>
    public static async Task<int?> Run(IConfiguration configuration, TimeProvider time, IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (words is [] or ["seed", ..]) return null;
        var language = Language(configuration);
        try
        {
            return words switch
            {
                ["help"] => await Say(output, ToolTexts.Help.In(language), Done),
                ["rebuild-views"] => await Views(configuration, time, write: true, output, language, cancel),
                ["verify-views"] => await Views(configuration, time, write: false, output, language, cancel),
                ["backup", var file] => await new BackupTool(configuration, time, output, language).Backup(file, cancel),
                ["restore", var file] => await new BackupTool(configuration, time, output, language).Restore(file, cancel) ? Done : Differs,
                ["move"] when configuration["from"] is { } from && configuration["to"] is { } to => await Move(configuration, time, from, to, output, language, cancel) ? Done : Differs,
                _ => await Say(errors, ToolTexts.Usage.With(string.Join(' ', words)).In(language) + "\n\n" + ToolTexts.Help.In(language), Usage),
            };
        }
        catch (StoreRefusedException refused)
        {
            return await Say(errors, refused.Reason.In(language), Refused);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException or Microsoft.Azure.Cosmos.CosmosException)
        {
            return await Say(errors, ToolTexts.Failed.With(e.Message).In(language), Refused);
        }
    }

    /// <summary>A line for each container of both ends, and whether they agree.</summary>
    public static async Task Report(TextWriter output, Language language, Tally from, Tally to)
    {
        foreach (var (left, right) in from.Lines.Zip(to.Lines))
            await output.WriteLineAsync(ToolTexts.Container.With(left.Container, left.Documents, left.Hash[..16], right.Documents, right.Hash[..16]).In(language));
        await output.WriteLineAsync((from.Is(to) ? ToolTexts.Same.With(from.Documents) : ToolTexts.NotSame).In(language));
    }

    private static async Task<int> Views(IConfiguration configuration, TimeProvider time, bool write, TextWriter output, Language language, CancellationToken cancel)
    {
        await using var end = await StoreEnd.Open(configuration["Storage:Provider"], configuration, time, creates: false, cancel);
        await StoreFormat.Check(end.Store, cancel);
        var found = await ViewCheck.Run(end.Store, time, write, cancel);
        foreach (var (kind, count) in found.Kinds) await output.WriteLineAsync(ToolTexts.View.With(kind, count.Equal, count.Missing, count.Different, count.Extra).In(language));
        if (found.Waiting > 0) await output.WriteLineAsync(ToolTexts.Waiting.With(found.Waiting).In(language));
        var total = found.Total;
        await output.WriteLineAsync((total.IsRight ? ToolTexts.ViewsRight : write ? ToolTexts.ViewsMended : ToolTexts.ViewsWrong).With(total.Equal, total.Missing, total.Different, total.Extra).In(language));
        return total.IsRight || write ? Done : Differs;
    }

    private static async Task<bool> Move(IConfiguration configuration, TimeProvider time, string from, string to, TextWriter output, Language language, CancellationToken cancel)
    {
        if (string.Equals(from, to, StringComparison.OrdinalIgnoreCase)) throw new StoreRefusedException(ToolTexts.SameStore);
        await using var source = await StoreEnd.Open(from, configuration, time, creates: false, cancel);
        await StoreFormat.Check(source.Store, cancel);
        await using var target = await StoreEnd.Open(to, configuration, time, creates: true, cancel);
        var (there, here) = await StoreCopy.Run(source.Name, source.Reader, target, time, cancel);
        await Report(output, language, there, here);
        if (there.Is(here)) await output.WriteLineAsync(ToolTexts.Moved.With(to).In(language));
        return there.Is(here);
    }

    private static Language Language(IConfiguration configuration) =>
        (configuration["lang"] ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) == "zh" ? Engine.Kernel.Language.Chinese : Engine.Kernel.Language.English;

    private static async Task<int> Say(TextWriter writer, string text, int code)
    {
        await writer.WriteLineAsync(text);
        return code;
    }
}
