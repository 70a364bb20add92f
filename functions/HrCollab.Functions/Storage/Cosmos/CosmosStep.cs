namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>One operation as it goes out on what is known: a creation (no ETag), a replacement, a deletion (no body), or nothing.</summary>
/// <param name="Place">Among the operations of its batch: the change feed gives a commit in this order.</param>
/// <param name="Version">That the document will have.</param>
internal sealed record CosmosStep(Operation Operation, int Place, ReadOnlyMemory<byte>? Body, string? ETag, long Version)
{
    /// <summary>Matches no document: the service itself says that the version is another, in its order among the operations.</summary>
    private const string NoETag = "\"another version\"";

    /// <summary>A deletion of what is not there needs no work.</summary>
    public bool IsSent => Body is not null || ETag is not null;

    public static CosmosStep Plan(Operation operation, int place, Known? there, long now)
    {
        var live = there is not null && there.IsLive(now);
        return operation switch
        {
            Operation.Create create => new(create, place, create.Body, live ? null : there?.ETag, 1),
            Operation.Replace replace => new(
                replace, place, replace.Body, live && there!.Version == replace.ExpectedVersion ? there.ETag : NoETag, replace.ExpectedVersion + 1),
            Operation.Put put => new(put, place, put.Body, there?.ETag, live ? there!.Version + 1 : 1),
            Operation.Delete { ExpectedVersion: { } expected } => new(operation, place, null, live && there!.Version == expected ? there.ETag : NoETag, 0),
            _ => new(operation, place, null, there?.ETag, 0),
        };
    }
}
