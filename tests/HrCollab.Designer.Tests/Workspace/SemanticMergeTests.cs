using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Merging;

namespace HrCollab.Designer.Tests.Workspace;

/// <summary>X18: three-way merge by meaning.</summary>
public sealed class SemanticMergeTests
{
    private const string Table = """
        { "id": "p", "subject": "person", "table": { "hitPolicy": "UNIQUE", "inputs": [{ "id": "kind" }, { "id": "term" }], "outputs": [{ "id": "months" }],
          "rows": [{ "id": "a", "when": ["-", "< 3"], "then": [1] }, { "id": "b", "when": ["-", ">= 3"], "then": [2] }] } }
        """;

    [Fact]
    public void X18_DifferentRows_MergeByThemselves()
    {
        var merged = Merge(Table, Table.Replace("[1]", "[10]"), Table.Replace("[2]", "[20]"));
        Assert.Empty(merged.Conflicts);
        Assert.Contains("[10]", Text(merged));
        Assert.Contains("[20]", Text(merged));
    }

    [Fact]
    public void X18_DifferentCellsOfOneRow_MergeByThemselves()
    {
        var merged = Merge(Table, Table.Replace("[1]", "[10]"), Table.Replace("\"< 3\"", "\"< 4\""));
        Assert.Empty(merged.Conflicts);
        Assert.Contains("""{ "id": "a", "when": ["-", "< 4"], "then": [10] }""", Text(merged));
    }

    [Fact]
    public void X18_SameCell_AsksWithAllThreeValues()
    {
        var merged = Merge(Table, Table.Replace("[1]", "[10]"), Table.Replace("[1]", "[11]"));
        var conflict = Assert.Single(merged.Conflicts);
        Assert.Equal(("table/rows/a/then/months", "1", "10", "11"), (conflict.Place, conflict.Base, conflict.Ours, conflict.Theirs));
        Assert.Equal("行“a”的months", conflict.What.Zh);
        var decided = Merge(Table, Table.Replace("[1]", "[10]"), Table.Replace("[1]", "[11]"), new Dictionary<string, Side> { [conflict.Place] = Side.Theirs });
        Assert.Empty(decided.Conflicts);
        Assert.Contains("[11]", Text(decided));
    }

    [Fact]
    public void X18_ColumnAddedOnOneSideRowAddedOnTheOther_FitTogether()
    {
        var ours = Table.Replace("{ \"id\": \"kind\" }, ", "{ \"id\": \"grade\" }, { \"id\": \"kind\" }, ").Replace("[\"-\", \"< 3\"]", "[\"1\", \"-\", \"< 3\"]").Replace("[\"-\", \">= 3\"]", "[\"2\", \"-\", \">= 3\"]");
        var theirs = Table.Replace("\"then\": [2] }", "\"then\": [2] }, { \"id\": \"c\", \"when\": [\"x\", \"-\"], \"then\": [3] }");
        var merged = Merge(Table, ours, theirs);
        Assert.Empty(merged.Conflicts);
        Assert.Contains("""{ "id": "c", "when": ["-", "x", "-"], "then": [3] }""", Text(merged));
    }

    [Fact]
    public void X18_RemovedHereEditedThere_Asks() =>
        Assert.Equal("table/rows/b", Assert.Single(Merge(Table, Table.Replace(", { \"id\": \"b\", \"when\": [\"-\", \">= 3\"], \"then\": [2] }", ""), Table.Replace("[2]", "[20]")).Conflicts).Place);

    [Fact]
    public void X18_BothRemoved_IsGone() => Assert.Null(SemanticMerge.Files("rules/p.rules.json", Bytes(Table), null, null).Utf8);

    [Fact]
    public void ChineseAndEnglishTitleByTwoPeople_MergeByThemselves()
    {
        const string Title = """{ "title": { "zh": "一", "en": "1" } }""";
        var merged = Merge(Title, Title.Replace("一", "壹"), Title.Replace("\"1\"", "\"one\""));
        Assert.Empty(merged.Conflicts);
        Assert.Contains("""{ "zh": "壹", "en": "one" }""", Text(merged));
    }

    [Fact]
    public void TextThatCannotBeRead_IsOneValue()
    {
        var conflict = Assert.Single(Merge(Table, Table + "?", Table.Replace("[1]", "[10]")).Conflicts);
        Assert.Equal("", conflict.Place);
    }

    /// <summary>X18: whatever two people change in shipped files, the result is canonical and says both.</summary>
    [Fact]
    public void X18_MergedShippedFile_IsCanonical()
    {
        var text = HrCollab.Tests.Repository.Read("definitions/responsibilities/transfer.responsibilities.json");
        var merged = SemanticMerge.Files(
            "responsibilities/transfer.responsibilities.json", Bytes(text), Bytes(text.Replace("\"调出部门确认\"", "\"调出确认\"")), Bytes(text.Replace("\"有空缺编制\"", "\"编制有空缺\"")));
        Assert.Empty(merged.Conflicts);
        Assert.Equal(text.Replace("\"调出部门确认\"", "\"调出确认\"").Replace("\"有空缺编制\"", "\"编制有空缺\""), Text(merged));
        Assert.True(DefinitionsRepository.Canonical(new DefinitionFile("responsibilities/transfer.responsibilities.json", merged.Utf8!.Value)).Span.SequenceEqual(merged.Utf8.Value.Span));
    }

    [Fact]
    public void OrderChangedHereRowAddedThere_KeepsBoth()
    {
        const string List = """{ "steps": [{ "id": "a" }, { "id": "b" }, { "id": "c" }] }""";
        var merged = SemanticMerge.Files("x", Bytes(List), Bytes("""{ "steps": [{ "id": "c" }, { "id": "a" }, { "id": "b" }] }"""), Bytes("""{ "steps": [{ "id": "a" }, { "id": "n" }, { "id": "b" }, { "id": "c" }] }"""));
        Assert.Empty(merged.Conflicts);
        Assert.Equal("""{ "steps": [{ "id": "c" }, { "id": "a" }, { "id": "n" }, { "id": "b" }] }""", Text(merged).Replace("\n", "").Replace("{  ", "{ ").Replace("]}", "] }"));
    }

    private static MergedFile Merge(string origin, string ours, string theirs, IReadOnlyDictionary<string, Side>? decided = null) =>
        SemanticMerge.Files("rules/p.rules.json", Bytes(origin), Bytes(ours), Bytes(theirs), decided);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(MergedFile merged) => Encoding.UTF8.GetString(merged.Utf8!.Value.Span);
}
