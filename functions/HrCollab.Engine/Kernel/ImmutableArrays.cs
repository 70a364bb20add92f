using System.Collections.Immutable;

namespace HrCollab.Engine.Kernel;

/// <summary>Members that a definition leaves out read as default arrays.</summary>
public static class ImmutableArrays
{
    /// <summary>The array, or an empty one for default.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
