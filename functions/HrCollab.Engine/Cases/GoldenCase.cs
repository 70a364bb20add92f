using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Cases;

/// <summary>forms/NAME.form.cases.json: a submission with what must come of it, and if wanted the acts that carry it to its end.</summary>
/// <param name="Id">Id within the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caller">Key of the person who submits.</param>
/// <param name="Now">The clock.</param>
/// <param name="Input">Values of the form.</param>
/// <param name="Expect">What must come of the submission.</param>
/// <param name="Subject">Key of the record it is about; absent when the form makes it.</param>
/// <param name="Given">Changes of the example company before the submission: standard, key, values by group. A key that is not there is new.</param>
/// <param name="Acts">What people do then, in order of time.</param>
public sealed record GoldenCase(
    string Id,
    Text Title,
    string Caller,
    DateTimeOffset Now,
    JsonElement Input,
    GoldenExpectation Expect,
    string? Subject = null,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, JsonElement>>? Given = null,
    ImmutableArray<GoldenAct> Acts = default);

/// <summary>An act on a task, or with neither step nor action only the passing of time.</summary>
/// <param name="At">When; the time of the act before when absent.</param>
/// <param name="Step">The step whose open task is meant.</param>
/// <param name="By">Who acts.</param>
/// <param name="Action">approve, reject, return, complete, claim, or resubmit with an input.</param>
/// <param name="Comment">What they say.</param>
/// <param name="To">Where a return goes.</param>
/// <param name="Tick">Checks done without evidence.</param>
/// <param name="Evidence">Checks done with evidence.</param>
/// <param name="Input">The corrected form of a resubmission.</param>
/// <param name="Expect">What must come of it; done when absent.</param>
public sealed record GoldenAct(
    DateTimeOffset? At = null,
    string? Step = null,
    string? By = null,
    string? Action = null,
    string? Comment = null,
    string? To = null,
    ImmutableArray<string> Tick = default,
    ImmutableSortedDictionary<string, string>? Evidence = null,
    JsonElement? Input = null,
    GoldenExpectation? Expect = null);

/// <summary>What must come of a submission or an act. Only what is written is compared.</summary>
/// <param name="Outcome">accepted, invalid, denied, notFound for submissions; done, invalid, denied, conflict, notFound for acts.</param>
/// <param name="Codes">Codes of the refusal, in any order.</param>
/// <param name="Status">running, returned, completed or rejected.</param>
/// <param name="Route">Ids of the steps of the route in order, the taken ones and those to come.</param>
/// <param name="Open">Steps with an open task.</param>
/// <param name="Blocked">Steps nobody was found for; an alert is out.</param>
/// <param name="Skipped">Steps that were left out.</param>
/// <param name="Owners">Owners by step of the route.</param>
/// <param name="Due">Due times by step of the route.</param>
/// <param name="Pending">The missing calendar year by step of the route.</param>
/// <param name="Record">Values of the record by path on that day; "" for none.</param>
public sealed record GoldenExpectation(
    string? Outcome = null,
    ImmutableArray<string> Codes = default,
    string? Status = null,
    ImmutableArray<string> Route = default,
    ImmutableArray<string> Open = default,
    ImmutableArray<string> Blocked = default,
    ImmutableArray<string> Skipped = default,
    ImmutableSortedDictionary<string, ImmutableArray<string>>? Owners = null,
    ImmutableSortedDictionary<string, DateTimeOffset>? Due = null,
    ImmutableSortedDictionary<string, int>? Pending = null,
    ImmutableSortedDictionary<string, string>? Record = null);

/// <summary>JSON form of golden cases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<GoldenCase>))]
internal sealed partial class GoldenJson : JsonSerializerContext;
