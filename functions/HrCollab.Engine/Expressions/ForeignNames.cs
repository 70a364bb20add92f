using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>Names that expressions of an imported workflow may use.</summary>
/// <param name="Inputs">What each input stands for: a root of the vocabulary, a group or a field.</param>
/// <param name="Params">Parts that were given a name earlier.</param>
internal sealed record ForeignNames(ImmutableSortedDictionary<string, string> Inputs, ImmutableDictionary<string, Node> Params)
{
    /// <summary>The path of our vocabulary that a name stands for, or null.</summary>
    public string? Path(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var input = dot < 0 ? name : name[..dot];
        return Inputs.TryGetValue(input, out var path) ? path + name[input.Length..] : null;
    }

    /// <summary>Everything that can be named, as it is written.</summary>
    public IEnumerable<string> All(Vocabulary vocabulary) => Params.Keys.Concat(
        from input in Inputs
        from path in vocabulary.Paths
        where path == input.Value || path.StartsWith(input.Value + ".", StringComparison.Ordinal)
        select input.Key + path[input.Value.Length..]);
}
