using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// Answers of commands that published or activated: a repetition gets the same one and does nothing, whatever has become active since. A command that
/// is lost before its answer is kept is done again, which comes to the same: revisions are named by what they mean.
/// </summary>
internal sealed class RevisionCommands(IDocumentStore store)
{
    private const string Document = "answer";

    /// <summary>The answer to the command when it was here before, or that its key was used for something else; null when it is new.</summary>
    public async ValueTask<IResult?> Earlier(HttpContext context, Command command)
    {
        if (await store.Find(Container.Host, Partition(command), Document, context.RequestAborted) is not { } stored) return null;
        var kept = JsonSerializer.Deserialize(stored.Body.Span, RevisionCommandJson.Stored.RevisionCommand)!;
        if (kept.BodyHash != command.BodyHash) return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
        if (kept.Location is not null) context.Response.Headers.Location = kept.Location;
        return new StoredAnswer(kept.Status, kept.Answer.Utf8);
    }

    /// <summary>Keeps the answer and gives it; that of the same command where it was faster.</summary>
    public async ValueTask<IResult> Keep(HttpContext context, Command command, int status, JsonObject answer, string? location = null)
    {
        var kept = new RevisionCommand(command.BodyHash, status, location, new RawJson(JsonAnswer.Bytes(answer)));
        var create = new Operation.Create(Document, DocumentJson.Write(kept, RevisionCommandJson.Default.RevisionCommand), Command.TimeToLive);
        if (await store.Commit(new Batch(Container.Host, Partition(command), [create]), context.RequestAborted) is not CommitResult.Done && await Earlier(context, command) is { } earlier) return earlier;
        if (location is not null) context.Response.Headers.Location = location;
        return new StoredAnswer(status, kept.Answer.Utf8);
    }

    private static string Partition(Command command) => "revision-command:" + command.Id;
}

/// <summary>What a command was answered.</summary>
internal sealed record RevisionCommand(string BodyHash, int Status, string? Location, RawJson Answer);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RevisionCommand))]
internal sealed partial class RevisionCommandJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static RevisionCommandJson Stored { get; } = new(DocumentJson.Options());
}
