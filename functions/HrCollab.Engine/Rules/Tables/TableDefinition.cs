using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>A decision table: rows of tests over the inputs, and what follows when a row matches (DMN 1.x, hit policies and unary tests).</summary>
/// <param name="HitPolicy">UNIQUE, ANY, FIRST, PRIORITY, COLLECT, RULE ORDER or OUTPUT ORDER.</param>
/// <param name="Inputs">What the rows look at, from left to right.</param>
/// <param name="Outputs">What the table gives.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Aggregation">Of COLLECT: sum, min, max or count of the matching rows; a list when absent.</param>
public sealed record TableDefinition(
    [property: JsonPropertyOrder(-2)] string HitPolicy,
    ImmutableArray<TableInputDefinition> Inputs,
    ImmutableArray<TableOutputDefinition> Outputs,
    ImmutableArray<TableRowDefinition> Rows,
    [property: JsonPropertyOrder(-1)] string? Aggregation = null);

/// <summary>A column that rows test: a field of the subject, or a formula.</summary>
/// <param name="Id">Id within the table.</param>
/// <param name="Title">Heading; that of the field when absent.</param>
/// <param name="Read">Path of the field in the subject's standard, such as contract.termMonths.</param>
/// <param name="Formula">An expression instead of a field.</param>
/// <param name="Type">Type of the formula: text, code, integer, decimal, date or boolean.</param>
/// <param name="Codes">Code list of a formula that gives a code.</param>
public sealed record TableInputDefinition(string Id, Text? Title = null, string? Read = null, string? Formula = null, string? Type = null, string? Codes = null);

/// <summary>A value that the table gives.</summary>
/// <param name="Id">Id within the table; forms and workflows read rules.TABLE.ID.</param>
/// <param name="Type">text, code, codes, reference, integer, decimal, date or boolean.</param>
/// <param name="Title">Heading; the id when absent.</param>
/// <param name="Codes">Code list of a code.</param>
/// <param name="Values">Of PRIORITY and OUTPUT ORDER: the values in order of priority, the highest first.</param>
/// <param name="Limits">What the output limits or sets, where the law has a say: a field of the subject, or the limits of a statute.</param>
/// <param name="Default">The value when no row matches.</param>
public sealed record TableOutputDefinition(
    string Id, string Type, Text? Title = null, string? Codes = null, ImmutableArray<JsonElement> Values = default, JsonElement? Default = null, string? Limits = null);

/// <summary>One row.</summary>
/// <param name="Id">Stable id: traces, tests and findings name it.</param>
/// <param name="When">One cell per input: -, values, comparisons, intervals, lists, not(...), null.</param>
/// <param name="Then">One value per output.</param>
/// <param name="Note">Why the row is there.</param>
public sealed record TableRowDefinition(string Id, ImmutableArray<string> When, ImmutableArray<JsonElement> Then, Text? Note = null);
