using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Subsidiaries;

/// <summary>subsidiaries/*.subsidiary.json: a company of the group. What it has of its own lies in the folder of its id.</summary>
/// <param name="Id">Id, also the name of its folder.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Department">Key of the department at its top: it and everything below it belong to the subsidiary.</param>
/// <param name="Calendar">The calendar its deadlines count by; the group's when absent.</param>
/// <param name="Schema">For editors only.</param>
public sealed record SubsidiaryDefinition(
    string Id,
    Text Title,
    string Department,
    string? Calendar = null,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>JSON form of subsidiaries.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SubsidiaryDefinition))]
internal sealed partial class SubsidiaryJson : JsonSerializerContext;
