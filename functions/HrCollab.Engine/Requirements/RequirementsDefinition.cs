using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Requirements;

/// <summary>requirements/*.requirements.json: what a company wants of its cooperation, sorted before anything is configured.</summary>
/// <param name="Id">Id of the worksheet.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Lines">One line per pain.</param>
/// <param name="Schema">For editors only.</param>
public sealed record RequirementsDefinition(
    string Id, Text Title, ImmutableArray<RequirementDefinition> Lines, [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>One pain of one process, and what relieves it.</summary>
/// <param name="Id">Id within the worksheet.</param>
/// <param name="Process">The process as people call it today.</param>
/// <param name="Pain">What hurts.</param>
/// <param name="Target">What shall be so instead.</param>
/// <param name="Owner">The duty that answers for it.</param>
/// <param name="Volume">How often it happens, such as "about 30 a month".</param>
/// <param name="Satisfied">Definitions that satisfy it, such as workflows/transfer; a line without one is uncovered.</param>
public sealed record RequirementDefinition(
    string Id, Text Process, Text Pain, Text Target, string? Owner = null, Text? Volume = null, ImmutableArray<string> Satisfied = default);

/// <summary>JSON form of requirements.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RequirementsDefinition))]
internal sealed partial class RequirementsJson : JsonSerializerContext;
