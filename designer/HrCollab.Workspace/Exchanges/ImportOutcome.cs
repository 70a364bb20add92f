using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Merging;

namespace HrCollab.Workspace.Exchanges;

/// <summary>Something that keeps a file of another tool from being taken over, and where it stands there.</summary>
/// <param name="Where">A cell (C5), or a line of a file.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record ImportFault(string Where, Text Why);

/// <summary>What came of reading a file of another tool.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>The definition as it is to be.</summary>
    public sealed record Read(DefinitionFile File) : ImportOutcome;

    /// <summary>Somebody changed the same in the meantime; both values and what it was.</summary>
    public sealed record Conflicting(ImmutableArray<MergeConflict> Conflicts) : ImportOutcome;

    /// <summary>Nothing is taken over.</summary>
    public sealed record Refused(ImmutableArray<ImportFault> Faults) : ImportOutcome
    {
        internal Refused(string where, Text why)
            : this([new ImportFault(where, why)])
        {
        }
    }
}
