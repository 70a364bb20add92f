using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Workflows;

namespace HrCollab.Functions.Tasks;

/// <summary>An act on a task as sent; every member is optional, the act says what it needs.</summary>
/// <param name="Comment">What the person says.</param>
/// <param name="Checks">Per check of the work standard: done and evidence.</param>
/// <param name="To">Where a return goes.</param>
/// <param name="Input">The corrected form, when a returned form is resubmitted.</param>
internal sealed record TaskBody(string? Comment = null, ImmutableSortedDictionary<string, CheckBody>? Checks = null, string? To = null, JsonElement? Input = null)
{
    public TaskAct Act(string action) => new(
        action, string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(),
        (Checks ?? ImmutableSortedDictionary<string, CheckBody>.Empty).ToImmutableSortedDictionary(c => c.Key, c => new CheckMark(c.Value.Done, c.Value.Evidence), StringComparer.Ordinal), To);
}

/// <summary>A check as sent.</summary>
internal sealed record CheckBody(bool Done, string? Evidence = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TaskBody))]
internal sealed partial class TaskJson : JsonSerializerContext;
