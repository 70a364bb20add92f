using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Exchanges;

/// <summary>exchanges/*.exchange.json: how the rows of a department's file become records of a standard.</summary>
/// <param name="Id">Id, part of the address a file is sent to.</param>
/// <param name="Title">What the file is.</param>
/// <param name="Standard">The standard of the records.</param>
/// <param name="Formats">csv, ndjson or both.</param>
/// <param name="Importers">Roles of the standard's permission matrix that may send such a file.</param>
/// <param name="Columns">Where each field comes from.</param>
/// <param name="Ignore">Columns that may be there and are not taken.</param>
/// <param name="OnUnknownColumn">refuse (the default) or ignore.</param>
/// <param name="OnlyWhen">Rows that are taken: each column named must hold one of its texts (an empty one means blank); others are passed over. Absent: every row.</param>
/// <param name="Owner">The duty that mends rows whose problem lies in no field; the owner of the key's group when absent.</param>
/// <param name="Schema">For editors only.</param>
public sealed record ExchangeDefinition(
    string Id,
    Text Title,
    string Standard,
    ImmutableArray<string> Formats,
    ImmutableArray<string> Importers,
    ImmutableArray<ColumnDefinition> Columns,
    ImmutableArray<string> Ignore = default,
    string? OnUnknownColumn = null,
    ImmutableSortedDictionary<string, ImmutableArray<string>>? OnlyWhen = null,
    string? Owner = null,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>One field and where its text comes from: exactly one of a column, a template over columns, a constant.</summary>
/// <param name="To">Path of the field in the standard.</param>
/// <param name="From">The column.</param>
/// <param name="Template">Columns joined, such as "{first_name} {last_name}"; missing as soon as one of them is.</param>
/// <param name="Constant">The same for every row.</param>
/// <param name="Split">What separates the items of a column that holds a list.</param>
/// <param name="Take">Which item of the list: first or last.</param>
/// <param name="Map">What the file writes and what the standard calls it; what is not listed stays as it is.</param>
/// <param name="Prefix">Put before what is not empty.</param>
/// <param name="OnlyNew">Says something only of records that are not there yet: what somebody has changed since stays.</param>
public sealed record ColumnDefinition(
    string To,
    string? From = null,
    string? Template = null,
    string? Constant = null,
    string? Split = null,
    string? Take = null,
    ImmutableSortedDictionary<string, string>? Map = null,
    string? Prefix = null,
    bool OnlyNew = false);

/// <summary>JSON form of exchanges.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ExchangeDefinition))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
