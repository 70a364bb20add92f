using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Linting;
using HrCollab.Engine.Proof;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Publishing;

/// <summary>GET /definitions, GET /definitions/{kind}/{id}, POST /definitions/check, POST /definitions/try.</summary>
internal static class DefinitionEndpoints
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostMutated = 20;

    private const string CheckSchema =
        """{"type":"object","additionalProperties":false,"required":["files"],"properties":{"files":{"type":"array","items":{"type":"object","required":["path","text"],"additionalProperties":false,"properties":{"path":{"type":"string"},"text":{"type":"string"}}}},"mutate":{"type":"array","maxItems":20,"items":{"type":"string"}}}}""";

    private const string TrySchema =
        """{"type":"object","additionalProperties":false,"required":["kind","input"],"properties":{"files":{"type":"array"},"kind":{"type":"string"},"id":{"type":"string"},"definition":{"type":["object","array"]},"expression":{"type":"string"},"subject":{"type":"string"},"sentence":{"type":"string"},"input":{},"caller":{"type":"string"},"now":{"type":"string","format":"date-time"},"script":{"type":"string"},"type":{"type":"string"},"inputs":{"type":"object"},"table":{"type":"string"},"cells":{"type":"array","items":{"type":"string"}}}}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/definitions", List).WithName("Definitions").Describe(new(new("当前生效的定义", "The active definitions"), Tagged: true));
        routes.MapGet("/api/definitions/{kind}/{id}", Get).WithName("Definition").Describe(new(new("一个定义的原文", "One definition as written"), Tagged: true));
        routes.MapPost("/api/definitions/check", Check).WithName("CheckDefinitions").WithMetadata(HeavyWork.Here)
            .Describe(new(new("检查候选定义(叠加在当前定义上)", "Diagnostics of candidate files laid over the active set"), CheckSchema));
        routes.MapPost("/api/definitions/try", Try).WithName("TryDefinition").WithMetadata(HeavyWork.Here)
            .Describe(new(new("试算一个定义,没有任何副作用", "Ask one definition, without side effects"), TrySchema));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers)
    {
        var caller = await callers.Of(context);
        var language = Languages.Of(context);
        var items = DefinitionKinds.All.SelectMany(kind => caller.Set.Files.Values.Where(f => kind.Owns(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => new JsonObject { ["kind"] = kind.Folder, ["kindTitle"] = kind.Title.In(language), ["id"] = kind.IdOf(f.Path), ["path"] = f.Path }));
        return ETags.Answer(context, new JsonObject { ["revision"] = caller.Set.Hash, ["items"] = new JsonArray([.. items]), ["next"] = null });
    }

    private static async Task<IResult> Get(HttpContext context, string kind, string id, CallerSource callers)
    {
        var caller = await callers.Of(context);
        if (DefinitionKinds.Find(kind) is not { } known) return UnknownKind(context, kind);
        if (!caller.Set.Files.TryGetValue(known.PathOf(id), out var file)) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var answer = new JsonObject { ["kind"] = known.Folder, ["id"] = id, ["path"] = file.Path, ["revision"] = caller.Set.Hash, ["definition"] = JsonNode.Parse(file.Utf8.Span) };
        if (caller.Set.Find<Standard>(id) is { } standard && known.Folder == "standards") answer["schema"] = StandardSchema.Json(standard, Languages.Of(context));
        return ETags.Answer(context, answer);
    }

    /// <summary>Everything that is wrong with the candidate, golden cases that do not hold included, and nothing changed.</summary>
    private static async Task<IResult> Check(HttpContext context, CallerSource callers, CompiledSets sets, CaseCheck cases, RecordReader records, TimeProvider time)
    {
        var caller = await callers.Of(context);
        var body = await RequestBody.Read(context, PublishingJson.Default.CheckBody, MostBytes);
        var result = sets.Of(Candidate.Over(caller.Set, body.Value.Files));
        var began = time.GetTimestamp();
        var ran = result.Set is { } sound ? cases.Of(sound, caller.Set, context.RequestAborted) : null;
        var diagnostics = result.Set is { } set ? result.Diagnostics.AddRange(StatutePack.Of(set, caller.Set)).AddRange(CaseDuty.Of(set, caller.Set)).AddRange(CompanyLint.Of(set, await records.Knowing(caller.Organization, set, PartyLint.Named(set), context.RequestAborted))).AddRange(ran!.Findings) : result.Diagnostics;
        var accepted = diagnostics.All(d => d.Severity != Severity.Error);
        JsonObject? mutants = null;
        if (body.Value.Mutate is { IsDefaultOrEmpty: false } asked && result.Set is { } proven)
        {
            ImmutableArray<string> mutated = [.. asked.SelectMany(a => MutationRun.Files(proven, a)).Distinct(StringComparer.Ordinal)];
            if (mutated.Length > MostMutated || asked.Any(a => !MutationRun.Files(proven, a).Any())) return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, "mutate");
            if (accepted) // where a case fails already, it would notice everything
            {
                var (tried, whole) = cases.Mutants(proven, caller.Set, mutated, time.GetElapsedTime(began), context.RequestAborted);
                mutants = new JsonObject { ["tried"] = tried.Length, ["noticed"] = tried.Count(m => m.NoticedBy is not null), ["whole"] = whole };
                diagnostics = diagnostics.AddRange(tried.Select(m => m.Finding(proven.Files[m.Mutant.Place.File])).OfType<Diagnostic>());
            }
        }

        return JsonAnswer.Ok(new JsonObject
        {
            ["coverage"] = ran is null ? null : CoverageJson.Of(Coverage.Of(result.Set!, ran.Seen), ran.Run, Languages.Of(context)),
            ["mutants"] = mutants,
            ["accepted"] = accepted,
            ["diagnostics"] = Candidate.Diagnostics(diagnostics, Languages.Of(context)),
            ["candidate"] = result.Set?.Hash,
            ["revision"] = caller.Set.Hash,
        });
    }

    private static async Task<IResult> Try(HttpContext context, CallerSource callers, CompiledSets sets, TryDesk desk)
    {
        var caller = await callers.Of(context);
        var body = await RequestBody.Read(context, PublishingJson.Default.TryBody, MostBytes);
        if (body.Value.Kind == ScriptTry.Kind) return JsonAnswer.Ok(TryDesk.Script(caller, body.Value, Languages.Of(context)));
        var language = Languages.Of(context);
        var kind = DefinitionKinds.Find(body.Value.Kind);
        if (kind is null && body.Value.Kind != TryExpression.Kind) return UnknownKind(context, body.Value.Kind);
        var set = caller.Set;
        if (body.Value.Laid(kind) is { IsEmpty: false } files)
        {
            var candidate = sets.Of(Candidate.Over(set, files));
            if (candidate.Set is null) return Unacceptable(context, candidate.Diagnostics.Where(d => d.Severity == Severity.Error || files.Any(f => f.Path == d.File)));
            set = candidate.Set;
        }

        if (kind is null)
        {
            var (asked, findings) = TryExpression.Answer(set, body.Value, body.Value.Now ?? caller.Now, language);
            return asked is null ? Unacceptable(context, findings) : JsonAnswer.Ok(asked);
        }

        if (body.Value.Name.Length > 0 && !set.Files.ContainsKey(kind.PathOf(body.Value.Name))) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        return await desk.Try(caller, set, kind, body.Value, language, context.RequestAborted) is { } answer
            ? JsonAnswer.Ok(answer)
            : Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.CannotTry, kind.Title);
    }

    private static IResult Unacceptable(HttpContext context, IEnumerable<Diagnostic> findings) => Problems.Of(
        context, StatusCodes.Status422UnprocessableEntity, ApiFindings.Unacceptable, ApiFindings.Unacceptable.Message,
        new JsonObject { ["diagnostics"] = Candidate.Diagnostics(findings, Languages.Of(context)) });

    private static IResult UnknownKind(HttpContext context, string kind) =>
        Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.UnknownKind, kind, DidYouMean.Hint(kind, DefinitionKinds.All.Select(k => k.Folder).Append(TryExpression.Kind)));
}
