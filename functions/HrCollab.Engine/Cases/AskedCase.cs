using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Cases;

/// <summary>NAME.KIND.cases.json beside definitions other than forms: a question to the definition with what must come of it.</summary>
/// <param name="Id">Id within the file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Now">The clock.</param>
/// <param name="Expect">The outcome; of objects only what is written is compared.</param>
/// <param name="Input">What is asked, in the form that <c>try</c> takes for the kind.</param>
/// <param name="Trace">Steps that the trace must hold, in any order.</param>
/// <param name="Caller">Who asks, for permissions.</param>
/// <param name="Subject">Key of the record of the example company that is meant, for permissions.</param>
public sealed record AskedCase(
    string Id, Text Title, DateTimeOffset Now, JsonElement Expect, JsonElement? Input = null, ImmutableArray<AskedStep> Trace = default, string? Caller = null, string? Subject = null);

/// <summary>A step that a trace must hold.</summary>
/// <param name="Topic">table, rule, standard ...</param>
/// <param name="Outcome">matched, true, false, unknown, refused ...</param>
/// <param name="At">Pointer of the element that decided, such as /table/rows/2.</param>
public sealed record AskedStep(string Topic, string Outcome, string? At = null);

/// <summary>JSON form of asked cases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<AskedCase>))]
internal sealed partial class AskedJson : JsonSerializerContext;
