using System.Globalization;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Permissions;
using HrCollab.Designer.Parts.MatrixGrid;

namespace HrCollab.Designer.Tests.Designer;

public sealed class PermissionsEditorTests
{
    private const string Path = "permissions/person.permissions.json";

    /// <summary>S2, S45: one cell in the browser is one line of one file, and who gains by it is counted.</summary>
    [Fact]
    public async Task S45_Cell_IsOneLineOfDiff_AndSaysWhoGains()
    {
        using var context = new DesignerContext();
        var (draft, editor) = Shown(context);
        editor.WaitForAssertion(() => Assert.Contains("没有任何人的权限变化", editor.Find("[data-access]").TextContent), DesignerContext.Patience);
        Assert.Equal("副职 · 本部门及下级部门", editor.Find("tr[data-pointer='/roles/3'] input[data-c='0']").GetAttribute("value"));
        var pay = editor.Find("tr[data-pointer='/roles/3'] input[data-pointer='/matrix/3/allow/pay']");
        Assert.Equal("", pay.GetAttribute("value"));
        var grid = editor.FindComponent<MatrixGrid>();
        await editor.InvokeAsync(() => grid.Instance.Put(3, int.Parse(pay.GetAttribute("data-c")!, CultureInfo.InvariantCulture), " M "));
        Assert.Equal("m", draft.TextAt("/matrix/3/allow/pay"));
        editor.WaitForAssertion(() => Assert.Matches("[1-9]\\d* 人得到权限,0 人失去权限", editor.Find("[data-access]").TextContent), DesignerContext.Patience);
        Assert.Contains(editor.FindAll("section[aria-label='谁的权限变了'] tbody tr"), r => r.TextContent.Contains("部门副职", StringComparison.Ordinal) && r.TextContent.Contains("敏感", StringComparison.Ordinal));
        await context.Studio.Save();
        var made = Assert.Single(context.Box.Drafts.List("E0001"));
        Assert.Equal($"1\t0\tdefinitions/{Path}", Lines(context, made.Commit));
    }

    [Fact]
    public async Task S45_Role_IsSetOperationByOperation_ForGroupsAndFields()
    {
        using var context = new DesignerContext();
        var (draft, editor) = Shown(context);
        context.Studio.Seek(Path, "/roles/3/title/zh");
        editor.WaitForAssertion(() => Assert.Contains("部门副职", editor.Find("section[aria-label^='角色'] h2").TextContent), DesignerContext.Patience);
        await Say(editor, "劳动合同 查看", "allow");
        await Say(editor, "劳动合同 导出", "deny");
        Assert.Equal("r!x", draft.TextAt("/matrix/3/allow/contract"));
        await editor.InvokeAsync(() => editor.FindAll("section[aria-label^='角色'] .toggle").First(b => b.TextContent == "劳动合同").Click());
        await Say(editor, "合同编号 查看", "mask");
        Assert.Equal("m!x", draft.TextAt("/matrix/3/allow/contract.number"));
        await Say(editor, "合同编号 导出", "group");
        Assert.Null(draft.At("/matrix/3/allow/contract.number"));
        Assert.Empty(draft.FindingsAt("/matrix", within: true));
    }

    [Theory]
    [InlineData("xur", "rux")]
    [InlineData("r!m!u", "r!m!u")]
    [InlineData("-", "-")]
    [InlineData("!x r", "r!x")]
    public void Letters_AreWrittenInOneOrder(string typed, string written) => Assert.Equal(written, CellLetters.Read(typed).ToString());

    private static Task Say(IRenderedComponent<PermissionsEditor> editor, string label, string word) => editor.InvokeAsync(() => editor.Find($"select[aria-label='{label}']").Change(word));

    private static string Lines(DesignerContext context, string commit) => context.Box.Git("diff", "--numstat", context.Box.Repository.Head, commit);

    private static (DefinitionDraft Draft, IRenderedComponent<PermissionsEditor> Editor) Shown(DesignerContext context)
    {
        var draft = context.Studio.Open(Path);
        var editor = context.Render<PermissionsEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.NotNull(context.Studio.Checking.Set), DesignerContext.Patience);
        return (draft, editor);
    }
}
