using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>
/// A row of a table and a condition are two writings of one tree: cells give the expression (and with it the sentence), and an expression gives the
/// cells, when it says one thing of each input. In a column where some cell names null, no value is a value, and the expression says so too.
/// </summary>
internal sealed class RowWriting
{
    private readonly DecisionTable _table;
    private readonly Printer _printer;
    private readonly ImmutableArray<Node> _inputs;
    private readonly ImmutableArray<bool> _namesNull;
    private readonly CellReading _reading;

    public RowWriting(DecisionTable table)
    {
        (_table, _printer) = (table, new Printer(table.Vocabulary));
        _inputs = [.. table.Columns.Select(c => c.Formula?.Tree ?? c.Reads[0])];
        _namesNull = [.. table.Columns.Select((_, i) => table.Rows.Any(r => r.Cells[i].NamesNull))];
        _reading = new CellReading(_printer);
    }

    /// <summary>The condition of a row as an expression; <c>true</c> when it looks at nothing.</summary>
    public string Expression(ImmutableArray<Cell> cells) => Tree(cells) is { } tree ? _printer.Of(tree) : "true";

    /// <summary>The condition of a row; null when it looks at nothing.</summary>
    public Node? Tree(ImmutableArray<Cell> cells)
    {
        var parts = cells.SelectMany((c, i) => Operands(i, c)).ToImmutableArray();
        return parts.IsEmpty ? null : parts.Length == 1 ? parts[0] : new LogicNode(IsAnd: true, parts);
    }

    /// <summary>Cells as written, one per input; the fault of the first that cannot be read instead.</summary>
    public (ImmutableArray<Cell> Cells, int At, Fault? Fault) Cells(ImmutableArray<string> written)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>();
        for (var i = 0; i < written.Length; i++)
        {
            var parser = new UnaryParser(written[i], _table.Columns[i]);
            if (parser.Read() is not { } cell) return ([], i, parser.Fault);
            cells.Add(cell);
        }

        return (cells.ToImmutable(), -1, null);
    }

    /// <summary>The cells that say what a condition says. A cell of <paramref name="before"/> that means the same stays as it was written.</summary>
    public RowReading Read(Node tree, ImmutableArray<Cell> before = default)
    {
        var perInput = _inputs.Select(_ => ImmutableArray.CreateBuilder<Node>()).ToList();
        foreach (var operand in tree is LiteralNode { Value.Boolean: true } ? [] : Flat(tree))
        {
            var input = Input(operand);
            if (input < 0) return new RowReading.NotARow(_printer.Of(operand));
            perInput[input].Add(operand);
        }

        var cells = ImmutableArray.CreateBuilder<string>(_inputs.Length);
        for (var i = 0; i < _inputs.Length; i++)
        {
            var operands = perInput[i].ToImmutable();
            if (operands.IsEmpty) cells.Add("-");
            else if (_reading.Of(operands, Key(_inputs[i]), _namesNull[i]) is { } text && new UnaryParser(text, _table.Columns[i]).Read() is { } cell) cells.Add(Kept(i, cell, before) ?? text);
            else return new RowReading.NotARow(string.Join(" && ", operands.Select(_printer.Of)));
        }

        return new RowReading.Found(cells.MoveToImmutable());
    }

    private string? Kept(int input, Cell cell, ImmutableArray<Cell> before) =>
        !before.IsDefaultOrEmpty && Said(input, before[input]) == Said(input, cell) ? before[input].Written : null;

    private string Said(int input, Cell cell) => string.Join(" && ", Operands(input, cell).Select(_printer.Of));

    private string Key(Node node) => _printer.Of(node);

    /// <summary>The input that an operand is about, or -1.</summary>
    private int Input(Node operand)
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (CellReading.Subjects(operand, Key(_inputs[i]), _printer)) return i;
        }

        return -1;
    }

    private static IEnumerable<Node> Flat(Node node) => node is LogicNode { IsAnd: true } all ? all.Operands.SelectMany(Flat) : [node];

    private IEnumerable<Node> Operands(int input, Cell cell)
    {
        if (cell.IsAny) return [];
        var node = _inputs[input];
        ImmutableArray<UnaryTest> values = [.. cell.Tests.Where(t => t is not NullTest)];
        if (values.IsEmpty) return [new PresenceNode(node, Present: cell.Negated)];
        var (absent, said) = (new PresenceNode(node, Present: false), CellTrees.Of(values, node, _table.Columns[input].Type, cell.Negated));
        if (!_namesNull[input] && !cell.NamesNull) return Flat(said);
        // what a missing value makes of the cell stands first, so that nothing is left open
        return cell.NamesNull != cell.Negated ? [new LogicNode(IsAnd: false, said is LogicNode { IsAnd: false } any ? [absent, .. any.Operands] : [absent, said])] : Flat(new LogicNode(IsAnd: true, [new PresenceNode(node, Present: true), said]));
    }
}

/// <summary>What became of a condition that was read as a row.</summary>
internal abstract record RowReading
{
    /// <summary>One cell per input.</summary>
    public sealed record Found(ImmutableArray<string> Cells) : RowReading;

    /// <summary>A part that no cell can say.</summary>
    public sealed record NotARow(string Part) : RowReading;
}
