using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Feedback;

namespace HrCollab.Functions.Publishing;

/// <summary>Files that somebody proposes, laid over a set: a path that is there is replaced, an empty text removes it.</summary>
internal static class Candidate
{
    public static IEnumerable<DefinitionFile> Over(DefinitionSet set, ImmutableArray<CandidateFile> files)
    {
        var laid = new Dictionary<string, DefinitionFile>(set.Files, StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (file.Text.Length == 0) laid.Remove(file.Path);
            else laid[file.Path] = new DefinitionFile(file.Path, Encoding.UTF8.GetBytes(file.Text));
        }

        return laid.Values;
    }

    /// <summary>The files as a set of their own.</summary>
    public static IEnumerable<DefinitionFile> Whole(ImmutableArray<CandidateFile> files) => files.Select(f => new DefinitionFile(f.Path, Encoding.UTF8.GetBytes(f.Text)));

    public static JsonArray Diagnostics(IEnumerable<Diagnostic> diagnostics, Language language) => new([.. diagnostics.Select(d => (JsonNode)new JsonObject
    {
        ["code"] = d.Code,
        ["severity"] = d.Severity.ToString().ToLowerInvariant(),
        ["file"] = d.File,
        ["path"] = d.Path,
        ["line"] = d.Line,
        ["message"] = d.Message.In(language),
        ["help"] = d.Help.In(language),
    })]);
}

/// <summary>A proposed file.</summary>
internal sealed record CandidateFile(string Path, string Text);

/// <summary>Files to check.</summary>
internal sealed record CheckBody(ImmutableArray<CandidateFile> Files, ImmutableArray<string>? Mutate = null);

/// <summary>Files to publish: changes of the active set, or a whole set; with the git commit they come from, the people who wrote them, and the feedback that their commits answer.</summary>
internal sealed record PublishBody(
    ImmutableArray<CandidateFile> Files, bool Whole = false, string? Note = null, bool Activate = false, string? Commit = null, ImmutableArray<string>? Authors = null, ImmutableArray<FeedbackAnswer?>? Closes = null);

/// <summary>What to compare a candidate with: files laid over the active set, or a set of their own.</summary>
internal sealed record ReplayBase(ImmutableArray<CandidateFile> Files, bool Whole = false);

/// <summary>Which submissions to replay, what to lay over the candidate first (or to take in its place), and what to compare with instead of what decided.</summary>
internal sealed record ReplayBody(
    ImmutableArray<CandidateFile>? Files = null, bool Whole = false, ReplayBase? Base = null, string? Workflow = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int? Limit = null, string? Cursor = null);

/// <summary>A question to a definition: one of the set, one of the sent files, or one given in the question itself.</summary>
/// <param name="Kind">Its kind; "expressions" for an expression alone, "scripts" for a script.</param>
/// <param name="Input">What it is asked about.</param>
/// <param name="Id">Its id; that of <paramref name="Definition"/> when there is one.</param>
/// <param name="Definition">The definition itself, laid over the set like a file.</param>
/// <param name="Expression">The text of an expression about a record of <paramref name="Subject"/>.</param>
/// <param name="Subject">The standard of the record that <paramref name="Expression"/> reads.</param>
/// <param name="Sentence">The same in words of the language of the answer, instead of <paramref name="Expression"/>.</param>
/// <param name="Files">Files laid over the set first.</param>
/// <param name="Caller">In whose name.</param>
/// <param name="Now">The clock of the question.</param>
/// <param name="Script">The text of a script that sees the input and nothing else.</param>
/// <param name="Type">The type that <paramref name="Script"/> is to give.</param>
/// <param name="Table">A decision table whose row <paramref name="Expression"/>, <paramref name="Sentence"/> or <paramref name="Cells"/> are to be.</param>
/// <param name="Cells">The cells of such a row, instead of <paramref name="Expression"/>.</param>
/// <param name="Inputs">What the inputs of a plain list of RulesEngine workflows stand for in a record of <paramref name="Subject"/>.</param>
internal sealed record TryBody(
    string Kind, JsonElement Input, string? Id = null, JsonElement? Definition = null, string? Expression = null, string? Subject = null, string? Sentence = null,
    ImmutableArray<CandidateFile>? Files = null, string? Caller = null, DateTimeOffset? Now = null, string? Script = null, string? Type = null, JsonElement? Inputs = null,
    string? Table = null, ImmutableArray<string>? Cells = null)
{
    /// <summary>The id of the question, or of the definition in it.</summary>
    public string Name => Definition is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : Id ?? (Definition is { ValueKind: JsonValueKind.Array } ? Unnamed : "");

    private const string Unnamed = "workflows";

    /// <summary>The sent files, and the definition in the question as the file it would be.</summary>
    public ImmutableArray<CandidateFile> Laid(DefinitionKind? kind) =>
        Definition is { } given && kind is not null ? [.. Files ?? [], new CandidateFile(kind.PathOf(Name), Subject is not null && given.ValueKind == JsonValueKind.Array ? Workflows(given) : given.GetRawText())] : Files ?? [];

    /// <summary>A plain list of RulesEngine workflows whose subject the question names.</summary>
    private string Workflows(JsonElement given) => new JsonObject
    {
        ["id"] = Name,
        ["title"] = new JsonObject { ["zh"] = Name, ["en"] = Name },
        ["subject"] = Subject,
        ["inputs"] = Inputs is { } inputs ? JsonNode.Parse(inputs.GetRawText()) : null,
        ["workflows"] = JsonNode.Parse(given.GetRawText()),
    }.ToJsonString();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(PublishBody))]
[JsonSerializable(typeof(ReplayBody))]
[JsonSerializable(typeof(TryBody))]
internal sealed partial class PublishingJson : JsonSerializerContext;
