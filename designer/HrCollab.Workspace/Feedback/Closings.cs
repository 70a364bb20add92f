using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;

namespace HrCollab.Workspace.Feedback;

/// <summary>A feedback that a commit says it answers.</summary>
/// <param name="Id">The feedback.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Changes">What the commit changed, a sentence each.</param>
public sealed record Closing(string Id, string Commit, ImmutableArray<Text> Changes);

/// <summary>Reads the trailers <c>Closes-Feedback: ID</c> of commits (git-interpret-trailers); one commit may have several.</summary>
public static class Closings
{
    /// <summary>The trailer's name.</summary>
    public const string Trailer = "Closes-Feedback";

    /// <summary>As many as a host takes with one revision.</summary>
    private const int Most = 200;
    private const int MostSentences = 40;
    private const int LongestSentence = 600;

    /// <summary>What stands between ids: one trailer may name several, on lines of its own.</summary>
    private static readonly char[] Separators = [' ', ',', '\t', '\r'];

    /// <summary>
    /// What the commits after one up to another answer, the newest first; everything that was ever answered when the first is not known here, which a host
    /// closes once. Texts that can be no id are passed over.
    /// </summary>
    public static ImmutableArray<Closing> Between(DefinitionsRepository repository, string? from, string to)
    {
        var range = from is not null && repository.Resolve(from) is { } known ? $"{known}..{to}" : to;
        var text = repository.Git.Text("log", $"--format=%H %(trailers:key={Trailer},valueonly,unfold,separator=%x20)", "--grep", Trailer + ":", "-i", range);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(Separators, StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1 && IsCommit(words[0]))
                .SelectMany(words => Of(repository, words[0], words[1..])).DistinctBy(c => c.Id, StringComparer.Ordinal).Take(Most),
        ];
    }

    /// <summary>The trailer of a message that answers a feedback.</summary>
    internal static string Line(string id) => $"{Trailer}: {id}";

    /// <summary>True for what can be the id of a feedback; nothing else gets into a message.</summary>
    internal static bool IsId(string text) => text.Length is > 0 and <= 64 && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static IEnumerable<Closing> Of(DefinitionsRepository repository, string commit, string[] ids)
    {
        ImmutableArray<Text>? changes = null;
        foreach (var id in ids.Where(IsId)) yield return new Closing(id, commit, changes ??= Sentences(repository, commit));
    }

    private static ImmutableArray<Text> Sentences(DefinitionsRepository repository, string commit)
    {
        if (repository.Resolve(commit + "^") is not { } before) return [];
        var changes = SemanticDiff.Of(repository.Files(before), repository.Files(commit)).Changes;
        var told = changes.Take(MostSentences - 1).Select(c => new Text(Short(c.Sentence.Zh), Short(c.Sentence.En)));
        return changes.Length <= MostSentences - 1 ? [.. told] : [.. told, new Text("另有 {0} 处改动。", "{0} more changes.").With(changes.Length - MostSentences + 1)];
    }

    private static string Short(string sentence) => sentence.Length <= LongestSentence ? sentence : sentence[..(LongestSentence - 1)] + "…";
}
