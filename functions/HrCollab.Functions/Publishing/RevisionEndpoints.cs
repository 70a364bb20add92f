using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Linting;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Functions.Feedback;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Publishing;

/// <summary>POST /revisions, GET /revisions, POST /revisions/{id}/approvals and POST /revisions/{id}/activate: publishing, the list, approving, activating and rolling back.</summary>
internal static class RevisionEndpoints
{
    private const int MostBytes = 32 * 1024 * 1024;

    private const string PublishSchema =
        """{"type":"object","additionalProperties":false,"required":["files"],"properties":{"files":{"type":"array","items":{"type":"object","required":["path","text"],"additionalProperties":false,"properties":{"path":{"type":"string"},"text":{"type":"string"}}}},"whole":{"type":"boolean","description":"the files are the whole set instead of changes of the active one"},"note":{"type":"string","maxLength":500},"activate":{"type":"boolean"},"commit":{"type":"string","description":"git commit of the files"},"authors":{"type":"array","items":{"type":"string"},"description":"keys of the people who wrote them; a program has to say it"},"closes":{"type":"array","maxItems":200,"description":"feedback that its commits answer (trailers Closes-Feedback), closed when the revision becomes active","items":{"type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string"},"commit":{"type":"string"},"changes":{"type":"array","maxItems":40,"items":{"type":"object","required":["zh","en"],"additionalProperties":false,"properties":{"zh":{"type":"string","maxLength":600},"en":{"type":"string","maxLength":600}}}}}}}}}""";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/revisions", Publish).WithName("Publish").WithMetadata(ForPrograms.Too, HeavyWork.Here)
            .Describe(new(new("发布一版定义:有错误或用例不通过则拒绝", "Publish a revision; refused with an error or a failing case"), PublishSchema, Acts: true));
        routes.MapGet("/api/revisions", List).WithName("Revisions").WithMetadata(ForPrograms.Too).Describe(new(new("已发布的版本和生效记录", "Published revisions and who activated what"), Query: ["limit", "cursor"]));
        routes.MapPost("/api/revisions/{id}/approvals", Approve).WithName("ApproveRevision").Describe(new(new("批准一个版本,供服务账号启用", "Approve a revision, so that a program may activate it")));
        routes.MapPost("/api/revisions/{id}/activate", Activate).WithName("ActivateRevision").WithMetadata(ForPrograms.Too).Describe(new(new("启用或回退到一个版本", "Activate a revision, or roll back to it"), Acts: true));
    }

    private static async Task<IResult> Publish(HttpContext context, CallerSource callers, ActiveDefinitions definitions, CompiledSets sets, CaseCheck cases, RecordReader records, RevisionStore revisions, RevisionCommands commands, Approvals approvals, FeedbackClosings closings)
    {
        var over = await definitions.CatchUp(context.RequestAborted); // over what is active now, also when another instance made it so a moment ago
        var caller = await callers.Of(context);
        if (Refused(context, caller) is { } refused) return refused;
        var (body, bytes) = await RequestBody.Read(context, PublishingJson.Default.PublishBody, MostBytes);
        var command = Command.Of(context, caller.Person.Id, bytes);
        if (await commands.Earlier(context, command) is { } earlier) return earlier;
        if (body.Commit is { } commit && !GitCommit.IsId(commit)) return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, "commit");
        if (!FeedbackClosings.IsSound(body.Closes ?? [])) return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, "closes");
        var (program, authors) = (caller.Person.Service is not null, body.Authors ?? []);
        if (program && await approvals.Unknown(caller, authors, context.RequestAborted) is { } unknown) return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.UnknownAuthor, unknown);
        var result = sets.Of(body.Whole ? Candidate.Whole(body.Files) : Candidate.Over(caller.Set, body.Files));
        var proof = result.Set is null ? null : cases.Of(result.Set, caller.Set, context.RequestAborted);
        var diagnostics = proof is null ? result.Diagnostics : result.Diagnostics.AddRange(proof.Findings).AddRange(StatutePack.Of(result.Set!, caller.Set)).AddRange(CaseDuty.Of(result.Set!, caller.Set)).AddRange(CompanyLint.Of(result.Set!, await records.Knowing(caller.Organization, result.Set!, PartyLint.Named(result.Set!), context.RequestAborted)));
        // A case that was not run proves nothing, so nothing is published on it.
        if (result.Set is not { } set || proof is not { Whole: true } || diagnostics.Any(d => d.Severity == Severity.Error))
        {
            var more = new JsonObject { ["diagnostics"] = Candidate.Diagnostics(diagnostics, Languages.Of(context)) };
            return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.NotPublished, ApiFindings.NotPublished.Message, more);
        }

        var publication = new Publication(caller.Now, caller.Person.Id, body.Note, body.Commit, command.Id);
        var switched = await revisions.Switched(command.Id, set.Hash, context.RequestAborted) is not null; // and the process ended before the answer was kept
        var (_, kept) = await definitions.Keep(set, publication, context.RequestAborted);
        if (program) await approvals.Wrote(set.Hash, authors, context.RequestAborted);
        if (body.Activate && !switched && program && await Unapproved(context, caller, set, approvals) is { } unapproved) return unapproved;
        var before = caller.Set.Hash;
        // What is active already needs no approval, so a program that sends it again would close what nobody looked at.
        if (!program || set.Hash != before) await closings.Keep(set.Hash, body.Closes ?? [], context.RequestAborted);
        if (body.Activate && !switched && set.Hash != before) await closings.Settle(before);
        // Other golden cases of what is active are active with it; what a program brings is approved first.
        if (!switched && (body.Activate || (!program && definitions.IsOther(set))) && !await definitions.Activate(set.Hash, over, publication, context.RequestAborted)) return await Overtaken(context, definitions, set.Hash);
        return await commands.Keep(context, command, kept == Kept.New ? StatusCodes.Status201Created : StatusCodes.Status200OK, new JsonObject
        {
            ["id"] = set.Hash,
            ["active"] = definitions.Current.Hash == set.Hash,
            ["approvers"] = Texts(Approvals.Needed(caller.Set, set)),
            ["diagnostics"] = Candidate.Diagnostics(diagnostics, Languages.Of(context)),
            ["revision"] = definitions.Current.Hash,
            ["commit"] = definitions.Current.Commit,
            ["feedback"] = body.Activate || set.Hash == before ? await closings.Settle(set.Hash) : null,
        }, $"/api/revisions/{set.Hash}");
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, RevisionList list)
    {
        var caller = await callers.Of(context);
        return Refused(context, caller) ?? JsonAnswer.Ok(await list.Page(caller, Paging.Of(context), context.RequestAborted));
    }

    private static async Task<IResult> Approve(HttpContext context, string id, CallerSource callers, ActiveDefinitions definitions, Approvals approvals)
    {
        await definitions.CatchUp(context.RequestAborted); // over what is active now, also when another instance made it so a moment ago
        var caller = await callers.Of(context);
        if (await definitions.Find(id, context.RequestAborted) is not { } set) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var needed = Approvals.Needed(caller.Set, set);
        if (!needed.Any(caller.Person.Holds)) return Problems.Of(context, StatusCodes.Status403Forbidden, ApiFindings.MayNotApprove, string.Join(", ", needed));
        if ((await approvals.AuthorsOf(id, context.RequestAborted)).Contains(caller.Person.Id)) return Problems.Of(context, StatusCodes.Status403Forbidden, ApiFindings.OwnChange);
        await approvals.Approve(id, caller, context.RequestAborted);
        return JsonAnswer.Ok(new JsonObject { ["id"] = id, ["over"] = caller.Set.Hash, ["missing"] = Texts(await approvals.Missing(caller, set, context.RequestAborted)) });
    }

    private static async Task<IResult> Activate(HttpContext context, string id, CallerSource callers, ActiveDefinitions definitions, RevisionStore revisions, RevisionCommands commands, Approvals approvals, FeedbackClosings closings)
    {
        var over = await definitions.CatchUp(context.RequestAborted); // over what is active now, also when another instance made it so a moment ago
        var caller = await callers.Of(context);
        if (Refused(context, caller) is { } refused) return refused;
        var command = Command.Of(context, caller.Person.Id, []);
        if (await commands.Earlier(context, command) is { } earlier) return earlier;
        if (await definitions.Find(id, context.RequestAborted) is not { } set) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var switched = await revisions.Switched(command.Id, id, context.RequestAborted); // and the process ended before the answer was kept
        if (switched is null && caller.Person.Service is not null && await Unapproved(context, caller, set, approvals) is { } unapproved) return unapproved;
        if (StatutePack.Of(set) is { IsEmpty: false } unlawful)
        {
            var more = new JsonObject { ["diagnostics"] = Candidate.Diagnostics(unlawful, Languages.Of(context)) };
            return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.NotPublished, ApiFindings.NotPublished.Message, more);
        }

        var before = switched?.Before ?? caller.Set.Hash;
        var back = RevisionList.IsBack(await revisions.Activations(context.RequestAborted), before, id);
        var owed = before == id ? null : await closings.Settle(before); // what it still owes is answered, also when what follows does not say it again
        if (switched is null && !await definitions.Activate(id, over, new Publication(caller.Now, caller.Person.Id, Command: command.Id), context.RequestAborted)) return await Overtaken(context, definitions, id);
        return await commands.Keep(context, command, StatusCodes.Status200OK, new JsonObject { ["id"] = id, ["active"] = definitions.Current.Hash == id, ["before"] = before, ["revision"] = definitions.Current.Hash, ["feedback"] = await Feedback() });

        // Rolling back opens nothing again: what had been answered is named, so that somebody tells its authors.
        async Task<JsonObject> Feedback()
        {
            var settled = await closings.Settle(id);
            settled["stillClosed"] = back ? Texts((await closings.Named(before, context.RequestAborted)).Except(owed!["unknown"]!.AsArray().Select(u => u!.GetValue<string>()))) : new JsonArray();
            return settled;
        }
    }

    /// <summary>Somebody activated another revision meanwhile: nothing is switched, and this instance decides by theirs too. The bundle is kept, to be looked at or activated over it.</summary>
    private static async Task<IResult> Overtaken(HttpContext context, ActiveDefinitions definitions, string revision)
    {
        var active = (await definitions.CatchUp(context.RequestAborted))?.Active;
        return Problems.Of(context, StatusCodes.Status409Conflict, ApiFindings.Overtaken, ApiFindings.Overtaken.Message.With(active), new JsonObject { ["revision"] = revision, ["active"] = active });
    }

    /// <summary>What a program may not activate because nobody has approved it; null when people have.</summary>
    private static async Task<IResult?> Unapproved(HttpContext context, Caller caller, DefinitionSet set, Approvals approvals)
    {
        var missing = await approvals.Missing(caller, set, context.RequestAborted);
        if (missing.IsEmpty) return null;
        var message = ApiFindings.NotApproved.Message.With(string.Join(", ", missing));
        return Problems.Of(context, StatusCodes.Status403Forbidden, ApiFindings.NotApproved, message, new JsonObject { ["revision"] = set.Hash, ["missing"] = Texts(missing) });
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(d => (JsonNode)d)]);

    private static IResult? Refused(HttpContext context, Caller caller) => MayPublish(caller)
        ? null
        : Problems.Of(context, StatusCodes.Status403Forbidden, ApiFindings.MayNotPublish);

    private static bool MayPublish(Caller caller) => caller.Person.Service is not null
        ? caller.Set.All<PermissionMatrix>().Any(m => m.MayPublish(caller.Person, caller.Organization))
        : caller.Set.Manifest.PublishDuty is { } duty && caller.Person.Holds(duty);
}
