using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>A compiled record type: everything that enters, leaves or is read goes by it.</summary>
public sealed class Standard
{
    private readonly FrozenDictionary<string, Field> _byPath;
    private readonly FrozenDictionary<string, Field> _byName;
    private readonly FrozenDictionary<int, int> _firstSeats;

    internal Standard(StandardDefinition definition, RecordShape shape, ImmutableArray<Field> fields, ImmutableArray<RecordRule> rules, EmbeddedSchema? schema, SourceRef place)
    {
        (Definition, Shape, Fields, Rules, Schema, Place) = (definition, shape, fields, rules, schema, place);
        _byPath = fields.ToFrozenDictionary(f => f.Path, StringComparer.Ordinal);
        Seats = [.. fields.Select(f => new FieldSeat(f.Path, f, null)), .. fields.SelectMany(f => f.Rows?.Fields.Select(inner => new FieldSeat($"{f.Path}.{inner.Path}", f, inner)) ?? [])];
        _firstSeats = Seats.Select((s, i) => (s, i)).Where(s => s.s.Inner is { Shape.Slot: 0 }).ToFrozenDictionary(s => s.s.Field.Shape.Slot, s => s.i);
        Checked = [.. fields.Where(f => f.Required || f.Shape.Standard is not null)];
        Vocabulary = new Vocabulary((definition.Id, shape));
        Key = _byPath[definition.Key];
        Label = _byPath[definition.Label];
        _byName = Names(fields).GroupBy(n => n.Name, n => n.Field, StringComparer.Ordinal)
            .Where(n => n.Count() == 1 || n.Contains(Key) || n.Contains(Label)) // what identifies and names a record wins
            .ToFrozenDictionary(n => n.Key, n => n.Contains(Key) ? Key : n.Contains(Label) ? Label : n.First(), StringComparer.Ordinal);
        Members = MemberNames.Of(definition, fields, _byName);
    }

    /// <summary>Id of the standard: person, department, position ...</summary>
    public string Id => Definition.Id;

    /// <summary>What people call a record.</summary>
    public Text Title => Definition.Title;

    /// <summary>The standard as written.</summary>
    public StandardDefinition Definition { get; }

    /// <summary>Its file.</summary>
    public SourceRef Place { get; }

    /// <summary>Slots of its fields, with the standard's id as root of expressions.</summary>
    public RecordShape Shape { get; }

    /// <summary>Fields in the order of the definition.</summary>
    public ImmutableArray<Field> Fields { get; }

    /// <summary>Whatever can be permitted by itself: every field at the place of its slot, then the fields within rows.</summary>
    public ImmutableArray<FieldSeat> Seats { get; }

    /// <summary>The place in <see cref="Seats"/> of a field within the rows of a list.</summary>
    internal int Seat(Field list, Field inner) => _firstSeats[list.Shape.Slot] + inner.Shape.Slot;

    /// <summary>The list and the field within its rows of a path <c>group.list.field</c>, or null.</summary>
    internal FieldSeat? FindInner(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot > 0 && Find(path[..dot]) is { Rows: { } rows } list && rows.Fields.FirstOrDefault(f => path.AsSpan(dot + 1).SequenceEqual(f.Path)) is { } inner ? Seats[Seat(list, inner)] : null;
    }

    /// <summary>The field that identifies a record.</summary>
    public Field Key { get; }

    /// <summary>The field that names a record for people.</summary>
    public Field Label { get; }

    internal ImmutableArray<RecordRule> Rules { get; }

    /// <summary>Computed fields, each after those it reads.</summary>
    internal ImmutableArray<Computation> Computations { get; init; } = [];

    /// <summary>The JSON Schema that records must fit beside all else, or null.</summary>
    internal EmbeddedSchema? Schema { get; }

    /// <summary>Fields with something to check beside their own value: required ones and references.</summary>
    internal ImmutableArray<Field> Checked { get; }

    /// <summary>What the members of a record may be called.</summary>
    internal MemberNames Members { get; }

    /// <summary>What its rules can name.</summary>
    internal Vocabulary Vocabulary { get; }

    /// <summary>The field of a path <c>group.field</c>, or null.</summary>
    public Field? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The field that is called so by its id, an alias or its title, if that is one field only.</summary>
    public Field? ByName(string name) => _byPath.GetValueOrDefault(name) ?? _byName.GetValueOrDefault(name);

    /// <summary>The group of a field.</summary>
    public static string Group(Field field) => field.Group;

    /// <summary>Every path and name, for "did you mean".</summary>
    public IEnumerable<string> Words => Fields.Select(f => f.Definition.Id).Concat(_byName.Keys);

    private static IEnumerable<(string Name, Field Field)> Names(IEnumerable<Field> fields) =>
        fields.SelectMany(f => f.Definition.Aliases.OrEmpty().Append(f.Definition.Id).Append(f.Title.Zh).Distinct(StringComparer.Ordinal).Select(n => (n, f)));
}

/// <summary>Something that can be permitted by itself.</summary>
/// <param name="Path"><c>group.field</c>, or <c>group.list.field</c> within rows.</param>
/// <param name="Field">The field, or the list.</param>
/// <param name="Inner">The field within its rows, or null.</param>
public sealed record FieldSeat(string Path, Field Field, Field? Inner);

/// <summary>A compiled condition across fields.</summary>
internal sealed record RecordRule(RecordRuleDefinition Definition, Condition? When, Condition Require, SourceRef Place)
{
    /// <summary>Paths within the standard that it reads.</summary>
    public ImmutableArray<string> Reads { get; } =
        [.. Require.Reads.Concat(When?.Reads ?? []).Select(path => path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal)];

    /// <summary>How it came out, as a step of a trace: it holds, or cannot be told.</summary>
    public TraceEntry Step(Facts facts, Verdict verdict)
    {
        var because = Open(facts);
        return new TraceEntry(
            "standard", verdict.Word(), verdict == Verdict.True ? new Text("满足:{0}", "Holds: {0}").With(Require.Sentence) : new Text("无法判定:{0}", "Cannot tell: {0}").With(Require.Sentence), Place, Because: because.Tree);
    }

    /// <summary>Whether it concerns the record comes first: where that is open, it is what cannot be told.</summary>
    private ConditionTrace Open(Facts facts) => When?.Explain(facts) is { Verdict: Verdict.Unknown } when ? when : Require.Explain(facts);
}
