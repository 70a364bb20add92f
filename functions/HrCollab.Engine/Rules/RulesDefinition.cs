using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;

namespace HrCollab.Engine.Rules;

/// <summary>rules/*.rules.json: named conditions about a record that forms ask before they accept a submission, or a decision table whose outputs they read.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subject">The standard the conditions read.</param>
/// <param name="Conditions">The conditions; all must hold. Or else a workflow or a table.</param>
/// <param name="Inputs">What the inputs of the workflow stand for: the subject, a group or a field of it. Without it input1 is the subject.</param>
/// <param name="Workflow">A workflow of Microsoft RulesEngine; all its rules must hold.</param>
/// <param name="Table">A decision table.</param>
/// <param name="Statute">The table is a limit set by law.</param>
/// <param name="Workflows">Several such workflows; all rules of all of them must hold.</param>
/// <param name="Fixed">Parts that no subsidiary may change or take away: ids, or places such as /steps/approval.</param>
/// <param name="Schema">For editors only.</param>
public sealed record RulesDefinition(
    string Id, Text Title, string Subject, ImmutableArray<NamedConditionDefinition> Conditions = default,
    ImmutableSortedDictionary<string, string>? Inputs = null, ImportedWorkflow? Workflow = null, TableDefinition? Table = null,
    StatuteDefinition? Statute = null, ImmutableArray<ImportedWorkflow> Workflows = default,
    ImmutableArray<string> Fixed = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IInheritable
{
    /// <summary>The whole file is a list of workflows as RulesEngine itself writes it.</summary>
    [JsonIgnore]
    public bool IsPlain { get; init; }
}

/// <summary>One named condition.</summary>
/// <param name="Id">Id within the file.</param>
/// <param name="When">It applies when this is true; always when absent.</param>
/// <param name="Require">What must be true.</param>
/// <param name="Message">Told to the submitter when it is not.</param>
public sealed record NamedConditionDefinition(string Id, string Require, Text Message, string? When = null);

/// <summary>JSON form of rules.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RulesDefinition))]
[JsonSerializable(typeof(ImmutableArray<ImportedWorkflow>))]
[JsonSerializable(typeof(IReadOnlyList<ImportedWorkflow>))]
internal sealed partial class RulesJson : JsonSerializerContext;
