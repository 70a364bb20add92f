using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>responsibilities/*.responsibilities.json: who owes what to whom, how well and by when.</summary>
/// <param name="Id">Id, usually that of the workflow it serves.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subject">The standard of the record the cooperation is about; paths begin with it.</param>
/// <param name="Rows">One row per step of cooperation.</param>
/// <param name="Fixed">Parts that no subsidiary may change or take away: ids, or places such as /steps/approval.</param>
/// <param name="Schema">For editors only.</param>
public sealed record ResponsibilitiesDefinition(
    string Id,
    Text Title,
    string Subject,
    ImmutableArray<ResponsibilityRowDefinition> Rows,
    ImmutableArray<string> Fixed = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IInheritable;

/// <summary>One row of the matrix.</summary>
/// <param name="Id">Id within the matrix; steps name it.</param>
/// <param name="Title">Name of the step of cooperation.</param>
/// <param name="Responsible">Who answers for it.</param>
/// <param name="Instead">Who decides when the responsible person is the one who asked (separation of duties).</param>
/// <param name="Cooperating">Who helps.</param>
/// <param name="Work">What is to be done.</param>
/// <param name="Standard">How one sees that it is done well.</param>
/// <param name="Deadline">"2 wd", "4 wh", "on form.effectiveDate", "1 wd before form.hireDate", "3 wd after form.hireDate".</param>
/// <param name="Remind">When those who owe it are reminded: "1 wd before", "4 wh before" the due time.</param>
/// <param name="Escalate">Who is told when it is late.</param>
public sealed record ResponsibilityRowDefinition(
    string Id,
    Text Title,
    PartyDefinition? Responsible = null,
    Text? Work = null,
    string? Deadline = null,
    ImmutableArray<CheckDefinition> Standard = default,
    ImmutableArray<PartyDefinition> Cooperating = default,
    PartyDefinition? Instead = null,
    ImmutableArray<string> Remind = default,
    ImmutableArray<EscalationDefinition> Escalate = default);

/// <summary>Who is told of late work.</summary>
/// <param name="After">How long after the due time: "1 wd", "4 wh"; "0 wd" at the end of the day it was due.</param>
/// <param name="To">Who is told.</param>
public sealed record EscalationDefinition(string After, PartyDefinition To);

/// <summary>A way to find people; exactly one of duty, relation, person or department leads.</summary>
/// <param name="Duty">A duty: of a department when <paramref name="Of"/> is given, else company-wide.</param>
/// <param name="Of">Path of the department (form.newDepartment, person.employment.department), "responsible" for the department that answers for the row, or "parent" for the one above it.</param>
/// <param name="Climb">Look in the departments above when the duty is vacant.</param>
/// <param name="Relation">subject, submitter, or manager (of the subject).</param>
/// <param name="Person">A person's key, or the path of a field that holds one.</param>
public sealed record PartyDefinition(string? Duty = null, string? Of = null, bool Climb = false, string? Relation = null, string? Person = null);

/// <summary>A check of the work standard.</summary>
/// <param name="Id">Id within the row.</param>
/// <param name="Title">What must hold.</param>
/// <param name="Evidence">What is to be given: none (a tick), text, date, time or expiry (a date that has not passed).</param>
/// <param name="Optional">True: the work can be finished without it.</param>
/// <param name="SeenBy">Who sees the evidence: "step" (who does the step, and the roles by duty or position that the workflow shows its cases to), the default of text, or "case" (everybody who sees the case), the default of dates and times. What goes into a record is seen as the record is.</param>
public sealed record CheckDefinition(string Id, Text Title, string? Evidence = null, bool Optional = false, string? SeenBy = null);

/// <summary>JSON form of responsibilities.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ResponsibilitiesDefinition))]
internal sealed partial class ResponsibilitiesJson : JsonSerializerContext;
