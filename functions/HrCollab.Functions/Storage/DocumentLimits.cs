namespace HrCollab.Functions.Storage;

/// <summary>What every adapter holds callers to, so that a batch that passes on SQLite passes on Cosmos DB. Breaking them is a bug.</summary>
internal static class DocumentLimits
{
    public const int Operations = 100;
    public const int BatchBytes = 2 * 1024 * 1024;
    public const int IdLength = 255;

    public static void Check(Batch batch)
    {
        if (batch.Operations.Length is 0 or > Operations) throw new ArgumentException($"A batch has 1 to {Operations} operations, not {batch.Operations.Length}.", nameof(batch));
        CheckId(batch.Partition);
        var bytes = 0;
        foreach (var operation in batch.Operations)
        {
            CheckId(operation.Id);
            bytes += operation switch { Operation.Create c => c.Body.Length, Operation.Replace r => r.Body.Length, Operation.Put p => p.Body.Length, _ => 0 };
        }

        if (bytes > BatchBytes) throw new ArgumentException($"A batch has at most {BatchBytes} bytes, not {bytes}.", nameof(batch));
    }

    private static void CheckId(string id)
    {
        if (id.Length is 0 or > IdLength || id.AsSpan().ContainsAny("/\\?#") || id.AsSpan().ContainsAnyInRange('\0', '\u001F'))
            throw new ArgumentException("An id or partition has 1 to 255 characters and none of / \\ ? # or control characters.", nameof(id));
    }
}
