using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Requirements;

/// <summary>A compiled worksheet: nothing is evaluated by it, it says what the other definitions are for.</summary>
public sealed class RequirementSheet
{
    internal RequirementSheet(RequirementsDefinition definition) => Definition = definition;

    /// <summary>Id.</summary>
    public string Id => Definition.Id;

    /// <summary>What people call it.</summary>
    public Text Title => Definition.Title;

    /// <summary>The worksheet as written.</summary>
    public RequirementsDefinition Definition { get; }

    /// <summary>Lines that no definition satisfies.</summary>
    public ImmutableArray<RequirementDefinition> Uncovered => [.. Definition.Lines.Where(l => l.Satisfied.OrEmpty().IsEmpty)];
}
