using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// POST /revisions/{id}/replay: what a kept revision, the active one with changed files, or a whole set that is sent would have made of the submissions
/// so far, against what decided them or another set. Page by page, so that whoever asks shows progress and can stop; nothing is written.
/// </summary>
internal static class ReplayEndpoint
{
    private const int MostBytes = 32 * 1024 * 1024;
    private const int Most = 1_000;

    private const string Schema =
        """{"type":"object","additionalProperties":false,"properties":{"files":{"type":"array","items":{"type":"object","required":["path","text"],"additionalProperties":false,"properties":{"path":{"type":"string"},"text":{"type":"string"}}}},"whole":{"type":"boolean","description":"the files are the whole candidate instead of changes"},"base":{"type":"object","required":["files"],"additionalProperties":false,"description":"what to compare with instead of the definitions that decided","properties":{"files":{"type":"array","items":{"type":"object","required":["path","text"],"additionalProperties":false,"properties":{"path":{"type":"string"},"text":{"type":"string"}}}},"whole":{"type":"boolean"}}},"workflow":{"type":"string"},"from":{"type":"string","format":"date-time"},"to":{"type":"string","format":"date-time"},"limit":{"type":"integer","minimum":1,"maximum":1000},"cursor":{"type":"string","maxLength":200}}}""";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/revisions/{id}/replay", Replay).WithName("Replay").WithMetadata(HeavyWork.Here)
            .Describe(new(new("影响分析:候选版本会如何决定已有的申请;不写入任何数据", "Impact: what a candidate would have made of the submissions so far; writes nothing"), Schema));

    private static async Task<IResult> Replay(
        HttpContext context, string id, CallerSource callers, ActiveDefinitions definitions, CompiledSets sets, ReplayDesk desk)
    {
        var caller = await callers.Of(context);
        if (!MayReplay(caller)) return Problems.Of(context, StatusCodes.Status403Forbidden, ApiFindings.MayNotPublish);
        var body = (await RequestBody.Read(context, PublishingJson.Default.ReplayBody, MostBytes)).Value;
        if ((id == "active" ? definitions.Current : await definitions.Find(id, context.RequestAborted)) is not { } candidate) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        if (body.Whole || body.Files is { IsEmpty: false })
        {
            var compiled = Compiled(sets, candidate, body.Files ?? [], body.Whole);
            if (compiled.Set is null) return Unacceptable(context, compiled);
            candidate = compiled.Set;
        }

        DefinitionSet? basis = null;
        if (body.Base is { } other)
        {
            var compiled = Compiled(sets, definitions.Current, other.Files, other.Whole);
            if (compiled.Set is null) return Unacceptable(context, compiled);
            basis = compiled.Set;
        }

        return JsonAnswer.Ok(await desk.Page(caller, candidate, basis, body, Math.Clamp(body.Limit ?? Most, 1, Most), context.RequestAborted));
    }

    private static CompileResult Compiled(CompiledSets sets, DefinitionSet under, ImmutableArray<CandidateFile> files, bool whole) =>
        sets.Of(whole ? Candidate.Whole(files) : Candidate.Over(under, files), proven: true);

    private static IResult Unacceptable(HttpContext context, CompileResult compiled) => Problems.Of(
        context, StatusCodes.Status422UnprocessableEntity, ApiFindings.Unacceptable, ApiFindings.Unacceptable.Message,
        new JsonObject { ["diagnostics"] = Candidate.Diagnostics(compiled.Diagnostics, Languages.Of(context)) });

    /// <summary>Whoever publishes, and whoever owns a folder of definitions.</summary>
    private static bool MayReplay(Caller caller) =>
        (caller.Set.Manifest.PublishDuty is { } duty && caller.Person.Holds(duty)) || (caller.Set.Manifest.Owners?.Values.Any(caller.Person.Holds) ?? false);
}
