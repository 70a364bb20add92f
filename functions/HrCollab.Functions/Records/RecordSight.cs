using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Records;

/// <summary>A record as a caller may see it: the one projection for every way out.</summary>
internal static class RecordSight
{
    /// <summary>What the caller may do with the record today; null when the standard has no matrix, which allows nobody anything.</summary>
    public static Access? Access(Caller caller, LoadedRecord record) =>
        caller.Set.Find<PermissionMatrix>(record.Standard.Id)?.For(caller.Person, SubjectPlace.Of(record.Standard, record.On(caller.Today)), caller.Organization);

    /// <summary>The record for the caller: values, what is missing, hidden and masked, who keeps each group, what may be changed.</summary>
    public static JsonObject Json(Caller caller, LoadedRecord record, Access access, IReadOnlySet<string> cases, Language language)
    {
        var values = record.On(caller.Today);
        var seen = Projection.Groups(access, values);
        var groups = record.Standard.Definition.Groups.Where(g => record.Standard.Fields.Any(f => Standard.Group(f) == g.Id && (access.Fields[f.Shape.Slot] & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None)).ToList();
        return new JsonObject
        {
            ["standard"] = record.Standard.Id,
            ["id"] = record.Document.Key,
            ["label"] = Projection.Value(access, record.Standard.Label, values[record.Standard.Label.Shape.Slot]),
            ["values"] = Projection.Record(access, values),
            ["missing"] = new JsonArray([.. groups.Where(g => !seen.Contains(g.Id)).Select(g => (JsonNode)new JsonObject { ["group"] = g.Id, ["title"] = g.Title.In(language), ["owner"] = g.Owner })]),
            ["hidden"] = Projection.Hidden(access),
            ["masked"] = Projection.Masked(access),
            ["sources"] = new JsonObject(groups.Where(g => seen.Contains(g.Id) && record.Document.Sources.ContainsKey(g.Id)).Select(g => KeyValuePair.Create(g.Id, (JsonNode?)Source(record.Document, g.Id, cases)))),
            ["roles"] = new JsonArray([.. access.Roles.Select(r => (JsonNode)JsonValue.Create(r))]),
            ["updatable"] = new JsonArray([.. record.Standard.Fields.Where(access.MayUpdate).Select(f => (JsonNode)JsonValue.Create(f.Path))]),
            ["version"] = record.Version,
            ["revision"] = caller.Set.Hash,
            ["commit"] = caller.Set.Commit,
        };
    }

    /// <summary>What the caller sees of the values: in the standard's names, or in those of an exchange.</summary>
    public static JsonNode Values(Access access, RecordValues values, Exchange? exchange) =>
        exchange is null ? Projection.Record(access, values) : FormerNames.Of(exchange, access, values);

    /// <summary>The values that the caller may read as they are; the rest is missing.</summary>
    public static RecordValues Readable(Access access, RecordValues values) =>
        values.With(values.Shape.Fields.Where(f => access.Standard.Find(f.Path) is not { } known || !access.MayRead(known)).Select(f => KeyValuePair.Create(f.Path, FieldValue.Missing)));

    /// <summary>
    /// Findings as the caller may be told them: those that quote a value, and are about nothing but what the caller sent or may read, as they are, the others without it. What
    /// others have ordered for later is not what was sent, though it is about the same field.
    /// </summary>
    /// <param name="sent">Paths of what the caller sent, also of values that could not be read.</param>
    public static ImmutableArray<Violation> Told(IEnumerable<Violation> violations, Access access, IEnumerable<string> sent)
    {
        var own = sent.ToHashSet(StringComparer.Ordinal);
        return [.. violations.Select(v => v.WithoutValues is not { } without || v.About.All(p => (own.Contains(p) && !v.IsOrdered) || (access.Standard.Find(p) is { } field && access.MayRead(field))) ? v : v with { Message = without, Accepted = null })];
    }

    /// <summary>The record in the names and codes of an exchange: a row of the department's own file, and which record and revision it is.</summary>
    public static JsonObject Worded(Caller caller, LoadedRecord record, Access access, Exchange exchange) => new()
    {
        ["standard"] = record.Standard.Id,
        ["id"] = record.Document.Key,
        ["as"] = exchange.Id,
        ["values"] = Values(access, record.On(caller.Today), exchange),
        ["hidden"] = Projection.Hidden(access),
        ["masked"] = Projection.Masked(access),
        ["version"] = record.Version,
        ["revision"] = caller.Set.Hash,
        ["commit"] = caller.Set.Commit,
    };

    /// <summary>
    /// A value in a trace about a record: what the caller sent as they sent it, the rest by the matrix. Of a field that the standard has no more no matrix
    /// says who may see it, so nobody does.
    /// </summary>
    public static Func<TraceValue, string?> Shown(Standard standard, Access access, IEnumerable<string> sent)
    {
        var own = sent.ToHashSet(StringComparer.Ordinal);
        return value =>
        {
            var path = value.Path[(value.Path.IndexOf('.', StringComparison.Ordinal) + 1)..];
            return value.Value is null || own.Contains(path.Split('[')[0]) ? value.Value : Projection.Traced(access, path, value.Value) ?? Projection.Hiding;
        };
    }

    /// <summary>The answer to a change: the record as the caller sees it afterwards, with the decision and what was noticed.</summary>
    public static JsonObject Answer(Caller caller, LoadedRecord record, IReadOnlySet<string> cases, IEnumerable<Violation> notices, Language language)
    {
        var answer = Access(caller, record) is { IsVisible: true } access
            ? Json(caller, record, access, cases, language)
            : new JsonObject { ["standard"] = record.Standard.Id, ["id"] = record.Document.Key, ["version"] = record.Version, ["revision"] = caller.Set.Hash, ["commit"] = caller.Set.Commit };
        answer["decisionId"] = SubmissionAnswer.DecisionId($"{record.Standard.Id}:{record.Document.Key}", record.Version);
        answer["notices"] = new JsonArray([.. notices.Select(v => (JsonNode)Problems.Field(v, language))]);
        return answer;
    }

    /// <summary>Where a record is found.</summary>
    public static string Address(string standard, string key) => $"/api/records/{standard}/{Uri.EscapeDataString(key)}";

    /// <summary>What a group comes from; the case that changed it only for those who may see the case.</summary>
    private static JsonObject Source(RecordDocument document, string group, IReadOnlySet<string> cases)
    {
        var source = document.Sources[group];
        var answer = new JsonObject { ["by"] = source.By, ["department"] = source.Department, ["at"] = SubmissionAnswer.Time(source.At) };
        if (document.OriginOf(source) is not { } origin) return answer;
        (answer["revision"], answer["commit"], answer["decisionId"]) = (origin.Revision, origin.Commit, document.DecisionOf(source));
        if (RecordReason.CaseOf(origin.Reason) is var (id, version, step) && cases.Contains(id))
            answer["case"] = new JsonObject { ["id"] = id, ["step"] = step, ["decisionId"] = $"{id}.{version}", ["href"] = $"/api/cases/{id}" };
        return answer;
    }
}
