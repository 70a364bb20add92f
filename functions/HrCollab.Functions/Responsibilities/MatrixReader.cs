using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Components;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Subsidiaries;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Responsibilities;

/// <summary>One row of a matrix with today's people.</summary>
/// <param name="Row">The row as defined.</param>
/// <param name="Responsible">Who answers for it today; null when that depends on the case.</param>
/// <param name="Cooperating">Who helps today.</param>
public sealed record ResolvedRow(MatrixRow Row, Assignment? Responsible, ImmutableArray<Assignment?> Cooperating);

/// <summary>The rows of a matrix with today's people.</summary>
/// <param name="Caller">The caller, with an organisation that knows everybody who is named.</param>
/// <param name="Rows">The rows in order.</param>
internal sealed record ResolvedMatrix(Caller Caller, ImmutableArray<ResolvedRow> Rows);

/// <summary>Resolves a responsibility matrix to today's people, for a subject or in general.</summary>
internal sealed class MatrixReader(RecordReader records)
{
    /// <summary>The heading of a matrix, with whose it is when it is not the group's.</summary>
    public static Text Title(Caller caller, Matrix matrix) =>
        SubsidiaryNames.Subsidiary(matrix.Id) is { } id && caller.Set.Find<Subsidiary>(id) is { } own ? new Text("{0}({1})", "{0} ({1})").With(matrix.Title, own.Title) : matrix.Title;

    /// <summary>
    /// The matrix that holds for a record: that of its subsidiary, or the group's; null when only another company has it. Throws as <see cref="Rows"/> does for a record that the
    /// caller does not see, before anything depends on where it belongs.
    /// </summary>
    public async ValueTask<Matrix?> Whose(Caller caller, Matrix matrix, string? subject, CancellationToken cancel)
    {
        if (subject is null || !caller.Set.All<Subsidiary>().Any()) return matrix;
        var standard = caller.Set.Find<Standard>(matrix.Subject)!;
        return WorkflowChoice.Matrix(caller.Set, matrix, caller.Organization, SubjectPlace.Of(standard, await Seen(caller, standard, subject, cancel)).Department);
    }

    /// <summary>
    /// The rows; where a path depends on a form that is not filled in yet, nobody is named and the rule is shown. Of the record counts what the caller may read, of
    /// which a sight may leave less. That somebody is on leave is told whoever may read that.
    /// </summary>
    public async ValueTask<ResolvedMatrix> Rows(
        Caller caller, Matrix matrix, string? subject, CancellationToken cancel, Func<RecordValues, RecordValues>? sight = null)
    {
        var standard = caller.Set.Find<Standard>(matrix.Subject)!;
        var values = subject is null ? null : await Seen(caller, standard, subject, cancel);
        if (values is not null && sight is not null) values = sight(values);
        var manager = values?[OrganizationFields.PersonManager].Text;
        var organization = caller.Organization;
        if (values is not null && standard.Id == OrganizationFields.Person) organization = organization.Replacing(Card(standard, values, subject!, caller.Today));
        organization = await records.Knowing(organization, caller.Set, [subject, manager], cancel);
        var context = new AssignmentContext(
            organization, caller.Person.Id, subject, path => values is not null && path.StartsWith(standard.Id + ".", StringComparison.Ordinal) ? values[path[(standard.Id.Length + 1)..]] : FieldValue.Missing);
        ImmutableArray<ResolvedRow> rows = [.. matrix.Rows.Select(r =>
        {
            var responsible = Resolve(r.Responsible, context, null);
            var department = (responsible as Assignment.Found)?.Department ?? (responsible as Assignment.Nobody)?.Department;
            return new ResolvedRow(r, responsible, [.. r.Cooperating.Select(c => Resolve(c, context, department))]);
        })];
        rows = await Told(caller, rows, cancel);
        var named = rows.SelectMany(r => r.Cooperating.Append(r.Responsible)).OfType<Assignment.Found>().SelectMany(f => f.People).Distinct(StringComparer.Ordinal);
        return new ResolvedMatrix(caller with { Organization = await records.Knowing(organization, caller.Set, named, cancel) }, rows);
    }

    /// <summary>The record as far as the caller may read it. Throws for one that they do not see, or that is not there.</summary>
    private async ValueTask<RecordValues> Seen(Caller caller, Standard standard, string subject, CancellationToken cancel)
    {
        var record = await records.Find(standard, subject, cancel);
        if (record is null || RecordSight.Access(caller, record) is not { IsVisible: true } access) throw Unseen.Refused(caller, record is not null);
        return RecordSight.Readable(access, record.On(caller.Today));
    }

    /// <summary>Whom the matrix is asked about, as the caller may know them.</summary>
    private static PersonCard Card(Standard person, RecordValues values, string key, DateOnly today)
    {
        var card = PersonCards.Of(person, values, today);
        return card with { Id = key, Name = card.Name.Length == 0 ? key : card.Name };
    }

