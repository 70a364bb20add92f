using System.Collections.Immutable;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>A compiled input column: a slot of the subject, or a formula.</summary>
/// <param name="Id">Id within the table.</param>
/// <param name="Title">Heading.</param>
/// <param name="Type">Type of its values.</param>
internal sealed record TableColumn(string Id, Text Title, ValueType Type)
{
    /// <summary>What it reads; columns of one key have the same value, also across tables.</summary>
    public required string Key { get; init; }

    public int Slot { get; init; } = -1;

    public Formula? Formula { get; init; }

    public CodeList? Codes { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Decimals a number can have, 0 for whole numbers and dates; null when there is no limit.</summary>
    public int? Scale { get; init; }

    /// <summary>The fields it reads.</summary>
    public required ImmutableArray<FieldNode> Reads { get; init; }

    public FieldValue Read(Facts facts) => Formula is { } formula ? formula.Evaluate(facts) : facts.Value(0, Slot);

    /// <summary>A value as people read it: codes with their label.</summary>
    public Text Words(FieldValue value) => Words(value, Codes);

    public static Text Words(FieldValue value, CodeList? codes) => value switch
    {
        { IsMissing: true } => new Text("无值", "no value"),
        { Boolean: { } truth } => truth ? new Text("是", "true") : new Text("否", "false"),
        { Duration: { } duration } => duration.Words,
        { Text: { } text } when codes?.Find(text) is { } code => code.Title,
        { Text: { } text } => new Text($"“{text}”", $"\"{text}\""),
        _ => Text.Same(value.ToString()),
    };
}

/// <summary>A compiled output column.</summary>
internal sealed record TableOutput(string Id, Text Title, ValueType Type, CodeList? Codes, FieldValue Default, ImmutableArray<FieldValue> Priorities, string? Limits)
{
    public Text Words(FieldValue value) => TableColumn.Words(value, Codes);
}

/// <summary>A compiled row.</summary>
internal sealed record TableRow(string Id, ImmutableArray<Cell> Cells, ImmutableArray<FieldValue> Values, Text? Note, int Index, SourceRef Place);
