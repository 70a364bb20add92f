using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Schema;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Tests.Designer;

public sealed class SchemaEditorTests
{
    [Fact]
    public void EveryKind_IsEditableFromItsSchema()
    {
        using var context = new DesignerContext();
        foreach (var kind in DefinitionKinds.All)
        {
            if (context.Studio.Files().FirstOrDefault(f => kind.Owns(f.Path)) is not { } file) continue;
            var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, context.Studio.Open(file.Path)));
            Assert.NotEmpty(editor.FindAll("[data-pointer='/title/zh']"));
        }
    }

    [Fact]
    public async Task ChangedField_ChangesOneLineOfTheText_AndUndoIsExact()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("standards/department.standard.json");
        var before = draft.Text;
        var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, draft));
        await DesignerContext.Change(editor, "[data-pointer='/title/en']", "Unit");
        Assert.Equal(1, before.Split('\n').Zip(draft.Text.Split('\n')).Count(l => l.First != l.Second));
        Assert.IsType<DraftState.Dirty>(draft.State);
        draft.Undo();
        Assert.Equal(before, draft.Text);
        draft.Redo();
        Assert.Contains("\"en\": \"Unit\"", draft.Text);
    }

    [Fact]
    public void UnreadableText_StopsTheEditorAndLosesNothing()
    {
        using var context = new DesignerContext(language: Language.English);
        var draft = context.Studio.Open("standards/department.standard.json");
        var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, draft));
        draft.Replace("{ // a comment\n");
        editor.WaitForAssertion(() => Assert.True(editor.Find("[data-pointer='/title/en']").HasAttribute("disabled")), DesignerContext.Patience);
        draft.Set("/title/en", "lost?");
        Assert.Equal("{ // a comment\n", draft.Text);
    }
}
