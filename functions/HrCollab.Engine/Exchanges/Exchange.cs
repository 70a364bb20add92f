using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Exchanges;

/// <summary>A compiled exchange: which files it takes, from whom, and what their columns mean.</summary>
public sealed class Exchange
{
    /// <summary>Columns of one file at most.</summary>
    public const int MostColumns = 500;

    private readonly FrozenSet<string> _known;
    private readonly FrozenDictionary<string, Field> _byPointer;

    internal Exchange(ExchangeDefinition definition, Standard standard, PermissionMatrix permissions, ImmutableArray<ColumnSource> columns, SourceRef place)
    {
        (Definition, Standard, Permissions, Columns, Place) = (definition, standard, permissions, columns, place);
        OnlyWhen = [.. (definition.OnlyWhen ?? ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty).Select(w => (w.Key, w.Value.ToFrozenSet(StringComparer.Ordinal)))];
        Reads = [.. columns.SelectMany(c => c.Reads).Concat(OnlyWhen.Select(w => w.Column)).Distinct(StringComparer.Ordinal)];
        _known = Reads.Concat(definition.Ignore.OrEmpty()).ToFrozenSet(StringComparer.Ordinal);
        _byPointer = standard.Fields.ToFrozenDictionary(StandardCheck.PointerOf, StringComparer.Ordinal);
    }

    /// <summary>Id, part of the address.</summary>
    public string Id => Definition.Id;

    /// <summary>What the file is.</summary>
    public Text Title => Definition.Title;

    /// <summary>The exchange as written.</summary>
    public ExchangeDefinition Definition { get; }

    /// <summary>The standard of the records.</summary>
    public Standard Standard { get; }

    /// <summary>Who may do what with them.</summary>
    public PermissionMatrix Permissions { get; }

    /// <summary>Its file.</summary>
    public SourceRef Place { get; }

    /// <summary>Fields and where they come from.</summary>
    public ImmutableArray<ColumnSource> Columns { get; }

    /// <summary>Columns that say whether a row is taken, and the texts they must hold.</summary>
    internal ImmutableArray<(string Column, FrozenSet<string> Texts)> OnlyWhen { get; }

    /// <summary>Columns of a file that are read.</summary>
    public ImmutableArray<string> Reads { get; }

    /// <summary>The limits set by law to its records.</summary>
    public LawJudge? Laws { get; internal init; }

    /// <summary>True when columns that nobody named are passed over.</summary>
    public bool IgnoresUnknown => Definition.OnUnknownColumn == "ignore";

    /// <summary>True for a column that is read or ignored.</summary>
    public bool Knows(string column) => _known.Contains(column);

    /// <summary>Importer roles the caller holds: what the import may do is what they may do.</summary>
    public ImmutableArray<Role> RolesOf(PersonCard caller, Organization organization) =>
        [.. Definition.Importers.Select(Permissions.Role).OfType<Role>().Where(r => r.MayHold(caller, organization))];

    /// <summary>The field a pointer of a finding names, or null.</summary>
    public Field? FieldAt(string pointer) =>
        _byPointer.GetValueOrDefault(pointer) ?? Standard.Fields.FirstOrDefault(f => f.Rows is not null && pointer.StartsWith(StandardCheck.PointerOf(f) + "/", StringComparison.Ordinal));

    /// <summary>The duty that answers for a field of a record; of the row as a whole when the pointer names no field.</summary>
    public string OwnerOf(string pointer)
    {
        var field = FieldAt(pointer);
        if (field is null && Definition.Owner is { } owner) return owner;
        var group = Standard.Group(field ?? Standard.Key);
        return Standard.Definition.Groups.First(g => g.Id == group).Owner;
    }
}
