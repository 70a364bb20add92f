using HrCollab.Workspace;
using HrCollab.Workspace.Feedback;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Reviews;

/// <summary>Lets the host decide by a commit of the branch.</summary>
internal sealed class Publication(DefinitionsRepository repository, RevisionClient host)
{
    /// <summary>Why the commit of an activated revision could not be tagged; null when it was.</summary>
    public string? Untagged { get; private set; }

    /// <summary>
    /// Sends what the commit says with the feedback that the commits since the active one answer, makes it the active revision, and tags the commit. Whatever goes wrong before it is
    /// active is a refusal.
    /// </summary>
    public async Task<PublishOutcome> Activate(string commit, string note, Signature by)
    {
        try
        {
            var from = await host.ActiveCommit();
            var outcome = await host.Publish(repository.Files(commit), note, activate: true, commit, closes: await Task.Run(() => Closings.Between(repository, from, commit)));
            if (outcome is PublishOutcome.Done done) Mark(commit, done.Id, note, by);
            return outcome;
        }
        catch (Exception e) when (e is HttpRequestException or GitException)
        {
            return new PublishOutcome.Refused(0, e.Message, []);
        }
    }

    private void Mark(string commit, string revision, string note, Signature by)
    {
        try
        {
            new Tags(repository).Mark(commit, revision, note, by);
        }
        catch (GitException e)
        {
            Untagged = e.Message;
        }
    }
}
