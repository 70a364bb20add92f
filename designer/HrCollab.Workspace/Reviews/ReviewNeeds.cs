using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;

namespace HrCollab.Workspace.Reviews;

/// <summary>Who has to approve a change of the branch.</summary>
/// <param name="Duties">Duties whose holders approve, in order.</param>
/// <param name="Undecidable">Why it cannot be told who else has to; null when it can. Nothing is published then.</param>
public sealed record ReviewNeeds(ImmutableArray<string> Duties, Text? Undecidable)
{
    private static readonly Text NoManifest = new("主分支的 manifest.json 读不出来,不知道该由谁批准。", "The manifest.json of the main branch cannot be read, so it is not known who has to approve.");
    private static readonly Text NoAccess = new(
        "主分支或草稿的定义有错误,看不出谁的权限会变大、该由谁批准。", "The main branch or the draft has errors, so it cannot be told who would see more and who has to approve that.");

    /// <summary>By the owners that the branch names today, which are read from its manifest alone when its definitions have errors.</summary>
    internal static ReviewNeeds Of(ImmutableArray<DefinitionFile> branch, ImmutableArray<string> changed, AccessDiff? access)
    {
        if (changed.IsEmpty) return new ReviewNeeds([], null);
        if (DefinitionCompiler.ManifestOf(branch) is not { } manifest) return new ReviewNeeds([], NoManifest);
        return new ReviewNeeds(ReviewDesk.Needed(manifest, changed, access?.Changes ?? []), access is null && changed.Any(SemanticDiff.TouchesAccess) ? NoAccess : null);
    }
}
