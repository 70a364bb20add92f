using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules;

/// <summary>rules/*.rules.json: named conditions about a record that forms ask before they accept a submission.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Heading.</param>
/// <param name="Subject">The standard the conditions read.</param>
/// <param name="Conditions">The conditions; all must hold.</param>
/// <param name="Schema">For editors only.</param>
public sealed record RulesDefinition(
    string Id, Text Title, string Subject, ImmutableArray<NamedConditionDefinition> Conditions,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

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
internal sealed partial class RulesJson : JsonSerializerContext;
