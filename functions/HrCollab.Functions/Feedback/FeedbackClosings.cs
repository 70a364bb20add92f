using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Feedback;

/// <summary>
/// What commits of a revision say they answer, kept with it until it becomes active: then that feedback is closed. The host needs no git, so
/// whoever publishes reads the trailers of the commits and says what each changed.
/// </summary>
internal sealed class FeedbackClosings(IDocumentStore store, FeedbackDesk desk, TimeProvider time)
{
    private const string Document = "closings";
    private const int Most = 200;
    private const int MostChanges = 40;
    private const int LongestChange = 600;
    private const int LongestId = 64;

    /// <summary>True for closings that anybody may have made by commits: few, short, with ids.</summary>
    public static bool IsSound(ImmutableArray<FeedbackAnswer> answers) => answers.Length <= Most && answers.All(a =>
        a.Id.Length is > 0 and <= LongestId && a.Id.All(char.IsAsciiLetterOrDigit) && (a.Commit is null || GitCommit.IsId(a.Commit))
        && (a.Changes ?? []) is var changes && changes.Length <= MostChanges && changes.All(c => c.Zh.Length <= LongestChange && c.En.Length <= LongestChange));

    /// <summary>Keeps what a revision answers, with what was said of it before.</summary>
    public async Task Keep(string revision, ImmutableArray<FeedbackAnswer> answers, CancellationToken cancel)
    {
        if (answers.IsEmpty) return;
        var known = await Of(revision, cancel);
        ImmutableArray<FeedbackAnswer> all = [.. answers.Concat(known).DistinctBy(a => a.Id, StringComparer.Ordinal).Take(Most)];
        var body = DocumentJson.Write(new RevisionClosings(all), FeedbackJson.Default.RevisionClosings);
        await store.Commit(new Batch(Container.Host, RevisionStore.Partition(revision), [new Operation.Put(Document, body)]), cancel);
    }

    /// <summary>Closes what the revision, now active, answers: once, whenever it is called. Ids of no feedback are passed over and said.</summary>
    public async Task<JsonObject> Settle(string revision, CancellationToken cancel)
    {
        var (closed, unknown) = (new JsonArray(), new JsonArray());
        foreach (var answer in await Of(revision, cancel))
        {
            var done = await desk.Close(answer.Id, new FeedbackClosing(time.GetUtcNow(), revision, answer.Commit, answer.Changes ?? []), cancel);
            if (done is true) closed.Add((JsonNode)answer.Id);
            else if (done is null) unknown.Add((JsonNode)answer.Id);
        }

        return new JsonObject { ["closed"] = closed, ["unknown"] = unknown };
    }

    private async Task<ImmutableArray<FeedbackAnswer>> Of(string revision, CancellationToken cancel) =>
        await store.Find(Container.Host, RevisionStore.Partition(revision), Document, cancel) is { } stored ? JsonSerializer.Deserialize(stored.Body.Span, FeedbackJson.Stored.RevisionClosings)!.Answers : [];
}

/// <summary>A feedback that a commit answers.</summary>
/// <param name="Id">The feedback.</param>
/// <param name="Commit">The commit that names it.</param>
/// <param name="Changes">What the commit changed, a sentence each.</param>
internal sealed record FeedbackAnswer(string Id, string? Commit = null, ImmutableArray<Text>? Changes = null);

/// <summary>Everything a revision answers.</summary>
internal sealed record RevisionClosings(ImmutableArray<FeedbackAnswer> Answers);
