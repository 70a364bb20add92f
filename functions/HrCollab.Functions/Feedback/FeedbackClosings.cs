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
    private const string Prefix = "closing|";
    private const int Most = 200;
    private const int MostChanges = 40;
    private const int LongestChange = 600;
    private const int LongestId = 64;

    /// <summary>True for closings that anybody may have made by commits: few, short, with ids.</summary>
    public static bool IsSound(ImmutableArray<FeedbackAnswer?> answers) => answers.Length <= Most && answers.All(a =>
        a is not null && a.Id.Length is > 0 and <= LongestId && a.Id.All(char.IsAsciiLetterOrDigit) && (a.Commit is null || GitCommit.IsId(a.Commit))
        && (a.Changes ?? []) is var changes && changes.Length <= MostChanges && changes.All(c => c is not null && c.Zh.Length <= LongestChange && c.En.Length <= LongestChange));

    /// <summary>Keeps what a revision answers, a document each: together they may be more than one can hold. What was said of a feedback before stays.</summary>
    public async Task Keep(string revision, ImmutableArray<FeedbackAnswer?> answers, CancellationToken cancel)
    {
        foreach (var answer in answers.OfType<FeedbackAnswer>().DistinctBy(a => a.Id, StringComparer.Ordinal))
        {
            var create = new Operation.Create(Prefix + answer.Id, DocumentJson.Write(answer, FeedbackJson.Default.FeedbackAnswer));
            await store.Commit(new Batch(Container.Host, RevisionStore.Partition(revision), [create]), cancel);
        }
    }

    /// <summary>Ids that a revision says it answers.</summary>
    public async Task<ImmutableArray<string>> Named(string revision, CancellationToken cancel) =>
        [.. (await store.Query(Container.Host, RevisionStore.Partition(revision), IdRange.Prefix(Prefix) with { Limit = Most }, cancel)).Items.Select(i => i.Id[Prefix.Length..])];

    /// <summary>
    /// Closes what the revision, now or until now the active one, answers: once, whenever it is called, and to the end although whoever asked may be gone. Ids of no feedback are passed over
    /// and said.
    /// </summary>
    public async Task<JsonObject> Settle(string revision)
    {
        var (closed, unknown) = (new JsonArray(), new JsonArray());
        string? after = null;
        do
        {
            var page = await store.Query(Container.Host, RevisionStore.Partition(revision), IdRange.Prefix(Prefix) with { Limit = Most, After = after }, CancellationToken.None);
            foreach (var answer in page.Items.Select(i => JsonSerializer.Deserialize(i.Body.Span, FeedbackJson.Stored.FeedbackAnswer)!))
            {
                var done = await desk.Close(answer.Id, new FeedbackClosing(time.GetUtcNow(), revision, answer.Commit, answer.Changes ?? []), CancellationToken.None);
                if (done is true) closed.Add((JsonNode)answer.Id);
                else if (done is null) unknown.Add((JsonNode)answer.Id);
            }

            after = page.Next;
        }
        while (after is not null);
        return new JsonObject { ["closed"] = closed, ["unknown"] = unknown };
    }
}

/// <summary>A feedback that a commit answers.</summary>
/// <param name="Id">The feedback.</param>
/// <param name="Commit">The commit that names it.</param>
/// <param name="Changes">What the commit changed, a sentence each.</param>
internal sealed record FeedbackAnswer(string Id, string? Commit = null, ImmutableArray<Text>? Changes = null);
