using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Decisions;

/// <summary>
/// Decisions that changed a record, for those who may see the record and for whoever made them. It is made again by holding the change
/// to the standard of its revision once more, against the record as its events had made it.
/// </summary>
internal sealed class RecordDecisions(IDocumentStore store, RecordReader records, RecordCases cases, ActiveDefinitions definitions)
{
    /// <summary>Whether there is such a decision, whoever may see it.</summary>
    public async ValueTask<bool> Exists(Caller caller, string id, string key, long version, CancellationToken cancel) =>
        caller.Set.Find<Standard>(id) is not null && await records.Exists(id, key, cancel) && await RecordHistory.Find(store, id, key, version, cancel) is not null;

    public async ValueTask<DecisionFound?> Find(Caller caller, string id, string key, long version, Language language, CancellationToken cancel)
    {
        if (caller.Set.Find<Standard>(id) is not { } known || await records.Find(known, key, cancel) is not { } record) return null;
        if (RecordSight.Access(caller, record) is not { } access || await RecordHistory.Find(store, id, key, version, cancel) is not { } history) return null;
        var happened = history.Last;
        if (!access.IsVisible && happened.By != caller.Person.Id) return null;
        var set = await definitions.For(happened.Revision ?? caller.Set.Hash, cancel);
        if (set.Find<Standard>(id) is not { } standard) return null;
        var seen = RecordSight.Shown(known, access, []);
        var answer = new JsonObject
        {
            ["decisionId"] = SubmissionAnswer.DecisionId($"{id}:{key}", version),
            ["record"] = new JsonObject { ["standard"] = id, ["id"] = key, ["href"] = access.IsVisible ? RecordSight.Address(id, key) : null },
            ["version"] = version,
            ["type"] = happened.Type,
            ["by"] = happened.By,
            ["from"] = SubmissionAnswer.Day(happened.From),
            ["changes"] = new JsonArray([.. happened.Set.Select(s => (JsonNode)new JsonObject { ["path"] = s.Key, ["before"] = Seen(s.Key, happened.Before.GetValueOrDefault(s.Key)), ["after"] = Seen(s.Key, s.Value) })]),
            ["trace"] = SubmissionAnswer.Trace(happened.Trace.OrEmpty(), seen, language),
            ["revision"] = set.Hash,
            ["commit"] = happened.Commit ?? set.Commit,
            ["engine"] = happened.Engine,
            ["clock"] = SubmissionAnswer.Time(happened.At),
        };
        if (RecordReason.CaseOf(happened.Reason) is var (@case, decided, _) && (await cases.Seen(caller, [happened.Reason], cancel)).Contains(@case))
            answer["case"] = DecisionMade.Case(@case, $"{@case}.{decided}");
        var files = new[] { standard.Place.File, set.Find<PermissionMatrix>(id)?.Place.File }.OfType<string>().ToList();
        DecisionMade.Of(answer, set, files, Hash(happened, happened.Set), Again(set, standard, history));
        return new DecisionFound.OfRecord(answer, known, happened.Trace.OrEmpty(), seen);

        string? Seen(string path, string? value) => string.IsNullOrEmpty(value) ? null : seen(new TraceValue($"{id}.{path}", value));
    }

    /// <summary>The change as the standard gives it from what was written; null when it refuses it.</summary>
    private static string? Again(DefinitionSet set, Standard standard, RecordHistory history)
    {
        var (happened, creates) = (history.Last, history.Last.IsFirst);
        // Whether others exist is known of today alone, so it is not asked again.
        var context = CheckContext.Of(set, DateOnly.FromDateTime(happened.At.DateTime), (_, _) => null);
        var check = EffectCheck.Judge(standard, new EffectOrder(standard.Id, happened.Key, creates, history.Day, happened.Set), creates ? null : history.Before(standard), [], context);
        return check.Refused ? null : Hash(happened, happened.Set.Keys.Select(p => KeyValuePair.Create(p, check.Values[p].ToString())));
    }

    private static string Hash(RecordEvent happened, IEnumerable<KeyValuePair<string, string>> set)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{happened.Type}\n{happened.Standard}:{happened.Key}\n{happened.From:yyyy-MM-dd}\n");
        foreach (var (path, value) in set) text.Append(CultureInfo.InvariantCulture, $"{path.Length}:{path}={value.Length}:{value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
