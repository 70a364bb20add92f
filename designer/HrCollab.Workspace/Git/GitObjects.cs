using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace HrCollab.Workspace.Git;

/// <summary>Reads and writes objects and refs; the work tree is never touched.</summary>
internal sealed class GitObjects(GitCommand git)
{
    private const int MostKept = 4_000;

    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <summary>The commit that a revision names, or null.</summary>
    public string? Commit(string revision)
    {
        var answer = git.Run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]);
        return answer.Code == 0 ? answer.Text : null;
    }

    /// <summary>Blob by path of everything below a folder (empty: everything), in order of path.</summary>
    public IReadOnlyDictionary<string, string> Tree(string commit, string folder)
    {
        var listed = git.Text(["ls-tree", "-r", "-z", "--full-tree", commit, .. folder.Length == 0 ? (string[])[] : ["--", folder]]);
        var blobs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (line[..tab].Split(' ') is [_, "blob", var id]) blobs[line[(tab + 1)..]] = id;
        }

        return blobs;
    }

    /// <summary>The bytes of blobs; read in one go, kept because an id never means anything else.</summary>
    public IReadOnlyDictionary<string, byte[]> Blobs(IEnumerable<string> ids)
    {
        var asked = ids.Distinct(StringComparer.Ordinal).ToList();
        var (found, missing) = (new Dictionary<string, byte[]>(asked.Count, StringComparer.Ordinal), new List<string>());
        foreach (var id in asked)
        {
            // Looked up once: somebody else may empty what is kept at any moment.
            if (_blobs.TryGetValue(id, out var known)) found[id] = known;
            else missing.Add(id);
        }

        if (missing.Count == 0) return found;
        if (_blobs.Count > MostKept) _blobs.Clear();
        var output = git.Bytes(Encoding.ASCII.GetBytes(string.Concat(missing.Select(id => id + "\n"))), "cat-file", "--batch");
        var at = 0;
        foreach (var id in missing)
        {
            var end = output.AsSpan(at).IndexOf((byte)'\n') + at;
            var size = int.Parse(Encoding.ASCII.GetString(output, at, end - at).Split(' ')[^1], CultureInfo.InvariantCulture);
            found[id] = _blobs[id] = output[(end + 1)..(end + 1 + size)];
            at = end + size + 2;
        }

        return found;
    }

    /// <summary>Keeps bytes and gives their id.</summary>
    public string Write(ReadOnlyMemory<byte> bytes) => Encoding.ASCII.GetString(git.Bytes(bytes, "hash-object", "-w", "--stdin", "--no-filters")).Trim();

    /// <summary>A commit that changes some files of its first parent (null removes one).</summary>
    public string Commit(string? parent, IEnumerable<KeyValuePair<string, string?>> blobs, string message, Signature by, string? secondParent = null)
    {
        var index = Path.GetTempFileName();
        try
        {
            File.Delete(index); // git takes an empty file for a broken index, a missing one for an empty index
            var own = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = index };
            if (parent is not null) Must(git.Run(["read-tree", parent], null, own));
            var lines = blobs.Select(b => b.Value is { } id ? $"100644 {id}\t{b.Key}\0" : $"0 {new string('0', 40)}\t{b.Key}\0");
            Must(git.Run(["update-index", "-z", "--index-info"], Encoding.UTF8.GetBytes(string.Concat(lines)), own));
            var tree = Must(git.Run(["write-tree"], null, own)).Text;
            string[] parents = [.. new[] { parent, secondParent }.OfType<string>().SelectMany(p => new[] { "-p", p })];
            return Must(git.Run(["commit-tree", tree, .. parents], Encoding.UTF8.GetBytes(message), by.Environment)).Text;
        }
        finally
        {
            File.Delete(index);
        }
    }

    /// <summary>Moves a ref from what it was (null: it must not exist) to a commit; false when somebody else moved it first.</summary>
    public bool Move(string name, string to, string? from) => git.Run(["update-ref", name, to, from ?? new string('0', 40)]).Code == 0;

    /// <summary>Removes a ref that still is where it was.</summary>
    public bool Remove(string name, string from) => git.Run(["update-ref", "-d", name, from]).Code == 0;

    /// <summary>Refs below a prefix with their commits.</summary>
    public IEnumerable<(string Name, string Commit)> Refs(string prefix) =>
        git.Text("for-each-ref", "--format=%(refname)%00%(objectname)", prefix).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\0')).Select(parts => (parts[0], parts[1]));

    private static GitAnswer Must(GitAnswer answer) => answer.Code == 0 ? answer : throw new GitException(answer.Error);
}
