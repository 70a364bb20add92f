using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Drafts;

/// <summary>PUT, GET and DELETE /forms/{form}/drafts/{id}: a form as far as it is filled in, kept without judging it, for its author alone.</summary>
internal static class DraftEndpoints
{
    private const int MostBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Path = "/api/forms/{form}/drafts/{id}";
        routes.MapPut(Path, Put).WithName("SaveDraft").Describe(new(new("保存草稿,不校验", "Save a draft without judging it"), """{"type":"object"}"""));
        routes.MapGet(Path, Get).WithName("Draft").Describe(new(new("读取草稿", "A draft")));
        routes.MapDelete(Path, Delete).WithName("DeleteDraft").Describe(new(new("删除草稿", "Delete a draft")));
    }

    private static async Task<IResult> Put(HttpContext context, string form, string id, CallerSource callers, IDocumentStore store)
    {
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is null || !IsId(id)) return NotFound(context);
        var body = await RequestBody.Read(context, MostBytes);
        var partition = Partition(caller, form);
        var held = await store.Find(Container.Host, partition, id, context.RequestAborted);
        if (ETags.HasIfMatch(context) && ETags.IfMatch(context) is { } expected && expected != (held?.Version ?? 0))
        {
            ETags.Set(context, held?.Version ?? 0);
            return Problems.Of(context, StatusCodes.Status412PreconditionFailed, ApiFindings.Stale, held?.Version ?? 0);
        }

        Operation write = held is null ? new Operation.Create(id, body.Bytes) : new Operation.Replace(id, held.Version, body.Bytes);
        var result = await store.Commit(new Batch(Container.Host, partition, [write]), context.RequestAborted);
        if (result is not CommitResult.Done done) return Problems.Of(context, StatusCodes.Status412PreconditionFailed, ApiFindings.Stale, held?.Version ?? 0);
        ETags.Set(context, done.Versions[0]);
        return JsonAnswer.Ok(new JsonObject { ["id"] = id, ["form"] = form, ["version"] = done.Versions[0] });
    }

    private static async Task<IResult> Get(HttpContext context, string form, string id, CallerSource callers, IDocumentStore store)
    {
        var caller = await callers.Of(context);
        if (!IsId(id) || await store.Find(Container.Host, Partition(caller, form), id, context.RequestAborted) is not { } held) return NotFound(context);
        ETags.Set(context, held.Version);
        return new StoredAnswer(StatusCodes.Status200OK, held.Body);
    }

    private static async Task<IResult> Delete(HttpContext context, string form, string id, CallerSource callers, IDocumentStore store)
    {
        var caller = await callers.Of(context);
        if (!IsId(id)) return NotFound(context);
        await store.Commit(new Batch(Container.Host, Partition(caller, form), [new Operation.Delete(id)]), context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static string Partition(Caller caller, string form) => $"drafts:{caller.Person.Id}:{DocumentIds.Clean(form)}";

    private static bool IsId(string id) => id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static IResult NotFound(HttpContext context) => Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
}
