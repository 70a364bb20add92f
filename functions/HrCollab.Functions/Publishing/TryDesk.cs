using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Expressions;
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
            "responsibilities" => await Responsibilities(asker, caller, set.Find<Matrix>(body.Name)!, Subject(body.Input), language, cancel),
            _ => Pure(set, kind, body, now, language),
        };
        if (answer is null) return null;
        answer["revision"] = set.Hash;
        return answer;
    }

    /// <summary>A script given in the question: it sees its input and nothing else, so nothing has to be loaded or hidden.</summary>
    public static JsonObject Script(Caller asker, TryBody body, Language language)
    {
        var started = Stopwatch.GetTimestamp();
        var tried = ScriptTry.Answer(body.Script ?? "", body.Type ?? "text", body.Input, body.Now ?? asker.Now, asker.Set.Manifest.Zone);
        return new JsonObject { ["outcome"] = tried.Outcome, ["trace"] = SubmissionAnswer.Trace(tried.Trace, v => v.Value, language), ["milliseconds"] = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3), ["revision"] = asker.Set.Hash };
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
        var workflow = kind.Folder == "workflows" ? set.Find<Workflow>(body.Name) : WorkflowChoice.Of(set, body.Name);
        if (workflow is null) return Pure(set, kind, body, caller.Now, language);
        var asked = Asked(body.Input);
        var named = caller.Person;
        if (Member(body.Input, "input") is not null && Member(body.Input, "caller") is { ValueKind: JsonValueKind.Object } person)
        {
            var people = set.Find<Engine.Standards.Standard>(OrganizationFields.Person)!;
            if (Inline(people, person, caller.Today, out var card, keyed: true) is { } wrong) return wrong;
            caller = As(caller, PersonCards.Of(people, card, caller.Today));
        }

        if (!workflow.Form.Creates && Member(body.Input, "subject") is { ValueKind: JsonValueKind.Object } written)
        {
            if (Inline(workflow.Form.Subject, written, caller.Today, out var values, keyed: true) is { } wrong) return wrong;
            if (SubsidiaryNames.Subsidiary(body.Name) is null) workflow = CaseLoader.Whose(caller, workflow, SubjectPlace.Of(workflow.Form.Subject, values).Department);
            var about = await submissions.Decide(caller, workflow, asked.Input, values, "try", cancel);
            return Told(about, v => v.Value, language); // what is inline is the asker's own
        }

        if (SubsidiaryNames.Subsidiary(body.Name) is null) workflow = await submissions.Whose(caller, workflow, asked, cancel);
        var decided = await submissions.Decide(caller, workflow, asked, "try", cancel, await Sight(asker, caller, workflow.Form.Subject.Id, asked.Subject, cancel, inline: !ReferenceEquals(named, caller.Person)));
        var (theirs, ours) = (CaseSight.Shown(decided.Context, decided.Subject, caller), CaseSight.Shown(decided.Context, decided.Subject, asker));
        return Told(decided, Both, language);

        string? Both(TraceValue value) => ours(value) is not { } seen ? null : seen == value.Value ? theirs(value) : theirs(value) is null ? null : seen;
    }

    /// <summary>Whoever stands in the question, in the organisation as it is: nobody takes the place of somebody who is on record.</summary>
    private static Caller As(Caller caller, PersonCard person) => caller with { Person = person, Organization = caller.Organization.Knowing([person]) };

    private static JsonObject Told(Decided decided, Func<TraceValue, string?> shown, Language language) => new()
    {
        ["outcome"] = decided.Outcome is SubmissionOutcome.NotFound ? new JsonObject { ["accepted"] = false, ["notFound"] = true } : SubmissionEndpoints.Preview(decided, language),
        ["trace"] = SubmissionAnswer.Trace(decided.Outcome.Trace, shown, language),
    };

    /// <summary>
    /// What a question may read of a stored record when the asker brings definitions of their own or asks in another name: what the active
    /// matrix lets the asker read, and nothing else. A caller who stands in the question is another name, whatever they are called. A definition could else give away by its verdict what it may not show. Null when nothing is
    /// read, or when the asker asks what is active in their own name.
    /// </summary>
    private async ValueTask<Func<RecordValues, RecordValues>?> Sight(Caller asker, Caller caller, string subject, string? key, CancellationToken cancel, bool inline = false)
    {
        if (key is null || (!inline && ReferenceEquals(caller.Set, asker.Set) && caller.Person.Id == asker.Person.Id)) return null;
        if (asker.Set.Find<Engine.Standards.Standard>(subject) is not { } standard || await records.Find(standard, key, cancel) is not { } record) throw Unseen.Refused(asker, exists: false);
        if (RecordSight.Access(asker, record) is not { IsVisible: true } access) throw Unseen.Refused(asker, exists: true);
        return values => RecordSight.Readable(access, values);
    }

    private async ValueTask<JsonObject> Responsibilities(Caller asker, Caller caller, Matrix matrix, string? subject, Language language, CancellationToken cancel) =>
        await matrices.Json(caller, matrix, subject, language, cancel, await Sight(asker, caller, matrix.Subject, subject, cancel));

    /// <summary>
    /// About a stored record, or about a "record" and for a "caller" (a person) that stand in the question: then nothing of the store is read but
    /// the organisation, and what is inline is the asker's own.
    /// </summary>
    private async ValueTask<JsonObject> Permission(Caller asker, Caller caller, PermissionMatrix matrix, JsonElement input, Language language, CancellationToken cancel)
    {
        var person = caller.Person;
        if (Member(input, "caller") is { } written)
        {
            var people = caller.Set.Find<Engine.Standards.Standard>(OrganizationFields.Person)!;
            if (Inline(people, written, caller.Today, out var card) is { } wrong) return wrong;
            person = PersonCards.Of(people, card, caller.Today);
        }

        RecordValues values;
        if (Member(input, "record") is { } given)
        {
            if (Inline(matrix.Standard, given, caller.Today, out values) is { } wrong) return wrong;
        }
        else
        {
            var found = await records.Find(matrix.Standard, Subject(input) ?? caller.Person.Id, cancel);
            if (found is null || RecordSight.Access(asker, found) is not { IsVisible: true }) throw Unseen.Refused(asker, found is not null);
            values = found.On(caller.Today);
        }

        var access = matrix.For(person, SubjectPlace.Of(matrix.Standard, values), caller.Organization);
        return new JsonObject { ["outcome"] = access.ToJson(), ["trace"] = SubmissionAnswer.Trace(PermissionTrace.Of(matrix, access), v => v.Value, language) };
    }

    /// <summary>What is wrong with a record in the question, as an answer; null with its values when nothing is. A case is about somebody: for one the record needs its key.</summary>
    private static JsonObject? Inline(Engine.Standards.Standard standard, JsonElement written, DateOnly today, out RecordValues values, bool keyed = false)
    {
        var check = Engine.Standards.StandardCheck.Asked(standard, written, today);
        values = check.Values;
        var report = new Engine.Standards.DataReport();
        foreach (var violation in check.Violations) report.Add(violation);
        if (keyed && !report.Refused && values[standard.Key.Shape.Slot].IsMissing) report.Refuse(Engine.Standards.DataFindings.Required, standard.Key.Pointer, standard.Key.Place, standard.Key.Title);
        return report.Refused
            ? new JsonObject { ["outcome"] = new JsonObject { ["accepted"] = false, ["violations"] = new JsonArray([.. report.Violations.Select(v => (JsonNode)Engine.Standards.SchemaTry.Write(v))]) }, ["trace"] = new JsonArray() }
            : null;
    }

    private static JsonElement? Member(JsonElement input, string name) => input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var member) ? member : null;

    private async ValueTask RequireVisible(Caller asker, string person, CancellationToken cancel)
    {
        var standard = asker.Set.Find<Engine.Standards.Standard>(OrganizationFields.Person)!;
        var record = await records.Find(standard, person, cancel);
        if (record is null || RecordSight.Access(asker, record) is not { IsVisible: true }) throw Unseen.Refused(asker, record is not null);
    }

    private static SubmissionBody Asked(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty("input", out var values) ? new SubmissionBody(values, Subject(input)) : new SubmissionBody(input);

    private static string? Subject(JsonElement input) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty("subject", out var subject) && subject.ValueKind == JsonValueKind.String ? subject.GetString() : null;
}
