using HrCollab.Workspace.Git;

namespace HrCollab.Workspace.Publishing;

/// <summary>Marks commits that were published.</summary>
public sealed class Tags(DefinitionsRepository repository)
{
    /// <summary>The tag of a revision.</summary>
    public static string Name(string revision) => "published/" + revision[..12];

    /// <summary>Tags the commit whose definitions have this hash; publishing the same twice is one tag. The tag's name.</summary>
    public string Mark(string commit, string revision, string? note, Signature by)
    {
        var name = Name(revision);
        if (repository.Resolve("refs/tags/" + name) is not null) return name;
        var answer = repository.Git.Run(["tag", "-a", "-m", $"{note ?? "published"}\n\nRevision: {revision}", name, commit], environment: by.Environment);
        return answer.Code == 0 || repository.Resolve("refs/tags/" + name) is not null ? name : throw new GitException(answer.Error);
    }
}
