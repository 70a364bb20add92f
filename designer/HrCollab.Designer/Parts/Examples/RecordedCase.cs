using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Workflows;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Parts.Examples;

/// <summary>A case that the host has recorded, as the person who is signed in may see it: the host projects it, nothing else reaches the designer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Submitter">Key of who did.</param>
/// <param name="Subject">Key of the record it is about.</param>
/// <param name="Input">Values of the form that may be read.</param>
/// <param name="Masked">Fields of the form that may not be read.</param>
/// <param name="Record">Values of the record as the host shows them; null when it shows none.</param>
/// <param name="Unread">Groups and fields of the record that may not be read.</param>
public sealed record RecordedCase(
    string Id, string Workflow, DateTimeOffset SubmittedAt, string Submitter, string Subject, JsonObject Input, ImmutableArray<string> Masked, JsonObject? Record, ImmutableArray<string> Unread)
{
    /// <summary>Reads one from the host. Throws <see cref="HttpRequestException"/> with the host's words when it refuses.</summary>
    public static async Task<RecordedCase> Read(RevisionClient host, string id)
    {
        var seen = await host.Case(id);
        var (masked, input) = (Words(seen["masked"]), (JsonObject)(seen["input"]?.DeepClone() ?? new JsonObject()));
        foreach (var field in masked) input.Remove(field);
        var (standard, subject) = (JsonPlaces.TextAt(seen, "/subject/standard"), JsonPlaces.TextAt(seen, "/subject/id"));
        JsonObject? record = null;
        try
        {
            if (subject.Length > 0) record = await host.Record(standard, subject);
        }
        catch (HttpRequestException)
        {
            // They see the case and not the record.
        }

        return new RecordedCase(
            JsonPlaces.TextAt(seen, "/id"), JsonPlaces.TextAt(seen, "/workflow"), DateTimeOffset.Parse(JsonPlaces.TextAt(seen, "/submittedAt"), CultureInfo.InvariantCulture),
            JsonPlaces.TextAt(seen, "/submitter/id"), subject, input, masked, record?["values"] as JsonObject, [.. Words(record?["hidden"]), .. Words(record?["masked"])]);
    }

    /// <summary>
    /// The value behind a field of the subject's standard: as the form gave it, else as the record has it. Not readable: it was not shown to this person, or it is
    /// sensitive and has no place in a file that is kept for good.
    /// </summary>
    public (string? Text, bool Readable) ValueOf(Workflow workflow, string path)
    {
        if (workflow.Form.Subject.Find(path) is { IsSensitive: true }) return (null, false);
        if (workflow.Form.Fields.FirstOrDefault(f => f.Drawn?.Path == path) is { } field)
        {
            if (Masked.Contains(field.Id)) return (null, false);
            if (Input[field.Id] is { } given) return (given.ToString(), true);
        }

        if (Record is null || Unread.Any(u => path == u || path.StartsWith(u + ".", StringComparison.Ordinal))) return (null, false);
        return (JsonPlaces.TextAt(Record, "/" + path.Replace('.', '/')) is { Length: > 0 } text ? text : null, true);
    }

    /// <summary>The text that an input of the form would hold; not readable as above.</summary>
    public (string? Text, bool Readable) TextOf(FormField field) => Masked.Contains(field.Id) || field.Drawn is { IsSensitive: true } ? (null, false) : Input[field.Id] switch
    {
        null => (null, true),
        JsonArray list => (string.Join(", ", list.Select(i => i?.ToString())), true),
        { } value => (value.ToString(), true),
    };

    private static ImmutableArray<string> Words(JsonNode? list) => [.. (list as JsonArray ?? []).Select(i => i?.ToString()).OfType<string>()];
}
