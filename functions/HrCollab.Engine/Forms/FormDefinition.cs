using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Forms;

/// <summary>forms/*.form.json: what a department is asked, drawn from a standard.</summary>
/// <param name="Id">Id, usually that of the workflow it starts.</param>
/// <param name="Title">Heading.</param>
/// <param name="Description">What the form is for, one line.</param>
/// <param name="Subject">The standard of the record it is about.</param>
/// <param name="Creates">True: the record does not exist yet; the form makes it.</param>
/// <param name="Submitters">Roles of the subject's permission matrix that may submit it.</param>
/// <param name="Rules">Rule files: conditions that must hold for the subject, and tables whose outputs are read by rules.TABLE.OUTPUT.</param>
/// <param name="Sections">Fields under headings.</param>
/// <param name="Checks">Conditions across the form's fields.</param>
/// <param name="Fixed">Parts that no subsidiary may change or take away: ids, or places such as /steps/approval.</param>
/// <param name="Schema">For editors only.</param>
public sealed record FormDefinition(
    string Id,
    Text Title,
    Text Description,
    string Subject,
    ImmutableArray<string> Submitters,
    ImmutableArray<SectionDefinition> Sections,
    bool Creates = false,
    ImmutableArray<string> Rules = default,
    ImmutableArray<FormCheckDefinition> Checks = default,
    ImmutableArray<string> Fixed = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IInheritable;

/// <summary>Fields under a heading.</summary>
public sealed record SectionDefinition(string Id, Text Title, ImmutableArray<FormFieldDefinition> Fields);

/// <summary>A field of a form: drawn from the subject's standard, or its own.</summary>
/// <param name="Id">Its name in the input.</param>
/// <param name="Draws">Path in the standard whose type, codes, limits and protection it takes.</param>
/// <param name="Title">Its own label; that of the drawn field when absent.</param>
/// <param name="Type">Type of a field of its own.</param>
/// <param name="Codes">Code list of a code of its own.</param>
/// <param name="Reference">Standard of a reference of its own.</param>
/// <param name="MaxLength">Most text elements.</param>
/// <param name="Min">Least number.</param>
/// <param name="Max">Greatest number.</param>
/// <param name="Scale">Most decimals.</param>
/// <param name="Required">Must be given when it is visible.</param>
/// <param name="RequiredWhen">Must be given when this is true.</param>
/// <param name="VisibleWhen">Asked only when this is true; a hidden field's value is dropped. Reads fields that stand before it.</param>
/// <param name="Prefill">Path of the subject whose value it starts with.</param>
/// <param name="Purpose">What a field of its own is asked for (PIPL Art. 6); a drawn field says so in the standard.</param>
/// <param name="Help">One line for the person who fills it in.</param>
public sealed record FormFieldDefinition(
    string Id,
    string? Draws = null,
    Text? Title = null,
    string? Type = null,
    string? Codes = null,
    string? Reference = null,
    int? MaxLength = null,
    decimal? Min = null,
    decimal? Max = null,
    int? Scale = null,
    bool Required = false,
    string? RequiredWhen = null,
    string? VisibleWhen = null,
    string? Prefill = null,
    Text? Purpose = null,
    Text? Help = null);

/// <summary>A condition across the fields of a form.</summary>
/// <param name="Id">Id within the form.</param>
/// <param name="Require">What must be true.</param>
/// <param name="At">The field the message points at.</param>
/// <param name="Message">What to tell the submitter.</param>
/// <param name="When">It applies when this is true; always when absent.</param>
/// <param name="Warning">The message is shown, and the input is taken all the same.</param>
public sealed record FormCheckDefinition(string Id, string Require, string At, Text Message, string? When = null, bool Warning = false);

/// <summary>JSON form of forms.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FormDefinition))]
internal sealed partial class FormJson : JsonSerializerContext;
