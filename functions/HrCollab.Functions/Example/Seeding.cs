using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Example;

/// <summary>Puts an example company into an empty store, through the same check that every channel uses.</summary>
internal sealed class Seeding(IDocumentStore store, ActiveDefinitions definitions, ProjectorSignal signal, TimeProvider time)
{
    private const int AtOnce = 512;

    private const string Partition = "example";
    private const string Mark = "company";

    /// <summary>
    /// Brings a company into a store that has never had a record, once and whole: a start that was killed in the middle is gone on with by the
    /// next, and what people have changed or removed since is not brought back.
    /// </summary>
    public async Task Once(IEnumerable<ExampleRecord> records, CancellationToken cancel)
    {
        var begun = await store.Find(Container.Host, Partition, Mark, cancel);
        if (begun is null ? !await IsEmpty(cancel) : SeedingState.Read(begun).Done) return;
        await Put(new SeedingState(Done: false), cancel);
        await Seed(records, cancel);
        await Put(new SeedingState(Done: true), cancel);
    }

    private async Task<bool> IsEmpty(CancellationToken cancel) => (await store.Changes(Container.Records, null, 1, cancel)).Items.IsEmpty;

    private async Task Put(SeedingState state, CancellationToken cancel) => await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(Mark, state.Write())]), cancel);

    /// <summary>Stores records; those that are there already stay as they are. Returns how many were new.</summary>
    public async Task<int> Seed(IEnumerable<ExampleRecord> records, CancellationToken cancel)
    {
        var set = definitions.Current;
        var utc = time.GetUtcNow();
        var now = utc.ToOffset(set.Manifest.Zone.GetUtcOffset(utc));
        var author = new Author(null, null, now, DateOnly.FromDateTime(now.DateTime), set.Hash, set.Commit);
        var created = 0;
        foreach (var group in records.Chunk(AtOnce))
        {
            var results = await Task.WhenAll(group.Select(r => store.Commit(Batch(set, r, author), cancel).AsTask()));
            created += results.Count(r => r is CommitResult.Done);
            signal.Committed();
        }

        return created;
    }

    private static Batch Batch(DefinitionSet set, ExampleRecord record, Author author)
    {
        var standard = set.Find<Standard>(record.Standard) ?? throw new InvalidOperationException($"The example company needs the standard {record.Standard}.");
        var check = StandardCheck.New(standard, JsonSerializer.SerializeToElement(record.Values), CheckContext.Of(set, author.Today, (_, _) => null));
        if (check.Refused)
            throw new InvalidOperationException($"Example {record.Standard} is refused: {string.Join("; ", check.Violations.Select(v => $"{v.Pointer} {v.Message.En}"))}");
        var key = check.Values[standard.Key.Shape.Slot].Text!;
        return new Batch(Container.Records, RecordDocument.Partition(standard.Id, key), RecordChange.Create(standard, check.Values, author, "seed"));
    }
}

/// <summary>How far the example company has come.</summary>
internal sealed record SeedingState(bool Done)
{
    public static SeedingState Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, SeedingJson.Default.SeedingState)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SeedingJson.Default.SeedingState);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SeedingState))]
internal sealed partial class SeedingJson : JsonSerializerContext;
