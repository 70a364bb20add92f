using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>codeLists/*.codeList.json: the values a coded field may have.</summary>
/// <param name="Id">A word, such as gbt-2261-1.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Status">How well the content is known: corroborated, single-source, unverified; company for a list of the company's own.</param>
/// <param name="Source">Where the content was taken from.</param>
/// <param name="Standard">The standard it follows, such as GB/T 2261.1-2003.</param>
/// <param name="Standing">Whether that standard is in force: in-force or replaced; absent when nobody has looked it up.</param>
/// <param name="Replaces">The standards it took the place of.</param>
/// <param name="ReplacedBy">The standard that took its place.</param>
/// <param name="Extends">A list whose values come first; a code repeated here replaces it.</param>
/// <param name="Values">The values in the order in which people choose.</param>
/// <param name="Fixed">Parts that no subsidiary may change or take away: ids, or places such as /steps/approval.</param>
/// <param name="Schema">For editors only; stands first in the file.</param>
public sealed record CodeListDefinition(
    string Id,
    Text Title,
    string Status,
    Citation Source,
    string? Standard = null,
    string? Standing = null,
    ImmutableArray<string> Replaces = default,
    string? ReplacedBy = null,
    string? Extends = null,
    ImmutableArray<CodeValueDefinition> Values = default,
    ImmutableArray<string> Fixed = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IInheritable;

/// <summary>One value.</summary>
/// <param name="Code">As data holds it.</param>
/// <param name="Title">Its label.</param>
/// <param name="Parent">The code it belongs under.</param>
/// <param name="Aliases">What people also write for it.</param>
/// <param name="From">First day it may be used.</param>
/// <param name="To">Last day it may be used; it stays readable afterwards.</param>
public sealed record CodeValueDefinition(
    string Code, Text Title, string? Parent = null, ImmutableArray<string> Aliases = default, DateOnly? From = null, DateOnly? To = null);

/// <summary>JSON form of code lists.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CodeListDefinition))]
internal sealed partial class CodeListJson : JsonSerializerContext;
