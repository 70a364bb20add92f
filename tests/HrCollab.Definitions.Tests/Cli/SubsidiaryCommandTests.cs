using HrCollab.Tests;

namespace HrCollab.Definitions.Tests.Cli;

/// <summary>The tool over definitions with a subsidiary.</summary>
public sealed class SubsidiaryCommandTests
{
    private const string Form = "subsidiaries/shanghai/forms/transfer.form.json";

    [Fact]
    public void S57_FilesOfASubsidiary_AreChecked_TheirCasesRun_AndTheirTextIsCanonical()
    {
        using var tool = WithSubsidiary();
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.True(code == 0, output);
        Assert.Equal((0, ""), tool.Run("format", "--check"));
        tool.Replace("subsidiaries/shanghai/rules/probation.rules.cases.json", "\"maxMonths\": 3", "\"maxMonths\": 6");
        tool.Replace("subsidiaries/shanghai/forms/transfer.form.cases.json", "\"approval\": [\"E0002\"]", "\"approval\": [\"E0001\"]");
        (code, output) = tool.Run("test", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("shanghai/rules/probation.rules.cases.json", output);
        Assert.Contains("shanghai/forms/transfer.form.cases.json", output);
    }

    /// <summary>A case about somebody of the subsidiary does not pass as one of the group's.</summary>
    [Fact]
    public void S57_CaseInTheWrongFile_DoesNotHold()
    {
        using var tool = WithSubsidiary();
        tool.Replace("subsidiaries/shanghai/forms/transfer.form.cases.json", "\"subject\": \"E0043\"", "\"subject\": \"E0042\"");
        var (code, output) = tool.Run("test", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("works-council-is-heard", output);
    }

    [Fact]
    public void S57_Conflict_IsNamedWithFileLineAndHelp()
    {
        using var tool = WithSubsidiary();
        tool.Replace(Form, "\"inherits\": \"transfer\",", "\"inherits\": \"transfer\", \"submitters\": [\"self\"],");
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("transfer.form.json(4): error HR-GRP-003: The role 'self' goes beyond what the group allows in submitters. [/submitters/0]", output);
        Assert.Contains("a subsidiary may narrow who may do something", output);
    }

    [Fact]
    public void S57_NewDefinitionOfASubsidiary_InheritsAllOfTheGroups()
    {
        using var tool = WithSubsidiary();
        var (code, output) = (tool.Run("check").Code, HrCollab.Workspace.Templates.Make("rules", "notice@shanghai", new("notice@shanghai", "notice@shanghai"), [])!);
        Assert.Equal((0, "subsidiaries/shanghai/rules/notice.rules.json"), (code, output.Path));
        tool.Write(output.Path, System.Text.Encoding.UTF8.GetString(output.Utf8.Span));
        var (after, said) = tool.Run("check", "--lang", "en");
        Assert.True(after == 0, said);
    }

    private static Tool WithSubsidiary()
    {
        var tool = Tool.WithShipped();
        foreach (var (path, text) in Repository.Files("tests/subsidiary", ".json")) tool.Write(path["tests/subsidiary/".Length..], text);
        return tool;
    }
}
