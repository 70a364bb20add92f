using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>What tables say, as facts that expressions read by <c>rules.TABLE.OUTPUT</c>. Outputs that no expression can read are left out.</summary>
public sealed class TableFacts
{
    /// <summary>The name such paths begin with.</summary>
    public const string Root = "rules";

    /// <summary>The facts of some tables over one standard.</summary>
    public TableFacts(ImmutableArray<DecisionTable> tables)
    {
        Tables = tables;
        var fields = from table in tables
                     from output in table.Outputs.Select((o, i) => (Output: o, Index: i))
                     let type = table.Read(output.Output)
                     where type is not null
                     select (Table: table, output.Index, Type: type!.Value, Path: $"{Name(table)}.{output.Output.Id}", Title: new Text("{0}:{1}", "{0}: {1}").With(table.Title, output.Output.Title), output.Output.Codes);
        Shape = new RecordShape(new Text("规则", "Rules"), [.. fields.Select((f, slot) => new FieldShape(slot, f.Path, f.Type, f.Title, f.Codes))]);
    }

    /// <summary>The tables.</summary>
    public ImmutableArray<DecisionTable> Tables { get; }

    /// <summary>One field per output.</summary>
    public RecordShape Shape { get; }

    /// <summary>The table that a path within the root reads, or null.</summary>
    public DecisionTable? Find(string path) => Tables.FirstOrDefault(t => path.StartsWith(Name(t) + ".", StringComparison.Ordinal));

    /// <summary>The name by which paths read a table: that of the group's also where a subsidiary has it of its own.</summary>
    internal static string Name(DecisionTable table) => SubsidiaryNames.Name(table.Id);

    /// <summary>What the tables say about a record on a day; missing where a table does not say.</summary>
    public RecordValues Of(RecordValues record, DateOnly today) => Tables.IsEmpty ? Shape.Empty : Shape.Empty.With(Tables.SelectMany(table =>
    {
        var answer = table.Decide(record, today);
        return table.Outputs.Select((output, i) => KeyValuePair.Create($"{Name(table)}.{output.Id}", answer.Values[i]));
    }));
}
