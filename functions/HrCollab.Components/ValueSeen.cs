using HrCollab.Engine.Kernel;

namespace HrCollab.Components;

/// <summary>A value that a decision read, as one reader may see it.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Value">In words; null when it is kept from the reader.</param>
public sealed record ValueSeen(Text Title, Text? Value);

/// <summary>A change of a value, as one reader may see it.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Before">The value it had; null when it had none.</param>
/// <param name="After">The value it gets; null when it is cleared.</param>
public sealed record ChangeSeen(Text Title, Text? Before, Text? After);
