using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>Where files wait and how much is taken.</summary>
/// <param name="Folder">Folder of the files that are not worked off.</param>
/// <param name="MostBytes">Bytes of a file, compressed and decompressed alike.</param>
/// <param name="Rows">Rows between two checkpoints.</param>
/// <param name="WaveBytes">Bytes of text after which a checkpoint comes before that.</param>
/// <param name="LostAfter">How long nothing is heard of the instance that has a file before its imports are given up.</param>
/// <param name="LateAfter">How old an import may become before operators hear of it.</param>
internal sealed record ImportOptions(string Folder, long MostBytes, int Rows, int WaveBytes, TimeSpan LostAfter, TimeSpan LateAfter)
{
    /// <summary>Bytes of one row.</summary>
    public const int MostRowBytes = 512 * 1024;

    /// <summary>The value of <c>Imports:Path</c> for a folder in the system's temporary one: where a package is mounted read-only there is no other.</summary>
    private const string Temporary = "temp";

    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary><c>Imports:Path</c> (default: imports beside the database; <c>temp</c>: the system's temporary folder), <c>Imports:MostBytes</c>, <c>Imports:Rows</c>, <c>Imports:WaveBytes</c> (16 MiB; four waves are in memory at most), <c>Imports:LostMinutes</c> (60, at least 10), <c>Imports:LateMinutes</c> (120).</summary>
    public static ImportOptions Of(IConfiguration configuration) => new(
        FolderOf(configuration),
        configuration.GetValue("Imports:MostBytes", Gibibyte),
        Math.Clamp(configuration.GetValue("Imports:Rows", 4_096), 1, 20_000),
        Math.Clamp(configuration.GetValue("Imports:WaveBytes", 16 * 1024 * 1024), 64 * 1024, 256 * 1024 * 1024),
        TimeSpan.FromMinutes(Math.Max(configuration.GetValue("Imports:LostMinutes", 60), 10)),
        TimeSpan.FromMinutes(Math.Max(configuration.GetValue("Imports:LateMinutes", 120), 1)));

    private static string FolderOf(IConfiguration configuration) => configuration["Imports:Path"] switch
    {
        Temporary => Path.Combine(Path.GetTempPath(), "hrcollab", "imports"),
        { Length: > 0 } named => Path.GetFullPath(named),
        _ => Path.Combine(Path.GetDirectoryName(StoragePath.Of(configuration))!, "imports"),
    };
}
