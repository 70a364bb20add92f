using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Standards.Schemas.Patterns;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Types of JSON values; a whole number is both Integer and Number.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Object = 4,
    Array = 8,
    Number = 16,
    String = 32,
    Integer = 64,
    All = Null | Boolean | Object | Array | Number | String | Integer,
}

/// <summary>One node of a plan: what one subschema demands. Other nodes are named by their place in the plan, -1 is none.</summary>
internal sealed record SchemaNode
{
    /// <summary>Index in the plan and place in the schema.</summary>
    public required string Pointer { get; init; }

    /// <summary>False for the schema false: nothing fits.</summary>
    public bool Possible { get; init; } = true;

    public JsonTypes Types { get; init; } = JsonTypes.All;

    public LiteralSet? Enum { get; init; }

    public LiteralSet? Const { get; init; }

    public NumberRules? Numbers { get; init; }

    public TextRules? Texts { get; init; }

    public ObjectRules? Objects { get; init; }

    public ArrayRules? Arrays { get; init; }

    public InPlaceRules? InPlace { get; init; }

    public int UnevaluatedProperties { get; init; } = -1;

    public int UnevaluatedItems { get; init; } = -1;

    /// <summary>True when values of that type may come. (HasFlag allocates until the code is optimised.)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(JsonTypes type) => (Types & type) != JsonTypes.None;

    /// <summary>True when the node needs to know what its parts have looked at.</summary>
    public bool Tracks => UnevaluatedProperties >= 0 || UnevaluatedItems >= 0;

    /// <summary>True when nothing but the keywords of the node itself looks at a value.</summary>
    public bool IsPlain
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InPlace is null && UnevaluatedProperties < 0 && UnevaluatedItems < 0;
    }
}

/// <summary>Limits of numbers.</summary>
internal sealed record NumberRules(decimal? Minimum, decimal? Maximum, decimal? Above, decimal? Below, decimal? MultipleOf);

/// <summary>Rules of texts. Lengths are in code points, characters in text elements.</summary>
internal sealed record TextRules(
    int MinLength, int MaxLength, int MinCharacters, int MaxCharacters, EcmaPattern? Pattern, Format? Format, CodeTable? Codes, DecimalRules? Decimals)
{
    /// <summary>The check of the format over UTF-8, when nothing before it needs characters.</summary>
    public Utf8Problem? OfBytes { get; } = Pattern is { TakesBytes: false } ? null : Format?.OfBytes;

    /// <summary>True when the text itself matters, not only its length; then it may not be of any length.</summary>
    public bool IsRead { get; } = MinCharacters > 0 || MaxCharacters < int.MaxValue || Format is not null || Decimals is not null || Pattern is { TakesBytes: false };

    /// <summary>True when characters are needed, and not bytes alone.</summary>
    public bool NeedsChars { get; } =
        MinCharacters > 0 || MaxCharacters < int.MaxValue || Format is { OfBytes: null } || Decimals is not null || Pattern is { TakesBytes: false };
}

/// <summary>Limits of decimals that are written as texts.</summary>
internal sealed record DecimalRules(decimal? Min, decimal? Max, int? Decimals);

/// <summary>A code list over UTF-8.</summary>
internal sealed class CodeTable(CodeList list)
{
    private readonly Utf8Table _codes = new(list.Values.Select(v => v.Code));

    public CodeList List => list;

    public bool Has(ReadOnlySpan<byte> code, DateOnly today) => _codes.Find(code) is >= 0 and var i && list.Values[i].IsValid(today);
}

/// <summary>Rules of objects. <see cref="Members"/> stands beside the names of the table.</summary>
internal sealed record ObjectRules(
    Utf8Table Names,
    ImmutableArray<int> Members,
    ImmutableArray<int> Required,
    ImmutableArray<(EcmaPattern Pattern, int Node)> Patterns,
    int Additional,
    int PropertyNames,
    int Min,
    int Max,
    ImmutableArray<(int Trigger, ImmutableArray<int> Needs)> DependentRequired,
    ImmutableArray<(int Trigger, int Node)> DependentSchemas)
{
    /// <summary>The required names as bits of words.</summary>
    public ImmutableArray<ulong> Needed { get; } = [.. Enumerable.Range(0, (Names.Count >> 6) + 1).Select(w => Required.Where(i => i >> 6 == w).Aggregate(0UL, (bits, i) => bits | (1UL << i)))];
}

/// <summary>Rules of arrays.</summary>
internal sealed record ArrayRules(ImmutableArray<int> Prefix, int Items, int Contains, int MinContains, int MaxContains, int Min, int Max, bool Unique);

/// <summary>Schemas over the same value. References count among AllOf.</summary>
internal sealed record InPlaceRules(ImmutableArray<int> AllOf, ImmutableArray<int> AnyOf, ImmutableArray<int> OneOf, int Not, int If, int Then, int Else);
