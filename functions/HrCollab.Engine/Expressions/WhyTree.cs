using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Lays the traced leaves of one evaluation on the tree of their condition. Joins come out by the operations the delegate runs.</summary>
internal ref struct WhyTree(ImmutableArray<Leaf> leaves, ImmutableArray<LeafTrace> traced)
{
    private int _next = 0;

    public (Why Why, Verdict Verdict) Of(Node tree) => At(tree);

    private (Why Why, Verdict Verdict) At(Node node)
    {
        switch (node)
        {
            case LogicNode logic:
                var parts = new Why[logic.Operands.Length];
                var joined = logic.IsAnd ? Verdict.True : Verdict.False;
                for (var i = 0; i < parts.Length; i++)
                {
                    (parts[i], var came) = At(logic.Operands[i]);
                    joined = logic.IsAnd ? Ops.And(joined, came) : Ops.Or(joined, came);
                }

                return (new Why(logic.IsAnd ? "all" : "any", joined.Word(), Parts: ImmutableCollectionsMarshal.AsImmutableArray(parts)), joined);
            case NotNode not:
                var (part, verdict) = At(not.Operand);
                return (new Why("not", Ops.Not(verdict).Word(), Parts: [part]), Ops.Not(verdict));
            default:
                var (leaf, trace) = (leaves[_next], traced[_next]);
                _next++;
                return (new Why("test", trace.Verdict.Word(), trace.Sentence, trace.Values, Needed: trace.Verdict == leaf.Wanted ? null : leaf.Needed), trace.Verdict);
        }
    }

    /// <summary>The leaves of a tree with what each would have to be for the whole to hold.</summary>
    public static ImmutableArray<Leaf> Leaves(Node tree, Sentences sentences, Vocabulary vocabulary)
    {
        var leaves = ImmutableArray.CreateBuilder<Leaf>();
        Collect(tree, wanted: true);
        return leaves.ToImmutable();

        void Collect(Node node, bool wanted)
        {
            switch (node)
            {
                case LogicNode logic:
                    foreach (var operand in logic.Operands) Collect(operand, wanted);
                    break;
                case NotNode not:
                    Collect(not.Operand, !wanted);
                    break;
                default:
                    var sentence = sentences.Of(node);
                    leaves.Add(new Leaf(sentence, node.Fields() is [var only] ? vocabulary.Alone(only) : node.Fields(), wanted ? Verdict.True : Verdict.False, wanted ? sentence : sentences.Of(Opposite(node)), [.. node.All<ListNode>()]));
                    break;
            }
        }
    }

    private static Node Opposite(Node node) => node switch
    {
        CompareNode n => n with
        {
            Operator = n.Operator switch
            {
                TokenKind.Equal => TokenKind.NotEqual,
                TokenKind.NotEqual => TokenKind.Equal,
                TokenKind.Less => TokenKind.GreaterOrEqual,
                TokenKind.LessOrEqual => TokenKind.Greater,
                TokenKind.Greater => TokenKind.LessOrEqual,
                _ => TokenKind.Less,
            },
        },
        PresenceNode n => n with { Present = !n.Present },
        _ => new NotNode(node),
    };
}
