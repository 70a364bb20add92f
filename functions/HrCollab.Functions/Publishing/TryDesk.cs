using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Responsibilities;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// Asks a definition a question with the same functions that decide for real. Questions that need people and records (forms, workflows,
/// permissions, matrices) are answered with what the store holds; the answer shows the asker no more than their own permissions do.
/// </summary>
internal sealed class TryDesk(SubmissionDesk submissions, RecordReader records, OrganizationSource organizations, MatrixReader matrices)
{
    public async ValueTask<JsonObject?> Try(Caller asker, DefinitionSet set, DefinitionKind kind, TryBody body, Language language, CancellationToken cancel)
    {
        var now = body.Now ?? asker.Now;
        var organization = await organizations.Now(cancel);
        organization = await records.Knowing(organization, set, [asker.Person.Id, body.Caller], cancel);
        var person = body.Caller is null ? asker.Person : organization.Person(body.Caller) ?? throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, ApiFindings.UnknownPerson, body.Caller, Text.Same(""));
        // Asking in somebody else's name shows no more than the asker may see: their record must be visible to the asker.
        if (person.Id != asker.Person.Id) await RequireVisible(asker, person.Id, cancel);
        var caller = new Caller(person, set, organization, now);
        var answer = kind.Folder switch
        {
            _ when body.Name.Length == 0 => Told(kind.TryInline(set, new TryQuestion(body.Input, now)), language),
            "workflows" when Facts(body.Input) is { } facts => Again(set, body.Name, facts),
            "forms" or "workflows" => await Submission(asker, caller, set, kind, body, language, cancel),
            "permissions" => await Permission(asker, caller, set.Find<PermissionMatrix>(body.Name)!, body.Input, language, cancel),
            "responsibilities" => await matrices.Json(caller, set.Find<Matrix>(body.Name)!, Subject(body.Input), language, cancel),
            _ => Pure(set, kind, body, now, language),
        };
        if (answer is null) return null;
        answer["revision"] = set.Hash;
        return answer;
    }

    /// <summary>A script given in the question: it sees its input and nothing else, so nothing has to be loaded or hidden.</summary>
    public static JsonObject Script(Caller asker, TryBody body)
    {
        var started = Stopwatch.GetTimestamp();
        var tried = ScriptTry.Answer(body.Script ?? "", body.Type ?? "text", body.Input, body.Now ?? asker.Now, asker.Set.Manifest.Zone);
        return new JsonObject { ["outcome"] = tried.Outcome, ["milliseconds"] = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3), ["revision"] = asker.Set.Hash };
    }

    private static JsonObject? Pure(DefinitionSet set, DefinitionKind kind, TryBody body, DateTimeOffset now, Language language) =>
        Told(kind.Try(set, body.Name, new TryQuestion(body.Input, now)), language);

    private static JsonObject? Told(TryOutcome? outcome, Language language) =>
        outcome is { } tried
            ? new JsonObject { ["outcome"] = tried.Outcome, ["trace"] = SubmissionAnswer.Trace(tried.Trace, v => v.Value, language) }
            : null;

    /// <summary>A decision made again from the facts that GET /decisions gave: nothing of the store is read.</summary>
    private static JsonObject? Again(DefinitionSet set, string workflow, DecisionFacts facts) =>
        facts.Workflow == workflow && Decision.Again(set, facts) is { } output
            ? new JsonObject { ["outcome"] = JsonSerializer.SerializeToNode(output, DecisionJson.Default.DecisionOutput), ["output"] = Decision.Hash(output), ["engine"] = Decision.Engine }
            : null;

    private static DecisionFacts? Facts(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object || !input.TryGetProperty("facts", out var facts)) return null;
        try
        {
            return facts.Deserialize(DecisionJson.Default.DecisionFacts);
        }
        catch (JsonException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, "facts");
        }
    }

    private async ValueTask<JsonObject?> Submission(Caller asker, Caller caller, DefinitionSet set, DefinitionKind kind, TryBody body, Language language, CancellationToken cancel)
    {
        var workflow = kind.Folder == "workflows" ? set.Find<Workflow>(body.Name) : set.All<Workflow>().FirstOrDefault(w => w.Form.Id == body.Name);
        if (workflow is null) return null;
        var asked = Asked(body.Input);
        var decided = await submissions.Decide(caller, workflow, asked, "try", cancel);
        var (theirs, own) = (CaseSight.Shown(decided.Context, decided.Subject, caller), CaseSight.Shown(decided.Context, decided.Subject, asker));
        return new JsonObject
        {
            ["outcome"] = decided.Outcome is SubmissionOutcome.NotFound ? new JsonObject { ["accepted"] = false, ["notFound"] = true } : SubmissionEndpoints.Preview(decided, language),
            ["trace"] = SubmissionAnswer.Trace(decided.Outcome.Trace, Both, language),
        };

        string? Both(TraceValue value) => own(value) is not { } seen ? null : seen == value.Value ? theirs(value) : theirs(value) is null ? null : seen;
    }

    private async ValueTask<JsonObject> Permission(Caller asker, Caller caller, PermissionMatrix matrix, JsonElement input, Language language, CancellationToken cancel)
    {
        var key = Subject(input) ?? caller.Person.Id;
        var found = await records.Find(matrix.Standard, key, cancel);
        if (found is null || RecordSight.Access(asker, found) is not { IsVisible: true }) throw new RequestRefusedException(StatusCodes.Status404NotFound, PermissionFindings.NotVisible);
        var access = matrix.For(caller.Person, SubjectPlace.Of(matrix.Standard, found.On(caller.Today)), caller.Organization);
        var fields = new JsonObject(matrix.Standard.Fields.Select(f => KeyValuePair.Create(f.Path, (JsonNode?)JsonValue.Create(Letters(access.Fields[f.Shape.Slot])))));
        return new JsonObject
        {
            ["outcome"] = new JsonObject { ["visible"] = access.IsVisible, ["roles"] = new JsonArray([.. access.Roles.Select(r => (JsonNode)JsonValue.Create(r))]), ["fields"] = fields },
            ["trace"] = new JsonArray([.. access.Roles.Select(r => (JsonNode)new JsonObject { ["topic"] = "permission", ["outcome"] = "held", ["text"] = matrix.Role(r)!.Title.In(language), ["source"] = new JsonObject { ["file"] = matrix.Place.File } })]),
        };
    }

    private async ValueTask RequireVisible(Caller asker, string person, CancellationToken cancel)
    {
        var standard = asker.Set.Find<Engine.Standards.Standard>(OrganizationFields.Person)!;
        if (await records.Find(standard, person, cancel) is not { } record || RecordSight.Access(asker, record) is not { IsVisible: true })
            throw new RequestRefusedException(StatusCodes.Status404NotFound, PermissionFindings.NotVisible);
    }

    private static SubmissionBody Asked(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty("input", out var values) ? new SubmissionBody(values, Subject(input)) : new SubmissionBody(input);

    private static string? Subject(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty("subject", out var subject) && subject.ValueKind == JsonValueKind.String ? subject.GetString() : null;

    private static string Letters(FieldOperations operations) => operations == FieldOperations.None
        ? "-"
        : string.Concat(
            (operations & FieldOperations.Read) != FieldOperations.None ? "r" : "",
            (operations & FieldOperations.Masked) != FieldOperations.None ? "m" : "",
            (operations & FieldOperations.Update) != FieldOperations.None ? "u" : "",
            (operations & FieldOperations.Fill) != FieldOperations.None ? "c" : "",
            (operations & FieldOperations.Export) != FieldOperations.None ? "x" : "");
}
