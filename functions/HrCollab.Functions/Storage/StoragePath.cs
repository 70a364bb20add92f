namespace HrCollab.Functions.Storage;

/// <summary>Where the SQLite file lies, and beside it what belongs to it: the secret of keys, files that are being imported.</summary>
internal static class StoragePath
{
    private static readonly string Default = Path.Combine("data", "hrcollab.db");

    /// <summary><c>Storage:Path</c>, by default data/hrcollab.db, seen from the current directory; absolute.</summary>
    public static string Of(IConfiguration configuration) => Path.GetFullPath(configuration["Storage:Path"] is { Length: > 0 } configured ? configured : Default);
}
