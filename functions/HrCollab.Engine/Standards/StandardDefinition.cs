using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>standards/*.standard.json: a record type that every department enters and reads in the same way.</summary>
/// <param name="Id">Name of the record type.</param>
/// <param name="Title">What people call a record.</param>
/// <param name="Key">Path of the field that identifies a record.</param>
/// <param name="Label">Path of the field that names a record for people.</param>
/// <param name="Groups">Field groups: each has one owner department.</param>
/// <param name="Rules">Conditions across fields.</param>
/// <param name="JsonSchema">A JSON Schema for whole records in canonical JSON, or the id of one in schemas/; enforced on every way in.</param>
/// <param name="Schema">For editors only.</param>
public sealed record StandardDefinition(
    string Id,
    Text Title,
    string Key,
    string Label,
    ImmutableArray<GroupDefinition> Groups,
    ImmutableArray<RecordRuleDefinition> Rules = default,
    JsonElement? JsonSchema = null,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>Fields that belong together and to one owner.</summary>
/// <param name="Id">First part of the field paths.</param>
/// <param name="Title">Heading.</param>
/// <param name="Owner">The duty whose holders answer for the data; bad rows of an import go to them.</param>
/// <param name="Fields">The fields.</param>
/// <param name="SourceOfTruth">What its values are taken from when two disagree: a code of the list <c>sources</c>; a field may name another.</param>
public sealed record GroupDefinition(
    string Id,
    Text Title,
    string Owner,
    [property: JsonPropertyOrder(1)] ImmutableArray<FieldDefinition> Fields,
    string? SourceOfTruth = null);

/// <summary>A field of a standard, or a field of its own on a form.</summary>
/// <param name="Id">Last part of its path.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Type">text, code, codes, reference, integer, decimal, date, boolean, duration or rows.</param>
/// <param name="Codes">Code list of a code.</param>
/// <param name="Reference">Standard whose key a reference holds.</param>
/// <param name="Format">A check that a pattern cannot say: idcard, mobile, email, bankcard, key.</param>
/// <param name="Pattern">Regular expression for the whole text (no back references or look-around).</param>
/// <param name="MinLength">Least text elements (what a reader calls characters).</param>
/// <param name="MaxLength">Most text elements.</param>
/// <param name="Min">Least number.</param>
/// <param name="Max">Greatest number.</param>
/// <param name="Scale">Most decimals.</param>
/// <param name="Required">A record without it is refused.</param>
/// <param name="Sensitivity">public, internal or sensitive; sensitive data need a purpose and a basis.</param>
/// <param name="Mask">How a masked reader sees it: all, last4, first1, year.</param>
/// <param name="Purpose">What the data are for (PIPL Art. 6).</param>
/// <param name="Basis">Legal basis, such as "PIPL 13(2)".</param>
/// <param name="Retention">How long it is kept.</param>
/// <param name="SourceOfTruth">What it is taken from when two values disagree: a code of the list <c>sources</c>; that of its group when absent.</param>
/// <param name="Aliases">Other names under which departments send it.</param>
/// <param name="Normalize">halfWidth, upper, lower, digits; texts are always trimmed.</param>
/// <param name="Help">One line for the person who fills it in.</param>
/// <param name="Compute">How it follows from other fields of the record; nobody can write it then.</param>
/// <param name="Fields">Of rows: the fields of one row. They take the protection of the rows where they say nothing.</param>
/// <param name="RowKey">Of rows: the required field in which no two rows are the same.</param>
/// <param name="MinRows">Of rows: fewest of them in a list that is given.</param>
/// <param name="MaxRows">Of rows: most of them; 50 when it is not said, at most 200.</param>
public sealed record FieldDefinition(
    string Id,
    Text Title,
    string Type,
    string? Codes = null,
    string? Reference = null,
    string? Format = null,
    string? Pattern = null,
    int? MinLength = null,
    int? MaxLength = null,
    decimal? Min = null,
    decimal? Max = null,
    int? Scale = null,
    bool Required = false,
    string? Sensitivity = null,
    string? Mask = null,
    Text? Purpose = null,
    string? Basis = null,
    string? Retention = null,
    string? SourceOfTruth = null,
    ImmutableArray<string> Aliases = default,
    ImmutableArray<string> Normalize = default,
    Text? Help = null,
    ComputeDefinition? Compute = null,
    string? RowKey = null,
    int? MinRows = null,
    int? MaxRows = null,
    ImmutableArray<FieldDefinition> Fields = default);

/// <summary>How a field is computed: by a formula, or by a script and what it reads.</summary>
/// <param name="Formula">An expression over the fields of the record.</param>
/// <param name="Reads">Paths of the fields that the script gets as <c>input</c>, nested by group.</param>
/// <param name="Script">JavaScript, one line of it per text.</param>
public sealed record ComputeDefinition(string? Formula = null, ImmutableArray<string> Reads = default, ImmutableArray<string> Script = default);

/// <summary>A condition across fields of one record.</summary>
/// <param name="Id">Id within the standard.</param>
/// <param name="Require">What must be true.</param>
/// <param name="At">Path of the field that the message points at.</param>
/// <param name="Message">What to tell the person who enters the data.</param>
/// <param name="When">The rule applies when this is true; always when absent. Stands before what it conditions.</param>
/// <param name="Warning">True: the record is accepted and the message shown.</param>
public sealed record RecordRuleDefinition(
    [property: JsonPropertyOrder(-2)] string Id,
    string Require,
    string At,
    Text Message,
    [property: JsonPropertyOrder(-1)] string? When = null,
    bool Warning = false);

/// <summary>JSON form of standards.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StandardDefinition))]
internal sealed partial class StandardJson : JsonSerializerContext;
