using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Histories;

/// <summary>A commit that changed a definition.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="Author">Name of who wrote it.</param>
/// <param name="Person">Key of the person, when it was written here.</param>
/// <param name="At">When.</param>
/// <param name="Subject">First line of the message.</param>
public sealed record Revision(string Commit, string Author, string? Person, DateTimeOffset At, string Subject);

/// <summary>The last change of a row.</summary>
/// <param name="Place">Members and names that lead to it, such as rows/release.</param>
/// <param name="Pointer">The same as a JSON Pointer.</param>
/// <param name="Last">The commit that changed it last.</param>
/// <param name="What">The row in words.</param>
public sealed record RowChange(string Place, string Pointer, Revision Last, Text What);

/// <summary>What became of definitions over time.</summary>
public sealed class History(DefinitionsRepository repository)
{
    private const int MostCommits = 10_000;
    private const string Format = "--format=%H%x00%an%x00%ae%x00%aI%x00%s";

    /// <summary>Commits that changed a file (null: any definition), the newest first; of one person when they are named.</summary>
    public ImmutableArray<Revision> Of(string? path = null, string? revision = null, int most = 100, string? person = null)
    {
        string[] place = (repository.Prefix + path) is { Length: > 0 } file ? ["--", file.TrimEnd('/')] : [];
        if (repository.Resolve(revision ?? repository.Branch) is not { } commit) return [];
        string[] by = person is null ? [] : ["--fixed-strings", $"--author=<{Signature.AddressOf(person)}>"];
        var text = repository.Git.Text(["log", Format, "-n", most.ToString(CultureInfo.InvariantCulture), .. by, commit, .. place]);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];
    }

    /// <summary>The newest change of each line of a file, from the first line on; empty when there is no such file.</summary>
    public ImmutableArray<Revision> Lines(string path, string? revision = null)
    {
        if (repository.Resolve(revision ?? repository.Branch) is not { } at) return [];
        var answer = repository.Git.Run(["blame", "--line-porcelain", at, "--", repository.Prefix + path]);
        if (answer.Code != 0) return [];
        var lines = ImmutableArray.CreateBuilder<Revision>();
        var (commit, fields) = ("", new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var line in Encoding.UTF8.GetString(answer.Output).Split('\n'))
        {
            if (line.StartsWith('\t'))
            {
                var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields["author-time"], CultureInfo.InvariantCulture));
                lines.Add(new Revision(commit, fields["author"], Signature.PersonOf(fields["author-mail"].Trim('<', '>')), time, fields["summary"]));
                (commit, fields) = ("", []);
            }
            else if (commit.Length == 0)
            {
                commit = line.Split(' ')[0];
            }
            else if (line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space)
            {
                fields[line[..space]] = line[(space + 1)..];
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>Who last changed an element: the newest change among the lines it takes.</summary>
    public Revision? Element(string path, string pointer, string? revision = null)
    {
        var commit = repository.Resolve(revision ?? repository.Branch);
        if (commit is null || repository.File(commit, path) is not { } file) return null;
        var lines = Lines(path, commit);
        var first = file.LineOf(pointer);
        var last = ElementLines.Last(file, pointer, first);
        return lines.Skip(first - 1).Take(last - first + 1).MaxBy(l => l.At);
    }

    /// <summary>Every row of a file that has a name (a step, a rule, a line of a matrix) with who changed it last, in the order written; none when there is no such file.</summary>
    public ImmutableArray<RowChange> Rows(string path, string? revision = null)
    {
        var commit = repository.Resolve(revision ?? repository.Branch);
        if (commit is null || repository.File(commit, path) is not { } file) return [];
        var lines = Lines(path, commit);
        // Two commits may carry the same time: which is newer the history says.
        var age = Of(path, commit, MostCommits).Select((c, i) => (c.Commit, i)).ToDictionary(c => c.Commit, c => c.i, StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<RowChange>();
        var root = Elements.Parse(file.Utf8);
        var names = new Naming(path, root);
        Collect(root, "", "");
        return rows.ToImmutable();

        void Collect(JsonNode? node, string pointer, string place)
        {
            foreach (var (member, value) in node as JsonObject ?? [])
            {
                var (at, said) = ($"{pointer}/{JsonPointer.Escape(member)}", place.Length == 0 ? member : $"{place}/{member}");
                if (value is not JsonArray list)
                {
                    Collect(value, at, said);
                    continue;
                }

                var keys = list.All(i => i is JsonObject) ? Elements.Keys(list, member) : null;
                for (var i = 0; i < list.Count; i++)
                {
                    var item = $"{at}/{i}";
                    if (keys is null) continue;
                    var first = file.LineOf(item);
                    if (lines.Skip(first - 1).Take(ElementLines.Last(file, item, first) - first + 1).MinBy(l => age.GetValueOrDefault(l.Commit, MostCommits)) is { } last) rows.Add(new RowChange($"{said}/{keys[i]}", item, last, names.Place($"{said}/{keys[i].Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")));
                    Collect(list[i], item, $"{said}/{keys[i]}");
                }
            }
        }
    }

    private static Revision Read(string line)
    {
        var parts = line.Split('\0');
        return new Revision(parts[0], parts[1], Signature.PersonOf(parts[2]), DateTimeOffset.Parse(parts[3], CultureInfo.InvariantCulture), parts[4]);
    }
}
