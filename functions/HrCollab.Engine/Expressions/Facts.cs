using System.Collections.Concurrent;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>The names an expression may begin with, such as <c>person</c>, <c>form</c>, <c>caller</c>, and their shapes.</summary>
public sealed class Vocabulary
{
    private readonly Lazy<SentenceWords> _chinese, _english;
    private readonly ConcurrentDictionary<string, KnownField> _known = new(StringComparer.Ordinal);

    /// <summary>A vocabulary of these roots.</summary>
    public Vocabulary(params ImmutableArray<(string Name, RecordShape Shape)> roots)
    {
        Roots = roots;
        (_chinese, _english) = (new(() => new SentenceWords(this, Language.Chinese)), new(() => new SentenceWords(this, Language.English)));
    }

    /// <summary>Roots in the order in which <see cref="Facts"/> holds their values.</summary>
    public ImmutableArray<(string Name, RecordShape Shape)> Roots { get; }

    /// <summary>The words of its sentences; gathered once, as every rule of a standard is read with them.</summary>
    internal SentenceWords Words(Language language) => (language == Language.English ? _english : _chinese).Value;

    /// <summary>The root and field of a full path such as <c>person.employment.department</c>, or null.</summary>
    public (int Root, FieldShape Field)? Find(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;
        for (var i = 0; i < Roots.Length; i++)
        {
            if (path.AsSpan(0, dot).SequenceEqual(Roots[i].Name)) return Roots[i].Shape.Find(path[(dot + 1)..]) is { } field ? (i, field) : null;
        }

        return null;
    }

    /// <summary>The node of a field: one for all expressions that name it.</summary>
    internal FieldNode Node(string path, int root, FieldShape field) => Known(new FieldNode(path, root, field)).Node;

    /// <summary>A field alone, for all that read no other.</summary>
    internal ImmutableArray<FieldNode> Alone(FieldNode field) => Known(field).Alone;

    /// <summary>Its path alone.</summary>
    internal ImmutableArray<string> PathAlone(FieldNode field) => Known(field).Path;

    private KnownField Known(FieldNode field) => _known.GetOrAdd(field.Path, static (path, node) => new KnownField(node, [node], [path]), field);

    private sealed record KnownField(FieldNode Node, ImmutableArray<FieldNode> Alone, ImmutableArray<string> Path);

    /// <summary>Every field.</summary>
    internal IEnumerable<FieldNode> Fields => Roots.SelectMany((r, i) => r.Shape.Fields.Select(f => new FieldNode($"{r.Name}.{f.Path}", i, f)));

    /// <summary>Every full path, for "did you mean" and completion.</summary>
    public IEnumerable<string> Paths => Roots.SelectMany(r => r.Shape.Fields.Select(f => $"{r.Name}.{f.Path}"));

    /// <summary>Facts for this vocabulary; a root without values is empty.</summary>
    public Facts Facts(DateOnly today, params ReadOnlySpan<(string Name, RecordValues Values)> values)
    {
        var rows = ImmutableArray.CreateBuilder<RecordValues>(Roots.Length);
        foreach (var (name, shape) in Roots)
        {
            var row = shape.Empty;
            foreach (var given in values)
            {
                if (given.Name == name) row = given.Values;
            }

            rows.Add(row);
        }

        return new Facts(today, rows.MoveToImmutable());
    }
}

/// <summary>The values an evaluation reads, and the clock. One fixed type: new input shapes cost nothing.</summary>
public sealed class Facts
{
    private readonly ImmutableArray<RecordValues> _roots;
    private readonly RecordValues? _first;

    internal Facts(DateOnly today, ImmutableArray<RecordValues> roots) => (Today, _roots, _first) = (today, roots, roots.FirstOrDefault());

    /// <summary>The date of the evaluation in the company's time zone.</summary>
    public DateOnly Today { get; }

    /// <summary>The values by root.</summary>
    internal ImmutableArray<RecordValues> Roots => _roots;

    /// <summary>The value in a slot of a root.</summary>
    public FieldValue Value(int root, int slot) => _roots[root][slot];

    /// <summary>The content of that value alone.</summary>
    internal object? Content(int root, int slot) => (root == 0 ? _first! : _roots[root]).Content(slot);
}
