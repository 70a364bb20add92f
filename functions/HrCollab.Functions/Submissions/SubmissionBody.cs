using System.Text.Json;
using System.Text.Json.Serialization;

namespace HrCollab.Functions.Submissions;

/// <summary>A form as sent: whom it is about (not for forms that make the record) and its values.</summary>
internal sealed record SubmissionBody(JsonElement Input, string? Subject = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SubmissionBody))]
internal sealed partial class SubmissionJson : JsonSerializerContext;
