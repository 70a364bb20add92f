using HrCollab.Engine.Kernel;

namespace HrCollab.Components;

/// <summary>A value that a decision read, as one reader may see it.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Value">In words; null when it is kept from the reader.</param>
public sealed record ValueSeen(Text Title, Text? Value);
