namespace HrCollab.Workspace.Git;

/// <summary>What belongs to this clone alone: its configuration and the files of its .git folder.</summary>
public sealed class Clone(DefinitionsRepository repository)
{
    /// <summary>Sets a value of the clone's configuration.</summary>
    public void Configure(string name, string value) => repository.Git.Text("config", "--local", name, value);

    /// <summary>The place of a file of the .git folder, such as hooks/pre-commit.</summary>
    public string PathOf(string path) => Path.GetFullPath(repository.Git.Text("rev-parse", "--git-path", path), repository.Git.Folder);
}
