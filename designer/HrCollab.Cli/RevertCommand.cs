using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Merging;

namespace HrCollab.Cli;

/// <summary>revert: takes back in a draft what a commit changed, by meaning, and nothing that came after it. The branch stays as it is until the draft is reviewed.</summary>
internal static class RevertCommand
{
    public static int Run(DefinitionsRepository repository, string commit, string person, string? topic, bool json, Report report)
    {
        var name = topic ?? DraftDesk.TopicOf("revert " + (repository.Resolve(commit)?[..8] ?? commit));
        switch (new MergeDesk(repository).Revert(commit, name, new Signature(person, person, TimeProvider.System.GetLocalNow())))
        {
            case MergeOutcome.Merged merged:
                if (json) report.Json(new JsonObject { ["draft"] = $"{person}/{name}", ["commit"] = merged.Commit });
                else report.Line(new Text("已在草稿 draft/{0}/{1} 里撤销,提交 {2};审核后生效。", "Taken back in the draft draft/{0}/{1}, commit {2}; it counts once it was reviewed.").With(person, name, merged.Commit[..12]));
                return 0;
            case MergeOutcome.Conflicting conflicting:
                foreach (var conflict in conflicting.Conflicts)
                    report.Line(new Text("{0} 之后又被改动:{1}", "{0} was changed since: {1}").With(conflict.File, conflict.What));
                return 1;
            case MergeOutcome.Refused refused:
                report.Line(refused.Why);
                return 1;
            case var other:
                throw new InvalidOperationException($"No answer for {other}");
        }
    }
}
