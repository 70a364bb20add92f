using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Feedback;

/// <summary>
/// Who reads which feedback, and what of it. Authors read their own; holders of the manifest's feedbackDuty all, and those who review the
/// changes of a folder what is said of its definitions. They are told the department and not the person.
/// </summary>
internal static class FeedbackSight
{
    /// <summary>True for whoever reads feedback of others at all.</summary>
    public static bool May(Caller caller) => ReadsAll(caller) || DefinitionKinds.All.Any(k => May(caller, k.Folder, null));

    /// <summary>True for whoever reads the feedback of others on a definition; on any of the kind without an id.</summary>
    public static bool May(Caller caller, string kind, string? id)
    {
        if (ReadsAll(caller)) return true;
        IEnumerable<string> paths = FeedbackElements.KindOf(kind) is not { } known ? [kind + "/"]
            : id is not null ? [known.PathOf(id)] : caller.Set.Files.Keys.Where(known.Owns).Append(kind + "/");
        return caller.Set.Manifest.Approvers(paths).Any(caller.Person.Holds);
    }

    /// <summary>The name of a department today; a dash for those who had none.</summary>
    public static string Department(Caller caller, string? id) => id is null ? "—" : caller.Organization.Department(id)?.Name ?? id;

    /// <summary>A feedback as its author or a reader gets it.</summary>
    public static JsonObject Json(Caller caller, FeedbackItem item, Language language)
    {
        var json = new JsonObject
        {
            ["id"] = item.Id,
            ["state"] = item.Closed is null ? "open" : "closed",
            ["element"] = new JsonObject { ["kind"] = item.Element.Kind, ["id"] = item.Element.Id, ["place"] = item.Element.Place },
            ["definition"] = item.Definition.In(language),
            ["title"] = item.Title?.In(language),
            ["text"] = item.Said,
            ["at"] = SubmissionAnswer.Time(item.At),
            ["ageDays"] = item.AgeDays(caller.Now),
            ["department"] = new JsonObject { ["id"] = item.Department, ["name"] = Department(caller, item.Department) },
            ["revision"] = item.Revision,
            ["commit"] = item.Commit,
        };
        if (item.Closed is { } closed)
        {
            json["closed"] = new JsonObject
            {
                ["at"] = SubmissionAnswer.Time(closed.At),
                ["revision"] = closed.Revision,
                ["commit"] = closed.Commit,
                ["changes"] = new JsonArray([.. closed.Changes.Select(c => (JsonNode)JsonValue.Create(c.In(language)))]),
            };
            json["seen"] = item.SeenAt is not null;
        }

        return json;
    }

    private static bool ReadsAll(Caller caller) => caller.Set.Manifest.FeedbackDuty is { } duty && caller.Person.Holds(duty);
}
