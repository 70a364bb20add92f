namespace HrCollab.Functions.Storage.Sqlite;

/// <summary>Where the file lies and how much one group may take.</summary>
/// <param name="Path">The database file; its folder is created.</param>
/// <param name="GroupSize">Most batches that share one fsync.</param>
/// <param name="Readers">Read connections kept open.</param>
/// <param name="CheckpointPages">Pages in the write-ahead log after which it is copied back, from a connection of its own.</param>
internal sealed record SqliteStoreOptions(string Path, int GroupSize = 2_000, int Readers = 4, int CheckpointPages = 4_000);
