using System.Text.Json.Nodes;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using Microsoft.AspNetCore.Http.Features;

namespace HrCollab.Functions.Imports;

/// <summary>POST /imports/{exchange} takes a file in, GET /imports/{id} tells how far it got.</summary>
internal static class ImportEndpoints
{
    /// <summary>The file is read ahead of what is written: its last rows are on their way when all of it has been read, and only "done" is the whole.</summary>
    private const double MostOpenProgress = 0.999;

    private static readonly string[] Types = ["text/csv", "application/x-ndjson", "application/gzip"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/imports/{exchange}", Post).WithRequestTimeout(Hosting.Failures.Uploads).WithName("Imports").WithMetadata(ForPrograms.Too)
            .Describe(new(new("导入文件(csv 或 ndjson,可 gzip 压缩),在后台处理", "Import a file (csv or ndjson, gzip or not); worked off in the background"), "{}", ["format"], Acts: true, ContentTypes: Types));
        routes.MapGet("/api/imports/{id}", Get).WithName("Import").WithMetadata(ForPrograms.Too)
            .Describe(new(new("导入的进度和结果:计数、问题(findings)和提示(notices,如按标准改写)", "How far an import got and what came of it: counts, findings of rows that wait, notices of what was written in the form of the standard or is worth a look"), Tagged: true));
    }

    private static async Task<IResult> Post(
        HttpContext context, string exchange, CallerSource callers, IDocumentStore store, ImportInbox inbox, ImportOwners owners, ImportWorker worker)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null; // the inbox has its own
        var caller = await callers.Of(context);
        if (caller.Set.Find<Exchange>(exchange) is not { } known) return NotFound(context);
        var roles = known.RolesOf(caller.Person, caller.Organization);
        if (roles.IsEmpty)
        {
            var titles = known.Definition.Importers.Select(r => known.Permissions.Role(r)!.Title).ToList();
            return Problems.Of(context, StatusCodes.Status403Forbidden, FileFindings.MayNotImport, known.Title, new Text(string.Join("、", titles.Select(t => t.Zh)), string.Join(", ", titles.Select(t => t.En))));
        }

        if (Format(context.Request, known) is not var (format, compressed)) return Problems.Of(context, StatusCodes.Status415UnsupportedMediaType, FileFindings.WrongFormat, string.Join(", ", known.Definition.Formats));
        var command = Command.Of(context, caller.Person.Id, []);
        using var received = await inbox.Receive(context.Request, context.RequestAborted);
        var state = new ImportState(command.Id, known.Id, format, compressed, received.Bytes, received.Hash, caller.Set.Hash, caller.Person.Id, caller.Now) { Owner = owners.Own };
        var partition = ImportState.Partition(state.Id);
        var held = await store.Find(Container.Host, partition, ImportState.DocumentId, context.RequestAborted);
        if (held is null)
        {
            await owners.Say(context.RequestAborted); // before anybody else sees the import
            // The row by which it is found comes first: one without an import is nothing, an import without one is never worked off.
            await store.Commit(new Batch(Container.Host, ImportState.Open, [new Operation.Put(state.OpenId, Views.BoardRows.Mark)]), context.RequestAborted);
            inbox.Keep(received, state);
            if (await store.Commit(new Batch(Container.Host, partition, [new Operation.Create(ImportState.DocumentId, state.Write())]), context.RequestAborted) is not CommitResult.Done)
                held = await store.Find(Container.Host, partition, ImportState.DocumentId, context.RequestAborted);
        }

