using System.Text;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Kernel;

/// <summary>The hash of a set says what the definitions mean: equal meaning, equal hash.</summary>
public sealed class ContentHashTests
{
    private static readonly (string Path, string Json) A = ("codeLists/a.codeList.json", """
        { "id": "a", "title": { "zh": "表", "en": "List" }, "status": "company", "source": { "title": { "zh": "来源", "en": "Source" } },
          "values": [{ "code": "1", "title": { "zh": "甲", "en": "A" } }, { "code": "2", "title": { "zh": "乙", "en": "B" } }] }
        """);

    private static readonly (string Path, string Json) B = (A.Path.Replace("/a.", "/b.", StringComparison.Ordinal), A.Json.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));

    [Fact]
    public void OrderOfFiles_DoesNotMatter() => Assert.Equal(TestSet.Sound(A, B).Hash, TestSet.Sound(B, A).Hash);

    [Fact]
    public void OrderOfMembersAndWhiteSpace_DoNotMatter()
    {
        var (head, rest) = (A.Json[(A.Json.IndexOf(',') + 1)..A.Json.LastIndexOf('}')], "\"id\":\t\"a\"");
        Assert.Equal(Hash(A), Hash((A.Path, $"\uFEFF{{\r\n{head},\n\n {rest} }}")));
    }

    [Fact]
    public void EscapedAndPlainText_AreTheSame() => Assert.Equal(Hash(A), Hash((A.Path, A.Json.Replace("甲", "\\u7532", StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"zh\": \"甲\"", "\"zh\": \"甲 \"")]
    [InlineData("\"code\": \"2\"", "\"code\": \"3\"")]
    [InlineData("\"company\"", "\"unverified\"")]
    public void ChangeOfMeaning_ChangesTheHash(string old, string text) => Assert.NotEqual(Hash(A), Hash((A.Path, A.Json.Replace(old, text, StringComparison.Ordinal))));

    [Fact]
    public void OrderOfValues_IsMeaning()
    {
        const string one = """{ "code": "1", "title": { "zh": "甲", "en": "A" } }""", two = """{ "code": "2", "title": { "zh": "乙", "en": "B" } }""";
        Assert.NotEqual(Hash(A), Hash((A.Path, A.Json.Replace(one, "?", StringComparison.Ordinal).Replace(two, one, StringComparison.Ordinal).Replace("?", two, StringComparison.Ordinal))));
    }

    [Fact]
    public void FileMoreOrLess_ChangesTheHash() => Assert.NotEqual(Hash(A), TestSet.Sound(A, B).Hash);

    [Fact]
    public void Hash_IsSha256InLowerHex() => Assert.Matches("^[0-9a-f]{64}$", Hash(A));

    [Fact]
    public void CanonicalText_OfCanonicalTextIsItself()
    {
        var kind = DefinitionKinds.Find("codeLists")!;
        var once = kind.Canonical(new DefinitionFile(A.Path, Encoding.UTF8.GetBytes(A.Json)))!;
        var twice = kind.Canonical(new DefinitionFile(A.Path, once))!;
        Assert.Equal(Encoding.UTF8.GetString(once), Encoding.UTF8.GetString(twice));
        Assert.DoesNotContain((byte)'\r', once);
        Assert.Equal((byte)'\n', once[^1]);
    }

    [Fact]
    public void FoundDefinition_IsTheSameObjectEachTime()
    {
        var set = TestSet.Sound(A, B);
        Assert.Same(set.Find<CodeList>("a"), set.Find<CodeList>("a"));
        Assert.Equal(["a", "b"], set.All<CodeList>().Select(l => l.Id));
        Assert.Null(set.Find<CodeList>("c"));
    }

    private static string Hash((string Path, string Json) file) => TestSet.Sound(file).Hash;
}
