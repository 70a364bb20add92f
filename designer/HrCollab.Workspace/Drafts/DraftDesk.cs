using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Merging;

namespace HrCollab.Workspace.Drafts;

/// <summary>Drafts as refs per person and topic, committed through the object database.</summary>
public sealed class DraftDesk(DefinitionsRepository repository)
{
    private const int Tries = 20;
    private const int LongestTopic = 60;

    /// <summary>All drafts, or those of one person, in order of name.</summary>
    public ImmutableArray<Draft> List(string? person = null) =>
        [.. repository.Objects.Refs(Draft.Prefix + (person is null ? "" : person + "/")).Select(r => Read(r.Name, r.Commit)).OfType<Draft>()];

    /// <summary>A draft, or null.</summary>
    public Draft? Find(string person, string topic)
    {
        if (Wrong(person, topic) is not null) return null;
        var name = $"{Draft.Prefix}{person}/{topic}";
        return repository.Resolve(name) is { } commit ? Read(name, commit) : null;
    }

    /// <summary>The words of a title as a topic: letters of any script, digits and hyphens.</summary>
    public static string TopicOf(string title)
    {
        var words = new StringBuilder();
        foreach (var c in title.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c)) words.Append(c);
            else if (words.Length > 0 && words[^1] != '-') words.Append('-');
        }

        var topic = words.ToString().Trim('-');
        return topic.Length <= LongestTopic ? topic : topic[..LongestTopic].Trim('-');
    }

    /// <summary>The words of a title as a topic of which the person has no draft yet: with a number at its end when there is one.</summary>
    public string NewTopic(string person, string title)
    {
        var stem = TopicOf(title) is { Length: > 0 } words ? words : "draft";
        var topic = stem;
        for (var n = 2; Find(person, topic) is not null; n++)
        {
            var end = $"-{n}";
            topic = stem[..Math.Min(stem.Length, LongestTopic - end.Length)].TrimEnd('-') + end;
        }

        return topic;
    }

    /// <summary>
    /// Saves one file, in canonical form when it can be read. The version is that of the text the author started from: when the draft says
    /// something else by now, both are merged by meaning; where both changed the same, nothing is written and it is asked.
    /// </summary>
    /// <param name="decided">Answers to what was asked, by place.</param>
    public SaveOutcome Save(string topic, string path, string? text, string version, Signature by, IReadOnlyDictionary<string, Side>? decided = null)
    {
        if (Wrong(by.Person, topic) is { } why) return new SaveOutcome.Refused(why);
        if (!IsSafe(path)) return new SaveOutcome.Refused(new Text("“{0}”不是定义文件的路径。", "'{0}' is not the path of a definition file.").With(path));
        var bytes = text is null ? default(ReadOnlyMemory<byte>?) : DefinitionsRepository.Canonical(new DefinitionFile(path, Encoding.UTF8.GetBytes(text)));
        var name = $"{Draft.Prefix}{by.Person}/{topic}";
        for (var i = 0; i < Tries; i++)
        {
            var tip = repository.Resolve(name);
            var start = tip ?? repository.Head;
            var current = repository.Version(start, path);
            var (content, merged) = (bytes, false);
            var blob = Blob(content);
            if (current == blob) return new SaveOutcome.Unchanged(tip is null ? new Draft(by.Person, topic, start, start) : Read(name, tip)!, current);
            if (current != version)
            {
                var theirs = repository.File(start, path)?.Utf8;
                var together = SemanticMerge.Files(path, Known(version), bytes, theirs, decided);
                if (!together.Conflicts.IsEmpty) return new SaveOutcome.Stale(theirs is { } said ? Encoding.UTF8.GetString(said.Span) : null, current, together.Conflicts);
                (content, merged, blob) = (together.Utf8, true, Blob(together.Utf8));
                if (current == blob) return Merged(tip is null ? new Draft(by.Person, topic, start, start) : Read(name, tip)!);
            }

            var commit = repository.Objects.Commit(start, [KeyValuePair.Create(repository.Prefix + path, blob.Length == 0 ? null : blob)], $"{topic}: {path}\n", by);
            if (repository.Objects.Move(name, commit, tip)) return merged ? Merged(Read(name, commit)!) : new SaveOutcome.Saved(Read(name, commit)!, blob);

            SaveOutcome Merged(Draft draft) => new SaveOutcome.Merged(draft, blob, content is { } both ? Encoding.UTF8.GetString(both.Span) : null);
        }

        throw new GitException($"The draft {name} moved {Tries} times while it was saved.");

        string Blob(ReadOnlyMemory<byte>? content) => content is { } some ? repository.Objects.Write(some) : "";

        ReadOnlyMemory<byte>? Known(string id) => id.Length == 0 ? null : repository.Objects.Blobs([id])[id];
    }

    /// <summary>Gives a draft up. False when it changed in between.</summary>
    public bool Discard(Draft draft) => repository.Objects.Remove(draft.Ref, draft.Commit);

    private Draft? Read(string name, string commit)
    {
        var parts = name[Draft.Prefix.Length..].Split('/');
        return parts is [var person, var topic] ? new Draft(person, topic, commit, repository.Base(commit, "refs/heads/" + repository.Branch) ?? commit) : null;
    }

    internal static Text? Wrong(string person, string topic) =>
        !Ids.IsValid(person) ? new Text("人员编号“{0}”不能用作草稿名。", "The person '{0}' cannot be part of a draft's name.").With(person)
        : topic.Length is 0 or > LongestTopic || TopicOf(topic) != topic
            ? new Text("主题“{0}”只能用文字、数字和连字符,最多 {1} 个字符。", "The topic '{0}' takes letters, digits and hyphens, {1} characters at most.").With(topic, LongestTopic)
        : null;

    /// <summary>A path that stays within the folder and that the engine reads as a definition or its cases.</summary>
    private static bool IsSafe(string path) =>
        DefinitionCompiler.IsKnown(path) && path.EndsWith(".json", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl)
        && path.Split('/').All(part => part.Length > 0 && !part.StartsWith('.'));
}
