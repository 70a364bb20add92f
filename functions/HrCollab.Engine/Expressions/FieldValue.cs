using System.Collections.Immutable;
using System.Globalization;

namespace HrCollab.Engine.Expressions;

/// <summary>The types a field can have.</summary>
public enum ValueType
{
    /// <summary>Characters.</summary>
    Text,

    /// <summary>A code of a code list; compared by code.</summary>
    Code,

    /// <summary>A list of codes without repetition.</summary>
    Codes,

    /// <summary>The key of a record of another standard.</summary>
    Reference,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number; money is written as a decimal string and never passes through floating point.</summary>
    Decimal,

    /// <summary>A calendar date (GB/T 7408.1: yyyy-MM-dd).</summary>
    Date,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Calendar months and days (GB/T 7408.1: P3M, P1Y6M, P14D).</summary>
    Duration,

    /// <summary>The rows of a repeating group.</summary>
    Rows,
}

/// <summary>One value of a field; the default is "missing".</summary>
public readonly record struct FieldValue
{
    private readonly object? _value;

    private FieldValue(ValueType type, object value) => (Type, _value) = (type, value);

    /// <summary>The type, meaningless when missing.</summary>
    public ValueType Type { get; }

    /// <summary>No value.</summary>
    public static FieldValue Missing => default;

    /// <summary>True when there is no value.</summary>
    public bool IsMissing => _value is null;

    /// <summary>The content itself, null when missing.</summary>
    internal object? Content => _value;

    /// <summary>The characters of a text, code or reference, else null.</summary>
    public string? Text => _value as string;

    /// <summary>The number of an integer or decimal, else null.</summary>
    public decimal? Number => _value is NumberContent number ? number.Value : null;

    /// <summary>The date, else null.</summary>
    public DateOnly? Date => _value as DateOnly?;

    /// <summary>The truth value, else null.</summary>
    public bool? Boolean => _value as bool?;

    /// <summary>The codes of a list of codes, else null.</summary>
    public ImmutableSortedSet<string>? Codes => _value as ImmutableSortedSet<string>;

    /// <summary>The duration, else null.</summary>
    public Duration? Duration => _value as Duration?;

    /// <summary>The rows of a repeating group, else null.</summary>
    public ImmutableArray<RecordValues>? Rows => _value as ImmutableArray<RecordValues>?;

    /// <summary>A text, code or reference.</summary>
    public static FieldValue Of(ValueType type, string value) => new(type, value);

    /// <summary>An integer or decimal.</summary>
    public static FieldValue Of(ValueType type, decimal value) => new(type, new NumberContent(value));

    /// <summary>A date.</summary>
    public static FieldValue Of(DateOnly value) => new(ValueType.Date, value);

    /// <summary>A truth value.</summary>
    public static FieldValue Of(bool value) => new(ValueType.Boolean, value);

    /// <summary>A list of codes, kept in ordinal order.</summary>
    public static FieldValue Of(IEnumerable<string> codes) => new(ValueType.Codes, codes.ToImmutableSortedSet(StringComparer.Ordinal));

    /// <summary>A duration.</summary>
    public static FieldValue Of(Duration value) => new(ValueType.Duration, value);

    /// <summary>The rows of a repeating group in their order.</summary>
    public static FieldValue Of(ImmutableArray<RecordValues> rows) => new(ValueType.Rows, rows);

    /// <summary>Equal when both are missing or hold the same content; codes and texts compare by characters, numbers by value.</summary>
    public bool Equals(FieldValue other) => _value switch
    {
        ImmutableSortedSet<string> mine => other._value is ImmutableSortedSet<string> theirs && mine.SetEquals(theirs),
        ImmutableArray<RecordValues> mine => other._value is ImmutableArray<RecordValues> theirs && mine.Length == theirs.Length && mine.Zip(theirs).All(p => p.First.Present.SequenceEqual(p.Second.Present)),
        _ => Equals(_value, other._value),
    };

    /// <inheritdoc/>
    public override int GetHashCode() => _value switch
    {
        ImmutableSortedSet<string> codes => codes.Count,
        ImmutableArray<RecordValues> rows => rows.Length,
        _ => _value?.GetHashCode() ?? 0,
    };

    /// <summary>The value as written in documents: dates yyyy-MM-dd, numbers invariant, codes joined by commas, rows as a JSON array; "" when missing.</summary>
    public override string ToString() => _value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        NumberContent number => number.Value.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        ImmutableSortedSet<string> codes => string.Join(',', codes),
        Duration duration => duration.ToString(),
        ImmutableArray<RecordValues> rows => RowsText.Of(rows),
        var text => (string)text,
    };
}
