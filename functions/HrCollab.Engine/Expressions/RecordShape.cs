using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>One field that expressions, forms and permissions can name.</summary>
/// <param name="Slot">Its place in the values of the shape.</param>
/// <param name="Path">Name within its root: <c>employment.department</c>, or <c>newDepartment</c> on a form.</param>
/// <param name="Type">Type of its value.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Codes">Its code list, for codes.</param>
/// <param name="Standard">The standard whose record it refers to, for references.</param>
/// <param name="Rows">The fields of one row, for repeating groups.</param>
/// <param name="Min">The least number its definition allows.</param>
/// <param name="Max">The greatest.</param>
public sealed record FieldShape(
    int Slot, string Path, ValueType Type, Text Title, CodeList? Codes = null, string? Standard = null, RecordShape? Rows = null, decimal? Min = null, decimal? Max = null)
{
    /// <summary>What people call a code of it, or null.</summary>
    public Text? Label(string code) => Codes?.Find(code)?.Title;
}

/// <summary>The fields of one kind of record, form or step: fixed slots, so that a new input shape costs nothing.</summary>
public sealed class RecordShape
{
    private readonly FrozenDictionary<string, FieldShape> _byPath;

    /// <summary>A shape over fields whose slots are their positions.</summary>
    public RecordShape(Text title, ImmutableArray<FieldShape> fields)
    {
        (Title, Fields) = (title, fields);
        _byPath = fields.ToFrozenDictionary(f => f.Path, StringComparer.Ordinal);
        Empty = new RecordValues(this, [.. new FieldValue[fields.Length]]);
    }

    /// <summary>What people call the record.</summary>
    public Text Title { get; }

    /// <summary>All fields in the order of the definition.</summary>
    public ImmutableArray<FieldShape> Fields { get; }

    /// <summary>A record in which everything is missing.</summary>
    public RecordValues Empty { get; }

    /// <summary>The field of that path, or null.</summary>
    public FieldShape? Find(string path) => _byPath.GetValueOrDefault(path);
}

/// <summary>Values of one record in the slots of its shape.</summary>
public sealed class RecordValues
{
    private readonly ImmutableArray<FieldValue> _values;
    private readonly FieldReads? _reads;

    internal RecordValues(RecordShape shape, ImmutableArray<FieldValue> values, FieldReads? reads = null) => (Shape, _values, _reads) = (shape, values, reads);

    /// <summary>The shape the values belong to.</summary>
    public RecordShape Shape { get; }

    /// <summary>The value in a slot.</summary>
    public FieldValue this[int slot]
    {
        get
        {
            _reads?.Add(slot);
            return _values[slot];
        }
    }

    /// <summary>The content of the value in a slot, null when it is missing.</summary>
    internal object? Content(int slot)
    {
        _reads?.Add(slot);
        return _values.ItemRef(slot).Content;
    }

    /// <summary>The value of a path; missing when the shape has no such field.</summary>
    public FieldValue this[string path] => Shape.Find(path) is { } field ? this[field.Slot] : FieldValue.Missing;

    /// <summary>The same record with other values in some paths; unknown paths are ignored.</summary>
    public RecordValues With(IEnumerable<KeyValuePair<string, FieldValue>> changes)
    {
        var values = new FieldValue[_values.Length];
        _values.CopyTo(values);
        foreach (var (path, value) in changes)
        {
            if (Shape.Find(path) is { } field) values[field.Slot] = value;
        }

        return new RecordValues(Shape, ImmutableCollectionsMarshal.AsImmutableArray(values), _reads);
    }

    /// <summary>The paths that have a value, with it.</summary>
    public IEnumerable<KeyValuePair<string, FieldValue>> Present
    {
        get
        {
            foreach (var known in Shape.Fields)
            {
                if (!this[known.Slot].IsMissing) yield return KeyValuePair.Create(known.Path, _values[known.Slot]);
            }
        }
    }

    /// <summary>The same values; which slots are read is noted.</summary>
    internal RecordValues Watched(FieldReads reads) => new(Shape, _values, reads);
}

/// <summary>Which slots of a record were read. Used by one decision at a time.</summary>
internal sealed class FieldReads(int slots)
{
    private readonly bool[] _read = new bool[slots];

    public void Add(int slot) => _read[slot] = true;

    public bool Contains(int slot) => _read[slot];
}
