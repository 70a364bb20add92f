using System.Text;
using Bunit;
using HrCollab.Designer.Editors;
using HrCollab.Designer.Editors.Schema;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>Files in which a subsidiary says only what differs.</summary>
public sealed class SubsidiaryFileTests
{
    private static DefinitionFile[] Files => [.. HrCollab.Tests.Repository.Files("tests/subsidiary", ".json").Where(f => !f.Path.EndsWith(".cases.json", StringComparison.Ordinal)).Select(f => new DefinitionFile(f.Path["tests/subsidiary/".Length..], Encoding.UTF8.GetBytes(f.Text)))];

    [Fact]
    public void S57_EveryFile_OpensInTheSchemaEditor_AndLosesNothing()
    {
        using var context = new DesignerContext();
        foreach (var file in Files) context.Studio.Create(file);
        foreach (var file in Files)
        {
            var draft = context.Studio.Open(file.Path);
            var before = draft.Text;
            Assert.Equal(Encoding.UTF8.GetString(file.Utf8.Span), before);
            Assert.Equal(draft.Suffix == "subsidiary" ? typeof(HrCollab.Designer.Editors.Subsidiaries.SubsidiaryEditor) : typeof(SchemaEditor), EditorTable.Of(draft));
            var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, draft));
            Assert.NotEmpty(editor.FindAll("[data-pointer='/id']"));
            Assert.Equal(before, draft.Text);
        }
    }

    [Fact]
    public async Task S57_ChangedCell_ChangesItsLineAlone()
    {
        using var context = new DesignerContext();
        foreach (var file in Files) context.Studio.Create(file);
        var draft = context.Studio.Open("subsidiaries/shanghai/responsibilities/transfer.responsibilities.json");
        var before = draft.Text;
        var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, draft));
        await editor.InvokeAsync(() => editor.Find("[data-pointer='/rows/1'] button.toggle").Click());
        await DesignerContext.Change(editor, "[data-pointer='/rows/1/deadline']", "1 wd");
        Assert.Equal(1, before.Split('\n').Zip(draft.Text.Split('\n')).Count(l => l.First != l.Second));
        Assert.Contains("\"inherits\": \"transfer\"", draft.Text);
    }

    [Fact]
    public void S57_Address_AndId_NameTheSubsidiary()
    {
        Assert.Equal("/rules/probation@shanghai?at=%2Ftable", HrCollab.Designer.Shell.Words.Address("subsidiaries/shanghai/rules/probation.rules.json", "/table"));
        Assert.Equal("subsidiaries/shanghai/rules/probation.rules.json", DefinitionKinds.Find("rules")!.PathOf("probation@shanghai"));
    }

    /// <summary>A row without a title of its own is called as in the group.</summary>
    [Fact]
    public void S57_Change_IsSaidInTheWordsOfTheGroup()
    {
        DefinitionFile[] group = [.. HrCollab.Tests.Repository.Files("definitions", ".json").Select(f => new DefinitionFile(f.Path["definitions/".Length..], Encoding.UTF8.GetBytes(f.Text)))];
        const string Path = "subsidiaries/shanghai/responsibilities/transfer.responsibilities.json";
        var after = Files.Select(f => f.Path != Path ? f : new DefinitionFile(Path, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(f.Utf8.Span).Replace("\"duty\": \"gm\"", "\"duty\": \"legal\"", StringComparison.Ordinal))));
        var change = Assert.Single(SemanticDiff.Of([.. group, .. Files], [.. group, .. after]).Changes).Sentence;
        Assert.StartsWith("上海子公司的责任矩阵“调岗责任矩阵”:责任行“人力资源负责人审批”", change.Zh, StringComparison.Ordinal);
        Assert.StartsWith("Responsibility matrix 'Responsibilities of a transfer' of Shanghai company: row 'Approval'", change.En, StringComparison.Ordinal);
        var added = SemanticDiff.Of([.. group], [.. group, .. Files]).Changes.Select(c => c.Sentence.Zh).ToList();
        Assert.Contains("新增上海子公司的规则“试用期”。", added);
    }
}
