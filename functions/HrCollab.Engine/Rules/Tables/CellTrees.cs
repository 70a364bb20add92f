using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>The tests of a cell as a condition on its input.</summary>
internal static class CellTrees
{
    /// <summary>One of the tests holds; none of them when negated. Null tests are said elsewhere.</summary>
    public static Node Of(ImmutableArray<UnaryTest> tests, Node input, ValueType type, bool negated)
    {
        if (tests is [TruthTest truth]) return Truth(input, truth.Truth != negated);
        var equal = tests.Select(t => Value(t, type)).ToImmutableArray();
        if (equal.All(v => v is not null) && type != ValueType.Boolean && (type != ValueType.Duration || equal.Length == 1))
        {
            if (equal.Length == 1) return new CompareNode(negated ? TokenKind.NotEqual : TokenKind.Equal, input, equal[0]!);
            var listed = new InListNode(input, equal!);
            return negated ? new NotNode(listed) : listed;
        }

        var all = tests.Select(t => One(t, input, type)).ToImmutableArray();
        var any = all.Length == 1 ? all[0] : new LogicNode(IsAnd: false, all);
        return negated ? new NotNode(any) : any;
    }

    private static Node One(UnaryTest test, Node input, ValueType type)
    {
        if (test is TruthTest truth) return Truth(input, truth.Truth);
        if (Value(test, type) is { } value) return new CompareNode(TokenKind.Equal, input, value);
        var range = (RangeTest)test;
        var low = range.Low is { } from ? new CompareNode(range.LowClosed ? TokenKind.GreaterOrEqual : TokenKind.Greater, input, Literal(type, from)) : null;
        var high = range.High is { } to ? new CompareNode(range.HighClosed ? TokenKind.LessOrEqual : TokenKind.Less, input, Literal(type, to)) : null;
        return low is null ? high! : high is null ? low : new LogicNode(IsAnd: true, [low, high]);
    }

    private static Node Truth(Node input, bool truth) =>
        input is not FieldNode ? new CompareNode(TokenKind.Equal, input, new LiteralNode(ValueType.Boolean, FieldValue.Of(truth))) : truth ? input : new NotNode(input);

    private static LiteralNode? Value(UnaryTest test, ValueType type) => test switch
    {
        TextTest text => new LiteralNode(type, FieldValue.Of(type, text.Text)),
        RangeTest { Low: { } at, LowClosed: true, HighClosed: true } range when range.High == at => Literal(type, at),
        _ => null,
    };

    private static LiteralNode Literal(ValueType type, decimal at) => new(type, Ordinals.Value(type, at));
}
