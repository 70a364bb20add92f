namespace HrCollab.Engine.Kernel;

/// <summary>Where content comes from: a standard, a notice, a public data set with its commit.</summary>
/// <param name="Title">What it is, and what was checked.</param>
/// <param name="Url">Where it can be read.</param>
public sealed record Citation(Text Title, string? Url = null);
