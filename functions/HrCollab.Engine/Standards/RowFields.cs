using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>What one row of a repeating group holds, and how many there may be.</summary>
/// <param name="Fields">The fields of a row, by slot; their paths are their ids.</param>
/// <param name="Key">The field in which no two rows are the same, or null.</param>
/// <param name="Min">Fewest rows of a list that is given.</param>
/// <param name="Max">Most rows.</param>
public sealed record RowFields(ImmutableArray<Field> Fields, Field? Key, int Min, int Max)
{
    /// <summary>Rows of a list at most, whatever a standard says.</summary>
    public const int Most = 200;

    /// <summary>Rows of a list that does not say how many it takes.</summary>
    public const int Usual = 50;

    /// <summary>The field that is called so by its id, an alias or its title, or null.</summary>
    public Field? ByName(string name) =>
        Fields.FirstOrDefault(f => f.Path == name) ?? Fields.FirstOrDefault(f => f.Title.Zh == name || f.Definition.Aliases.OrEmpty().Contains(name));
}
