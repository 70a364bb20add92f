using HrCollab.Designer.Editors;
using HrCollab.Designer.Shell;
using HrCollab.Engine;

namespace HrCollab.Designer.Tests.Designer;

public sealed class WordsOfMembersTests
{
    [Fact]
    public void EveryKind_SaysWhatItIsFor() =>
        Assert.Empty(DefinitionKinds.All.Where(k => Words.About(k.Suffix).Zh.Length == 0).Select(k => k.Suffix));

    [Fact]
    public void HelpIsInBothLanguages() => Assert.NotEqual(MemberHelp.Of("standard", "purpose")!.Zh, MemberHelp.Of("standard", "purpose")!.En);

    [Theory]
    [InlineData("standards/person.standard.json", "/groups/0", "/standards/person?at=%2Fgroups%2F0")]
    [InlineData("forms/transfer.form.cases.json", "/1", "/forms/transfer?view=cases&at=%2F1")]
    [InlineData("manifest.json", "", "/manifest")]
    public void EveryFinding_LeadsToItsPage(string path, string pointer, string address) => Assert.Equal(address, Words.Address(path, pointer));
}