        if (held is not null)
        {
            var (sent, kept) = (state, ImportState.Read(held));
            if (sent.File != kept.File) inbox.Drop(sent); // another file was faster under this key: nobody waits for this one
            state = kept;
            if (state.Hash != received.Hash || state.Exchange != known.Id) return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.KeyReused);
            if (state.IsOpen && state.Owner == owners.Own) inbox.KeepMissing(received, state); // what a killed process lost is sent again
        }

        if (state.IsOpen) await store.Commit(new Batch(Container.Host, ImportState.Open, [new Operation.Put(state.OpenId, Views.BoardRows.Mark)]), context.RequestAborted);
        worker.Wake();
        context.Response.Headers.Location = $"/api/imports/{state.Id}";
        return new JsonAnswer(StatusCodes.Status202Accepted, new JsonObject { ["id"] = state.Id, ["state"] = "queued", ["exchange"] = known.Id, ["revision"] = state.Revision });
    }

    private static async Task<IResult> Get(HttpContext context, string id, CallerSource callers, IDocumentStore store)
    {
        var caller = await callers.Of(context);
        if (id.Length > 64 || !id.All(char.IsAsciiLetterOrDigit)) return NotFound(context);
        if (await store.Find(Container.Host, ImportState.Partition(id), ImportState.DocumentId, context.RequestAborted) is not { } stored) return NotFound(context);
        var state = ImportState.Read(stored);
        var exchange = caller.Set.Find<Exchange>(state.Exchange);
        if (state.By != caller.Person.Id && exchange?.RolesOf(caller.Person, caller.Organization) is null or []) return Unseen.Problem(context, caller, exists: true, ApiFindings.NotFound);
        return ETags.Answer(context, Json(state, exchange, Languages.Of(context)), stored.Version);
    }

    private static JsonObject Json(ImportState state, Exchange? exchange, Language language)
    {
        var seconds = state.Worked.TotalSeconds;
        return new JsonObject
        {
            ["id"] = state.Id,
            ["exchange"] = state.Exchange,
            ["state"] = state.State,
            ["file"] = new JsonObject { ["format"] = state.Format, ["bytes"] = state.Bytes, ["sha256"] = state.Hash },
            ["rows"] = state.Rows,
            ["created"] = state.Created,
            ["updated"] = state.Updated,
            ["unchanged"] = state.Unchanged,
            ["quarantined"] = state.Quarantined,
            ["passedOver"] = state.PassedOver,
            ["progress"] = state.State == "done" ? 1 : state.Bytes == 0 ? 0 : Math.Min(MostOpenProgress, Math.Round((double)state.BytesRead / state.Bytes, 3)),
            ["perSecond"] = seconds > 0 ? Math.Round(state.Rows / seconds) : null,
            ["remainingSeconds"] = state.IsOpen && state.BytesRead > 0 ? Math.Round(seconds * (state.Bytes - state.BytesRead) / state.BytesRead, 1) : null,
            ["tries"] = state.Tries,
            ["findings"] = new JsonArray([.. state.Findings.OrderByDescending(f => f.Value).Select(f => (JsonNode)Finding(f.Key.Split('|', 2), f.Value, exchange, language))]),
            ["notices"] = new JsonArray([.. state.Notices.OrderByDescending(f => f.Value).Select(f => (JsonNode)Finding(f.Key.Split('|', 2), f.Value, exchange, language))]),
            ["error"] = state.Failure is not { } failure ? null : new JsonObject { ["row"] = failure.Row, ["code"] = failure.Code, ["message"] = failure.Message.In(language), ["help"] = failure.Help.In(language) },
            ["submittedBy"] = state.By,
            ["submittedAt"] = SubmissionAnswer.Time(state.SubmittedAt),
            ["startedAt"] = state.StartedAt is { } started ? SubmissionAnswer.Time(started.ToOffset(state.SubmittedAt.Offset)) : null,
            ["finishedAt"] = state.FinishedAt is { } finished ? SubmissionAnswer.Time(finished.ToOffset(state.SubmittedAt.Offset)) : null,
            ["revision"] = state.Revision,
        };
    }

    private static JsonObject Finding(string[] finding, long count, Exchange? exchange, Language language)
    {
        var json = new JsonObject { ["code"] = finding[0], ["pointer"] = finding[1], ["count"] = count };
        if (exchange is null) return json;
        json["field"] = exchange.FieldAt(finding[1])?.Title.In(language);
        json["owner"] = exchange.OwnerOf(finding[1]);
        return json;
    }

    /// <summary>What the file is, by its content type; a compressed one is the exchange's first format unless ?format says otherwise.</summary>
    private static (string Format, bool Compressed)? Format(HttpRequest request, Exchange exchange)
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        var compressed = type is "application/gzip" or "application/x-gzip";
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding and not "identity")
        {
            if (encoding != "gzip" || compressed) return null;
            compressed = true;
        }

        var format = type switch
        {
            "text/csv" => "csv",
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" => "ndjson",
            "application/gzip" or "application/x-gzip" => request.Query["format"] is [{ } asked] ? asked : exchange.Definition.Formats[0],
            _ => null,
        };
        return format is not null && exchange.Definition.Formats.Contains(format) ? (format, compressed) : null;
    }

    private static IResult NotFound(HttpContext context) => Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
}
