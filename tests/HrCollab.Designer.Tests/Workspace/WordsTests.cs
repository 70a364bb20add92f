using System.Text.Json.Nodes;
using HrCollab.Workspace.Words;

namespace HrCollab.Designer.Tests.Workspace;

public sealed class WordsTests
{
    /// <summary>A member of a definition without a word would be shown to analysts as it stands in the file.</summary>
    [Fact]
    public void EveryMemberOfEverySchema_HasAWord()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (path, text) in HrCollab.Tests.Repository.Files("definitions/schema", ".json"))
        {
            var suffix = Path.GetFileName(path).Split('.')[0]; // that of a subsidiary's files has the words of its kind
            var schema = (JsonObject)JsonNode.Parse(text)!;
            foreach (var part in (schema["$defs"] as JsonObject ?? []).Where(p => !p.Key.StartsWith("imported", StringComparison.Ordinal)).Select(p => p.Value).Append(schema))
                foreach (var member in part?["properties"] as JsonObject ?? [])
                {
                    if (!MemberWords.Knows(suffix, member.Key)) missing.Add($"{suffix}/{member.Key}");
                }
        }

        Assert.Empty(missing);
    }
}
