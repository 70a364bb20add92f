namespace HrCollab.Functions.Example;

/// <summary>
/// A small generator of numbers (Steele, Lea, Flood 2014) that gives the same ones everywhere and for ever, which System.Random does not
/// promise. Not for secrets.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below the bound; the bias is below bound / 2^64.</summary>
    public int Below(int bound) => (int)(Next() % (uint)bound);

    public T Pick<T>(ReadOnlySpan<T> items) => items[Below(items.Length)];
}
