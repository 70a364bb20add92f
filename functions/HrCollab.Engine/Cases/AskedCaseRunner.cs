using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Cases;

/// <summary>Runs asked cases through the functions that answer <c>try</c>. Pure: the same case gives the same result.</summary>
public static class AskedCaseRunner
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    /// <summary>What is not as written; none when the case holds.</summary>
    public static ImmutableArray<GoldenDifference> Run(DefinitionSet set, GoldenWorld world, DefinitionKind kind, string id, AskedCase asked) => Run(set, world, kind, id, asked, new Reaching());

    internal static ImmutableArray<GoldenDifference> Run(DefinitionSet set, GoldenWorld world, DefinitionKind kind, string id, AskedCase asked, Reaching seen)
    {
        var differences = ImmutableArray.CreateBuilder<GoldenDifference>();
        if (Answer(set, world, kind, id, asked, seen) is not { } answer) return [new GoldenDifference("", $"{kind.Folder} {id}", "—")];
        if (!asked.Trace.OrEmpty().Any(s => s is { Topic: AskedRecord.Topic, Outcome: "refused" }) && !Expects(asked, "violations"))
            differences.AddRange(answer.Trace.Where(e => e is { Topic: AskedRecord.Topic, Outcome: "refused" }).Select(e => new GoldenDifference("/input", "—", e.Sentence.En, e.Sentence)));
        JsonMatch.Differences("/expect", JsonNode.Parse(asked.Expect.GetRawText()), answer.Outcome, differences);
        foreach (var (step, i) in asked.Trace.OrEmpty().Select((s, i) => (s, i)))
        {
            if (!answer.Trace.Any(e => e.Topic == step.Topic && e.Outcome == step.Outcome && (step.At is null || e.Source?.Pointer == step.At)))
                differences.Add(new GoldenDifference($"/trace/{i}", $"{step.Topic} {step.Outcome} {step.At}".Trim(), string.Join("; ", answer.Trace.Select(e => $"{e.Topic} {e.Outcome} {e.Source?.Pointer}"))));
        }

        seen.Add(answer.Trace);
        return differences.ToImmutable();
    }

    private static TryOutcome Refused(CheckedRecord check) =>
        new(new JsonObject { ["accepted"] = false, ["violations"] = new JsonArray([.. check.Violations.Select(v => (JsonNode)SchemaTry.Write(v))]) }, [.. check.Violations.Select(v => v.ToTrace())]);

    private static JsonElement? Given(AskedCase asked, string member) => asked.Input is { ValueKind: JsonValueKind.Object } input && input.TryGetProperty(member, out var given) ? given : null;

    private static bool Expects(AskedCase asked, string member) => asked.Expect.ValueKind == JsonValueKind.Object && asked.Expect.TryGetProperty(member, out _);

    private static TryOutcome? Answer(DefinitionSet set, GoldenWorld world, DefinitionKind kind, string id, AskedCase asked, Reaching seen) =>
        set.Find<PermissionMatrix>(id) is { } matrix && kind.Folder == "permissions"
            ? Permission(set, matrix, world, asked, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(asked.Now, set.Manifest.Zone).DateTime), seen)
            : kind.Try(set, id, new TryQuestion(asked.Input ?? Nothing, asked.Now));

    /// <summary>
    /// {"visible", "roles": [...], "fields": {path: letters}} as <c>try</c> answers it: about people and records of the company, or about a "caller" and a
    /// "record" that stand in the input.
    /// </summary>
    private static TryOutcome? Permission(DefinitionSet set, PermissionMatrix matrix, GoldenWorld world, AskedCase asked, DateOnly today, Reaching seen)
    {
        var organization = world.Organization(today);
        var caller = organization.Person(asked.Caller) ?? PersonCard.OfService(asked.Caller);
        var record = (asked.Subject ?? asked.Caller) is { } key ? world.Find(matrix.Standard.Id, key, today) : null;
        if (Given(asked, "caller") is { } person && set.Find<Standard>(OrganizationFields.Person) is { } people)
        {
            var check = StandardCheck.Asked(people, person, today);
            if (check.Refused) return Refused(check);
            caller = PersonCards.Of(people, check.Values, today);
        }

        if (Given(asked, "record") is { } given)
        {
            var check = StandardCheck.Asked(matrix.Standard, given, today);
            if (check.Refused) return Refused(check);
            record = check.Values;
        }

        if (caller is null || record is null) return null;
        var access = matrix.For(caller, SubjectPlace.Of(matrix.Standard, record), organization);
        seen.Add(matrix, access, asked.Expect);
        return new TryOutcome(access.ToJson(), PermissionTrace.Of(matrix, access));
    }
}
