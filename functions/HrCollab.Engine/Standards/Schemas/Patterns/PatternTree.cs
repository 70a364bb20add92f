using System.Collections.Immutable;
using System.Text;

namespace HrCollab.Engine.Standards.Schemas.Patterns;

/// <summary>A pattern as understood.</summary>
internal abstract record PatternTree
{
    /// <summary>One character of a set.</summary>
    public sealed record Set(CodePoints Characters) : PatternTree;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(ImmutableArray<PatternTree> Items) : PatternTree;

    /// <summary>One of them.</summary>
    public sealed record Choice(ImmutableArray<PatternTree> Branches) : PatternTree;

    /// <summary>Again and again; without Max for ever.</summary>
    public sealed record Repeat(PatternTree Item, int Min, int? Max) : PatternTree;

    /// <summary>The beginning of the text.</summary>
    public sealed record Start : PatternTree;

    /// <summary>The end of the text, and nothing but the end.</summary>
    public sealed record End : PatternTree;

    /// <summary>Every set of characters in it.</summary>
    public IEnumerable<CodePoints> Sets() => this switch
    {
        Set set => [set.Characters],
        Sequence sequence => sequence.Items.SelectMany(i => i.Sets()),
        Choice choice => choice.Branches.SelectMany(b => b.Sets()),
        Repeat repeat => repeat.Item.Sets(),
        _ => [],
    };

    /// <summary>The same in .NET's syntax over the units of an alphabet.</summary>
    public void Write(StringBuilder text, Alphabet alphabet)
    {
        switch (this)
        {
            case Set set:
                Write(text, alphabet.Units(set.Characters));
                break;
            case Sequence sequence:
                foreach (var item in sequence.Items) item.Write(text, alphabet);
                break;
            case Choice choice:
                text.Append("(?:");
                for (var i = 0; i < choice.Branches.Length; i++)
                {
                    if (i > 0) text.Append('|');
                    choice.Branches[i].Write(text, alphabet);
                }

                text.Append(')');
                break;
            case Repeat repeat:
                text.Append("(?:");
                repeat.Item.Write(text, alphabet);
                text.Append("){").Append(repeat.Min).Append(',').Append(repeat.Max).Append('}');
                break;
            default:
                text.Append(this is Start ? @"\A" : @"\z");
                break;
        }
    }

    private static void Write(StringBuilder text, IEnumerable<(int From, int To)> units)
    {
        var empty = true;
        foreach (var (from, to) in units)
        {
            text.Append(empty ? "[" : "").Append(Unit(from));
            if (to > from) text.Append('-').Append(Unit(to));
            empty = false;
        }

        text.Append(empty ? @"[^\s\S]" : "]");
    }

    private static string Unit(int unit) => $@"\u{unit:X4}";
}
