namespace HrCollab.Engine.Expressions;

/// <summary>The number in a value: the decimal, and the same in ten-thousandths where a word holds them exactly, for words are compared much faster.</summary>
internal sealed class NumberContent(decimal value)
{
    /// <summary>What stands for "no word holds it".</summary>
    public const long None = long.MinValue;

    private const int Scale = 4;

    private static ReadOnlySpan<long> Tens => [1, 10, 100, 1_000, 10_000];

    public decimal Value => value;

    /// <summary>The number in ten-thousandths, or <see cref="None"/>.</summary>
    public long Scaled { get; } = Of(value);

    /// <summary>Less than, equal to or greater than another number.</summary>
    public int Order(NumberContent other) => Scaled != None && other.Scaled != None ? Scaled.CompareTo(other.Scaled) : decimal.Compare(value, other.Value);

    public override bool Equals(object? obj) => obj is NumberContent other && value == other.Value;

    public override int GetHashCode() => value.GetHashCode();

    private static long Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var (digits, scale) = ((uint)bits[0] | ((ulong)(uint)bits[1] << 32), (bits[3] >> 16) & 0xFF);
        if (bits[2] != 0 || scale > Scale || digits > long.MaxValue / 10_000) return None;
        var scaled = (long)digits * Tens[Scale - scale];
        return bits[3] < 0 ? -scaled : scaled;
    }
}
