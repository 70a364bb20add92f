using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>A compiled formula: immutable, free of side effects, the same value for the same facts.</summary>
public sealed class Formula
{
    private readonly Func<Facts, Constants, Tracer?, FieldValue> _evaluate;
    private readonly Constants _constants;

    internal Formula(
        string source, SourceRef place, ValueType type, Node tree, Text sentence, ImmutableArray<FieldNode> reads, Constants constants,
        Func<Facts, Constants, Tracer?, FieldValue> evaluate)
    {
        (Source, Place, Type, Tree, Sentence, _constants, _evaluate) = (source, place, type, tree, sentence, constants, evaluate);
        Reads = [.. reads.Select(f => f.Path)];
    }

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>Where it is written.</summary>
    public SourceRef Place { get; }

    /// <summary>The type of every value it gives.</summary>
    public ValueType Type { get; }

    /// <summary>The formula in words, with the titles of its fields.</summary>
    public Text Sentence { get; }

    /// <summary>Full paths of the fields it reads, in the order written, each once.</summary>
    public ImmutableArray<string> Reads { get; }

    /// <summary>What was understood, for analyses.</summary>
    internal Node Tree { get; }

    /// <summary>The value; missing when something it needs is missing or the result cannot be represented.</summary>
    public FieldValue Evaluate(Facts facts) => _evaluate(facts, _constants, null);
}
