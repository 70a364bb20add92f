using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Standards;

/// <summary>schemas/*.schema.json: a JSON Schema with a name, which standards may refer to and anybody may ask.</summary>
/// <param name="Id">A word.</param>
/// <param name="Title">What people call it.</param>
/// <param name="JsonSchema">The schema (2020-12). Every keyword in it is enforced, or the definition is refused.</param>
/// <param name="Schema">For editors only.</param>
public sealed record SchemaDefinition(
    string Id,
    Text Title,
    JsonElement JsonSchema,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>A compiled named schema.</summary>
/// <param name="Definition">As written.</param>
/// <param name="Plan">What judges values.</param>
/// <param name="Place">Its file.</param>
public sealed record NamedSchema(SchemaDefinition Definition, JsonSchemaPlan Plan, SourceRef Place);

/// <summary>JSON form of named schemas.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SchemaDefinition))]
internal sealed partial class SchemaJson : JsonSerializerContext;
