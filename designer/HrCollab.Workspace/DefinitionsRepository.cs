using System.Collections.Immutable;
using HrCollab.Engine;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Git;

namespace HrCollab.Workspace;

/// <summary>A definitions folder inside a git repository: every state it ever had can be read, and new ones are added without touching the work tree.</summary>
public sealed class DefinitionsRepository
{
    private const string Detached = "HEAD";

    private readonly GitCommand _git;

    private DefinitionsRepository(GitCommand git, string prefix, string branch) => (_git, Prefix, Branch, Objects) = (git, prefix, branch, new GitObjects(git));

    /// <summary>The folder within the repository with a slash at its end, or empty when the repository is the folder.</summary>
    public string Prefix { get; }

    /// <summary>The branch that everybody's work ends on, such as main; HEAD where none is checked out.</summary>
    public string Branch { get; }

    internal GitCommand Git => _git;

    internal GitObjects Objects { get; }

    /// <summary>The repository a definitions folder lies in, or null when it lies in none, nothing is committed yet or no branch is checked out.</summary>
    public static DefinitionsRepository? Open(string folder) => Open(folder, false, out _);

    /// <summary>The repository a definitions folder lies in; null with the reason when it cannot be worked on.</summary>
    /// <param name="folder">The definitions folder.</param>
    /// <param name="detached">A commit that is checked out without a branch will do, as build servers do it: nothing becomes a draft or lands.</param>
    /// <param name="why">Why there is none.</param>
    public static DefinitionsRepository? Open(string folder, bool detached, out Text? why)
    {
        try
        {
            why = Closed(folder, detached, out var repository);
            return repository;
        }
        catch (GitException e)
        {
            why = new Text("git 无法运行:{0}", "git cannot be run: {0}").With(e.Message);
            return null;
        }
    }

    private static Text? Closed(string folder, bool detached, out DefinitionsRepository? repository)
    {
        repository = null;
        if (!Directory.Exists(folder)) return new Text("没有文件夹 {0}。", "There is no folder {0}.").With(folder);
        var here = new GitCommand(Path.GetFullPath(folder));
        var prefix = here.Run(["rev-parse", "--show-prefix"]);
        if (prefix.Error.Contains("dubious ownership", StringComparison.Ordinal))
            return new Text("git 不信任 {0},因为它属于别的用户。确认后运行 git config --global --add safe.directory {0}", "git does not trust {0}, which belongs to somebody else. If that is right: git config --global --add safe.directory {0}").With(Path.GetFullPath(here.Folder));
        if (prefix.Code != 0) return new Text("{0} 不在 git 仓库中。", "{0} does not lie in a git repository.").With(folder);
        if (here.Run(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).Code != 0) return new Text("{0} 所在的仓库还没有提交。", "The repository of {0} has no commit yet.").With(folder);
        var root = here.Run(["rev-parse", "--show-toplevel"]);
        var branch = here.Run(["symbolic-ref", "--quiet", "--short", "HEAD"]);
        if (branch.Code != 0 && !detached) return new Text("{0} 所在的仓库没有检出分支(HEAD 不在分支上);先切换到主分支,例如 git switch main。", "The repository of {0} has no branch checked out (HEAD is detached); switch to the main branch first, such as git switch main.").With(folder);
        repository = new DefinitionsRepository(root.Code == 0 ? new GitCommand(root.Text) : here, prefix.Text, branch.Code == 0 ? branch.Text : Detached);
        return null;
    }

    /// <summary>The commit a revision names (a branch, a tag, HEAD~2), or null.</summary>
    public string? Resolve(string revision) => Objects.Commit(revision);

    /// <summary>The newest commit of the branch.</summary>
    public string Head => Resolve(Branch == Detached ? Detached : "refs/heads/" + Branch) ?? throw new GitException($"The branch {Branch} has no commit.");

    /// <summary>The definition files of a commit in order of path.</summary>
    public ImmutableArray<DefinitionFile> Files(string commit)
    {
        var tree = Paths(commit);
        var bytes = Objects.Blobs(tree.Values);
        return [.. tree.Select(f => new DefinitionFile(f.Key, bytes[f.Value]))];
    }

    /// <summary>One file of a commit, or null.</summary>
    public DefinitionFile? File(string commit, string path) =>
        Paths(commit).TryGetValue(path, out var blob) ? new DefinitionFile(path, Objects.Blobs([blob])[blob]) : null;

    /// <summary>The version of a file in a commit: what it says is the same when the version is; empty for no file.</summary>
    public string Version(string commit, string path) => Paths(commit).GetValueOrDefault(path, "");

    /// <summary>The version of a text that no commit has: what others changed since it can be merged with what somebody made of it.</summary>
    public string Keep(DefinitionFile file) => Objects.Write(Canonical(file));

    /// <summary>Blob by path within the folder.</summary>
    internal IReadOnlyDictionary<string, string> Paths(string commit) => Objects.Tree(commit, Prefix.TrimEnd('/'))
        .Where(f => f.Key.EndsWith(".json", StringComparison.Ordinal) && !f.Key.Split('/').Any(part => part.StartsWith('.')))
        .ToDictionary(f => f.Key[Prefix.Length..], f => f.Value, StringComparer.Ordinal);

    /// <summary>Paths whose text differs between two commits.</summary>
    public ImmutableArray<string> Changed(string from, string to)
    {
        var (before, after) = (Paths(from), Paths(to));
        return [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Where(p => before.GetValueOrDefault(p) != after.GetValueOrDefault(p)).Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Who wrote definitions up to a commit that an older one does not have; everybody who ever did when the older one is not known. People by
    /// their keys (an address elsewhere is theirs when .mailmap says so), anybody else by their address.
    /// </summary>
    public ImmutableArray<string> Authors(string? from, string to) =>
    [
        .. _git.Text("log", "--format=%aE", from is not null && Resolve(from) is { } known ? $"{known}..{to}" : to, "--", Prefix.Length == 0 ? "." : Prefix)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(address => Signature.PersonOf(address) ?? address).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The newest commit that both have.</summary>
    public string? Base(string one, string other)
    {
        var answer = _git.Run(["merge-base", one, other]);
        return answer.Code == 0 ? answer.Text : null;
    }

    /// <summary>
    /// The canonical text of a file. A text that the engine cannot read strictly (an unknown member, a comment, a slip) is kept as it is:
    /// nothing somebody typed is lost, and the findings say what to mend.
    /// </summary>
    public static ReadOnlyMemory<byte> Canonical(DefinitionFile file) =>
        DefinitionKinds.All.FirstOrDefault(k => k.Owns(file.Path)) is { } kind ? kind.Canonical(file) ?? file.Utf8
        : GoldenCases.FormOf(file.Path) is not null ? GoldenCases.Canonical(file) ?? file.Utf8
        : AskedCases.Of(file.Path) is not null ? AskedCases.Canonical(file) ?? file.Utf8
        : file.Utf8;
}
