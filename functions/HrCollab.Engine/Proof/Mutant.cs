using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Proof;

/// <summary>A definition with one thing changed that a case should notice.</summary>
/// <param name="File">The changed file.</param>
/// <param name="Place">What was changed.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is now.</param>
public sealed record Mutant(DefinitionFile File, SourceRef Place, string Before, string After);
