using System.Collections.Immutable;

namespace HrCollab.Engine.Kernel;

/// <summary>A definition that subsidiaries may inherit and change.</summary>
public interface IInheritable : IDefinition
{
    /// <summary>Parts that no subsidiary may change or take away: ids, or places such as /sections/pay/fields/newBaseSalary.</summary>
    ImmutableArray<string> Fixed { get; }
}
