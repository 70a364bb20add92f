namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>Where the file lies and how much one group may take.</summary>
/// <param name="Path">The database file; its folder is created.</param>
/// <param name="GroupSize">Most batches that share one fsync.</param>
/// <param name="GroupBytes">A group takes no further batch when its bodies have this size, so that nobody waits long behind an import.</param>
/// <param name="Queue">Batches that may wait; further callers wait until there is room.</param>
/// <param name="Readers">Connections for reading; further readers wait for one.</param>
/// <param name="CheckpointPages">Pages of 8 KB written to the log after which it is copied back into the file.</param>
internal sealed record SqliteStoreOptions(
    string Path, int GroupSize = 2_000, int GroupBytes = 8 * 1024 * 1024, int Queue = 10_000, int Readers = 4, int CheckpointPages = 2_000);