    /// <summary>Why a substitute acts is left out where the caller may not read the absences of whom they stand in for.</summary>
    private async ValueTask<ImmutableArray<ResolvedRow>> Told(Caller caller, ImmutableArray<ResolvedRow> rows, CancellationToken cancel)
    {
        var person = caller.Set.Find<Standard>(OrganizationFields.Person)!;
        var told = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var absent in rows.SelectMany(r => r.Cooperating.Append(r.Responsible)).OfType<Assignment.Found>().Select(f => f.StandsInFor).OfType<string>().Distinct(StringComparer.Ordinal))
            told[absent] = await records.Find(person, absent, cancel) is { } record && RecordSight.Access(caller, record) is { } access && access.MayRead(person.Find(OrganizationFields.AbsenceFrom)!);
        return told.ContainsValue(false) ? [.. rows.Select(r => r with { Responsible = Without(r.Responsible), Cooperating = [.. r.Cooperating.Select(Without)] })] : rows;

        Assignment? Without(Assignment? assignment) => assignment is Assignment.Found { StandsInFor: { } absent } found && !told[absent] ? found with { Reason = SubstituteActs } : assignment;
    }

    private static readonly Text SubstituteActs = new("由代理人处理", "a substitute acts");

    public async ValueTask<JsonObject> Json(
        Caller caller, Matrix matrix, string? subject, Language language, CancellationToken cancel, Func<RecordValues, RecordValues>? sight = null)
    {
        var resolved = await Rows(caller, matrix, subject, cancel, sight);
        return new JsonObject
        {
            ["id"] = matrix.Id,
            ["title"] = matrix.Title.In(language),
            ["subject"] = matrix.Subject,
            ["rows"] = new JsonArray([.. resolved.Rows.Select(r => (JsonNode)Row(resolved.Caller, r, language))]),
            ["revision"] = caller.Set.Hash,
        };
    }

    /// <summary>What a party is in words: its rule, and today's people when they are known, or that nobody is there.</summary>
    public static string Words(Caller caller, Party party, Assignment? today, Language language)
    {
        var rule = PartyWords.Of(caller.Set, party).In(language);
        return today switch
        {
            Assignment.Found found => $"{string.Join(language == Language.English ? ", " : "、", found.People.Select(p => caller.Organization.Person(p)?.Name ?? p))} ({rule})",
            Assignment.Nobody nobody => $"{rule}: {nobody.Reason.In(language)}",
            _ => rule,
        };
    }

    /// <summary>The department of a party: today's, or where it comes from when that depends on the case.</summary>
    public static string DepartmentWords(Caller caller, Party party, Assignment? today, Language language) =>
        ((today as Assignment.Found)?.Department ?? (today as Assignment.Nobody)?.Department) is { } department
            ? caller.Organization.Department(department)?.Name ?? department
            : PartyWords.Department(caller.Set, party).In(language);

    private static Assignment? Resolve(Party party, AssignmentContext context, string? rowDepartment) => party switch
    {
        Party.DepartmentDuty duty when context.Value(duty.Of).IsMissing => null,
        Party.Named named when context.Value(named.Path).IsMissing => null,
        Party.Subject or Party.Manager when context.Subject is null => null,
        Party.RowDuty or Party.ParentDuty when rowDepartment is null => null,
        Party.Submitter => null,
        _ => Assigner.Resolve(party, context, rowDepartment),
    };

    private static JsonObject Row(Caller caller, ResolvedRow row, Language language) => new()
    {
        ["step"] = row.Row.Id,
        ["title"] = row.Row.Title.In(language),
        ["responsible"] = PartyJson(caller, row.Row.Responsible, row.Responsible, language),
        ["cooperating"] = new JsonArray([.. row.Row.Cooperating.Select((c, i) => (JsonNode)PartyJson(caller, c, row.Cooperating[i], language))]),
        ["work"] = row.Row.Work.In(language),
        ["deadline"] = PartyWords.Of(caller.Set, row.Row.Deadline).In(language),
        ["notices"] = new JsonArray([.. row.Row.Notices.Select(n => (JsonNode)JsonValue.Create(PartyWords.Of(caller.Set, n).In(language)))]),
        ["standard"] = new JsonArray([.. row.Row.Standard.Select(c => (JsonNode)new JsonObject
        {
            ["id"] = c.Id, ["title"] = c.Title.In(language), ["evidence"] = c.Evidence.ToString().ToLowerInvariant(), ["mandatory"] = c.Mandatory,
        })]),
        ["source"] = row.Row.Place.ToString(),
    };

    private static JsonObject PartyJson(Caller caller, Party party, Assignment? today, Language language)
    {
        var found = today as Assignment.Found;
        var department = found?.Department ?? (today as Assignment.Nobody)?.Department;
        return new JsonObject
        {
            ["rule"] = PartyWords.Of(caller.Set, party).In(language),
            ["department"] = department is null ? null : new JsonObject { ["id"] = department, ["name"] = caller.Organization.Department(department)?.Name ?? department },
            ["people"] = new JsonArray([.. (found?.People ?? []).Select(p => (JsonNode)new JsonObject { ["id"] = p, ["name"] = caller.Organization.Person(p)?.Name ?? p })]),
            ["note"] = today?.Reason.In(language),
        };
    }
}
