using System.Text.Json.Nodes;
using HrCollab.Designer.Editors;
using HrCollab.Designer.Shell;
using HrCollab.Engine;

namespace HrCollab.Designer.Tests.Designer;

public sealed class WordsOfMembersTests
{
    [Fact]
    public void EveryKind_SaysWhatItIsFor() =>
        Assert.Empty(DefinitionKinds.All.Where(k => Words.About(k.Suffix).Zh.Length == 0).Select(k => k.Suffix));

    /// <summary>Members whose label says it all.</summary>
    private static readonly string[] Trivial = ["$schema", "title", "zh", "en", "year"];

    /// <summary>Members of every definition, by the schemas, have one line of help in each language, and no line is for a member that nothing has.</summary>
    [Fact]
    public void EveryMember_HasItsLineInBothLanguages()
    {
        var members = HrCollab.Tests.Repository.Files("definitions/schema", ".json").SelectMany(f => Members(JsonNode.Parse(f.Text)).Select(m => (Kind: Path.GetFileName(f.Path).Split('.')[0], Member: m))).Distinct().ToList();
        Assert.True(members.Count > 250);
        Assert.Empty(members.Where(m => !Trivial.Contains(m.Member) && MemberHelp.Of(m.Kind, m.Member) is not { Zh.Length: > 1, En.Length: > 3 }).Select(m => $"{m.Kind}/{m.Member}"));
        var known = members.SelectMany(m => new[] { m.Member, $"{m.Kind}/{m.Member}" }).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(MemberHelp.Members, m => !known.Contains(m));
        Assert.DoesNotContain(MemberHelp.Members, m => Trivial.Contains(m));
    }

    [Fact]
    public void OwnerOfARequirement_IsNotTheOwnerOfData() => Assert.NotEqual(MemberHelp.Of("standard", "owner"), MemberHelp.Of("requirements", "owner"));

    [Fact]
    public void FormatsOfFiles_AreThoseThatAreTaken() => Assert.DoesNotContain("xlsx", MemberHelp.Of("exchange", "formats")!.Zh + MemberHelp.Of("exchange", "formats")!.En);

    private static IEnumerable<string> Members(JsonNode? schema) => schema switch
    {
        JsonObject node => (node["properties"] as JsonObject ?? []).Select(p => p.Key).Concat(node.SelectMany(m => Members(m.Value))),
        JsonArray list => list.SelectMany(Members),
        _ => [],
    };

    [Fact]
    public void HelpIsInBothLanguages() => Assert.NotEqual(MemberHelp.Of("standard", "purpose")!.Zh, MemberHelp.Of("standard", "purpose")!.En);

    [Theory]
    [InlineData("standards/person.standard.json", "/groups/0", "/standards/person?at=%2Fgroups%2F0")]
    [InlineData("forms/transfer.form.cases.json", "/1", "/forms/transfer?view=cases&at=%2F1")]
    [InlineData("manifest.json", "", "/manifest")]
    public void EveryFinding_LeadsToItsPage(string path, string pointer, string address) => Assert.Equal(address, Words.Address(path, pointer));
}
