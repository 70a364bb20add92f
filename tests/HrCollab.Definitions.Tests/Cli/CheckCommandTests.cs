using HrCollab.Tests;

namespace HrCollab.Definitions.Tests.Cli;

public sealed class CheckCommandTests
{
    [Fact]
    public void ShippedDefinitions_AreSound()
    {
        using var tool = Tool.WithShipped();
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.True(code == 0, output);
        Assert.Contains("Sound:", output);
    }

    [Fact]
    public void MisspeltMember_IsNamedWithFileLineAndWhatWasMeant()
    {
        using var tool = Tool.WithShipped();
        tool.Replace("rules/transfer-eligibility.rules.json", "\"subject\"", "\"subjcet\"");
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("transfer-eligibility.rules.json(5): error HR-DEF-002: Unknown member 'subjcet'. Did you mean 'subject'? [/subjcet]", output);
        Assert.Contains("cannot be activated", output);
    }

    [Fact]
    public void X6_RenamedField_IsListedWithFileAndLineOfEveryUse()
    {
        using var tool = Tool.WithShipped();
        tool.Replace("standards/person.standard.json", "\"id\": \"termMonths\"", "\"id\": \"months\"");
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.Equal(1, code);
        foreach (var use in new[] { "rules/probation.rules.json(8): error", "rules/statute-probation.rules.json(8): error", "rules/probation.rules.cases.json(7): error HR-STD-018", "forms/onboarding.form.json(6" })
            Assert.Contains(use, output);
    }

    /// <summary>The slips of <see cref="LintExamples"/>, which the door of the host finds alike.</summary>
    [Theory]
    [InlineData("zh", true)]
    [InlineData("en", true)]
    [InlineData("zh", false)]
    [InlineData("en", false)]
    public void X6_EverySlip_IsFoundInBothLanguages_WithItsPlaceAndExample(string language, bool errors)
    {
        using var tool = Tool.WithShipped();
        var slips = errors ? LintExamples.Errors : LintExamples.Warnings;
        foreach (var (path, text) in LintExamples.Files(slips))
        {
            if (text.Length > 0) tool.Write(path, text);
            else File.Delete(Path.Combine(tool.Folder, path));
        }

        var lines = tool.Run("check", "--lang", language).Output.Split('\n');
        Assert.All(slips, slip => Assert.Contains(lines, l => l.Contains($": {(errors ? "error" : "warning")} {slip.Code}", StringComparison.Ordinal) && l.Contains(slip.At.Split(' ')[0] + "(", StringComparison.Ordinal)
            && l.Contains($"[{slip.At.Split(' ')[1]}", StringComparison.Ordinal) && l.Contains(language == "en" ? slip.En : slip.Zh, StringComparison.Ordinal)));
    }

    [Fact]
    public void CaseThatDoesNotHold_IsNamedWithItsPlace()
    {
        using var tool = Tool.WithShipped();
        tool.Replace("forms/transfer.form.cases.json", "\"release\": [\"E0007\"]", "\"release\": [\"E0008\"]");
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("error HR-TST-001: Case '", output);
        Assert.Contains("[E0008] was expected and [E0007] came.", output);
        Assert.Contains("cannot be activated", output);
    }

    [Fact]
    public void AskedInChinese_AnswersInChinese()
    {
        using var tool = Tool.WithShipped();
        tool.Replace("rules/transfer-eligibility.rules.json", "\"subject\"", "\"subjcet\"");
        Assert.Contains("不认识的成员“subjcet”。 是否想写“subject”?", tool.Run("check", "--lang", "zh").Output);
    }

    [Fact]
    public void FolderWithoutManifest_IsRefused()
    {
        using var tool = new Tool();
        var (code, output) = tool.Run("check", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("not a definitions folder", output);
    }

    [Fact]
    public void UnknownVerb_IsRefused()
    {
        using var tool = new Tool();
        Assert.Equal(1, tool.Run("chekc").Code);
    }
}
