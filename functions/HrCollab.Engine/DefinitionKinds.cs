using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine;

/// <summary>The kinds of definition in compile order: a kind may refer only to kinds above it.</summary>
public static class DefinitionKinds
{
    /// <summary>Every kind, in compile order.</summary>
    public static ImmutableArray<DefinitionKind> All { get; } = [];

    /// <summary>The kind of that folder or file suffix, or null.</summary>
    public static DefinitionKind? Find(string name) => All.FirstOrDefault(k => k.Folder == name || k.Suffix == name);
}
