using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Publishing;

/// <summary>The kept revisions as whoever publishes sees them: which is active, who published and activated which, and how many running cases stay on each.</summary>
internal sealed class RevisionList(IDocumentStore store, RevisionStore revisions, ActiveDefinitions definitions, RecordReader records, ProjectorSignal projector)
{
    /// <summary>{"active", "items": [{"id", "at", "by", "byName", "note", "engine", "files", "commit", "running", "active"}], "activations": [{"id", "at", "by", "byName", "note"}], "next"}, the newest first.</summary>
    public async Task<JsonObject> Page(Caller caller, IdRange range, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var (rows, next) = await revisions.List(range, cancel);
        var activations = await revisions.Activations(cancel);
        var people = await records.Knowing(caller.Organization, caller.Set, rows.Select(r => r.By).Concat(activations.Select(a => a.By)), cancel);
        var items = new JsonArray();
        foreach (var row in rows)
        {
            items.Add((JsonNode)new JsonObject
            {
                ["id"] = row.Hash,
                ["at"] = SubmissionAnswer.Time(row.At),
                ["by"] = row.By,
                ["byName"] = people.Person(row.By)?.Name,
                ["note"] = row.Note,
                ["engine"] = row.Engine,
                ["files"] = row.Files,
                ["commit"] = await revisions.CommitOf(row.Hash, cancel),
                ["running"] = await store.Count(Container.Views, CaseRow.OnRevision(row.Hash), new IdRange(), cancel),
                ["active"] = row.Hash == definitions.Current.Hash,
            });
        }

        return new JsonObject
        {
            ["active"] = definitions.Current.Hash,
            ["items"] = items,
            ["activations"] = new JsonArray([.. activations.Select(a => (JsonNode)new JsonObject
            {
                ["id"] = a.Hash, ["at"] = SubmissionAnswer.Time(a.At), ["by"] = a.By, ["byName"] = people.Person(a.By)?.Name, ["note"] = a.Note,
            })]),
            ["next"] = next,
        };
    }

    /// <summary>True when a revision that is to follow another had been active before that ever was.</summary>
    public static bool IsBack(ImmutableArray<RevisionActivation> newestFirst, string from, string to)
    {
        var first = newestFirst.LastOrDefault(a => a.Hash == from || a.Hash == to);
        return from != to && first?.Hash == to;
    }
}
