using Bunit;
using HrCollab.Designer.Editors.Exchanges;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Tests.Designer;

public sealed class ExchangeEditorTests
{
    [Fact]
    public void PastedFile_IsReadWithItsQuotesAndLineBreaks()
    {
        var file = SampleFile.Read("\uFEFFno,name\r\n1,\"a \"\"b\"\",\nc\"\r\n\r\n2\r\n")!;
        Assert.Equal(["no", "name"], file.Header.AsEnumerable());
        Assert.Equal(["1", "a \"b\",\nc"], file.Rows[0].AsEnumerable());
        Assert.Equal(["2", ""], file.Rows[1].AsEnumerable());
        Assert.Equal(["no", "name"], SampleFile.Read("no\tname\n1\tx")!.Header.AsEnumerable());
        Assert.Null(SampleFile.Read(" \n"));
    }

    /// <summary>What imports take as NDJSON is a sample as well: members are columns, whichever line has them first.</summary>
    [Fact]
    public void Ndjson_IsReadAsImportsReadIt()
    {
        var file = SampleFile.Read("\uFEFF{\"no\":\"1\",\"name\":\"甲\",\"tags\":[\"a\",2]}\r\n\r\n{\"no\":2,\"left\":true,\"name\":null,\"family\":[{\"n\":\"乙\"}]}\n")!;
        Assert.Equal(["no", "name", "tags", "left", "family"], file.Header.AsEnumerable());
        Assert.Equal(["1|甲|a,2||", "2|||true|[{\"n\":\"乙\"}]"], file.Rows.Select(r => string.Join('|', r)));
        Assert.Null(SampleFile.Read("{\"no\":1}\n{\"no\":"));
        Assert.Null(SampleFile.Read("{\"no\":1}\n[1]"));
        Assert.Null(SampleFile.Read("{\"no\":1,\"no\":2}"));
        Assert.Equal(SampleFile.MostRows, SampleFile.Read(string.Concat(Enumerable.Repeat($"{{\"no\":\"{new string('x', 9_000)}\"}}\n", 100)))!.Rows.Length);
    }

    [Fact]
    public async Task SampleColumns_AreSuggestedByNameAndAlias_AndRowsAreJudged()
    {
        using var context = new DesignerContext(language: Language.English);
        var draft = context.Studio.Open("exchanges/departments.exchange.json");
        var editor = context.Render<ExchangeEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        await DesignerContext.Change(editor, "#sample-file", "dept_no,name,部门类型\nlab,Laboratory,business\n,nameless,business\n");
        await editor.InvokeAsync(() => editor.Find(".plainlist button").Click());
        Assert.Contains("{ \"to\": \"basic.kind\", \"from\": \"部门类型\" }", draft.Text);
        editor.WaitForAssertion(() => Assert.Contains("2 rows: 1 would be taken, 1 would wait", editor.Find("[role=status]").TextContent), DesignerContext.Patience);
    }
}
