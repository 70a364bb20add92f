using HrCollab.Workspace;
using HrCollab.Workspace.Feedback;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Reviews;

/// <summary>Lets the host decide by a commit of the branch.</summary>
internal sealed class Publication(DefinitionsRepository repository, RevisionClient host)
{
    /// <summary>Sends what the commit says with the feedback that the commits since the active one answer, makes it the active revision, and tags the commit.</summary>
    public async Task<PublishOutcome> Activate(string commit, string note, Signature by)
    {
        var from = await host.ActiveCommit();
        var outcome = await host.Publish(repository.Files(commit), note, activate: true, commit, closes: await Task.Run(() => Closings.Between(repository, from, commit)));
        if (outcome is PublishOutcome.Done done) new Tags(repository).Mark(commit, done.Id, note, by);
        return outcome;
    }
}
