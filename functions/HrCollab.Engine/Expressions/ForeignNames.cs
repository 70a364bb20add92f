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

    /// <summary>
    /// The field that a property of an input is meant to be: their objects have no groups, so <c>input1.country</c> is the one field of that id, in
    /// whatever group it is, or no field.
    /// </summary>
    public string? Property(string name, Vocabulary vocabulary)
    {
        if (name.Split('.') is not [var input, var id] || !Inputs.TryGetValue(input, out var path) || path.Contains('.', StringComparison.Ordinal)) return null;
        var meant = vocabulary.Paths.Where(p => p.StartsWith(path + ".", StringComparison.Ordinal) && p.EndsWith("." + id, StringComparison.Ordinal)).Take(2).ToList();
        return meant is [var only] ? only : null;
    }

    /// <summary>
    /// The name that is meant where only upper and lower case differ, which RulesEngine does not tell apart by default (IsExpressionCaseSensitive); null where none is, or more
    /// than one.
    /// </summary>
    public string? Spelled(string name, Vocabulary vocabulary)
    {
        var properties =
            from input in Inputs
            where !input.Value.Contains('.', StringComparison.Ordinal)
            from path in vocabulary.Paths
            where path.StartsWith(input.Value + ".", StringComparison.Ordinal)
            select input.Key + path[path.LastIndexOf('.')..];
        return All(vocabulary).Concat(properties).Where(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>Everything that can be named, as it is written.</summary>
    public IEnumerable<string> All(Vocabulary vocabulary) => Params.Keys.Concat(
        from input in Inputs
        from path in vocabulary.Paths
        where path == input.Value || path.StartsWith(input.Value + ".", StringComparison.Ordinal)
        select input.Key + path[input.Value.Length..]);
}
